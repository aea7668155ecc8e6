import { encodeInt16 } from '@fabwright/contracts';
import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WaferMapRepository } from '../maps/wafer-map.repository.ts';
import { asEvent, qualityOn, waferTest, type DieRow } from '../quality.spec-support.ts';

let database: TestDatabase;
let source: DataSource;
let quality: ReturnType<typeof qualityOn>;
beforeAll(async () => {
  database = await cloneDatabase();
  source = await database.connect();
  quality = qualityOn(source);
});
afterAll(() => database.drop());

type Values = Record<string, unknown>;
const yieldOf = async (lotId: string, insertion = 'CP1'): Promise<Values> => {
  const rows: Values[] = await source.query(
    `SELECT gross, tested, records, records_judged, good_record, good_first, good_final, retested, recovered, unplaced,
       soft_bins, soft_dies, run_count, complete, first_pass_ended_at, last_ended_at, product_id, lot_type
     FROM wafer_yield WHERE lot_id = $1 AND insertion = $2`,
    [lotId, insertion],
  );
  return rows[0]!;
};
const count = async (table: string, lotId: string): Promise<number> => {
  const rows: { n: number }[] = await source.query(`SELECT count(*)::int AS n FROM ${table} WHERE lot_id = $1`, [
    lotId,
  ]);
  return rows[0]!.n;
};

/** Four dies: two good, one of bin 5, one of bin 7. */
const FOUR: readonly DieRow[] = [
  [0, 0, 1, 1.1, 0.1],
  [1, 0, 1, 1.2, 0.2],
  [0, 1, 5, 0.9],
  [1, 1, 7],
];

describe('parts of a sort run', () => {
  it('give one wafer, whether they come in order, backwards, together or twice', async () => {
    const parts = (lotId: string) => [
      waferTest(FOUR.slice(0, 2), { lotId, part: { index: 0, count: 2 } }),
      waferTest(FOUR.slice(2), { lotId, part: { index: 1, count: 2 } }),
    ];
    const [first, second] = parts('P1');
    await quality.record(first!);
    expect(await yieldOf('P1')).toMatchObject({ tested: 2, complete: false });
    await quality.record(second!);
    await quality.record(...parts('P2').toReversed());
    for (const part of parts('P3').toReversed()) await quality.record(part);
    expect(await quality.record(first!, second!)).toEqual(['duplicate', 'duplicate']);
    const expected = {
      gross: 4,
      tested: 4,
      records: 4,
      good_record: 2,
      good_first: 2,
      good_final: 2,
      soft_bins: [5, 7],
      soft_dies: [1, 1],
      complete: true,
    };
    for (const lot of ['P1', 'P2', 'P3']) expect(await yieldOf(lot)).toMatchObject(expected);
    expect(await count('die_value', 'P1')).toBe(4);
    const values: Values[] = await source.query(
      `SELECT values FROM die_value WHERE lot_id = 'P3' AND segment = 1 ORDER BY test_index`,
    );
    expect(values.map((row) => row['values'])).toEqual([
      [expect.closeTo(0.9, 5), null],
      [null, null],
    ]);
  });

  it('that come again with other content are a correction; the old version stays', async () => {
    const part = (dies: readonly DieRow[], index: number) =>
      waferTest(dies, { lotId: 'C1', part: { index, count: 2 } });
    await quality.record(part(FOUR.slice(0, 2), 0), part(FOUR.slice(2), 1));
    const corrected: DieRow[] = [
      [0, 1, 1, 1],
      [1, 1, 7],
    ];
    expect(await quality.record(part(corrected, 1))).toEqual(['correction']);
    expect(await yieldOf('C1')).toMatchObject({ tested: 4, good_final: 3, good_first: 3, run_count: 1, retested: 0 });
    expect(await quality.record(part(FOUR.slice(2), 1))).toEqual(['duplicate']);
    const runs: Values[] = await source.query(
      `SELECT r.run_id, r.part_count, s.superseded_by_run FROM test_run r
       LEFT JOIN test_run_supersession s USING (lot_id, run_id, wafer_id) WHERE r.lot_id = 'C1' ORDER BY r.version`,
    );
    expect(runs).toEqual([
      { run_id: 'R1', part_count: 4, superseded_by_run: 'R1~v2' },
      { run_id: 'R1~v2', part_count: 4, superseded_by_run: null },
    ]);
    expect(await count('die_segment', 'C1')).toBe(4);
  });
});

describe('a retest in a later run', () => {
  const late = { lotId: 'T1', runId: 'R2', startedAt: '2026-11-21T08:00:00Z' };

  it('is merged per die by time, also when it arrives before the first pass', async () => {
    const retest: DieRow[] = [
      [0, 1, 1, 1],
      [1, 1, 7],
      [1, 0, 5],
    ];
    await quality.record(waferTest(retest, late));
    await quality.record(waferTest(FOUR, { lotId: 'T1' }));
    expect(await yieldOf('T1')).toMatchObject({
      tested: 4,
      records: 7,
      good_record: 3,
      good_first: 2,
      good_final: 2,
      retested: 3,
      recovered: 1,
      run_count: 2,
      first_pass_ended_at: new Date('2026-11-20T09:00:00Z'),
      last_ended_at: new Date('2026-11-21T09:00:00Z'),
    });
    const [map] = await new WaferMapRepository(quality.uow).maps('T1', 'CP1', null, null);
    expect([map!.x, map!.y, map!.state, map!.softBin].map((column) => [...column])).toEqual([
      [0, 1, 0, 1],
      [0, 0, 1, 1],
      [1, 3, 2, 0],
      [1, 5, 1, 7],
    ]);
  });

  it('does not replace a verdict by a record that has none', async () => {
    await quality.record(waferTest(FOUR, { lotId: 'T2' }));
    await quality.record(waferTest([[0, 0, 9]], { ...late, lotId: 'T2', noVerdict: [0] }));
    expect(await yieldOf('T2')).toMatchObject({ good_final: 2, retested: 1, records: 5, records_judged: 4 });
  });

  it('at another insertion is a wafer result of its own', async () => {
    await quality.record(waferTest(FOUR, { lotId: 'T3' }));
    await quality.record(waferTest(FOUR.slice(0, 1), { lotId: 'T3', runId: 'R2', insertion: 'CP2' }));
    expect(await yieldOf('T3')).toMatchObject({ tested: 4, run_count: 1 });
    expect(await yieldOf('T3', 'CP2')).toMatchObject({ tested: 1, good_final: 1, run_count: 1 });
  });
});

describe('what the fab learns later', () => {
  const definition = (productId: string, over: { notch?: 'down' | 'up' } = {}) =>
    asEvent(
      'fab.product-definition.v1',
      {
        productId,
        version: 1,
        name: `Product ${productId}`,
        waferDiameterMm: 300,
        dieWidthMm: 5,
        dieHeightMm: 6,
        edgeExclusionMm: 3,
        notch: over.notch ?? 'down',
        axes: { x: 'right', y: 'up' },
        dies: { x: encodeInt16(Int16Array.of(0, 1, 2, 0, 1)), y: encodeInt16(Int16Array.of(0, 0, 0, 1, 1)) },
        bins: [{ kind: 'soft', number: 5, name: 'Leakage', pass: false }],
        insertions: [{ id: 'CP1', name: 'Sort 1' }],
        tests: [],
        targets: [{ insertion: 'CP1', yieldTarget: 0.95, floor: 0.85 }],
      },
      '2026-11-22T00:00:00Z',
    );

  it('sets the gross dies of wafers that were tested before their product was defined', async () => {
    await quality.record(waferTest(FOUR, { lotId: 'G1', productId: 'LATE' }));
    expect(await yieldOf('G1')).toMatchObject({ gross: 4, tested: 4 });
    await quality.record(definition('LATE'));
    expect(await yieldOf('G1')).toMatchObject({ gross: 5, tested: 4, good_final: 2 });
  });

  it('turns maps to notch down; the facts keep what the tester reported', async () => {
    await quality.record(waferTest(FOUR, { lotId: 'G2', productId: 'TURNED' }));
    await quality.record(definition('TURNED', { notch: 'up' }));
    const maps: Values[] = await source.query(
      `SELECT l.x, l.y FROM wafer_map JOIN die_layout l USING (layout_id) WHERE lot_id = 'G2'`,
    );
    expect(maps).toEqual([{ x: [-1, 0, -1, 0], y: [-1, -1, 0, 0] }]);
    const facts: Values[] = await source.query(`SELECT x, y FROM die_segment WHERE lot_id = 'G2'`);
    expect(facts).toEqual([{ x: [0, 1, 0, 1], y: [0, 0, 1, 1] }]);
  });

  it('moves a lot to its product and type when its history arrives after its results', async () => {
    await quality.record(waferTest(FOUR, { lotId: 'G3', productId: 'WRONG' }));
    const history = asEvent(
      'fab.lot-history.v1',
      {
        lotId: 'G3',
        lotNo: 'G3',
        kind: 'start',
        productId: 'LATE',
        lotType: 'engineering',
        priority: 'normal',
        at: '2026-10-01T00:00:00Z',
        wafers: [{ waferId: 'W1', slot: 3 }],
      },
      '2026-10-01T00:00:00Z',
    );
    await quality.record(history);
    expect(await yieldOf('G3')).toMatchObject({ product_id: 'LATE', lot_type: 'engineering', gross: 5 });
  });

  it('gives failing bins a colour slot by what they cost first, for good', async () => {
    const dies: DieRow[] = [
      [0, 0, 9],
      [1, 0, 9],
      [2, 0, 4],
      [3, 0, 1],
    ];
    await quality.record(waferTest(dies, { lotId: 'S1', productId: 'SLOTS' }));
    await quality.record(
      waferTest(
        [
          [0, 0, 2],
          [1, 0, 2],
          [2, 0, 2],
        ],
        { lotId: 'S2', productId: 'SLOTS' },
      ),
    );
    const bins = (await quality.bins.bins(['SLOTS'])).get('SLOTS') ?? [];
    const slots = Object.fromEntries(bins.filter((bin) => bin.kind === 'soft').map((bin) => [bin.number, bin.slot]));
    expect(slots).toEqual({ 9: 1, 4: 2, 2: 3 });
  });
});
