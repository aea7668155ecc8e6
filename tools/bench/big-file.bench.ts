import { spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { syntheticSortFile } from '@fabwright/formats/writer';
import { builtProgram } from '../start/build.ts';
import { atMost, type BenchRow } from './bench-row.ts';
import { type BuiltServices, ROOT, startBuiltServices } from './built-services.ts';
import { startPrivateDatabase } from './private-database.ts';
import { residentMegabytes, watchPeak } from './process-memory.ts';

const FILE_BYTES = 2e9;
const MOST_MEGABYTES = 300;
const SETTLE_MS = 10_000;

/** The part of what `fab import --json` prints that is read here. */
interface ImportedFile {
  readonly state?: {
    readonly state: string;
    readonly summary?: { readonly wafers: number; readonly results: number } | null;
  };
}

/**
 * Peak resident memory of the built worker while `fab import` takes in a sort file of 2 GB that lies on disk, as a
 * person does it, and of the api that receives the file; both had ten seconds to come to rest after their start.
 * Reference of the same run: what each of them held before the import. Takes minutes, and some 10 GB in the temporary folder while it runs.
 */
export async function rows(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fabwright-bench-file-'));
  try {
    const file = join(folder, 'big.stdf');
    await pipeline(Readable.from(syntheticSortFile({ bytes: FILE_BYTES, lotId: 'BIG' })), createWriteStream(file));
    return await imported(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function imported(file: string): Promise<BenchRow[]> {
  const database = await startPrivateDatabase();
  try {
    const services = await startBuiltServices(database.url, ['cli']);
    try {
      return await measured(services, file);
    } finally {
      await services.stop();
    }
  } finally {
    await database.stop();
  }
}

async function measured(services: BuiltServices, file: string): Promise<BenchRow[]> {
  const watched = [
    { what: 'peak memory of the worker that imports it', pid: services.workerPid },
    { what: 'peak memory of the api that receives it', pid: services.apiPid },
  ];
  await delay(SETTLE_MS);
  const before = await Promise.all(watched.map(({ pid }) => residentMegabytes(pid)));
  const watches = watched.map(({ pid }) => watchPeak(pid));
  await importByCommand(services, file);
  const peaks = await Promise.all(watches.map((watch) => watch.peak()));
  return watched.map(({ what }, at) => {
    const name = `a 2 GB STDF file, ${what}, at most; reference: before the import`;
    return atMost(name, peaks[at] ?? Number.NaN, 'MB', MOST_MEGABYTES, before[at] ?? null);
  });
}

/** `fab import`; throws when the file is not in the database afterwards. */
async function importByCommand({ address, token }: BuiltServices, file: string): Promise<void> {
  const begin = performance.now();
  const args = [builtProgram(ROOT, 'cli'), 'import', file, '--server', address, '--token', token, '--json'];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'ignore'] });
  let answer = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (answer += text));
  await new Promise((done, failed) => child.once('close', done).once('error', failed));
  const seconds = Math.round((performance.now() - begin) / 1000);
  process.stderr.write(`  ${inWords(answer)} in ${seconds} s\n`);
}

/** What the command says of the one file. Throws unless it was imported. */
function inWords(answer: string): string {
  const [file] = JSON.parse(answer || '[]') as ImportedFile[];
  if (!file?.state?.summary || file.state.state !== 'done') throw new Error(`Not imported: ${answer}`);
  const { wafers, results } = file.state.summary;
  return `${wafers} wafers, ${results} results`;
}
