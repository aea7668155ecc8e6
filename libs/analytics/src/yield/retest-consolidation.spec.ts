import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MISSING_COORDINATE, gatherColumn, segmentOffsets, type PartSegment } from './part-segment.ts';
import { DieState, consolidateRetests } from './retest-consolidation.ts';

type Row = readonly [x: number, y: number, verdict: number, bin?: number];

function segment(rows: readonly Row[]): PartSegment {
  return {
    x: Int16Array.from(rows, (row) => row[0]),
    y: Int16Array.from(rows, (row) => row[1]),
    hardBin: Uint16Array.from(rows, (row) => row[3] ?? 1),
    softBin: Uint16Array.from(rows, (row) => row[3] ?? 1),
    verdict: Int8Array.from(rows, (row) => row[2]),
  };
}

const row = fc.tuple(
  fc.oneof(
    { weight: 20, arbitrary: fc.integer({ min: -3, max: 3 }) },
    { weight: 1, arbitrary: fc.constant(MISSING_COORDINATE) },
  ),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(1, 0, -1),
  fc.integer({ min: 0, max: 32767 }),
);

/** The rule, written down a second time in the plainest way: one die after another. */
function plainStates(rows: readonly Row[]): Map<string, number> {
  const verdicts = new Map<string, number[]>();
  for (const [x, y, verdict] of rows) {
    if (x === MISSING_COORDINATE) continue;
    const key = `${x},${y}`;
    verdicts.set(key, [...(verdicts.get(key) ?? []), ...(verdict === -1 ? [] : [verdict])]);
  }
  return new Map(
    [...verdicts].map(([key, list]) => {
      if (list.length === 0) return [key, DieState.noVerdict];
      const [first, last] = [list[0], list.at(-1)];
      if (last === 1) return [key, first === 1 ? DieState.firstPassGood : DieState.recovered];
      return [key, first === 1 ? DieState.lostOnRetest : DieState.failed];
    }),
  );
}

describe('retest consolidation', () => {
  it('tells the five states apart', () => {
    const result = consolidateRetests([
      segment([
        [0, 0, 1],
        [1, 0, 0],
        [2, 0, 0],
        [3, 0, 1],
        [4, 0, -1],
      ]),
      segment([
        [1, 0, 1],
        [2, 0, 0],
        [3, 0, 0],
      ]),
    ]);
    expect([...result.state]).toEqual([
      DieState.firstPassGood,
      DieState.recovered,
      DieState.failed,
      DieState.lostOnRetest,
      DieState.noVerdict,
    ]);
    expect(result.counts).toEqual({
      records: 8,
      recordsWithVerdict: 7,
      goodRecords: 3,
      dies: 5,
      goodFirst: 2,
      goodFinal: 2,
      retested: 3,
      recovered: 1,
      lostOnRetest: 1,
      noVerdict: 1,
      unplaced: 0,
    });
  });

  it('never lets a record without verdict replace one that has it', () => {
    const result = consolidateRetests([segment([[5, 5, 1]]), segment([[5, 5, -1]])]);
    expect(result.state[0]).toBe(DieState.firstPassGood);
    expect(result.lastRecord[0]).toBe(0);
  });

  it('takes the first verdict as first result when the first touch gave none', () => {
    const result = consolidateRetests([
      segment([
        [5, 5, -1],
        [5, 5, 0],
        [5, 5, 1],
        [5, 5, -1],
      ]),
    ]);
    expect(result.state[0]).toBe(DieState.recovered);
    expect([result.firstRecord[0], result.lastRecord[0], result.touches[0]]).toEqual([1, 2, 4]);
  });

  it('counts records without coordinates in no die', () => {
    const { counts } = consolidateRetests([
      segment([
        [MISSING_COORDINATE, 1, 1],
        [1, MISSING_COORDINATE, 0],
        [1, 1, 1],
      ]),
    ]);
    expect(counts).toMatchObject({ records: 3, goodRecords: 2, recordsWithVerdict: 3, dies: 1, unplaced: 2 });
  });

  it('gives nothing for nothing', () => {
    expect(consolidateRetests([]).counts).toMatchObject({ records: 0, dies: 0 });
    expect(consolidateRetests([segment([])]).counts).toMatchObject({ records: 0, dies: 0 });
  });

  it('keeps dies apart that are as far from each other as coordinates go', () => {
    const rows: Row[] = [
      [-32767, -32767, 1],
      [32767, 32767, 0],
      [-32767, 32767, 1],
      [32767, -32767, 0],
      [32767, 32767, 1],
    ];
    const result = consolidateRetests([segment(rows)]);
    expect(result.counts).toMatchObject({ dies: 4, recovered: 1, retested: 1 });
    expect([...result.x]).toEqual([-32767, 32767, -32767, 32767]);
  });

  it('refuses columns of different lengths', () => {
    const broken = { ...segment([[1, 1, 1]]), verdict: new Int8Array(2) };
    expect(() => consolidateRetests([broken])).toThrow(/Segment 0/);
  });

  it('points at the records whose bins are the first and the final ones', () => {
    const segments = [
      segment([
        [1, 1, 0, 7],
        [2, 1, 1, 1],
      ]),
      segment([
        [1, 1, 1, 1],
        [1, 1, -1, 99],
      ]),
    ];
    const result = consolidateRetests(segments);
    expect([...gatherColumn(segments, 'softBin', result.firstRecord)]).toEqual([7, 1]);
    expect([...gatherColumn(segments, 'softBin', result.lastRecord)]).toEqual([1, 1]);
    expect([...segmentOffsets(segments)]).toEqual([0, 2]);
    expect(() => gatherColumn(segments, 'hardBin', [4])).toThrow(/Record 4/);
  });

  it('agrees with the rule written out plainly, however records are cut into segments', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 80 }), fc.nat(80), (rows, cut) => {
        const whole = consolidateRetests([segment(rows)]);
        const parts = consolidateRetests([segment(rows.slice(0, cut)), segment(rows.slice(cut))]);
        expect(parts).toEqual(whole);
        const states = new Map([...whole.state].map((state, die) => [`${whole.x[die]},${whole.y[die]}`, state]));
        const placed = rows.filter(([, y]) => y !== MISSING_COORDINATE);
        expect(states).toEqual(plainStates(placed));
      }),
    );
  });

  it('keeps its counts consistent', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 120 }), (rows) => {
        const { counts, state } = consolidateRetests([segment(rows)]);
        expect(counts.goodFinal).toBe(counts.goodFirst + counts.recovered - counts.lostOnRetest);
        expect(counts.dies).toBe(state.length);
        expect(counts.recovered + counts.lostOnRetest).toBeLessThanOrEqual(counts.retested);
        expect(counts.retested).toBeLessThanOrEqual(counts.records - counts.unplaced - counts.dies);
        expect(counts.goodFinal + counts.noVerdict).toBeLessThanOrEqual(counts.dies);
      }),
    );
  });
});
