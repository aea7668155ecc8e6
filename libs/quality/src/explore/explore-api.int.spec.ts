import { encodeInt16 } from '@fabwright/contracts';
import { Bootstrap, TokenService } from '@fabwright/platform';
import { ApiClient, cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DataSource } from 'typeorm';
import { startApi, type RunningApi } from '../../test/test-api.ts';
import { asEvent, qualityOn, waferTest, type DieRow } from '../quality.spec-support.ts';

const LOTS = 30;
/** The lot that falls out, and fails of all others in turn. */
const BAD = 25;
const USUAL = [1, 2, 1, 3, 2, 1, 2, 3];

let database: TestDatabase;
let source: DataSource;
let api: RunningApi;
let engineer: ApiClient;
let manager: ApiClient;
let scoped: ApiClient;

const at = (day: number): string => new Date(Date.UTC(2026, 9, 1 + day, 8)).toISOString();
const dies = (fails: number): DieRow[] => Array.from({ length: 40 }, (_, x) => [x, 0, x < fails ? 5 : 1, 1]);
const lotId = (lot: number): string => `L${String(lot).padStart(2, '0')}`;

const definition = asEvent(
  'fab.product-definition.v1',
  {
    productId: 'A',
    version: 1,
    name: 'Product A',
    waferDiameterMm: 200,
    dieWidthMm: 4,
    dieHeightMm: 20,
    edgeExclusionMm: 3,
    notch: 'down',
    axes: { x: 'right', y: 'up' },
    dies: { x: encodeInt16(Int16Array.from({ length: 40 }, (_, x) => x)), y: encodeInt16(new Int16Array(40)) },
    bins: [
      { kind: 'soft', number: 1, name: 'Pass', pass: true },
      { kind: 'soft', number: 5, name: 'Leakage', pass: false },
    ],
    insertions: [{ id: 'CP1', name: 'Sort 1' }],
    tests: [],
    targets: [{ insertion: 'CP1', yieldTarget: 0.95, floor: 0.5 }],
  },
  '2026-01-01T00:00:00Z',
);

beforeAll(async () => {
  database = await cloneDatabase();
  source = await database.connect();
  const quality = qualityOn(source);
  await quality.record(definition);
  const tests = Array.from({ length: LOTS }, (_, lot) =>
    ['W1', 'W2'].map((waferId, wafer) =>
      waferTest(dies(lot === BAD ? 18 : (USUAL[(lot + 3 * wafer) % USUAL.length] ?? 1)), {
        lotId: lotId(lot),
        waferId: `${lotId(lot)}-${waferId}`,
        runId: `${lotId(lot)}-${waferId}`,
        productId: 'A',
        startedAt: at(lot),
      }),
    ),
  );
  await quality.record(...tests.flat());
  await source.query(`INSERT INTO fab_clock (only_row, newest_event_at) VALUES (true, '2026-11-01T00:00:00Z')`);
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
  const { secret } = await api.app
    .get(TokenService)
    .create({ name: 'other', scopes: ['data:read'], productScope: ['B'] });
  scoped = new ApiClient(api.base, secret);
});
afterAll(async () => {
  await api?.close();
  await database.drop();
});

interface Trend {
  readonly points: { key: string[]; value: number[]; group: number[]; wafers: number[]; withinSd: (number | null)[] };
  readonly groups: { label: string | null; wafers: number; lots: number; value: number }[];
  readonly chart: {
    limits: { lower: (number | null)[]; centre: (number | null)[] };
    phases: { judgedBy: string; from: number; to: number; learntOn: number }[];
    reasons: { index: number; kind: string; rule: string; direction: string }[];
    frozenBy: string | null;
  } | null;
  readonly chartMissing: string | null;
  readonly notes: { noteId: string; text: string; by: string }[];
  readonly notFound: { lots: string[]; wafers: string[] };
  readonly floor: number | null;
  readonly wafers: number;
  readonly statisticalLimits: {
    kind: string;
    program: string | null;
    limit1: number;
    from: string;
    to: string | null;
  }[];
}

const TREND = `query ($filter: PopulationFilter!, $measure: MeasureInput, $by: TrendUnit!, $split: SplitInput) {
  trend(filter: $filter, measure: $measure, by: $by, split: $split) {
    __typename
    ... on Trend {
      unit isFraction floor target wafers lots pointsInAll chartMissing
      statisticalLimits { kind program limit1 limit2 from to }
      points { key group at value wafers withinSd } groups { label wafers lots value }
      chart { limits { centre lower upper } phases { from to judgedBy missing learntOn startedBy shift shiftP }
        reasons { index from kind rule direction limit } frozenAt frozenBy }
      events { at kind label startsPhase } notes { noteId at text by } notFound { lots wafers }
    }
    ... on NotFound { message } ... on InvalidInput { message issues { field code } }
  } }`;

async function trend(
  client: ApiClient,
  variables: Record<string, unknown> = {},
): Promise<Trend & { __typename: string }> {
  const given = { filter: { productId: 'A', weeks: 10 }, by: 'LOT', ...variables };
  const { data, errors } = await client.graphql<{ trend: Trend & { __typename: string } }>(TREND, given);
  expect(errors).toEqual([]);
  return data!.trend;
}

describe('a trend', () => {
  it('has a point a lot, with limits that the bad lot breaks and a reason that says how', async () => {
    const { points, chart, floor } = await trend(engineer);
    expect(points.key).toHaveLength(LOTS);
    expect(points.value[BAD]).toBeCloseTo(1 - 18 / 40, 10);
    expect(floor).toBe(0.5);
    expect(chart?.reasons).toContainEqual(
      expect.objectContaining({ index: BAD, kind: 'sigma', rule: 'nelson-1', direction: 'low' }),
    );
    expect(points.value[BAD]).toBeLessThan(chart?.limits.lower[BAD] ?? 0);
  });

  it('adds lots up by week, die-weighted, and says why there are no limits', async () => {
    const weeks = await trend(engineer, { by: 'WEEK' });
    expect(weeks.chartMissing).toBe('not-by-lot');
    expect(weeks.points.wafers.reduce((sum, wafers) => sum + wafers, 0)).toBe(2 * LOTS);
    const wafers = await trend(engineer, { by: 'WAFER' });
    expect(wafers.points.key).toHaveLength(2 * LOTS);
    expect(wafers.groups[0]?.lots).toBe(LOTS);
  });

  it('names what a list does not find, and answers with what it does', async () => {
    const listed = await trend(engineer, { filter: { lots: ['L03', 'L99'] } });
    expect(listed.points.key).toEqual(['L03']);
    expect(listed.notFound).toEqual({ lots: ['L99'], wafers: [] });
    expect(listed.chartMissing).toBe('too-few-lots');
  });

  it('is empty, not wrong, for a period without lots', async () => {
    const empty = await trend(engineer, {
      filter: { productId: 'A', from: '2020-01-01T00:00:00Z', to: '2020-02-01T00:00:00Z' },
    });
    expect(empty.points.key).toEqual([]);
    expect(empty.chart).toBeNull();
  });

  it('says what a measure or split lacks, and hides other products', async () => {
    await expect(trend(engineer, { measure: { kind: 'BIN' } })).resolves.toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ field: 'measure.bin', code: 'missing' }],
    });
    await expect(trend(engineer, { split: { kind: 'TOOL' } })).resolves.toMatchObject({ __typename: 'InvalidInput' });
    await expect(trend(scoped)).resolves.toMatchObject({ __typename: 'NotFound' });
    await expect(trend(scoped, { filter: { lots: ['L03'] } })).resolves.toMatchObject({ notFound: { lots: ['L03'] } });
  });
});

describe('a trend by site', () => {
  it('has a group a site, of the dies tested there, with each wafer counted once and no limits of gross dies', async () => {
    const found = await trend(engineer, { split: { kind: 'SITE' } });
    expect(found.groups).toMatchObject([{ label: '0', lots: LOTS, wafers: 2 * LOTS }]);
    expect(found).toMatchObject({ wafers: 2 * LOTS, floor: null, target: null, chartMissing: 'in-groups' });
    expect(found.points.value[BAD]).toBeCloseTo(1 - 18 / 40, 10);
  });

  it('says which measures have sites, and what a tester that says no touchdown leaves', async () => {
    await expect(trend(engineer, { measure: { kind: 'BIN', bin: 5 }, split: { kind: 'SITE' } })).resolves.toMatchObject(
      { __typename: 'InvalidInput', issues: [{ field: 'split.kind', code: 'not-of-measure' }] },
    );
    await expect(trend(engineer, { split: { kind: 'TOUCHDOWN' } })).resolves.toMatchObject({ points: { key: [] } });
  });
});

describe('statistical limits', () => {
  it('stand in the trend of their measure from their day on, by program where there are several', async () => {
    const row = (program: string, bin: number | null, limit1: number, from: string): unknown[] => [
      program,
      bin,
      limit1,
      from,
    ];
    const rows = [
      row('PMIC_CP1', null, 0.9, at(10)),
      row('PMIC_CP1', null, 0.91, at(20)),
      row('PMIC_CP1', 5, 0.1, at(10)),
      row('OTHER', null, 0.5, at(10)),
    ];
    for (const [place, values] of rows.entries()) {
      await source.query(
        `INSERT INTO statistical_limit (limit_id, product_id, insertion, program, bin, centre, limit1, limit2, lots,
           learnt_from, learnt_to, effective_from, reason, approved_by, approved_at)
         VALUES (gen_random_uuid(), 'A', 'CP1', $1, $2, 0.95, $3, 0.4, 30, $4, $4, $4, 'x', 'x',
           $4::timestamptz - interval '1 day' + $5 * interval '1 second')`,
        [...values, place],
      );
    }
    const own = { kind: 'SYL', program: null };
    const found = await trend(engineer);
    expect(found.statisticalLimits).toMatchObject([
      { ...own, limit1: 0.9, to: expect.stringContaining(at(20).slice(0, 10)) as string },
      { ...own, limit1: 0.91, to: null },
    ]);
    const bin = await trend(engineer, { measure: { kind: 'BIN', bin: 5 } });
    expect(bin.statisticalLimits).toMatchObject([{ kind: 'SBL', limit1: 0.1, to: null }]);
    for (const variables of [
      { by: 'WAFER' },
      { measure: { kind: 'FIRST_PASS_YIELD' } },
      { measure: { kind: 'BIN', bin: 6 } },
      { split: { kind: 'SITE' } },
    ]) {
      await expect(trend(engineer, variables)).resolves.toMatchObject({ statisticalLimits: [] });
    }
  });
});

describe('limits', () => {
  const freeze = async (client: ApiClient, reason: string) => {
    const { data, errors } = await client.graphql<{ freezeLimits: Record<string, unknown> }>(
      `mutation ($filter: PopulationFilter!, $at: DateTime!, $reason: String!) {
        freezeLimits(filter: $filter, at: $at, reason: $reason) { __typename ... on InvalidInput { issues { field } } } }`,
      { filter: { productId: 'A', weeks: 10 }, at: '2026-10-25T00:00:00Z', reason },
    );
    return data?.freezeLimits ?? errors[0];
  };

  it('are frozen by a yield engineer with a reason, and lifted again', async () => {
    await expect(freeze(manager, 'x')).resolves.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    await expect(freeze(engineer, ' ')).resolves.toMatchObject({ issues: [{ field: 'reason' }] });
    await expect(freeze(engineer, 'Ramp is over')).resolves.toMatchObject({ __typename: 'Done' });
    const frozen = await trend(engineer);
    expect(frozen.chart?.phases[0]?.judgedBy).toBe('stored');
    expect(frozen.chart?.frozenBy).not.toBeNull();
    await engineer.graphql('mutation ($filter: PopulationFilter!) { liftLimits(filter: $filter) { __typename } }', {
      filter: { productId: 'A' },
    });
    expect((await trend(engineer)).chart?.phases[0]?.judgedBy).toBe('own');
  });
});

describe('notes', () => {
  it('stand on the time axis until they are withdrawn', async () => {
    const { data } = await engineer.graphql<{ writeNote: { noteId: string } }>(
      `mutation ($note: NoteInput!) { writeNote(note: $note) { ... on NoteWritten { noteId } } }`,
      { note: { productId: 'A', at: '2026-10-20T00:00:00Z', text: ' New focus ring. ' } },
    );
    const [note] = (await trend(manager)).notes;
    expect(note).toMatchObject({ text: 'New focus ring.', noteId: data?.writeNote.noteId });
    const refused = await manager.graphql('mutation ($id: ID!) { withdrawNote(noteId: $id) { __typename } }', {
      id: note?.noteId,
    });
    expect(refused.errors[0]).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    await engineer.graphql('mutation ($id: ID!) { withdrawNote(noteId: $id) { __typename } }', { id: note?.noteId });
    expect((await trend(manager)).notes).toEqual([]);
  });
});

describe('the catalogue', () => {
  it('offers what the chosen wafers have', async () => {
    const { data, errors } = await engineer.graphql<{ catalogue: Record<string, unknown> }>(
      `{ catalogue(filter: { productId: "A", weeks: 10 }) {
        steps { stepId } parameters { name } tests { number name unit } bins { number name slot }
        testers probeCards programRevisions } }`,
    );
    expect(errors).toEqual([]);
    expect(data?.catalogue).toEqual({
      steps: [],
      parameters: [],
      tests: [
        { number: 1000, name: 'VDD', unit: 'V' },
        { number: 1001, name: 'IDD', unit: 'V' },
      ],
      bins: [{ number: 5, name: 'Leakage', slot: 1 }],
      testers: ['T1'],
      probeCards: ['PC1'],
      programRevisions: ['B'],
    });
  });
});
