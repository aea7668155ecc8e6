import { ProductVersionStore } from '@fabwright/fab';
import { Bootstrap } from '@fabwright/platform';
import { ApiClient, cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Maths } from '../src/maths/maths.ts';
import { qualityOn, waferTest, type DieRow } from '../src/quality.spec-support.ts';
import { TestSummaryRepository } from '../src/test-summary/test-summary.repository.ts';
import { TestSummaryService } from '../src/test-summary/test-summary.service.ts';
import { startApi, type RunningApi } from './test-api.ts';

const LOTS = 25;
const at = (day: number): string => new Date(Date.UTC(2026, 9, 1 + day, 8)).toISOString();

interface Made {
  readonly productId: string;
  readonly lots: number;
  readonly dies: (lot: number) => DieRow[];
  readonly unit?: (lot: number) => string;
}

/** A lot a day with one wafer each. */
const sorted = ({ productId, lots, dies, unit }: Made) =>
  Array.from({ length: lots }, (_, lot) =>
    waferTest(dies(lot), {
      productId,
      lotId: `${productId}-${lot}`,
      waferId: `${productId}-${lot}.01`,
      runId: `${productId}-${lot}`,
      startedAt: at(lot),
      ...(unit ? { unit: unit(lot) } : {}),
    }),
  );
const passing = (x: number, vdd: number): DieRow => [x, 0, 1, vdd, 1];
const wafer = (fails: number, vdd: (x: number) => number): DieRow[] =>
  Array.from({ length: 20 }, (_, x) => (x < fails ? [x, 0, 5, vdd(x), 1] : passing(x, vdd(x))));

let database: TestDatabase;
let api: RunningApi;
let client: ApiClient;
const maths = new Maths();

beforeAll(async () => {
  database = await cloneDatabase();
  const source = await database.connect();
  const quality = qualityOn(source);
  const noise = (lot: number) => (x: number) => 1 + ((lot * 7 + x * 3) % 11) / 100;
  await quality.record(
    ...sorted({ productId: 'FAILS', lots: LOTS, dies: (lot) => wafer(20, noise(lot)) }),
    ...sorted({ productId: 'EQUAL', lots: LOTS, dies: () => wafer(2, () => 1) }),
    ...sorted({ productId: 'ONE', lots: 1, dies: (lot) => wafer(2, noise(lot)) }),
    ...sorted({
      productId: 'UNITS',
      lots: LOTS,
      dies: (lot) => wafer(lot % 3, noise(lot)),
      unit: (lot) => (lot < 12 ? 'V' : 'mV'),
    }),
    // The clock of its tester stands a century ahead.
    waferTest(wafer(1, noise(0)), {
      productId: 'ONE',
      lotId: 'AHEAD',
      waferId: 'AHEAD.01',
      runId: 'AHEAD',
      startedAt: '2126-10-01T08:00:00Z',
    }),
  );
  const summaries = new TestSummaryService(
    quality.uow,
    new TestSummaryRepository(quality.uow),
    new ProductVersionStore(quality.uow, { notify: () => Promise.resolve() } as never),
    maths,
  );
  while ((await summaries.round(100)).wafers > 0);
  await source.query(`INSERT INTO fab_clock (only_row, newest_event_at) VALUES (true, '2026-11-01T00:00:00Z')`);
  api = await startApi(database.url);
  const people = (await api.app.get(Bootstrap).demoAccounts()) ?? [];
  const person = people.find(({ role }) => role === 'yield-engineer');
  client = new ApiClient(api.base);
  await client.signIn(person?.login ?? '', person?.password ?? '');
}, 120_000);
afterAll(async () => {
  await api?.close();
  await maths.onApplicationShutdown();
  await database.drop();
});

const SAYS = `... on InvalidInput { message issues { field code } } ... on NotFound { message }`;
const SCREENS = {
  trend: `trend(filter: $filter, measure: $measure) { __typename ... on Trend {
    points { key value } chartMissing notFound { lots wafers ahead } } ${SAYS} }`,
  relations: `relations(filter: $filter, response: $measure) { __typename ... on Relations {
    wafers obstacle skipped { reason parameters } notFound { lots wafers ahead } } ${SAYS} }`,
  comparison: `comparison(filter: $filter, measure: $measure, split: { kind: TESTER }, byDie: false) { __typename
    ... on Comparison { wafers inconclusive notFound { lots wafers ahead } } ${SAYS} }`,
  capability: `capability(filter: $filter) { __typename ... on CapabilityTable {
    wafers rows { test figures { refused } } notFound { lots wafers ahead } } ${SAYS} }`,
  stack: `waferStack(filter: $filter, bins: [], zones: RINGS) { __typename ... on StackComparison {
    stack { wafers failRate } untested notFound { lots wafers ahead } } ${SAYS} }`,
} as const;
type Screen = keyof typeof SCREENS;
const ALL = Object.keys(SCREENS) as Screen[];
const FINAL_YIELD = { kind: 'FINAL_YIELD' };

async function ask(screen: Screen, filter: object, measure: object = FINAL_YIELD): Promise<Record<string, unknown>> {
  const usesMeasure = screen !== 'capability' && screen !== 'stack';
  const query = `query ($filter: PopulationFilter!${usesMeasure ? ', $measure: MeasureInput!' : ''}) { answer: ${SCREENS[screen]} }`;
  const variables = { filter: { weeks: 10, ...filter }, ...(usesMeasure ? { measure } : {}) };
  const { data, errors } = await client.graphql<{ answer: Record<string, unknown> }>(query, variables);
  expect(errors).toEqual([]);
  return data!.answer;
}

describe.each(ALL)('bad input to %s', (screen) => {
  it('a period that ends before it begins is refused with what to do', async () => {
    const reversed = { productId: 'EQUAL', from: '2026-10-20T00:00:00Z', to: '2026-10-10T00:00:00Z', weeks: null };
    await expect(ask(screen, reversed)).resolves.toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ field: 'filter.to', code: 'before-from' }],
      message: expect.stringContaining('swap') as string,
    });
  });

  it('a product that is not there is named', async () => {
    await expect(ask(screen, { productId: 'NO-SUCH' })).resolves.toMatchObject({
      __typename: 'NotFound',
      message: expect.stringContaining('NO-SUCH') as string,
    });
  });

  it('names on a list that stand for nothing are told', async () => {
    await expect(ask(screen, { productId: 'EQUAL', lots: ['EQUAL-1', 'NO-SUCH'] })).resolves.toMatchObject({
      notFound: { lots: ['NO-SUCH'], wafers: [] },
    });
  });

  it('wafers that a clock put into the future are told, and in nothing', async () => {
    await expect(ask(screen, { productId: 'ONE' })).resolves.toMatchObject({ notFound: { ahead: 1 } });
    await expect(ask(screen, { productId: 'EQUAL' })).resolves.toMatchObject({ notFound: { ahead: 0 } });
  });
});

describe('a period without data', () => {
  const nothing = { productId: 'EQUAL', from: '2020-01-01T00:00:00Z', to: '2020-02-01T00:00:00Z', weeks: null };

  it.each([
    ['trend', { points: { key: [] } }],
    ['relations', { wafers: 0, obstacle: 'no-wafers' }],
    ['comparison', { wafers: 0, inconclusive: 'too-few-groups' }],
    ['capability', { wafers: 0, rows: [] }],
    ['stack', { stack: { wafers: 0 } }],
  ] as const)('leaves %s empty and says so', async (screen, answer) => {
    await expect(ask(screen, nothing)).resolves.toMatchObject(answer);
  });
});

describe('one wafer', () => {
  it.each([
    ['trend', { points: { key: ['ONE-0'], value: [0.9] }, chartMissing: 'too-few-lots' }],
    ['relations', { wafers: 1, obstacle: expect.stringMatching(/too-few/) as string }],
    ['comparison', { wafers: 1, inconclusive: expect.stringMatching(/too-few/) as string }],
    ['stack', { stack: { wafers: 1 } }],
  ] as const)('is shown by %s, with why nothing follows from it', async (screen, answer) => {
    await expect(ask(screen, { productId: 'ONE' })).resolves.toMatchObject(answer);
  });
});

describe('all dies failing', () => {
  it('is a yield of 0, limits that can’t be learnt, and a response that nothing goes with', async () => {
    const trend = await ask('trend', { productId: 'FAILS' });
    expect(trend).toMatchObject({ chartMissing: 'no-spread', points: { value: Array<number>(LOTS).fill(0) } });
    await expect(ask('relations', { productId: 'FAILS' })).resolves.toMatchObject({ obstacle: 'response-is-constant' });
    await expect(ask('stack', { productId: 'FAILS' })).resolves.toMatchObject({ stack: { failRate: 1 } });
  });
});

describe('equal values', () => {
  it('have no limits and no capability, and say why', async () => {
    await expect(ask('trend', { productId: 'EQUAL' })).resolves.toMatchObject({ chartMissing: 'no-spread' });
    await expect(ask('trend', { productId: 'EQUAL' }, { kind: 'TEST', test: 1000 })).resolves.toMatchObject({
      chartMissing: 'no-spread',
    });
    await expect(testCapability('EQUAL', { lower: 0, upper: 2 })).resolves.toMatchObject({
      whatIf: { refused: 'no-spread' },
    });
  });
});

describe('limits that are swapped', () => {
  it('are refused', async () => {
    await expect(testCapability('FAILS', { lower: 2, upper: 1 })).resolves.toMatchObject({
      whatIf: { refused: 'limits-swapped' },
    });
  });
});

describe('a test whose unit changed', () => {
  const refused = { __typename: 'InvalidInput', issues: [{ code: 'several-units' }] };

  it('is charted by nobody', async () => {
    const test = { kind: 'TEST', test: 1000 };
    for (const screen of ['trend', 'relations', 'comparison'] as const) {
      await expect(ask(screen, { productId: 'UNITS' }, test)).resolves.toMatchObject(refused);
    }
    await expect(ask('capability', { productId: 'UNITS' })).resolves.toMatchObject({
      rows: [{ figures: { refused: 'several-units' } }, { figures: { refused: 'several-units' } }],
    });
    await expect(testCapability('UNITS', null)).resolves.toMatchObject(refused);
  });

  it('is left out where everything is related, and counted', async () => {
    const { skipped } = await ask('relations', { productId: 'UNITS' });
    expect(skipped).toContainEqual({ reason: 'several-units', parameters: 2 });
  });

  it('is not compared over two groups, each in its own unit', async () => {
    const query = `query ($a: PopulationFilter!, $b: PopulationFilter!) { answer: comparison(filter: $a, other: $b,
      measure: { kind: TEST, test: 1000 }, byDie: false) { __typename ... on InvalidInput { issues { code } } } }`;
    const of = (lot: number) => ({ productId: 'UNITS', lots: [`UNITS-${lot}`] });
    const { data } = await client.graphql<{ answer: unknown }>(query, { a: of(1), b: of(20) });
    expect(data?.answer).toMatchObject(refused);
  });
});

async function testCapability(productId: string, whatIf: object | null): Promise<unknown> {
  const query = `query ($filter: PopulationFilter!, $whatIf: LimitsInput) {
    answer: testCapability(filter: $filter, test: 1000, revision: "PMIC_CP1 B", whatIf: $whatIf) { __typename
    ... on TestCapability { whatIf { refused } } ${SAYS} } }`;
  const { data, errors } = await client.graphql<{ answer: unknown }>(query, {
    filter: { productId, weeks: 10 },
    whatIf,
  });
  expect(errors).toEqual([]);
  return data?.answer;
}
