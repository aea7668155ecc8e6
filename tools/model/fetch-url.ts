import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReadableStream } from 'node:stream/web';
import type { KnownModel } from './catalogue.ts';
import { NoModel } from './no-model.ts';
import { sizeOf } from './weights.ts';

/**
 * The weights from an address, as one file in `folder`. Goes on where a try ended, if the server can. Throws NoModel.
 * @param show called with the bytes that are here, now and then
 */
export async function fetchUrl(
  url: string,
  model: KnownModel,
  folder: string,
  show: (bytes: number) => void,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, model.file);
  const here = (await sizeOf(path)) ?? 0;
  if (here === model.bytes) return path;
  const from = here < model.bytes ? here : 0;
  const answer = await request(url, from);
  const goesOn = answer.status === 206;
  await write(answer, path, goesOn ? from : 0, { most: model.bytes, host: hostOf(url), show });
  return path;
}

interface Transfer {
  /** Bytes of the whole file. */
  readonly most: number;
  readonly host: string;
  readonly show: (bytes: number) => void;
}

/** What arrived before a break is in the file: the next try goes on from there. */
async function write(answer: Response, path: string, from: number, { most, host, show }: Transfer): Promise<void> {
  const file = await open(path, from > 0 ? 'a' : 'w');
  let bytes = from;
  try {
    for await (const chunk of received(answer, () => brokenAfter(host, bytes))) {
      bytes += chunk.length;
      if (bytes > most) throw new NoModel(`${host} sends more than the ${most} bytes of the file.`);
      await file.writeFile(chunk).catch((error: unknown) => notWritten(path, error));
      show(bytes);
    }
  } finally {
    await file.close();
  }
}

async function* received({ body }: Response, broken: () => string): AsyncGenerator<Uint8Array> {
  try {
    yield* body as ReadableStream<Uint8Array>;
  } catch (error) {
    throw new NoModel(broken(), 1, { cause: error });
  }
}

function brokenAfter(host: string, bytes: number): string {
  return `The connection to ${host} broke after ${bytes} bytes. The same command goes on from there.`;
}

function notWritten(path: string, error: unknown): never {
  const why = error instanceof Error ? error.message : String(error);
  throw new NoModel(`${path} can't be written: ${why}. Make room, and the same command goes on.`, 1, { cause: error });
}

/** Throws NoModel for an answer without a file. */
async function request(url: string, from: number): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(url, from > 0 ? { headers: { range: `bytes=${from}-` } } : {});
  } catch (error) {
    throw new NoModel(`${hostOf(url)} can't be reached. For a machine without a way out there is --file.`, 1, {
      cause: error,
    });
  }
  if (answer.ok && answer.body) return answer;
  throw new NoModel(`${hostOf(url)} answers ${answer.status} instead of a file.`);
}

/** Without the rest, which may hold a password. */
function hostOf(url: string): string {
  return new URL(url).host;
}
