import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventOf, fabOn, lotHistory } from '../fab.spec-support.ts';

let database: TestDatabase;
let source: DataSource;
let fab: ReturnType<typeof fabOn>;
beforeAll(async () => {
  database = await cloneDatabase();
  source = await database.connect();
  fab = fabOn(source);
});
afterAll(() => database.drop());

const lotRow = async (lotId: string): Promise<Record<string, unknown>> => {
  const rows: Record<string, unknown>[] = await source.query('SELECT * FROM lot WHERE lot_id = $1', [lotId]);
  return rows[0]!;
};
const all = (sql: string, ...parameters: unknown[]): Promise<Record<string, unknown>[]> =>
  source.query(sql, parameters);

const wafers = (...ids: string[]) => ids.map((waferId, at) => ({ waferId, slot: at + 1 }));
const day = (n: number, hour = 0): string => new Date(Date.UTC(2026, 8, n, hour)).toISOString();

describe('lot history', () => {
  it('gives the same state in every order of arrival, twice or once', async () => {
    const events = (lot: string) => [
      lotHistory(lot, { at: day(1), kind: 'start', substrateBatch: 'SB-7', wafers: wafers('W1', 'W2') }),
      lotHistory(lot, { at: day(2), kind: 'move-in', stepId: 'LITHO-1', toolId: 'L1', wafers: wafers('W1', 'W2') }),
      lotHistory(lot, { at: day(3), kind: 'move-out', stepId: 'LITHO-1', wafers: wafers('W2', 'W1') }),
      lotHistory(lot, { at: day(4), kind: 'move-in', stepId: 'ETCH-1', wafers: wafers('W2', 'W1') }),
    ];
    const forward = events('A1');
    await fab.record(...forward);
    for (const event of events('A2').toReversed()) await fab.record(event);
    await fab.record(...forward);
    const states = [await lotRow('A1'), await lotRow('A2')];
    for (const row of states) {
      expect(row).toMatchObject({ state: 'processing', current_step_id: 'ETCH-1', wafer_count: 2 });
      expect(row['substrate_batch']).toBe('SB-7');
      expect((row['started_at'] as Date).toISOString()).toBe(day(1));
      expect((row['last_event_at'] as Date).toISOString()).toBe(day(4));
    }
    const slots = await all(`SELECT lot_id, wafer_id, slot FROM wafer WHERE lot_id IN ('A1','A2') ORDER BY 1, 2`);
    expect(slots.map((row) => row['slot'])).toEqual([2, 1, 2, 1]);
    expect(await all(`SELECT 1 FROM lot_event WHERE lot_id = 'A1'`)).toHaveLength(4);
  });

  it('follows wafers into a child lot and back, and keeps both as genealogy', async () => {
    const lot = 'B1';
    const split = lotHistory(lot, { at: day(2), kind: 'split', childLotNo: 'B1.2', wafers: wafers('W2') });
    const merge = lotHistory(lot, {
      at: day(3),
      kind: 'merge',
      lotNo: 'B1.2',
      mergedIntoLotNo: 'B1',
      wafers: wafers('W2'),
    });
    await fab.record(merge);
    await fab.record(split, lotHistory(lot, { at: day(1), kind: 'start', wafers: wafers('W1', 'W2') }));
    expect(await all(`SELECT lot_no FROM wafer WHERE lot_id = 'B1' AND wafer_id = 'W2'`)).toEqual([{ lot_no: 'B1' }]);
    const family = await all(
      `SELECT child_lot_no, parent_lot_no, kind, wafer_ids FROM lot_genealogy WHERE lot_id = 'B1' ORDER BY at`,
    );
    expect(family).toEqual([
      { child_lot_no: 'B1.2', parent_lot_no: 'B1', kind: 'split', wafer_ids: ['W2'] },
      { child_lot_no: 'B1.2', parent_lot_no: 'B1', kind: 'merge', wafer_ids: ['W2'] },
    ]);
  });

  it('is scrapped when its last wafer is, and stays so when older news comes in', async () => {
    await fab.record(lotHistory('C1', { at: day(5), kind: 'scrap', wafers: wafers('W1') }));
    await fab.record(lotHistory('C1', { at: day(1), kind: 'start', wafers: wafers('W1') }));
    expect(await lotRow('C1')).toMatchObject({ state: 'scrapped' });
  });

  it('outweighs what a run has guessed about the lot, whichever comes first', async () => {
    const run = eventOf(
      'fab.metrology.v1',
      {
        runId: 'M1',
        lotId: 'D1',
        lotNo: 'D1',
        productId: 'OTHER',
        stepId: 'CD-1',
        toolId: 'SEM1',
        parameter: 'CD',
        unit: 'nm',
        measuredAt: day(9),
        wafers: [{ waferId: 'W1', sites: [{ x: 0, y: 0, value: 45 }] }],
      },
      day(9),
    );
    await fab.record(run);
    expect(await lotRow('D1')).toMatchObject({ product_id: 'OTHER', lot_type: 'production' });
    await fab.record(lotHistory('D1', { at: day(1), kind: 'start', lotType: 'engineering', priority: 'hot' }));
    await fab.record(run);
    expect(await lotRow('D1')).toMatchObject({ product_id: 'PMIC-K7', lot_type: 'engineering', priority: 'hot' });
  });
});

describe('holds', () => {
  const hold = (kind: 'hold' | 'release', at: string, comment: string) =>
    eventOf('fab.lot-hold.v1', { lotId: 'H1', lotNo: 'H1', kind, holdId: 'X', reason: 'SPC', comment, at }, at);

  it('are one row, whichever half comes first', async () => {
    await fab.record(hold('release', day(3), 'checked'));
    await fab.record(hold('hold', day(2), 'CD high'));
    await fab.record(hold('hold', day(2), 'CD high'), hold('release', day(3), 'checked'));
    const rows = await all(`SELECT reason, comment, held_at, released_at, released_comment FROM lot_hold`);
    expect(rows).toEqual([
      {
        reason: 'SPC',
        comment: 'CD high',
        held_at: new Date(day(2)),
        released_at: new Date(day(3)),
        released_comment: 'checked',
      },
    ]);
  });
});

describe('process runs', () => {
  const run = eventOf(
    'fab.process-run.v1',
    {
      runId: 'P1',
      lotId: 'E1',
      lotNo: 'E1',
      productId: 'PMIC-K7',
      stepId: 'ETCH-1',
      stepName: 'Gate etch',
      area: 'etch',
      toolId: 'ETX1',
      recipe: { id: 'R', version: '7' },
      startedAt: day(1),
      endedAt: day(1, 2),
      wafers: [
        { waferId: 'W1', slot: 1, chamber: 'A' },
        { waferId: 'W2', slot: 2, chamber: 'B' },
      ],
      sensors: [
        { name: 'pressure', unit: 'Pa', statistic: 'mean', values: [1.5, null] },
        { name: 'power', unit: 'W', statistic: 'max', values: [300, 310] },
      ],
    },
    day(1, 2),
  );

  it('keep the sensors of each wafer in order, NULL where none was measured, once', async () => {
    await fab.record(run, run);
    await fab.record(run);
    const rows = await all(`SELECT wafer_id, chamber, sensor_values FROM process_run_wafer ORDER BY wafer_id`);
    expect(rows).toEqual([
      { wafer_id: 'W1', chamber: 'A', sensor_values: [1.5, 300] },
      { wafer_id: 'W2', chamber: 'B', sensor_values: [null, 310] },
    ]);
    expect(await all(`SELECT name, area FROM step WHERE step_id = 'ETCH-1'`)).toEqual([
      { name: 'Gate etch', area: 'etch' },
    ]);
    expect(await all(`SELECT area FROM tool WHERE tool_id = 'ETX1'`)).toEqual([{ area: 'etch' }]);
  });
});
