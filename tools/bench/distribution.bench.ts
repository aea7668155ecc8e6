import { ask, p95, signedIn, startApi } from './bench-api.ts';
import { atMost, type BenchRow } from './bench-row.ts';
import { startFilledDatabase } from './filled-database.ts';
import { FILLED, type YieldDatabaseSize } from './yield-database.ts';

const MOST_MS = 500;

/** 200 wafers × 600 dies × 1,000 tests. */
const FULL: YieldDatabaseSize = { ...FILLED, lots: 40, wafersPerLot: 5, tests: 1000, steps: 1 };

const COMPARISON = `query ($filter: PopulationFilter!, $measure: MeasureInput!, $split: SplitInput, $byDie: Boolean!) {
  comparison(filter: $filter, measure: $measure, split: $split, byDie: $byDie) { __typename ... on Comparison {
    unit isFraction groups { label n wafers lots box { mean p05 p25 median p75 p95 outliers outlierWafers outlierCount }
      violinAt violinDensity differs } groupsLeftOut overall { test p method } design
    pairs { a b design lotsA lotsB difference low high cliffsDelta decisive { test p } holmP }
    inconclusive wafers wafersLeftOut notFound { lots wafers } legsNotFound } } }`;

const TEST = `query ($filter: PopulationFilter!, $test: Float!, $revision: String!) {
  testCapability(filter: $filter, test: $test, revision: $revision) { __typename ... on TestCapability {
    row { test executed total wafers lots } histogram { from width counts below above } wafersRead wafers } } }`;

const TRIVIAL = '{ __typename }';

/**
 * p95 of what a browser waits for the distribution of one test, all dies of it: in groups, as they are compared, and as
 * a histogram with its capability; HTTP, sign-in check, SQL and threads included. Each call asks for another test.
 * Reference: p95 of a query that reads nothing.
 */
export async function rows(): Promise<BenchRow[]> {
  return [...(await ofSize({ ...FULL, lots: FULL.lots / 10 }, '20')), ...(await ofSize(FULL, '200'))];
}

async function ofSize(size: YieldDatabaseSize, wafers: string): Promise<BenchRow[]> {
  const database = await startFilledDatabase(size);
  try {
    return await measured(database.url, size, wafers);
  } finally {
    await database.stop();
  }
}

/** Rows on a filled database. */
export async function measured(url: string, size: YieldDatabaseSize, wafers: string): Promise<BenchRow[]> {
  const app = await startApi(url);
  try {
    const api = await signedIn(app, [size.product]);
    const trivial = await p95(() => ask(api, TRIVIAL));
    const filter = { productId: size.product, weeks: 10 };
    const testOf = (call: number): number => 1000 + ((call * 37) % size.tests);
    const found: BenchRow[] = [];
    for (const kind of ['TESTER', 'PROBE_CARD', 'SLOT']) {
      const ms = await p95((call) => {
        const measure = { kind: 'TEST', test: testOf(call) };
        return ask(api, COMPARISON, { filter, measure, split: { kind }, byDie: true });
      });
      found.push(row(`all dies of a test split by ${kind.toLowerCase().replace('_', ' ')}`, ms));
    }
    const ms = await p95((call) => ask(api, TEST, { filter, test: testOf(call), revision: `${size.product} 1` }));
    return [...found, row('histogram and capability of a test', ms)];

    function row(what: string, value: number): BenchRow {
      const name = `distribution, ${wafers} wafers × 600 dies × 1,000 tests, ${what}, p95`;
      return atMost(name, value, 'ms', MOST_MS, trivial);
    }
  } finally {
    await app.close();
  }
}
