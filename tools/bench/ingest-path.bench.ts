import { once } from 'node:events';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  encodeFloat32,
  encodeInt16,
  encodeInt32,
  encodeInt8,
  encodeUint16,
  encodeUint8,
  toEnvelope,
  type WaferTestV1,
} from '@fabwright/contracts';
import { EventPipeline, IngestModule } from '@fabwright/ingest';
import {
  BlobModule,
  FabConfig,
  MessagingModule,
  PlatformModule,
  TelemetryModule,
  type SourceBatch,
} from '@fabwright/platform';
import { allMigrations } from '@fabwright/testing/migrations';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import copyStreams from 'pg-copy-streams';
import { atLeastTimes, type BenchRow } from './bench-row.ts';
import { middleOf } from './median.ts';
import { startPrivateDatabase } from './private-database.ts';

const WAFERS = 300;
const DIES = 600;
const TESTS = 20;
/** About what a consumer hands over at once: two lots. */
const BATCH = 50;
const RUNS = 3;
const LEAST_TIMES_COPY = 0.35;

/** What the path writes for a wafer test, facts and read models; the same rows are copied as the reference. */
const TABLES = [
  'wafer',
  'test_run',
  'die_segment',
  'die_value',
  'die_layout',
  'wafer_yield',
  'wafer_map',
  'lot_yield',
  'lot_wafers',
];

/**
 * Die results a second through the whole path: bytes of events → contract → inbox, facts, yields and maps → commit,
 * in batches, one consumer. Reference of the same run: a plain COPY of the same rows into the same tables, one
 * transaction, the text already made.
 */
export async function rows(): Promise<BenchRow[]> {
  const database = await startPrivateDatabase();
  try {
    return await measured(database.url);
  } finally {
    await database.stop();
  }
}

async function measured(url: string): Promise<BenchRow[]> {
  const client = new pg.Client({ connectionString: url });
  const app = await startIngest(url);
  try {
    await client.connect();
    const through: number[] = [];
    const copied: number[] = [];
    for (let run = 0; run <= RUNS; run += 1) {
      await client.query(`TRUNCATE ${TABLES.join(', ')}, lot, inbox CASCADE`);
      await client.query('CHECKPOINT');
      const batches = eventBatches(run);
      through.push(await ingest(app.get(EventPipeline), batches));
      copied.push(await copyAgain(client));
    }
    // The first round lets compiler and server settle.
    return [
      atLeastTimes(
        `wafer-test events through the whole ingest path, at least ${LEAST_TIMES_COPY} × COPY; reference: COPY`,
        middleOf(through.slice(1)),
        'die results/s',
        LEAST_TIMES_COPY,
        middleOf(copied.slice(1)),
      ),
    ];
  } finally {
    await client.end();
    await app.close();
  }
}

async function startIngest(url: string): Promise<INestApplicationContext> {
  const config = FabConfig.fromEnvironment({ FAB_DATABASE_URL: url, FAB_LOG_LEVEL: 'fatal' });

  @Module({
    imports: [
      PlatformModule.forRoot({ program: 'bench', config, entities: [], migrations: allMigrations }),
      MessagingModule,
      BlobModule,
      TelemetryModule,
      IngestModule,
    ],
  })
  class BenchModule {}

  return NestFactory.createApplicationContext(BenchModule, { logger: false, abortOnError: false });
}

async function ingest(path: EventPipeline, batches: readonly SourceBatch[]): Promise<number> {
  const begin = performance.now();
  let accepted = 0;
  for (const batch of batches) accepted += (await path.process(batch, () => Promise.resolve())).accepted;
  const seconds = (performance.now() - begin) / 1000;
  if (accepted !== WAFERS) throw new Error(`${accepted} of ${WAFERS} wafers were accepted.`);
  return (WAFERS * DIES * TESTS) / seconds;
}

/** Takes out what was written, as text, and times how long COPY needs to put it back. */
async function copyAgain(client: pg.Client): Promise<number> {
  const texts = new Map<string, Buffer>();
  for (const table of TABLES) texts.set(table, await copyOut(client, table));
  await client.query(`TRUNCATE ${TABLES.join(', ')} CASCADE`);
  await client.query('CHECKPOINT');
  const begin = performance.now();
  await client.query('BEGIN');
  for (const [table, text] of texts) await copyIn(client, table, text);
  await client.query('COMMIT');
  return (WAFERS * DIES * TESTS) / ((performance.now() - begin) / 1000);
}

async function copyOut(client: pg.Client, table: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const collect = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk);
      done();
    },
  });
  await pipeline(client.query(copyStreams.to(`COPY ${table} TO STDOUT`)), collect);
  return Buffer.concat(chunks);
}

async function copyIn(client: pg.Client, table: string, text: Buffer): Promise<void> {
  const sink = client.query(copyStreams.from(`COPY ${table} FROM STDIN`));
  const done = once(sink, 'finish');
  Readable.from(slices(text)).pipe(sink);
  await done;
}

function* slices(text: Buffer): Generator<Buffer, void, undefined> {
  const size = 2 ** 16;
  for (let at = 0; at < text.length; at += size) yield text.subarray(at, at + size);
}

/** Wafers of 600 dies, 90 % good, 20 tests with noise: hardly compressible, as real values are. */
function eventBatches(run: number): SourceBatch[] {
  const random = randomNumbers(run + 1);
  const messages = Array.from({ length: WAFERS }, (_, wafer) => ({
    offset: wafer,
    bytes: new TextEncoder().encode(JSON.stringify(event(run, wafer, random))),
    receivedAt: new Date(),
  }));
  const batches: SourceBatch[] = [];
  for (let at = 0; at < messages.length; at += BATCH) {
    const some = messages.slice(at, at + BATCH);
    const nextOffset = at + some.length;
    batches.push({ sourceKind: 'kafka', topic: 'fab.wafer-test', partition: 0, messages: some, nextOffset });
  }
  return batches;
}

function event(run: number, wafer: number, random: () => number) {
  const lotId = `BENCH${Math.floor(wafer / 25)}`;
  const startedAt = new Date(Date.UTC(2026, 8, 1) + wafer * 3_600_000).toISOString();
  const passes = Array.from({ length: DIES }, () => random() < 0.9);
  const data: WaferTestV1 = {
    runId: `run-${run}-${wafer}`,
    lotId,
    lotNo: lotId,
    waferId: `W${wafer % 25}`,
    productId: 'BENCH',
    insertion: 'CP1',
    program: { name: 'BENCH_CP1', revision: '1' },
    tester: 'T1',
    probeCard: 'PC1',
    temperatureC: 25,
    startedAt,
    finishedAt: startedAt,
    part: { index: 0, count: 1 },
    dies: {
      count: DIES,
      x: encodeInt16(Int16Array.from(passes, (_, die) => die % 25)),
      y: encodeInt16(Int16Array.from(passes, (_, die) => Math.floor(die / 25))),
      site: encodeUint8(Uint8Array.from(passes, (_, die) => die % 8)),
      hardBin: encodeUint16(Uint16Array.from(passes, (pass) => (pass ? 1 : 2))),
      softBin: encodeUint16(Uint16Array.from(passes, (pass) => (pass ? 1 : 2 + Math.floor(random() * 8)))),
      verdict: encodeInt8(Int8Array.from(passes, Number)),
      touchdown: encodeUint16(new Uint16Array(DIES).fill(1)),
      testTimeMs: encodeInt32(Int32Array.from(passes, () => 200 + Math.floor(random() * 50))),
    },
    tests: Array.from({ length: TESTS }, (_, test) => ({
      number: 1000 + test,
      name: `TEST_${test}`,
      unit: 'V',
      lowLimit: 0,
      highLimit: 2,
      values: encodeFloat32(Float32Array.from(passes, () => random() * 2)),
    })),
  };
  return toEnvelope('fab.wafer-test.v1', data, { id: `${run}-${wafer}`, source: '/bench', time: startedAt });
}

/** Mulberry32: the same numbers in every run, so that every run measures the same work. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
