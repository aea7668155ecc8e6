import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ApiClient } from '../api-client.ts';
import { CliError } from '../cli-error.ts';
import { findFiles } from './find-files.ts';
import { readAccepted, readImportState, type ImportState } from './import-state.ts';
import { ProgressBar, type TextOutput } from './progress-bar.ts';
import { failed, remarks, summaryTable, type FileResult } from './summary-table.ts';

/** Bytes on their way are the first half of a file's bar, reading them into the database the second. */
const UPLOAD_SHARE = 0.5;
const POLL_MS = 250;

export interface ImportCommand {
  readonly client: ApiClient;
  readonly paths: readonly string[];
  readonly out: TextOutput;
  readonly err: TextOutput;
  readonly json: boolean;
}

/** Imports every file that the paths mean, one after the other. Returns the exit code: 1 when a file failed. */
export async function importFiles({ client, paths, out, err, json }: ImportCommand): Promise<number> {
  const files = await findFiles(paths);
  const bar = new ProgressBar(err);
  const results: FileResult[] = [];
  for (const [index, file] of files.entries()) {
    const label = files.length === 1 ? basename(file) : `${index + 1}/${files.length} ${basename(file)}`;
    results.push(await importFile(client, file, (share, step) => bar.show(label, share, step)));
    bar.clear();
  }
  if (json) out.write(`${JSON.stringify(results, null, 2)}\n`);
  else {
    out.write(`${summaryTable(results)}\n`);
    for (const line of remarks(results)) err.write(`${line}\n`);
  }
  return results.some(failed) ? 1 : 0;
}

async function importFile(
  client: ApiClient,
  file: string,
  progress: (share: number, step: string) => void,
): Promise<FileResult> {
  try {
    const { size } = await stat(file);
    let sent = 0;
    progress(0, 'sending');
    const answer = await client.sendFile(`/imports?name=${encodeURIComponent(basename(file))}`, file, size, (n) => {
      sent += n;
      progress((sent / Math.max(1, size)) * UPLOAD_SHARE, 'sending');
    });
    const state = await untilSettled(client, readAccepted(answer), progress);
    return { file, state };
  } catch (error) {
    if (error instanceof CliError) return { file, problem: error.message };
    throw error;
  }
}

async function untilSettled(
  client: ApiClient,
  importId: string,
  progress: (share: number, step: string) => void,
): Promise<ImportState> {
  for (;;) {
    const state = readImportState(await client.getJson(`/imports/v1/${encodeURIComponent(importId)}`));
    if (state.state !== 'queued' && state.state !== 'running') return state;
    progress(UPLOAD_SHARE + state.progress * (1 - UPLOAD_SHARE), state.state === 'queued' ? 'waiting' : 'reading');
    await delay(POLL_MS);
  }
}
