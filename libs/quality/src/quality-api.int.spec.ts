import { decodeDieValues, decodeStackedDies, decodeWaferMaps, encodeInt16 } from '@fabwright/contracts';
import { Bootstrap, TokenService } from '@fabwright/platform';
import { ApiClient, cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type RunningApi } from '../test/test-api.ts';
import { asEvent, qualityOn, waferTest, type DieRow } from './quality.spec-support.ts';

let database: TestDatabase;
let api: RunningApi;
/** Sees everything; sees product B only; may write. */
let reader: ApiClient;
let scoped: ApiClient;
let engineer: ApiClient;

/** Ten dies in a row; `fails` names the bins of the first of them, the rest is good. */
function wafer(...fails: number[]): DieRow[] {
  return Array.from({ length: 10 }, (_, x) => [x, 0, fails[x] ?? 1, x / 10]);
}

const definition = (productId: string) =>
  asEvent(
    'fab.product-definition.v1',
    {
      productId,
      version: 1,
      name: `Product ${productId}`,
      customer: `Customer of ${productId}`,
      waferDiameterMm: 200,
      dieWidthMm: 10,
      dieHeightMm: 20,
      edgeExclusionMm: 3,
      notch: 'down',
      axes: { x: 'right', y: 'up' },
      dies: { x: encodeInt16(Int16Array.from({ length: 10 }, (_, x) => x)), y: encodeInt16(new Int16Array(10)) },
      bins: [
        { kind: 'soft', number: 1, name: 'Pass', pass: true },
        { kind: 'soft', number: 5, name: 'Leakage', pass: false },
        { kind: 'soft', number: 7, name: 'Short', pass: false },
      ],
      insertions: [
        { id: 'CP1', name: 'Sort 1' },
        { id: 'CP2', name: 'Sort 2' },
      ],
      tests: [],
      targets: [{ insertion: 'CP1', yieldTarget: 0.9, floor: 0.8 }],
    },
    '2026-01-01T00:00:00Z',
  );

const lot = (lotId: string, day: number, dies: DieRow[], over: { productId?: string; waferId?: string } = {}) =>
  waferTest(dies, { lotId, productId: 'A', runId: `${lotId}-${over.waferId ?? 'W1'}`, startedAt: at(day), ...over });
const at = (day: number): string => `2026-11-${String(day).padStart(2, '0')}T08:00:00Z`;

const startOf = (lotId: string, productId: string, lotType: 'production' | 'engineering') =>
  asEvent(
    'fab.lot-history.v1',
    {
      lotId,
      lotNo: lotId,
      kind: 'start',
      productId,
      lotType,
      priority: 'hot',
      at: at(1),
      stepId: 'LITHO',
      stepName: 'Litho',
      wafers: [
        { waferId: 'W2', slot: 1 },
        { waferId: 'W1', slot: 2 },
      ],
    },
    at(1),
  );

beforeAll(async () => {
  database = await cloneDatabase();
  const source = await database.connect();
  const quality = qualityOn(source);
  await quality.record(definition('A'), definition('B'), startOf('A1', 'A', 'production'));
  await quality.record(
    lot('A1', 9, wafer(5)),
    lot('A1', 9, wafer(5, 5), { waferId: 'W2' }),
    lot('A2', 10, wafer(7)),
    lot('A3', 12, wafer()),
    lot('A4', 16, wafer(5, 5, 7)),
    lot('A5', 17, wafer(5, 5, 5, 7)),
    lot('A6', 18, wafer(5)),
    lot('B1', 17, wafer(7, 7), { productId: 'B' }),
  );
  await quality.record(startOf('E1', 'A', 'engineering'), lot('E1', 18, wafer(5, 5, 5, 5, 5, 5)));
  await source.query(`INSERT INTO fab_clock (only_row, newest_event_at) VALUES (true, '2026-11-20T00:00:00Z')`);
  api = await startApi(database.url);
  const people = (await api.app.get(Bootstrap).demoAccounts()) ?? [];
  const tokens = api.app.get(TokenService);
  const token = async (productScope: string[] | null) =>
    (await tokens.create({ name: 'reader', scopes: ['data:read'], productScope })).secret;
  reader = new ApiClient(api.base, await token(null));
  scoped = new ApiClient(api.base, await token(['B']));
  engineer = new ApiClient(api.base);
  const person = people.find((account) => account.role === 'yield-engineer')!;
  await engineer.signIn(person.login, person.password);
});
afterAll(async () => {
  await api?.close();
  await database.drop();
});

type Values = Record<string, unknown>;
async function ask(client: ApiClient, query: string, variables: Values = {}): Promise<Values> {
  const { data, errors } = await client.graphql<Values>(query, variables);
  expect(errors).toEqual([]);
  return data!;
}

const OVERVIEW = `query ($filter: YieldFilter!, $by: Grouping!) {
  overview(filter: $filter, by: $by) {
    period { label } insertion insertions currentWeek floor target
    current { final firstPass record gross goodFinal untested wafers excludedWafers }
    change { delta low high baselineLabel conclusive }
    lotsBelowFloor { count of }
    trend { points { key value wafers gross complete alarms { kind rule detail } } limits { mean } limitsMissing excludedWafers }
    losses { number name slot loss dies baseline change }
    stacked { wafers dieCount url }
    latestLots { lotId belowFloor onHold topLoss { name } }
    products { productId name current { final } sparkline floor alarms }
  } }`;
const overviewOf = async (client: ApiClient, filter: Values, by = 'LOT'): Promise<Values> =>
  (await ask(client, OVERVIEW, { filter, by }))['overview'] as Values;

describe('the Overview of a product', () => {
  it('shows the newest week against the weeks before, die-weighted, production lots only', async () => {
    const overview = await overviewOf(reader, { productId: 'A', weeks: 8 });
    expect(overview).toMatchObject({
      period: { label: '2026-W40..2026-W47' },
      insertion: 'CP1',
      insertions: ['CP1', 'CP2'],
      currentWeek: '2026-W47',
      floor: 0.8,
      target: 0.9,
      current: { gross: 30, goodFinal: 22, untested: 0, wafers: 3, excludedWafers: 0 },
      lotsBelowFloor: { count: 2, of: 6 },
    });
    expect((overview['current'] as Values)['final']).toBeCloseTo(22 / 30, 12);
    const change = overview['change'] as { delta: number; low: number; high: number };
    expect(change.delta).toBeCloseTo(22 / 30 - 36 / 40, 12);
    expect(change.low).toBeLessThan(change.delta);
    expect(change).toMatchObject({ baselineLabel: '2026-W46', conclusive: false });
  });

  it('draws lots in time order, with floor alarms and without limits from so few', async () => {
    const { trend } = (await overviewOf(reader, { productId: 'A' })) as { trend: Values };
    const points = trend['points'] as { key: string; value: number; alarms: { kind: string; detail: string }[] }[];
    expect(points.map((point) => [point.key, point.value])).toEqual([
      ['A1', 0.85],
      ['A2', 0.9],
      ['A3', 1],
      ['A4', 0.7],
      ['A5', 0.6],
      ['A6', 0.9],
    ]);
    expect(points[4]!.alarms).toEqual([{ kind: 'floor', rule: 'floor', detail: 'low 0.6000 0.8000' }]);
    expect(trend).toMatchObject({ limits: null, limitsMissing: 'too-few-lots', excludedWafers: 0 });
  });

  it('adds weeks up die by die', async () => {
    const { trend } = (await overviewOf(reader, { productId: 'A' }, 'WEEK')) as { trend: { points: Values[] } };
    expect(trend.points.map((point) => [point['key'], point['value'], point['gross']])).toEqual([
      ['2026-W46', 0.9, 40],
      ['2026-W47', 22 / 30, 30],
    ]);
  });

  it('ranks losses with the baseline beside them, and keeps their colours', async () => {
    const { losses } = (await overviewOf(reader, { productId: 'A' })) as { losses: Values[] };
    expect(losses).toMatchObject([
      { number: 5, name: 'Leakage', dies: 6, slot: 1 },
      { number: 7, name: 'Short', dies: 2, slot: 2 },
    ]);
    expect(losses[0]!['loss']).toBeCloseTo(6 / 30, 12);
    expect(losses[0]!['baseline']).toBeCloseTo(3 / 40, 12);
    expect(losses[0]!['change']).toBeCloseTo(6 / 30 - 3 / 40, 12);
  });

  it('points to a stack of the week’s wafers', async () => {
    const overview = await overviewOf(reader, { productId: 'A' });
    const stacked = overview['stacked'] as { wafers: number; dieCount: number; url: string };
    expect(stacked).toMatchObject({ wafers: 3, dieCount: 10 });
    const response = await reader.fetch(stacked.url);
    const stack = decodeStackedDies(await response.arrayBuffer());
    expect(stack.wafers).toBe(3);
    expect([...stack.failed]).toEqual([3, 2, 2, 1, 0, 0, 0, 0, 0, 0]);
  });

  it('shows other lot types when asked, and all products at a glance', async () => {
    const all = await overviewOf(reader, { lotTypes: ['PRODUCTION', 'ENGINEERING'] });
    expect((all['trend'] as Values)['limitsMissing']).toBe('several-products');
    expect(all['stacked']).toBeNull();
    expect((all['products'] as Values[]).map((product) => product['productId'])).toEqual(['A', 'B']);
    const latest = (all['latestLots'] as Values[]).map((row) => row['lotId']);
    expect(latest).toContain('E1');
    expect(latest).toHaveLength(8);
  });

  it('says that there is no such product', async () => {
    const { errors } = await reader.graphql(OVERVIEW, { filter: { productId: 'NONE' }, by: 'LOT' });
    expect(errors[0]).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
  });
});

const LOTS = `query ($filter: LotFilter!, $sort: LotSort!, $descending: Boolean!, $first: Int!, $after: String) {
  lots(filter: $filter, sort: $sort, descending: $descending, first: $first, after: $after) {
    total rows { lotId priority wafers yields { final } belowFloor currentStep topLoss { name loss } } pageInfo { endCursor hasNextPage } } }`;
interface LotPage {
  total: number;
  rows: { lotId: string; yields: { final: number } | null; wafers: number }[];
  pageInfo: { endCursor: string | null; hasNextPage: boolean };
}
const lotsOf = async (client: ApiClient, variables: Values = {}): Promise<LotPage> => {
  const all = { filter: {}, sort: 'TESTED_AT', descending: true, first: 50, ...variables };
  return (await ask(client, LOTS, all))['lots'] as LotPage;
};
const ids = (page: LotPage): string[] => page.rows.map((row) => row.lotId);

describe('the list of lots', () => {
  it('is filtered, sorted both ways and counted in full', async () => {
    expect(ids(await lotsOf(reader))).toEqual(['A6', 'B1', 'A5', 'A4', 'A3', 'A2', 'A1']);
    const worst = await lotsOf(reader, { filter: { productId: 'A' }, sort: 'FINAL_YIELD', descending: false });
    expect(ids(worst)).toEqual(['A5', 'A4', 'A1', 'A2', 'A6', 'A3']);
    expect(ids(await lotsOf(reader, { filter: { belowFloor: true } }))).toEqual(['A5', 'A4']);
    expect(ids(await lotsOf(reader, { filter: { search: 'b' } }))).toEqual(['B1']);
    expect(ids(await lotsOf(reader, { filter: { search: 'b-1' } }))).toEqual(['B1']);
    expect(ids(await lotsOf(reader, { filter: { lotTypes: ['ENGINEERING'] } }))).toEqual(['E1']);
    expect(ids(await lotsOf(reader, { filter: { from: at(17), to: at(18) } }))).toEqual(['B1', 'A5']);
  });

  it('goes page by page without gap or repetition, whatever the order', async () => {
    for (const sort of ['TESTED_AT', 'FINAL_YIELD', 'FIRST_PASS_YIELD', 'LOT', 'WAFERS']) {
      for (const descending of [true, false]) {
        const whole = ids(await lotsOf(reader, { sort, descending }));
        const paged: string[] = [];
        let after: string | null = null;
        do {
          const page: LotPage = await lotsOf(reader, { sort, descending, first: 3, after });
          expect(page.total).toBe(7);
          paged.push(...ids(page));
          after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
        } while (after !== null);
        expect(paged).toEqual(whole);
      }
    }
  });

  it('shows what a lot lost most of', async () => {
    const page = await lotsOf(reader, { filter: { search: 'A1' } });
    expect(page.rows[0]).toMatchObject({
      priority: 'hot',
      wafers: 2,
      currentStep: 'Litho',
      topLoss: { name: 'Leakage', loss: 0.15 },
    });
  });
});

const LOT = `query ($lotId: ID!) { lot(lotId: $lotId) { __typename
  ... on Lot { row { lotId yields { final gross } } insertions mapsUrl tests { number name } wafers { waferId slot yields { final } topLoss { number } }
    losses { number dies baseline } geometry { defined diameterMm minX maxX originalNotch } bins { kind number name slot }
    history { kind lotNo stepName } holds { holdId } children { lotNo } runs { runId kind records } }
  ... on NotFound { message } ... on Forbidden { message } } }`;

describe('one lot', () => {
  it('has wafers by slot, losses against the lots before it, history and runs', async () => {
    const found = (await ask(reader, LOT, { lotId: 'A1' }))['lot'] as Values;
    expect(found).toMatchObject({
      __typename: 'Lot',
      row: { lotId: 'A1', yields: { final: 0.85, gross: 20 } },
      insertions: ['CP1'],
      tests: [
        { number: 1000, name: 'VDD' },
        { number: 1001, name: 'IDD' },
      ],
      wafers: [
        { waferId: 'W2', slot: 1, yields: { final: 0.8 } },
        { waferId: 'W1', slot: 2, yields: { final: 0.9 } },
      ],
      losses: [{ number: 5, dies: 3, baseline: null }],
      geometry: { defined: true, diameterMm: 200, minX: 0, maxX: 9, originalNotch: 'down' },
      history: [{ kind: 'start', lotNo: 'A1', stepName: 'Litho' }],
    });
    expect(found['runs']).toHaveLength(2);
    const maps = decodeWaferMaps(await (await reader.fetch(String(found['mapsUrl']))).arrayBuffer());
    expect(maps.map((map) => [map.waferId, map.slot])).toEqual([
      ['W2', 1],
      ['W1', 2],
    ]);
    expect([...maps[0]!.state]).toEqual([0, 0, 1, 1, 1, 1, 1, 1, 1, 1]);
  });

  it('is not found, or may not be seen: two different answers', async () => {
    expect((await ask(reader, LOT, { lotId: 'X' }))['lot']).toMatchObject({ __typename: 'NotFound' });
    expect((await ask(scoped, LOT, { lotId: 'A1' }))['lot']).toMatchObject({ __typename: 'Forbidden' });
  });
});

const WAFER = `query ($lotId: ID!, $waferId: ID!) { wafer(lotId: $lotId, waferId: $waferId) { __typename
  ... on Wafer { row { yields { final } excluded { reason by } } lot { lotId } previous next tests { number executed }
    losses { number dies loss } runs { kind } exclusions { exclusionId reason restoredBy } zones { ring sector gross good } } } }`;

describe('one wafer', () => {
  it('knows its neighbours, tests, losses and zones', async () => {
    const found = (await ask(reader, WAFER, { lotId: 'A1', waferId: 'W1' }))['wafer'] as Values;
    expect(found).toMatchObject({
      row: { yields: { final: 0.9 }, excluded: null },
      lot: { lotId: 'A1' },
      previous: 'W2',
      next: null,
      tests: [
        { number: 1000, executed: 10 },
        { number: 1001, executed: 0 },
      ],
      losses: [{ number: 5, dies: 1, loss: 0.1 }],
      runs: [{ kind: 'first-pass' }],
    });
    const rings = (found['zones'] as { sector: number | null; gross: number }[]).filter((zone) => zone.sector === null);
    expect(rings.reduce((sum, ring) => sum + ring.gross, 0)).toBe(10);
  });

  it('has a summary and the values of each test', async () => {
    const summary = `query { testSummary(lotId: "A1", waferId: "W1", insertion: "CP1", test: 1000) {
      executed notRun mean median min max valuesUrl } }`;
    const found = (await ask(reader, summary))['testSummary'] as Values;
    expect(found).toMatchObject({ executed: 10, notRun: 0, min: 0 });
    expect(found['mean']).toBeCloseTo(0.45, 6);
    const values = decodeDieValues(await (await reader.fetch(String(found['valuesUrl']))).arrayBuffer());
    expect([...values.x]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(values.values[7]).toBeCloseTo(0.7, 6);
  });
});

describe('excluding a wafer', () => {
  const EXCLUDE = `mutation ($reason: String!) { excludeWafer(lotId: "A5", waferId: "W1", reason: $reason) { __typename
    ... on WaferExcluded { exclusion { exclusionId reason by } } ... on InvalidInput { message } ... on Forbidden { message } } }`;
  const RESTORE = `mutation ($id: ID!) { restoreWafer(lotId: "A5", waferId: "W1", exclusionId: $id) { __typename } }`;

  it('takes it out of every yield, is counted everywhere, and can be undone', async () => {
    const excluded = (await ask(engineer, EXCLUDE, { reason: 'probe card damage' }))['excludeWafer'] as Values;
    const { exclusionId, reason } = excluded['exclusion'] as Values;
    expect(reason).toBe('probe card damage');
    const without = await overviewOf(reader, { productId: 'A' });
    expect(without).toMatchObject({
      current: { final: 0.8, gross: 20, wafers: 2 },
      trend: { excludedWafers: 1 },
      stacked: { wafers: 2 },
      lotsBelowFloor: { count: 1, of: 5 },
    });
    const row = (await lotsOf(reader, { filter: { search: 'A5' } })).rows[0];
    expect(row).toMatchObject({ wafers: 1, yields: { final: null } });
    const wafer5 = (await ask(reader, WAFER, { lotId: 'A5', waferId: 'W1' }))['wafer'] as Values;
    expect(wafer5['row']).toMatchObject({ yields: { final: 0.6 }, excluded: { reason: 'probe card damage' } });

    await ask(engineer, RESTORE, { id: exclusionId });
    expect(await overviewOf(reader, { productId: 'A' })).toMatchObject({ current: { gross: 30, excludedWafers: 0 } });
    const source = await database.connect();
    const entries: Values[] = await source.query(
      `SELECT action, subject FROM audit_entry WHERE action LIKE 'wafers.%' ORDER BY at`,
    );
    expect(entries).toEqual([
      { action: 'wafers.excluded', subject: 'A5/W1' },
      { action: 'wafers.restored', subject: 'A5/W1' },
    ]);
  });

  it('needs a reason, and the right to do it', async () => {
    expect((await ask(engineer, EXCLUDE, { reason: '  ' }))['excludeWafer']).toMatchObject({
      __typename: 'InvalidInput',
    });
    const { errors } = await reader.graphql(EXCLUDE, { reason: 'x' });
    expect(errors[0]).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  });
});

describe('a product scope', () => {
  it('holds in every query, aggregates included', async () => {
    const overview = await overviewOf(scoped, {});
    expect((overview['products'] as Values[]).map((product) => product['productId'])).toEqual(['B']);
    expect(overview).toMatchObject({
      current: { gross: 10, goodFinal: 8, wafers: 1 },
      latestLots: [{ lotId: 'B1' }],
      losses: [{ number: 7, dies: 2 }],
    });
    expect(await lotsOf(scoped)).toMatchObject({ total: 1, rows: [{ lotId: 'B1' }] });
    expect(await lotsOf(scoped, { filter: { productId: 'A' } })).toMatchObject({ total: 0, rows: [] });
    const products = (await ask(scoped, '{ products { productId grossDies } }'))['products'];
    expect(products).toEqual([{ productId: 'B', grossDies: 10 }]);
    const { errors } = await scoped.graphql(OVERVIEW, { filter: { productId: 'A' }, by: 'LOT' });
    expect(errors[0]).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
  });

  it('holds for wafers, values and maps', async () => {
    expect((await ask(scoped, WAFER, { lotId: 'A1', waferId: 'W1' }))['wafer']).toEqual({ __typename: 'Forbidden' });
    const summary = '{ testSummary(lotId: "A1", waferId: "W1", insertion: "CP1", test: 1000) { executed } }';
    expect(await ask(scoped, summary)).toEqual({ testSummary: null });
    const status = async (path: string): Promise<number> => (await scoped.fetch(path)).status;
    expect(await status('/maps/v1/lots/A1.bin')).toBe(403);
    expect(await status('/maps/v1/lots/A1/wafers/W1/values.bin?insertion=CP1&test=1000')).toBe(403);
    expect(await status('/maps/v1/products/A/die-map.bin')).toBe(404);
    const stack = await scoped.fetch(
      `/maps/v1/stacked.bin?product=A&insertion=CP1&from=${at(1)}&to=${at(20)}&types=production`,
    );
    expect(decodeStackedDies(await stack.arrayBuffer()).wafers).toBe(0);
  });
});

describe('what people set about a product', () => {
  it('outweighs the definition, is audited and refused when it can’t be', async () => {
    const set = `mutation ($target: Float, $floor: Float) { setProductTarget(productId: "B", insertion: "CP1", yieldTarget: $target, floor: $floor) {
      __typename ... on ProductTarget { yieldTarget floor setBy } ... on InvalidInput { issues { field } } } }`;
    expect((await ask(engineer, set, { target: 0.95, floor: 0.9 }))['setProductTarget']).toMatchObject({
      yieldTarget: 0.95,
      floor: 0.9,
    });
    expect((await ask(engineer, set, { target: 0.5, floor: 0.9 }))['setProductTarget']).toMatchObject({
      issues: [{ field: 'floor' }],
    });
    const quality = qualityOn(await database.connect());
    const sent = definition('B');
    await quality.record({ ...sent, data: { ...sent.data, version: 2 } } as never);
    const overview = await overviewOf(reader, { productId: 'B' });
    expect(overview).toMatchObject({ floor: 0.9, target: 0.95, lotsBelowFloor: { count: 1, of: 1 } });
  });

  it('re-derives yields when a die map comes in as CSV, and renames bins everywhere', async () => {
    const map = `mutation ($csv: String!) { importDieMap(productId: "B", csv: $csv) { __typename
      ... on Product { version grossDies } ... on InvalidInput { issues { field message } } } }`;
    const csv = ['x,y', ...Array.from({ length: 16 }, (_, x) => `${x},0`)].join('\n');
    expect((await ask(engineer, map, { csv }))['importDieMap']).toMatchObject({ version: 3, grossDies: 16 });
    expect(await overviewOf(reader, { productId: 'B' })).toMatchObject({ current: { gross: 16, final: 0.5 } });
    const refused = (await ask(engineer, map, { csv: 'x,y\n1,z' }))['importDieMap'] as { issues: Values[] };
    expect(refused.issues[0]!['message']).toContain('Line 2');
    const rename = `mutation { renameBin(productId: "B", kind: "soft", number: 7, name: "Gate short", pass: false) {
      __typename ... on Product { version bins { number name } } } }`;
    await ask(engineer, rename);
    const losses = (await overviewOf(reader, { productId: 'B' }))['losses'] as Values[];
    expect(losses[0]).toMatchObject({ number: 7, name: 'Gate short' });
  });
});
