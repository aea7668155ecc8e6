import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { readSortFile, Rec, StdfRecordReader } from '@fabwright/formats';
import type { BenchRow } from './bench-row.ts';

const MEGABYTE = 1e6;
/** What a file stream hands out when it is asked for speed. */
const CHUNK_BYTES = 2 ** 18;
const WAFERS = 30;
const RUNS = 5;
const MIN_MEGABYTES_PER_SECOND = 150;
const MIN_TIMES_PYSTDF = 30;

const PYSTDF = `
import sys, time
from pystdf.IO import Parser

class Count:
    records = 0
    def after_send(self, source, data):
        self.records += 1

with open(sys.argv[1], 'rb') as file:
    parser = Parser(inp=file)
    parser.addSink(Count())
    begin = time.perf_counter()
    parser.parse()
    print(time.perf_counter() - begin)
`;

/**
 * MB/s of whole sort files into columns, one thread, from unpacked bytes in memory: `lot2` with its wafer repeated.
 * References of the same run: the same bytes split into records and nothing else, and pystdf where Python has it
 * (`FAB_BENCH_PYTHON`, else `python3`).
 */
export async function rows(): Promise<BenchRow[]> {
  const lot = await realLot();
  const file = repeatWafer(lot, WAFERS);
  const decoding = await median(() => decode(file));
  const splitting = await median(() => Promise.resolve(split(file)));
  const measured: BenchRow[] = [
    {
      name: 'STDF decoding (lot2 repeated), at least; reference: records split, not decoded',
      value: decoding,
      unit: 'MB/s',
      reference: splitting,
      ratio: decoding / splitting,
      target: MIN_MEGABYTES_PER_SECOND,
      ok: decoding >= MIN_MEGABYTES_PER_SECOND,
    },
  ];
  const peer = await pystdf(lot);
  if (peer === null) return measured;
  measured.push({
    name: `STDF decoding (lot2), at least ${MIN_TIMES_PYSTDF} × pystdf; reference: pystdf`,
    value: decoding,
    unit: 'MB/s',
    reference: peer,
    ratio: decoding / peer,
    target: MIN_TIMES_PYSTDF * peer,
    ok: decoding >= MIN_TIMES_PYSTDF * peer,
  });
  return measured;
}

async function realLot(): Promise<Uint8Array> {
  const folder = process.env['FAB_TEST_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
  const packed = await readFile(join(folder, 'stdf', 'lot2.stdf.gz')).catch((cause: unknown) => {
    throw new Error(`stdf/lot2.stdf.gz can't be read: set FAB_TEST_DATA to the folder of the test data.`, { cause });
  });
  return gunzipSync(packed);
}

/** The file with everything from the wafer's start to its end `times` times: well-formed, and as long as real lots. */
function repeatWafer(lot: Uint8Array, times: number): Uint8Array {
  const reader = new StdfRecordReader();
  let [start, end] = [0, 0];
  reader.push(lot);
  while (reader.next()) {
    if (reader.code === Rec.WIR) start = reader.byteOffset;
    if (reader.code === Rec.WRR) end = reader.byteOffset + 4 + (reader.end - reader.start);
  }
  const wafer = lot.subarray(start, end);
  const file = new Uint8Array(lot.length + (times - 1) * wafer.length);
  file.set(lot.subarray(0, start));
  for (let wafers = 0; wafers < times; wafers += 1) file.set(wafer, start + wafers * wafer.length);
  file.set(lot.subarray(end), start + times * wafer.length);
  return file;
}

function* chunksOf(file: Uint8Array): Generator<Uint8Array, void, undefined> {
  for (let at = 0; at < file.length; at += CHUNK_BYTES) yield file.subarray(at, at + CHUNK_BYTES);
}

async function decode(file: Uint8Array): Promise<number> {
  const begin = performance.now();
  let results = 0;
  for await (const item of readSortFile(chunksOf(file))) {
    if (item.kind === 'end') results = item.parametricResults;
  }
  const seconds = (performance.now() - begin) / 1000;
  if (results !== 52_403 * WAFERS)
    throw new Error(`The decoder gave ${results} results: not what it was to be measured by.`);
  return file.length / MEGABYTE / seconds;
}

function split(file: Uint8Array): number {
  const begin = performance.now();
  const reader = new StdfRecordReader();
  let records = 0;
  for (const chunk of chunksOf(file)) {
    reader.push(chunk);
    while (reader.next()) records += 1;
  }
  reader.finish();
  const seconds = (performance.now() - begin) / 1000;
  if (records === 0) throw new Error('No record was split off.');
  return file.length / MEGABYTE / seconds;
}

/** The middle of several runs, after one that lets the compiler settle. */
async function median(measure: () => Promise<number>): Promise<number> {
  await measure();
  const values: number[] = [];
  for (let run = 0; run < RUNS; run += 1) values.push(await measure());
  return values.sort((a, b) => a - b)[RUNS >> 1] ?? NaN;
}

/** MB/s of pystdf over the file; `null` where it is not installed. */
async function pystdf(lot: Uint8Array): Promise<number | null> {
  const run = promisify(execFile);
  const python = process.env['FAB_BENCH_PYTHON'] ?? 'python3';
  const installed = await run(python, ['-c', 'import pystdf']).then(
    () => true,
    () => false,
  );
  if (!installed) return null;
  const folder = await mkdtemp(join(tmpdir(), 'fabwright-bench-'));
  try {
    const path = join(folder, 'lot2.stdf');
    await writeFile(path, lot);
    const { stdout } = await run(python, ['-c', PYSTDF, path]);
    return lot.length / MEGABYTE / Number(stdout);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
