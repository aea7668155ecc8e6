import { setTimeout as delay } from 'node:timers/promises';
import { lotReport, reportPdf } from '@fabwright/reports';
import { lotFigures } from '@fabwright/reports/test/lot-figures';
import { atMost, type BenchRow } from './bench-row.ts';
import { type BuiltServices, startBuiltServices } from './built-services.ts';
import { startFilledDatabase } from './filled-database.ts';
import { middleOf } from './median.ts';
import { makeReport, pagesOf } from './report-orders.ts';
import { untilWorkerRests } from './worker-at-rest.ts';
import { FILLED } from './yield-database.ts';

const RUNS = 7;
const MOST_SECONDS = 1.5;
const PAGES = 6;
/** So many steps in its history make the report of 25 wafers six pages long. */
const STEPS = 20;
/** The worker looks for jobs once in so long, and is woken in between. */
const QUEUE_MS = 2000;

/**
 * Seconds from asking the api for the report of a lot (25 wafers of 600 dies, among 5,000 wafers) to the bytes of its
 * PDF: the built api and worker, the queue between them, SQL, words, charts and maps, closing check, the thread that
 * lays it out, the store and the download. Once the worker has nothing else to do, another lot each time, ordered at
 * moments spread over the time between two looks at the queue; the first is not counted. Where the time went is told
 * beside the table. Reference of the same run: figures of such a lot to bytes in this process, without database, queue
 * and thread.
 */
export async function rows(): Promise<BenchRow[]> {
  const database = await startFilledDatabase({ ...FILLED, steps: STEPS });
  try {
    const services = await startBuiltServices(database.url);
    try {
      await untilWorkerRests(database.url);
      return await measured(services);
    } finally {
      await services.stop();
    }
  } finally {
    await database.stop();
  }
}

async function measured(services: BuiltServices): Promise<BenchRow[]> {
  const seconds: number[] = [];
  const parts = new Map<string, number[]>();
  for (let run = 0; run <= RUNS; run += 1) {
    await delay((QUEUE_MS / RUNS) * run);
    const lotId = `BL${String(run * 7).padStart(4, '0')}`;
    const made = await makeReport(services, { kind: 'lot', lotId, language: 'en', paper: 'A4' });
    seconds.push(made.seconds);
    assertPages(made.pdf);
    if (run > 0) for (const [step, taken] of made.steps) parts.set(step, [...(parts.get(step) ?? []), taken]);
  }
  for (const [step, taken] of parts) process.stderr.write(`  of it ${step}: ${middleOf(taken).toFixed(2)} s\n`);
  const name = `Lot report PDF, ${PAGES} pages, from the order to the file, at most; reference: figures to bytes only`;
  return [atMost(name, middleOf(seconds.slice(1)), 's', MOST_SECONDS, await inMemory())];
}

async function inMemory(): Promise<number> {
  const seconds: number[] = [];
  for (let run = 0; run <= RUNS; run += 1) {
    const begin = performance.now();
    await reportPdf(
      lotReport(lotFigures({ wafers: FILLED.wafersPerLot, steps: STEPS }), { language: 'en', paper: 'A4' }),
    );
    seconds.push((performance.now() - begin) / 1000);
  }
  return middleOf(seconds.slice(1));
}

function assertPages(pdf: Uint8Array): void {
  const pages = pagesOf(pdf);
  if (pages !== PAGES) throw new Error(`The report has ${pages} pages: not what it was to be measured by.`);
}
