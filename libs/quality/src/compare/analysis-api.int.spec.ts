import { Bootstrap, TokenService } from '@fabwright/platform';
import { ApiClient, cloneDatabase, type TestDatabase } from '@fabwright/testing';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type RunningApi } from '../../test/test-api.ts';
import { asEvent, qualityOn, waferTest, type DieRow } from '../quality.spec-support.ts';

const LOTS = 28;
const WAFERS = 4;
let database: TestDatabase;
let source: DataSource;
let api: RunningApi;
let engineer: ApiClient;
let manager: ApiClient;
let scoped: ApiClient;

const lotId = (lot: number): string => `L${String(lot).padStart(2, '0')}`;
const at = (day: number): string => new Date(Date.UTC(2026, 9, 1 + day, 8)).toISOString();
/** Chamber B runs hot: its wafers lose dies, and its sensor and its test read higher. */
const chamberOf = (wafer: number): string => (wafer % 2 === 0 ? 'A' : 'B');
const heat = (lot: number, wafer: number): number =>
  (chamberOf(wafer) === 'B' ? 6 : 0) + ((lot * 7 + wafer * 3) % 11) / 5;
const dies = (lot: number, wafer: number): DieRow[] => {
  const fails = Math.round(heat(lot, wafer)) + [0, 1, 0, 2, 1][lot % 5]!;
  return Array.from({ length: 40 }, (_, x) => [
    x,
    0,
    x < fails ? 5 : 1,
    heat(lot, wafer) + x / 40,
    x < fails ? NaN : 2,
  ]);
};
const wafers = Array.from({ length: WAFERS }, (_, wafer) => wafer);
const filter = { productId: 'A', weeks: 10 };

beforeAll(async () => {
  database = await cloneDatabase();
  source = await database.connect();
  const quality = qualityOn(source);
  const events = Array.from({ length: LOTS }, (_, lot) => [
    asEvent(
      'fab.process-run.v1',
      {
        runId: `${lotId(lot)}-ETCH`,
        lotId: lotId(lot),
        lotNo: lotId(lot),
        productId: 'A',
        stepId: 'ETCH',
        stepName: 'Contact etch',
        area: 'Etch',
        toolId: 'ETC-1',
        recipe: { id: 'R', version: '7' },
        startedAt: at(lot - 2),
        endedAt: at(lot - 1),
        wafers: wafers.map((wafer) => ({
          waferId: `${lotId(lot)}-${wafer}`,
          chamber: chamberOf(wafer),
        })),
        sensors: [
          {
            name: 'heater',
            unit: 'degC',
            statistic: 'mean',
            values: wafers.map((w) => heat(lot, w) + ((lot * 3 + w) % 5) / 10),
          },
          { name: 'noise', unit: 'V', statistic: 'mean', values: wafers.map((w) => ((lot * 13 + w * 5) % 17) / 3) },
        ],
      },
      at(lot - 1),
    ),
    ...wafers.map((wafer) =>
      waferTest(dies(lot, wafer), {
        lotId: lotId(lot),
        waferId: `${lotId(lot)}-${wafer}`,
        runId: `${lotId(lot)}-${wafer}`,
        productId: 'A',
        startedAt: at(lot),
      }),
    ),
  ]);
  await quality.record(...events.flat());
  await source.query(`INSERT INTO fab_clock (only_row, newest_event_at) VALUES (true, '2026-11-01T00:00:00Z')
    ON CONFLICT DO NOTHING`);
  api = await startApi(database.url);
  const people = (await api.app.get(Bootstrap).demoAccounts()) ?? [];
  const signedIn = async (role: string): Promise<ApiClient> => {
    const client = new ApiClient(api.base);
    const person = people.find((account) => account.role === role);
    await client.signIn(person?.login ?? '', person?.password ?? '');
    return client;
  };
  engineer = await signedIn('yield-engineer');
  manager = await signedIn('manager');
  const token = { name: 'other', scopes: ['data:read' as const], productScope: ['B'] };
  scoped = new ApiClient(api.base, (await api.app.get(TokenService).create(token)).secret);
}, 60_000);
afterAll(async () => {
  await api?.close();
  await database.drop();
});

async function ask<T>(client: ApiClient, query: string, variables: Record<string, unknown>): Promise<T> {
  const { data, errors } = await client.graphql<Record<string, T>>(query, { filter, ...variables });
  expect(errors).toEqual([]);
  return Object.values(data!)[0]!;
}

const RELATIONS = `query ($filter: PopulationFilter!) { relations(filter: $filter, response: { kind: FINAL_YIELD }) {
  __typename ... on Relations { notFound { excluded dies { chosen positions } } tested found wafers lots obstacle rows { name kind rho q found onlyBetweenGroups unit } }
  ... on NotFound { message } } }`;
const COMPARISON = `query ($filter: PopulationFilter!, $measure: MeasureInput!, $split: SplitInput, $legs: [LegInput!],
  $byDie: Boolean!) { comparison(filter: $filter, measure: $measure, split: $split, legs: $legs, byDie: $byDie) {
  __typename ... on Comparison { notFound { excluded dies { chosen positions } } inconclusive legsNotFound wafers groups { label n wafers lots box { median } }
    pairs { a b design difference low high isDifferent decisive { test p } holmP reason } }
  ... on InvalidInput { message } ... on NotFound { message } } }`;
const CAPABILITY = `query ($filter: PopulationFilter!) { capability(filter: $filter) { __typename
  ... on CapabilityTable { notFound { excluded dies { chosen positions } } wafersRead wafers rows { test revision executed total survivorsOnly figures { refused } } } } }`;
const TEST = `query ($filter: PopulationFilter!, $whatIf: LimitsInput) {
  testCapability(filter: $filter, test: 1000, revision: "PMIC_CP1 B", whatIf: $whatIf) { __typename
  ... on TestCapability { histogram { counts below above } whatIf { refused cpk { value } ppk { value low high } method } }
  ... on NotFound { message } } }`;
const LIMITS = `query ($filter: PopulationFilter!) { statisticalLimits(filter: $filter) { __typename
  ... on StatisticalLimitsView { fabNow proposed { program bin limit1 limit2 lots missing }
    approved { bin limit1 reason inForce } } } }`;
const APPROVE = `mutation ($filter: PopulationFilter!, $from: DateTime!, $reason: String!) {
  approveStatisticalLimit(filter: $filter, program: "PMIC_CP1", effectiveFrom: $from, reason: $reason) { __typename
  ... on InvalidInput { message } } }`;

interface Row {
  readonly name: string;
  readonly rho: number;
  readonly found: boolean;
  readonly unit: string;
}

describe('parameters against yield', () => {
  it('name the sensor that goes with it, with its unit, and not the noise', async () => {
    const { rows, lots, wafers: n } = await ask<{ rows: Row[]; lots: number; wafers: number }>(engineer, RELATIONS, {});
    expect([lots, n]).toEqual([LOTS, LOTS * WAFERS]);
    expect(rows.find(({ name }) => name === 'heater')).toMatchObject({ found: true, unit: 'degC' });
    expect(rows.find(({ name }) => name === 'heater')?.rho).toBeLessThan(-0.7);
    expect(rows.find(({ name }) => name === 'noise')?.found).toBe(false);
  });

  it('stay inside the product scope', async () => {
    expect(await ask(scoped, RELATIONS, {})).toMatchObject({ __typename: 'NotFound' });
  });
});

describe('groups', () => {
  const measure = { kind: 'FINAL_YIELD' };
  const split = { kind: 'CHAMBER', stepId: 'ETCH' };

  it('by chamber differ, paired within their lots', async () => {
    const found = await ask<{ pairs: unknown[]; groups: unknown[] }>(engineer, COMPARISON, {
      measure,
      split,
      byDie: false,
    });
    expect(found.groups).toMatchObject([{ lots: LOTS }, { lots: LOTS }]);
    expect(found.pairs).toMatchObject([{ design: 'paired', isDifferent: true }]);
  });

  it('draw all dies of a test', async () => {
    const test = { kind: 'TEST', test: 1000 };
    const found = await ask<{ groups: { n: number }[] }>(engineer, COMPARISON, { measure: test, split, byDie: true });
    expect(found.groups.map(({ n }) => n)).toEqual([LOTS * 2 * 40, LOTS * 2 * 40]);
  });

  it('are the legs of a list, and what it names in vain is told', async () => {
    const legs = [
      ...Array.from({ length: 4 }, (_, lot) =>
        wafers.map((w) => ({ lot: lotId(lot), wafer: `${lotId(lot)}-${w}`, leg: w % 2 ? 'new' : 'old' })),
      ).flat(),
      { lot: 'NO', wafer: 'W', leg: 'new' },
    ];
    const found = await ask(engineer, COMPARISON, { measure, legs, byDie: false });
    expect(found).toMatchObject({ legsNotFound: ['NO/W'], wafers: 16, pairs: [{ design: 'paired' }] });
  });

  it('of one’s own: what the second names does not count in the first, and is told', async () => {
    const OTHER = `query ($filter: PopulationFilter!, $other: PopulationFilter!, $measure: MeasureInput!) {
      comparison(filter: $filter, other: $other, measure: $measure) { ... on Comparison {
        groups { label n } overlap { sharedWafers sharedLots ownLots otherOwnLots } pairs { reason } } } }`;
    const found = await ask(engineer, OTHER, {
      filter: { productId: 'A', lots: ['L00', 'L01'] },
      other: { productId: 'A', lots: ['L01', 'L02', 'L03'] },
      measure,
    });
    expect(found).toEqual({
      groups: [
        { label: 'A', n: WAFERS },
        { label: 'B', n: 3 * WAFERS },
      ],
      overlap: { sharedWafers: WAFERS, sharedLots: 0, ownLots: 1, otherOwnLots: 3 },
      pairs: [{ reason: 'too-few-lots' }],
    });
  });

  it('refuse dies of what has none', async () => {
    expect(await ask(engineer, COMPARISON, { measure, byDie: true })).toMatchObject({ __typename: 'InvalidInput' });
  });
});

describe('capability', () => {
  it('counts executed of all, and says where only survivors are left', async () => {
    const { rows } = await ask<{ rows: { test: number }[] }>(engineer, CAPABILITY, {});
    expect(rows).toHaveLength(2);
    expect(rows.find(({ test }) => test === 1000)).toMatchObject({
      survivorsOnly: false,
      figures: { refused: 'no-limits' },
    });
    expect(rows.find(({ test }) => test === 1001)).toMatchObject({ survivorsOnly: true });
  });

  it('tries other limits, and says when they are swapped', async () => {
    const tried = await ask<{ histogram: { counts: number[]; below: number; above: number } }>(engineer, TEST, {
      whatIf: { lower: -5, upper: 15 },
    });
    expect(tried).toMatchObject({ whatIf: { refused: null } });
    const { counts, below, above } = tried.histogram;
    expect(counts.reduce((sum, count) => sum + count, below + above)).toBe(LOTS * WAFERS * 40);
    expect(await ask(engineer, TEST, { whatIf: { lower: 5, upper: 1 } })).toMatchObject({
      whatIf: { refused: 'limits-swapped' },
    });
  });
});

describe('statistical limits', () => {
  const later = '2027-01-01T00:00:00Z';

  it('are proposed from 25 lots on, approved with a reason, and never for the past', async () => {
    const { proposed } = await ask<{ proposed: unknown[] }>(engineer, LIMITS, {});
    expect(proposed[0]).toMatchObject({ program: 'PMIC_CP1', bin: null, lots: LOTS, missing: null });
    const few = await ask<{ proposed: unknown[] }>(engineer, LIMITS, { filter: { productId: 'A', lots: ['L00'] } });
    expect(few.proposed[0]).toMatchObject({ missing: 'too-few-lots', limit1: null });
    const past = { from: '2026-10-05T00:00:00Z', reason: 'New program' };
    expect(await ask(engineer, APPROVE, past)).toMatchObject({ __typename: 'InvalidInput' });
    expect(await ask(engineer, APPROVE, { from: later, reason: ' ' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await ask(engineer, APPROVE, { from: later, reason: 'New program' })).toMatchObject({ __typename: 'Done' });
    const { approved } = await ask<{ approved: unknown[] }>(engineer, LIMITS, {});
    expect(approved).toMatchObject([{ reason: 'New program', inForce: false }]);
  });

  it('are not a manager’s to approve', async () => {
    const { data, errors } = await manager.graphql(APPROVE, { filter, from: later, reason: 'No' });
    expect(JSON.stringify([data, errors])).toMatch(/FORBIDDEN|Forbidden/);
  });
});

describe('dies that were chosen', () => {
  /** The first ten: all that fail are among them. */
  const first = { ...filter, dies: '0.0.10' };
  const notFound = { excluded: 0, dies: { chosen: 10, positions: 40 } };
  const measure = { kind: 'FINAL_YIELD' };

  it('are what parameters are set against', async () => {
    const { rows, ...found } = await ask<{ rows: Row[] }>(engineer, RELATIONS, { filter: first });
    expect(found).toMatchObject({ wafers: LOTS * WAFERS, notFound });
    expect(rows.find(({ name }) => name === 'heater')).toMatchObject({ found: true });
    // beyond them every die is good: nothing is left to go with anything
    const others = await ask<{ rows: Row[] }>(engineer, RELATIONS, { filter: { ...filter, dies: '10.0.30' } });
    expect(others.rows.filter(({ found: isFound }) => isFound)).toEqual([]);
  });

  it('are what groups are compared by, wafer by wafer and die by die', async () => {
    const medians = async (asked: object) => {
      const split = { kind: 'CHAMBER', stepId: 'ETCH' };
      const { groups } = await ask<{ groups: { box: { median: number }; n: number }[] }>(engineer, COMPARISON, {
        filter: asked,
        measure,
        split,
        byDie: false,
      });
      return groups.map(({ box }) => box.median);
    };
    const [all, chosen] = [await medians(filter), await medians(first)];
    // as many fail, of a quarter of the dies
    chosen.forEach((median, at) => expect(1 - median).toBeCloseTo((1 - (all[at] ?? 0)) * 4, 12));
    const test = { kind: 'TEST', test: 1000 };
    const dies = await ask<{ groups: { n: number }[] }>(engineer, COMPARISON, {
      filter: first,
      measure: test,
      split: { kind: 'TESTER' },
      byDie: true,
    });
    expect(dies.groups.map(({ n }) => n)).toEqual([LOTS * WAFERS * 10]);
  });

  it('are those whose values make a distribution', async () => {
    const found = await ask<{ histogram: { counts: number[] } }>(engineer, TEST, { filter: first });
    expect(found.histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(LOTS * WAFERS * 10);
    expect(await ask(engineer, CAPABILITY, { filter: first })).toMatchObject({ notFound });
  });

  it('have a trend with limits of their own, and none that whole wafers have', async () => {
    const TREND = `query ($filter: PopulationFilter!) { trend(filter: $filter) { ... on Trend {
      excludedWafers floor target statisticalLimits { kind } notFound { dies { chosen positions } } points { key value } } } }`;
    const trend = await ask<{ points: { key: string[]; value: number[] } }>(engineer, TREND, { filter: first });
    expect(trend).toMatchObject({ floor: null, statisticalLimits: [], notFound: { dies: notFound.dies } });
    const whole = await ask<typeof trend>(engineer, TREND, {});
    expect(trend.points.key).toEqual(whole.points.key);
    trend.points.value.forEach((value, at) => expect(1 - value).toBeCloseTo((1 - whole.points.value[at]!) * 4, 12));
    const FREEZE = `mutation ($filter: PopulationFilter!, $at: DateTime!) {
      freezeLimits(filter: $filter, at: $at, reason: "spec") { __typename ... on InvalidInput { issues { field code } } } }`;
    expect(await ask(engineer, FREEZE, { filter: first, at: at(20) })).toMatchObject({
      issues: [{ field: 'filter.dies', code: 'not-of-dies' }],
    });
  });
});

describe('wafers that were excluded by hand', () => {
  it('are in no figure, and counted beside each', async () => {
    await source.query(`UPDATE wafer_yield SET excluded = true WHERE wafer_id = 'L03-1'`);
    // an exclusion is a fact: what rests on facts is asked anew
    await source.query(`SELECT nextval('fact_seq')`);
    const asked = { measure: { kind: 'FINAL_YIELD' }, split: { kind: 'TESTER' }, byDie: false };
    for (const found of [
      await ask(engineer, COMPARISON, asked),
      await ask(engineer, RELATIONS, {}),
      await ask(engineer, CAPABILITY, {}),
    ]) {
      expect(found).toMatchObject({ wafers: LOTS * WAFERS - 1, notFound: { excluded: 1, dies: null } });
    }
    const EXPLORER = `query ($filter: PopulationFilter!) { trend(filter: $filter, by: WAFER) { ... on Trend {
      wafers excludedWafers } } }`;
    expect(await ask(engineer, EXPLORER, {})).toEqual({ wafers: LOTS * WAFERS - 1, excludedWafers: 1 });
    const PARETO = `query ($filter: PopulationFilter!) { trendMembers(filter: $filter, by: LOT) { ... on TrendMembers {
      wafers } } }`;
    const { wafers: members } = await ask<{ wafers: number[] }>(engineer, PARETO, {});
    expect(members.reduce((sum, count) => sum + count, 0)).toBe(LOTS * WAFERS - 1);
  });
});
