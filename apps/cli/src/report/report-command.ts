import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { ApiClient } from '../api-client.ts';
import { CliError } from '../cli-error.ts';
import { ProgressBar, type TextOutput } from '../import/progress-bar.ts';

const POLL_MS = 250;

/** What the report is about, in the words of the API. */
export type ReportRequest =
  | {
      readonly kind: 'lot';
      readonly lotId: string;
      readonly insertion?: string;
      readonly language: string;
      readonly paper: string;
    }
  | {
      readonly kind: 'week';
      readonly productId: string;
      readonly week: string;
      readonly insertion?: string;
      readonly language: string;
      readonly paper: string;
    };

const started = z.object({ jobId: z.string() });
const jobState = z.object({
  state: z.string(),
  progress: z.number(),
  step: z.string().nullish(),
  error: z.object({ message: z.string(), remedy: z.string().optional() }).nullish(),
});
type JobState = z.infer<typeof jobState>;

const RUNNING = new Set(['queued', 'running', 'created', 'active', 'retry']);

export interface ReportCommand {
  readonly client: ApiClient;
  readonly request: ReportRequest;
  readonly file: string;
  readonly out: TextOutput;
  readonly err: TextOutput;
}

/** Asks for a report, waits for it and writes it to `file`. Nothing is left at `file` unless the PDF is whole. */
export async function writeReport({ client, request, file, out, err }: ReportCommand): Promise<number> {
  const { jobId } = parse(started, await client.postJson('/reports/v1', request));
  const path = `/reports/v1/${encodeURIComponent(jobId)}`;
  const bar = new ProgressBar(err);
  const state = await untilSettled(client, path, bar);
  bar.clear();
  if (state.state !== 'done') {
    const { message = `the job ended as ${state.state}`, remedy = '' } = state.error ?? {};
    throw new CliError(`The report was not made: ${message} ${remedy}`.trim());
  }
  await save(await client.getBytes(`${path}/file`), file);
  out.write(`${file}\n`);
  return 0;
}

async function untilSettled(client: ApiClient, path: string, bar: ProgressBar): Promise<JobState> {
  for (;;) {
    const state = parse(jobState, await client.getJson(path));
    if (!RUNNING.has(state.state)) return state;
    bar.show('report', state.progress, state.step ?? state.state);
    await delay(POLL_MS);
  }
}

async function save(bytes: ReadableStream<Uint8Array>, file: string): Promise<void> {
  const partial = `${file}.part`;
  try {
    await pipeline(bytes, createWriteStream(partial));
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    const why = error instanceof Error ? error.message : String(error);
    throw new CliError(`${file} could not be written: ${why}`);
  }
}

function parse<T>(schema: z.ZodType<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new CliError(
    'The server answers in a form this version does not know. Use the fab command of the same version.',
  );
}
