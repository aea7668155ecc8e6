import { ask, p95, signedIn, startApi } from './bench-api.ts';
import { atMost, type BenchRow } from './bench-row.ts';
import { startTwoYearDatabase, timesAsManyLots, TWO_YEAR_PRODUCTS } from './two-year-database.ts';

const MOST_MS = 300;
const TWO_YEARS_IN_WEEKS = 105;

const TREND = `query ($filter: PopulationFilter!, $by: TrendUnit!, $split: SplitInput, $trackOutOf: ID) {
  trend(filter: $filter, by: $by, split: $split, trackOutOf: $trackOutOf) { __typename ... on Trend {
    unit isFraction floor target wafers lots pointsInAll chartMissing excludedWafers from to
    points { key group at value wafers withinSd } groups { label wafers lots value }
    chart { limits { centre lower upper } phases { from to judgedBy missing learntOn startedBy shift shiftP }
      reasons { index from kind rule direction limit } }
    events { at kind label startsPhase } notes { noteId } notFound { lots wafers } } } }`;

const TRIVIAL = '{ __typename }';

interface Variant {
  readonly name: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const everything = { weeks: TWO_YEARS_IN_WEEKS };
const split = (kind: string, stepId?: string) => ({ filter: everything, by: 'LOT', split: { kind, stepId } });

const VARIANTS: readonly Variant[] = [
  { name: 'one product by lot, with limits', variables: { filter: { ...everything, productId: 'ALPHA' }, by: 'LOT' } },
  { name: 'by week', variables: { filter: everything, by: 'WEEK' } },
  { name: 'split by product', variables: split('PRODUCT') },
  { name: 'split by chamber', variables: split('CHAMBER', 'STEP05') },
  { name: 'split by recipe version', variables: split('RECIPE_VERSION', 'STEP05') },
  { name: 'split by slot', variables: split('SLOT') },
  { name: 'split by probe card', variables: split('PROBE_CARD') },
  { name: 'split by site', variables: split('SITE') },
  {
    name: 'by track-out, through a chamber',
    variables: {
      filter: { ...everything, through: [{ stepId: 'STEP05', toolId: 'STEP05-T2', chamber: 'B' }] },
      by: 'LOT',
      trackOutOf: 'STEP05',
    },
  },
];

/**
 * p95 of what a browser waits for a trend over two years, 100,000 wafers with ten steps each, and over a tenth of them;
 * HTTP, sign-in check, GraphQL, SQL and control limits included. Reference: p95 of a query that reads nothing.
 */
export async function rows(): Promise<BenchRow[]> {
  return [...(await ofSize(0.1, '10,000')), ...(await ofSize(1, '100,000'))];
}

async function ofSize(factor: number, wafers: string): Promise<BenchRow[]> {
  const database = await startTwoYearDatabase(timesAsManyLots(factor));
  try {
    return await measured(database.url, wafers);
  } finally {
    await database.stop();
  }
}

/** Rows of every variant on a filled database. */
export async function measured(url: string, wafers: string): Promise<BenchRow[]> {
  const app = await startApi(url);
  try {
    const api = await signedIn(app, TWO_YEAR_PRODUCTS);
    const trivial = await p95(() => ask(api, TRIVIAL));
    const found: BenchRow[] = [];
    for (const { name, variables } of VARIANTS) {
      const ms = await p95(() => ask(api, TREND, variables));
      found.push(atMost(`trend over two years, ${wafers} wafers, ${name}, p95`, ms, 'ms', MOST_MS, trivial));
    }
    return found;
  } finally {
    await app.close();
  }
}
