import { encodeInt16 } from '@fabwright/contracts';
import { TokenService } from '@fabwright/platform';
import { ApiClient, cloneDatabase, type TestDatabase } from '@fabwright/testing';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type RunningApi } from '../../test/test-api.ts';
import { asEvent, qualityOn, waferTest, type DieRow } from '../quality.spec-support.ts';

type Values = Record<string, unknown>;

let database: TestDatabase;
let source: DataSource;
let api: RunningApi;
let reader: ApiClient;
let scoped: ApiClient;
let writer: ApiClient;

const at = (day: number): string => `2026-11-${String(day).padStart(2, '0')}T08:00:00Z`;
const dies = (fails: number): DieRow[] => Array.from({ length: 20 }, (_, x) => [x, 0, x < fails ? 5 : 1, 1]);

const definition = (productId: string) =>
  asEvent(
    'fab.product-definition.v1',
    {
      productId,
      version: 1,
      name: `Product ${productId}`,
      waferDiameterMm: 200,
      dieWidthMm: 8,
      dieHeightMm: 20,
      edgeExclusionMm: 3,
      notch: 'down',
      axes: { x: 'right', y: 'up' },
      dies: { x: encodeInt16(Int16Array.from({ length: 20 }, (_, x) => x)), y: encodeInt16(new Int16Array(20)) },
      bins: [{ kind: 'soft', number: 1, name: 'Pass', pass: true }],
      insertions: [{ id: 'CP1', name: 'Sort 1' }],
      tests: [],
      targets: [],
    },
    '2026-01-01T00:00:00Z',
  );

function run(lotId: string, toolId: string, day: number, over: Values = {}) {
  const data = {
    runId: `${lotId}-ETCH`,
    lotId,
    lotNo: lotId,
    productId: 'A',
    stepId: 'ETCH',
    stepName: 'Contact etch',
    area: 'Etch',
    toolId,
    recipe: { id: 'R', version: '7' },
    startedAt: at(day),
    endedAt: at(day),
    wafers: [
      { waferId: `${lotId}-1`, chamber: 'A' },
      { waferId: `${lotId}-2`, chamber: 'B' },
    ],
    sensors: [{ name: 'pressure', unit: 'mTorr', statistic: 'mean' as const, values: [40, 44] }],
    ...over,
  };
  return asEvent('fab.process-run.v1', data, at(day));
}

const sorted = (lotId: string, fails: readonly number[], productId = 'A') =>
  fails.map((failing, wafer) =>
    waferTest(dies(failing), {
      lotId,
      productId,
      waferId: `${lotId}-${wafer + 1}`,
      runId: `${lotId}-${wafer}`,
      startedAt: at(18),
    }),
  );

const BAD = ['L1', 'L2', 'L3', 'L4'];
const GOOD = ['L5', 'L6', 'L7', 'L8', 'L9'];

beforeAll(async () => {
  database = await cloneDatabase();
  source = await database.connect();
  const quality = qualityOn(source);
  await quality.record(definition('A'), definition('B'));
  await quality.record(
    ...BAD.map((lot) => run(lot, 'ETC-1', 10)),
    ...GOOD.map((lot) => run(lot, 'ETC-2', 11)),
    run('L9', 'ETC-3', 12, { runId: 'again' }),
    run('SEASON', 'ETC-1', 13, { seasoning: true }),
    run('OLD', 'ETC-4', 1, { startedAt: '2026-01-05T00:00:00Z', endedAt: '2026-01-05T01:00:00Z' }),
    run('B1', 'ETC-1', 14, { productId: 'B' }),
    ...[9, 13].map((day) =>
      asEvent(
        'fab.maintenance.v1',
        {
          maintenanceId: `PM${day}`,
          toolId: 'ETC-1',
          chamber: 'A',
          kind: 'pm',
          startedAt: at(day),
          endedAt: at(day),
          note: '更换 <b>O 形圈</b>',
          language: 'zh-Hans',
        },
        at(day),
      ),
    ),
  );
  await quality.record(
    ...BAD.flatMap((lot, n) => sorted(lot, [10 + (n % 2), 9])),
    ...GOOD.flatMap((lot, n) => sorted(lot, [1 + (n % 2), 2])),
    ...sorted('B1', [4, 4], 'B'),
  );
  await source.query(`INSERT INTO fab_clock (only_row, newest_event_at) VALUES (true, '2026-11-20T00:00:00Z')`);
  api = await startApi(database.url);
  const tokens = api.app.get(TokenService);
  const client = async (scopes: string[], productScope: string[] | null) =>
    new ApiClient(api.base, (await tokens.create({ name: 'spec', scopes, productScope })).secret);
  reader = await client(['data:read'], null);
  scoped = await client(['data:read'], ['B']);
  writer = await client(['imports:read'], null);
});
afterAll(async () => {
  await api?.close();
  await database.drop();
});

const YIELDS = `yields { stepId productId value others lots otherLots wafers difference p reading }`;
const TOOLS = `query ($filter: ToolFilter) { tools(filter: $filter) { __typename
  ... on ToolList { period excludedWafers tools { toolId area chambers runs lots lastPm { maintenanceId endedAt } ${YIELDS} } }
  ... on NotFound { message } ... on InvalidInput { message issues { field } } } }`;
const TOOL = `query ($toolId: ID!, $filter: ToolFilter) { tool(toolId: $toolId, filter: $filter) { __typename
  ... on Tool { toolId excludedWafers area chambers runsInAll runs { runId lotId productId chambers wafers seasoning recipeVersion }
    maintenance { maintenanceId kind chamber note language } sensors { stepId productId name statistic unit } ${YIELDS} }
  ... on NotFound { message } ... on InvalidInput { message } } }`;
const SEASONING = `query ($toolId: ID!, $sensor: ToolSensorInput!, $filter: ToolFilter) {
  toolSeasoning(toolId: $toolId, sensor: $sensor, filter: $filter) { lotId value wafers } }`;

async function ask<T = Values>(client: ApiClient, query: string, variables: Values = {}): Promise<T> {
  const { data, errors } = await client.graphql<Record<string, T>>(query, variables);
  expect(errors).toEqual([]);
  return Object.values(data!)[0]!;
}

describe('tools', () => {
  it('are listed with their runs, last PM and the yield of what they touched', async () => {
    const { tools } = await ask<{ tools: Values[] }>(reader, TOOLS);
    expect(tools.map((tool) => tool['toolId'])).toEqual(['ETC-1', 'ETC-2', 'ETC-3']);
    expect(tools[0]).toMatchObject({ area: 'Etch', chambers: ['A', 'B'], runs: 5, lots: 6 });
    expect(tools[0]!['lastPm']).toMatchObject({ maintenanceId: 'PM13' });
    const ofA = (tools[0]!['yields'] as Values[]).find(({ productId }) => productId === 'A');
    expect(ofA).toMatchObject({ lots: 4, otherLots: 5, wafers: 8, reading: 'LOWER' });
    expect(ofA!['value']).toBeCloseTo(1 - 78 / 160, 12);
    expect(ofA!['others']).toBeCloseTo(1 - 17 / 200, 1);
  });

  it('with fewer than three lots, or alone at a step, are inconclusive', async () => {
    const { tools } = await ask<{ tools: { yields: Values[] }[] }>(reader, TOOLS);
    expect(tools[2]!.yields).toMatchObject([{ lots: 1, reading: 'INCONCLUSIVE', p: null, difference: null }]);
    const ofB = tools[0]!.yields.find(({ productId }) => productId === 'B');
    expect(ofB).toMatchObject({ lots: 1, otherLots: 0, others: null, reading: 'INCONCLUSIVE' });
  });

  it('hide what lies outside of the scope, sums included', async () => {
    const { tools } = await ask<{ tools: Values[] }>(scoped, TOOLS);
    expect(tools).toMatchObject([{ toolId: 'ETC-1', runs: 1, lots: 1, yields: [{ productId: 'B', wafers: 2 }] }]);
    const other = await ask(scoped, TOOLS, { filter: { productId: 'A' } });
    expect(other['__typename']).toBe('NotFound');
  });

  it('of a period that ends before it begins are refused', async () => {
    const refused = await ask(reader, TOOLS, { filter: { from: at(9), to: at(8) } });
    expect(refused).toMatchObject({ __typename: 'InvalidInput' });
  });

  it('are for those who may read data', async () => {
    const { errors } = await writer.graphql(TOOLS, {});
    expect(errors[0]).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    const stranger = await new ApiClient(api.base).graphql(TOOL, { toolId: 'ETC-1' });
    expect(stranger.errors).not.toEqual([]);
  });
});

describe('a tool', () => {
  it('tells its runs, newest first, its services with their notes as they came, and its sensors', async () => {
    const tool = await ask(reader, TOOL, { toolId: 'ETC-1' });
    expect(tool).toMatchObject({ __typename: 'Tool', area: 'Etch', chambers: ['A', 'B'], runsInAll: 6 });
    const runs = tool['runs'] as Values[];
    expect(runs.map(({ lotId }) => lotId)).toEqual(['B1', 'SEASON', ...BAD]);
    expect(runs[1]).toMatchObject({ seasoning: true, wafers: 2, recipeVersion: '7' });
    expect(tool['maintenance']).toMatchObject([
      { maintenanceId: 'PM13', chamber: 'A', note: '更换 <b>O 形圈</b>', language: 'zh-Hans' },
      { maintenanceId: 'PM9' },
    ]);
    expect(tool['sensors']).toMatchObject([
      { productId: 'A', name: 'pressure', unit: 'mTorr' },
      { productId: 'B', name: 'pressure' },
    ]);
  });

  it('that stood still is known, with its last service', async () => {
    const still = await ask(reader, TOOL, { toolId: 'ETC-4' });
    expect(still).toMatchObject({ __typename: 'Tool', runs: [], runsInAll: 0, yields: [] });
    const filter = { from: at(15), to: at(16) };
    const later = await ask(reader, TOOL, { toolId: 'ETC-1', filter });
    expect(later).toMatchObject({ runsInAll: 0, maintenance: [{ maintenanceId: 'PM13' }] });
  });

  it('shows runs of visible products only, and is not there for those who may see none', async () => {
    const tool = await ask(scoped, TOOL, { toolId: 'ETC-1' });
    expect(tool).toMatchObject({ runsInAll: 1, runs: [{ lotId: 'B1' }], sensors: [{ productId: 'B' }] });
    expect(tool['yields']).toMatchObject([{ productId: 'B', otherLots: 0 }]);
    for (const toolId of ['ETC-2', 'NO-SUCH']) {
      expect(await ask(scoped, TOOL, { toolId })).toMatchObject({ __typename: 'NotFound' });
    }
  });

  it('has its seasoning runs apart, by chamber, in scope', async () => {
    const sensor = { stepId: 'ETCH', name: 'pressure', statistic: 'mean' };
    const all = await ask<Values[]>(reader, SEASONING, { toolId: 'ETC-1', sensor });
    expect(all).toEqual([{ lotId: 'SEASON', value: 42, wafers: 2 }]);
    const ofB = await ask<Values[]>(reader, SEASONING, { toolId: 'ETC-1', sensor: { ...sensor, chamber: 'B' } });
    expect(ofB).toEqual([{ lotId: 'SEASON', value: 44, wafers: 1 }]);
    expect(await ask<Values[]>(scoped, SEASONING, { toolId: 'ETC-1', sensor })).toEqual([]);
  });

  it('counts wafers that were excluded by hand, in scope, beside the yields that leave them out', async () => {
    const before = await ask<{ yields: Values[]; excludedWafers: number }>(reader, TOOL, { toolId: 'ETC-1' });
    const ofA = ({ yields }: { yields: Values[] }) => yields.find(({ productId }) => productId === 'A');
    await source.query(
      `UPDATE wafer_yield SET excluded = true WHERE (lot_id, wafer_id) =
      (SELECT lot_id, wafer_id FROM wafer_yield WHERE lot_id = $1 ORDER BY wafer_id LIMIT 1)`,
      [BAD[0]],
    );
    const after = await ask<typeof before>(reader, TOOL, { toolId: 'ETC-1' });
    expect([before.excludedWafers, after.excludedWafers]).toEqual([0, 1]);
    expect(Number(ofA(before)?.['wafers']) - Number(ofA(after)?.['wafers'])).toBe(1);
    expect(await ask(reader, TOOLS)).toMatchObject({ excludedWafers: 1 });
    expect(await ask(scoped, TOOLS)).toMatchObject({ excludedWafers: 0 });
  });
});
