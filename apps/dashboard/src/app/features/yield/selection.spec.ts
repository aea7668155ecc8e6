import { describe, expect, it } from 'vitest';
import {
  binSums,
  brushed,
  countLots,
  lotRows,
  pointKeys,
  selectedMembers,
  selectedPoints,
  type Members,
} from './selection.ts';

const DAY = 86_400_000;
const MONDAY = Date.UTC(2026, 10, 16, 8);
const calendar = { zone: 'UTC', weekStart: 1 } as const;

/** Three lots; the third, a week later, loses more. */
const members: Members = {
  key: ['L1', 'L2', 'L3'],
  at: [MONDAY, MONDAY + DAY, MONDAY + 7 * DAY],
  value: [0.9, 0.8, 0.5],
  weight: [100, 100, 200],
  wafers: [1, 1, 2],
  gross: [100, 100, 200],
  binFrom: [0, 1, 2, 4],
  bin: [5, 5, 5, 6],
  dies: [10, 20, 60, 40],
};

describe('a selection', () => {
  it('holds lots by themselves or by their wafers, and wafers by their lots', () => {
    expect([...selectedMembers(members.key, new Set(['L2', 'L3/W1']))]).toEqual([0, 1, 1]);
    expect([...selectedMembers(['L1/W1', 'L1/W2', 'L2/W1'], new Set(['L1/W2', 'L2']))]).toEqual([0, 1, 1]);
  });

  it('marks the weeks that its lots are in', () => {
    const weeks = pointKeys(members, 'WEEK', calendar);
    expect(weeks).toEqual(['2026-W47', '2026-W47', '2026-W48']);
    expect([...selectedPoints(weeks, Uint8Array.from([0, 1, 0]), ['2026-W47', '2026-W48'])]).toEqual([1, 0]);
    expect(brushed(members, weeks, null, new Set(['2026-W47']), 'replace')).toEqual(['L1', 'L2']);
  });

  it('is replaced, added to or taken from', () => {
    const before = Uint8Array.from([1, 1, 0]);
    const brush = (mode: 'replace' | 'add' | 'remove') =>
      brushed(members, members.key, before, new Set(['L2', 'L3']), mode);
    expect(brush('replace')).toEqual(['L2', 'L3']);
    expect(brush('add')).toEqual(['L1', 'L2', 'L3']);
    expect(brush('remove')).toEqual(['L1']);
  });

  it('counts its lots, also where one is named like the begin of another or comes again', () => {
    const key = ['L1/W1', 'L1/W2', 'L10/W1', 'L1/W3', 'L2/W1', 'L2', 'L3'];
    expect(countLots({ key }, Uint8Array.from([1, 1, 1, 1, 0, 0, 1]))).toBe(3);
    expect(countLots({ key }, Uint8Array.from([0, 1, 0, 0, 1, 1, 0]))).toBe(2);
  });

  it('stands beside all others in the losses by bin', () => {
    expect(binSums(members, null)).toEqual([
      { bin: 5, loss: 0.225, others: null },
      { bin: 6, loss: 0.1, others: null },
    ]);
    expect(binSums(members, Uint8Array.from([0, 0, 1]))).toEqual([
      { bin: 5, loss: 0.3, others: 0.15 },
      { bin: 6, loss: 0.2, others: 0 },
    ]);
    expect(binSums(members, Uint8Array.from([0, 0, 0]))).toEqual([]);
  });

  it('lists its lots, the newest first, wafers put together by their dies', () => {
    expect(lotRows(members, Uint8Array.from([1, 0, 1])).map(({ lotId }) => lotId)).toEqual(['L3', 'L1']);
    const wafers = { ...members, key: ['L1/W1', 'L1/W2', 'L3/W1'] };
    const [, first] = lotRows(wafers, null);
    expect([first?.lotId, first?.wafers]).toEqual(['L1', 2]);
    expect(first?.value).toBeCloseTo(0.85, 12);
  });

  it('is found among twenty thousand points, with all that hangs on it, within a frame or two', () => {
    const many = 20_000;
    const key = Array.from({ length: many }, (_, at) => `L${at}`);
    const column = key.map(() => 1);
    const large: Members = {
      ...members,
      key,
      at: column,
      value: column,
      weight: column,
      wafers: column,
      gross: column,
      binFrom: [...key.keys(), many],
      bin: column,
      dies: column,
    };
    const begin = performance.now();
    const selected = selectedMembers(key, new Set(key.slice(0, many / 2)));
    selectedPoints(key, selected, key);
    binSums(large, selected);
    expect(lotRows(large, selected)).toHaveLength(many / 2);
    // far above what it takes: a loop in a loop would take seconds
    expect(performance.now() - begin).toBeLessThan(1000);
  });
});
