import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monthReport, reportPdf } from '@fabwright/reports';
import { seeded } from '@fabwright/reports/test/lot-figures';
import { monthFigures, monthScenario } from '@fabwright/reports/test/month-figures';
import { freePort, startProduct, type Product } from '../../apps/e2e/src/product.ts';
import { atMost, type BenchRow } from './bench-row.ts';
import { ask, historyTold, tokenOf } from './demonstration.ts';
import { demonstrationOrders, type DemonstrationOrder } from './demonstration-orders.ts';
import { NotMade, untilMade } from './report-orders.ts';

const REPORTS = 500;
/** As many lots as these reports need. */
const HISTORY_DAYS = 120;
const WEEKS = 6;
/** So that the worker never waits for an order. */
const AHEAD = 3;

/**
 * How many of 500 reports hold a number that is no fact and was not printed from data; none may. Once of generated
 * monthly summaries, with more or less of everything down to none; once of every kind of report over the demonstration
 * fab, ordered from the product that `npm start` runs and laid out. Both in both languages, on both papers, their
 * figures included.
 */
export async function rows(): Promise<BenchRow[]> {
  return [await ofGenerated(), await ofDemonstration()];
}

async function ofGenerated(): Promise<BenchRow> {
  const random = seeded(2_027);
  let refused = 0;
  for (let seed = 1; seed <= REPORTS; seed += 1) {
    const language = seed % 2 === 0 ? 'en' : 'zh-CN';
    const paper = seed % 3 === 0 ? 'LETTER' : 'A4';
    const report = monthReport(monthFigures(language, seed, monthScenario(random)), { language, paper });
    try {
      await reportPdf(report, () => Promise.resolve(new Uint8Array()));
    } catch (error) {
      refused += 1;
      process.stderr.write(`  ${String(error)}\n`);
    }
  }
  return atMost(`Closing check refuses, of ${REPORTS} generated monthly summaries`, refused, 'reports', 0);
}

async function ofDemonstration(): Promise<BenchRow> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fabwright-bench-closing-'));
  try {
    const product = await startProduct(dataDir, await freePort(), ['--history-days', String(HISTORY_DAYS)]);
    try {
      await historyTold(product);
      const refused = await refusedOf(product, await demonstrationOrders(product, WEEKS));
      return atMost(`Not made, of ${REPORTS} reports over the demonstration fab`, refused, 'reports', 0);
    } finally {
      await product.stop();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Of 500 that were made or not; a week in which no lot was tested is no report. Throws where there are not so many. */
async function refusedOf(product: Product, orders: readonly DemonstrationOrder[]): Promise<number> {
  const open = [...orders].reverse();
  let [done, refused] = [0, 0];
  const inLine = async (): Promise<void> => {
    for (let next = open.pop(); next && done < REPORTS; next = open.pop()) {
      const outcome = await outcomeOf(product, next);
      if (outcome === 'nothing-to-report') continue;
      done += 1;
      if (outcome === 'not-made') refused += 1;
      if (done % 50 === 0) process.stderr.write(`  ${done} of ${REPORTS}\n`);
    }
  };
  await Promise.all(Array.from({ length: AHEAD }, inLine));
  if (done < REPORTS) throw new Error(`The demonstration has only ${done} reports to make.`);
  return refused;
}

/** Whatever the reason that one is not made: it is told. */
async function outcomeOf(
  product: Product,
  order: DemonstrationOrder,
): Promise<'made' | 'not-made' | 'nothing-to-report'> {
  try {
    await made(product, order);
    return 'made';
  } catch (error) {
    if (error instanceof NotMade && error.code === 'INVALID_INPUT') return 'nothing-to-report';
    process.stderr.write(`  ${order.name}: ${String(error)}\n`);
    return 'not-made';
  }
}

async function made(product: Product, { mutation, variables }: DemonstrationOrder): Promise<void> {
  const { started } = await ask<{ started: { __typename: string; job?: { jobId: string } } }>(
    product,
    mutation,
    variables,
  );
  if (!started.job) throw new Error(`The order was answered with ${started.__typename}.`);
  await untilMade({ address: product.address, token: tokenOf(product) }, started.job.jobId);
}
