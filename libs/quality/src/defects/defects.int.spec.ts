import { decodeFloat32, decodeInt8, encodeInt16 } from '@fabwright/contracts';
import { DefectFileRecorder, type FileInspection } from '@fabwright/fab';
import { TokenService, UnitOfWork } from '@fabwright/platform';
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

/** Dies lie in a row of twenty, 10 × 20 mm each; the centre of the wafer is between die 9 and 10. */
const COLUMNS = 20;
const centreOf = (column: number): number => (column - 9.5) * 10;
const definition = asEvent(
  'fab.product-definition.v1',
  {
    productId: 'A',
    version: 1,
    name: 'Product A',
    waferDiameterMm: 200,
    dieWidthMm: 10,
    dieHeightMm: 20,
    edgeExclusionMm: 3,
    notch: 'down',
    axes: { x: 'right', y: 'up' },
    dies: {
      x: encodeInt16(Int16Array.from({ length: COLUMNS }, (_, x) => x)),
      y: encodeInt16(new Int16Array(COLUMNS)),
    },
    bins: [{ kind: 'soft', number: 1, name: 'Pass', pass: true }],
    insertions: [{ id: 'CP1', name: 'Sort 1' }],
    tests: [],
    targets: [],
  },
  '2026-01-01T00:00:00Z',
);

/** Defects sit on the first eight dies, class 7 on four, class 8 on four; the sort kills most with class 7. */
const FAILS = [
  [0, 1, 2],
  [0, 1, 2, 3],
  [0, 1],
  [0, 1, 2, 4],
] as const;
const LOTS = ['L1', 'L2', 'L3', 'L4'];
const WAFERS = ['W1', 'W2', 'W3'];
const at = (day: number): string => `2026-11-${String(day).padStart(2, '0')}T08:00:00Z`;

function sortOf(lotId: string, waferId: string, fails: readonly number[]) {
  const dies: DieRow[] = Array.from({ length: COLUMNS }, (_, x) => [x, 0, fails.includes(x) ? 5 : 1, 0.5]);
  return waferTest(dies, { lotId, productId: 'A', runId: `${lotId}-${waferId}`, waferId, startedAt: at(15) });
}

function inspection(lotId: string, stepId: string, day: number, columns: readonly number[], over: Values = {}) {
  const x = columns.map(centreOf);
  const defects = { x, y: x.map(() => 0), sizeUm: x.map(() => 1), classCode: columns.map((c) => (c < 4 ? 7 : 8)) };
  const wafers = WAFERS.map((waferId) => ({ waferId, areaCm2: 20, defects }));
  const data = {
    inspectionId: `${lotId}-${stepId}`,
    lotId,
    lotNo: lotId,
    productId: 'A',
    stepId,
    toolId: 'INSP-01',
    inspectedAt: at(day),
    wafers,
    classes: [
      { code: 7, name: 'Particle' },
      { code: 8, name: 'Stain' },
    ],
    ...over,
  };
  return asEvent('fab.defect-inspection.v1', data, at(day));
}

beforeAll(async () => {
  database = await cloneDatabase();
  source = await database.connect();
  const quality = qualityOn(source);
  await quality.record(definition);
  await quality.record(...LOTS.flatMap((lot, n) => WAFERS.map((wafer) => sortOf(lot, wafer, FAILS[n] ?? []))));
  await quality.record(
    ...LOTS.map((lot) => inspection(lot, 'M1', 10, [0, 1, 2, 3])),
    ...LOTS.map((lot) => inspection(lot, 'M2', 12, [0, 1, 2, 3, 4, 5, 6, 7])),
    inspection('B1', 'M1', 12, [0], { productId: 'B' }),
  );
  await source.query(`INSERT INTO fab_clock (only_row, newest_event_at) VALUES (true, '2026-11-20T00:00:00Z')`);
  api = await startApi(database.url);
  const tokens = api.app.get(TokenService);
  const token = async (productScope: string[] | null) =>
    (await tokens.create({ name: 'reader', scopes: ['data:read'], productScope })).secret;
  reader = new ApiClient(api.base, await token(null));
  scoped = new ApiClient(api.base, await token(['B']));
});
afterAll(async () => {
  await api?.close();
  await database.drop();
});

const DEFECTS = `query ($filter: DefectFilter!) { defects(filter: $filter) {
  period inspections excludedWafers
  steps { stepId wafers lots defects areaCm2 density low high }
  trend { stepId lotId density wafers }
  classes { code name defects share cumulative }
  latest { lotId waferId stepId defects density sorted statedDefects }
  adders { stepId previousStepId wafers adders carried gone perWafer }
  killRatios { inspected withSort excluded withoutDieSize
    rows { stepId code name value low high refusal has needs diesWith cleanDies lots killedDies limitedYield } } } }`;

async function defects(client: ApiClient, filter: Values = {}): Promise<Values> {
  const { data, errors } = await client.graphql<{ defects: Values }>(DEFECTS, { filter: { weeks: 8, ...filter } });
  expect(errors).toEqual([]);
  return data!.defects;
}

describe('defects of inspections', () => {
  it('are counted by step, lot and class', async () => {
    const found = await defects(reader, { productId: 'A' });
    expect(found).toMatchObject({
      inspections: 24,
      steps: [
        { stepId: 'M1', wafers: 12, lots: 4, defects: 48, areaCm2: 240, density: 0.2, low: 0.2, high: 0.2 },
        { stepId: 'M2', wafers: 12, lots: 4, defects: 96, density: 0.4 },
      ],
      classes: [
        { code: 7, name: 'Particle', defects: 96, share: 96 / 144 },
        { code: 8, name: 'Stain', defects: 48, cumulative: 1 },
      ],
    });
    expect(found['trend']).toHaveLength(8);
    expect((found['latest'] as Values[])[0]).toMatchObject({ stepId: 'M2', defects: 8, sorted: true });
  });

  it('are filtered by step and class, but the classes to choose from stay', async () => {
    const found = await defects(reader, { productId: 'A', stepId: 'M2', classes: [8] });
    expect(found).toMatchObject({ steps: [{ stepId: 'M2', defects: 48 }], classes: [{ code: 7 }, { code: 8 }] });
    expect(found['adders']).toMatchObject([{ stepId: 'M2', adders: 48, carried: 0, gone: 0 }]);
  });

  it('are adders where the inspection before had none', async () => {
    const found = await defects(reader, { productId: 'A' });
    expect(found['adders']).toEqual([
      { stepId: 'M2', previousStepId: 'M1', wafers: 12, adders: 48, carried: 48, gone: 0, perWafer: 4 },
    ]);
  });

  it('kill by 1 − Y(with) / Y(clean), by class, with an interval', async () => {
    const { killRatios } = (await defects(reader, { productId: 'A', stepId: 'M2' })) as { killRatios: Values };
    expect(killRatios).toMatchObject({ inspected: 12, withSort: 12, withoutDieSize: 0 });
    const [any, particle, stain] = killRatios['rows'] as { value: number; low: number; high: number }[];
    expect(any).toMatchObject({ code: null, diesWith: 96, cleanDies: 144, lots: 4 });
    expect(particle).toMatchObject({ code: 7, name: 'Particle', diesWith: 48, refusal: null });
    const failing = FAILS.flat().filter((column) => column < 4).length;
    expect(particle!.value).toBeCloseTo(failing / 16, 12);
    expect(particle!.low).toBeLessThan(particle!.value);
    expect(particle!.high).toBeGreaterThan(particle!.value);
    expect(stain!.value).toBeCloseTo(1 / 16, 12);
    expect(particle).toMatchObject({ killedDies: failing * 3, limitedYield: 1 - (failing * 3) / 240 });
  });

  it('outside of the scope are none, and never counted in', async () => {
    const found = await defects(scoped);
    expect(found).toMatchObject({
      inspections: 3,
      steps: [{ stepId: 'M1', wafers: 3, defects: 3, low: null }],
      adders: [],
    });
    expect(found['killRatios']).toEqual({ rows: [], inspected: 3, withSort: 0, excluded: 0, withoutDieSize: 0 });
    expect(await defects(scoped, { productId: 'A' })).toMatchObject({ inspections: 0, steps: [], classes: [] });
  });

  it('of a period without any are none, and a period that ends before it begins is refused', async () => {
    const empty = await defects(reader, { from: '2020-01-01T00:00:00Z', to: '2020-02-01T00:00:00Z' });
    expect(empty).toMatchObject({ inspections: 0, trend: [], killRatios: { inspected: 0, rows: [] } });
    for (const filter of [
      { from: '2026-02-01T00:00:00Z', to: '2026-01-01T00:00:00Z' },
      { toleranceMm: 0 },
      { toleranceMm: -1 },
    ]) {
      const { errors } = await reader.graphql(DEFECTS, { filter });
      expect(errors[0]).toMatchObject({ extensions: { code: 'INVALID_INPUT' } });
    }
  });
});

describe('the inspections of a wafer', () => {
  const WAFER = `query ($lotId: ID!, $waferId: ID!) { waferInspections(lotId: $lotId, waferId: $waferId) {
    inspectionId stepId defects adders x y size classCode added classes { code defects } } }`;
  const of = async (client: ApiClient, lotId = 'L1') =>
    (await client.graphql<{ waferInspections: Values[] }>(WAFER, { lotId, waferId: 'W1' })).data!.waferInspections;

  it('come in time order with places and adders', async () => {
    const [first, second] = await of(reader);
    expect(first).toMatchObject({ stepId: 'M1', defects: 4, adders: null });
    expect(second).toMatchObject({ stepId: 'M2', defects: 8, adders: 4, classes: [{ code: 7 }, { code: 8 }] });
    expect([...decodeFloat32(String(second!['x']))].slice(0, 2)).toEqual([-95, -85]);
    expect([...decodeInt8(String(second!['added']))]).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
  });

  it('are none outside of the scope', async () => {
    expect(await of(scoped)).toEqual([]);
    expect(await of(scoped, 'B1')).toHaveLength(1);
  });

  it('of a file that corrects itself are those of the correction', async () => {
    const recorder = api.app.get(DefectFileRecorder, { strict: false });
    const uow = api.app.get(UnitOfWork, { strict: false });
    const file: FileInspection = {
      lotId: 'L9',
      productId: 'A',
      stepId: 'M1',
      toolId: 'INSP-02',
      setup: '',
      inspectedAt: new Date(at(18)),
      mark: 'down',
      diePitchUm: [10_000, 20_000],
      classes: [],
      importId: 'I',
    };
    const column = (values: number[]) => Float32Array.from(values);
    const wafer = (x: number[]) => ({
      waferId: 'W1',
      slot: null,
      areaCm2: 100,
      statedDefects: x.length,
      x: column(x),
      y: column(x),
      sizeUm: column(x),
      areaUm2: column(x.map(() => NaN)),
      classCode: Int32Array.from(x, () => -1),
      cluster: new Int32Array(x.length),
      defectId: new Int32Array(x.length),
      images: new Uint16Array(x.length),
      inspectedDies: null,
    });
    expect(await uow.run(() => recorder.record(file, [wafer([1, 2, NaN])]))).toBe('new');
    expect(await uow.run(() => recorder.record(file, [wafer([3])]))).toBe('correction');
    const inspections = await of(reader, 'L9');
    expect(inspections).toHaveLength(1);
    expect(inspections[0]).toMatchObject({ defects: 1, classes: [{ code: -1, defects: 1 }] });
  });
});

describe('wafers that were excluded by hand', () => {
  it('keep their defects, are in no kill ratio, and are counted beside both', async () => {
    const filter = { productId: 'A', stepId: 'M2' };
    await source.query(`UPDATE wafer_yield SET excluded = true WHERE (lot_id, wafer_id) =
      (SELECT lot_id, wafer_id FROM defect_inspection WHERE step_id = 'M2' ORDER BY lot_id, wafer_id LIMIT 1)`);
    const found = await defects(reader, filter);
    expect(found).toMatchObject({
      excludedWafers: 1,
      steps: [{ stepId: 'M2', wafers: 12, defects: 96 }],
      killRatios: { inspected: 12, withSort: 11, excluded: 1 },
    });
  });
});
