import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fabTimeTicks } from './fab-time-ticks.ts';
import { labelRows } from './label-rows.ts';
import { spreadLabels } from './label-spread.ts';
import { decimalsOf, niceScale } from './nice-scale.ts';

describe('nice scale', () => {
  it.each([
    [0.874, 0.961, { min: 0.86, max: 0.98, interval: 0.02, decimals: 2 }],
    [0, 0.0253, { min: 0, max: 0.03, interval: 0.005, decimals: 3 }],
    [3, 97, { min: 0, max: 100, interval: 20, decimals: 0 }],
  ])('rounds %d to %d outwards', (low, high, scale) => {
    expect(niceScale(low, high)).toEqual(scale);
  });

  it('always covers the range with a handful of steps', () => {
    const range = fc.tuple(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
    );
    fc.assert(
      fc.property(range, ([low, extent]) => {
        const { min, max, interval } = niceScale(low, low + extent);
        const steps = (max - min) / interval;
        const slack = interval * 1e-6;
        return min <= low + slack && max >= low + extent - slack && steps >= 1 && steps <= 9;
      }),
    );
  });

  it('gives a range without extent some room', () => {
    const { min, max } = niceScale(0.9, 0.9);
    expect(min).toBeLessThan(0.9);
    expect(max).toBeGreaterThan(0.9);
  });

  it('knows how many decimals tell ticks apart', () => {
    expect([1, 0.5, 0.02, 0.005, 20].map(decimalsOf)).toEqual([0, 1, 2, 3, 0]);
  });
});

describe('fab time ticks', () => {
  const calendar = { zone: 'Asia/Shanghai' };
  const from = new Date('2026-09-27T16:00:00Z');

  it('stand at Monday midnights in the fab and name their week', () => {
    const ticks = fabTimeTicks(from, new Date('2026-10-20T00:00:00Z'), calendar, 'en');
    expect(ticks.map(({ label }) => label)).toEqual(['28 Sep\nW40', '5 Oct\nW41', '12 Oct\nW42', '19 Oct\nW43']);
    expect(ticks[0]?.at).toBe(from.getTime());
  });

  it('are thinned evenly over a long range', () => {
    const ticks = fabTimeTicks(from, new Date('2027-09-20T00:00:00Z'), calendar, 'en', 8);
    expect(ticks.length).toBeLessThanOrEqual(8);
    const gaps = ticks.slice(1).map(({ at }, index) => at - (ticks[index]?.at ?? 0));
    expect(new Set(gaps).size).toBe(1);
  });

  it('are days in a short range, and still name the week where one starts', () => {
    const ticks = fabTimeTicks(from, new Date('2026-09-30T16:00:00Z'), calendar, 'zh-CN');
    expect(ticks.map(({ label }) => label)).toEqual(['9月28日\nW40', '9月29日', '9月30日', '10月1日']);
  });

  it('follow a change of the clock', () => {
    const ticks = fabTimeTicks(
      new Date('2026-10-18T22:00:00Z'),
      new Date('2026-11-03T00:00:00Z'),
      { zone: 'Europe/Berlin' },
      'en',
    );
    expect(ticks.map(({ at }) => new Date(at).toISOString())).toEqual([
      '2026-10-18T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
      '2026-11-01T23:00:00.000Z',
    ]);
  });
});

describe('labels of close lines', () => {
  it('leaves labels alone that have room', () => {
    expect(spreadLabels([10, 40, 80], 13)).toEqual([0, 0, 0]);
  });

  it('moves close ones apart around their middle, in order', () => {
    const wanted = [50, 52];
    const placed = spreadLabels(wanted, 12).map((shift, index) => (wanted[index] ?? 0) + shift);
    expect((placed[1] ?? 0) - (placed[0] ?? 0)).toBeCloseTo(12);
    expect(((placed[0] ?? 0) + (placed[1] ?? 0)) / 2).toBeCloseTo(51);
  });

  it('leaves no two on each other, however they lie, and moves none without need', () => {
    const wanted = fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { maxLength: 9 });
    fc.assert(
      fc.property(wanted, (positions) => {
        const shifts = spreadLabels(positions, 13);
        const placed = positions.map((at, index) => at + (shifts[index] ?? 0)).sort((a, b) => a - b);
        placed.slice(1).forEach((at, index) => expect(at - (placed[index] ?? 0)).toBeGreaterThan(13 - 1e-6));
        expect(Math.abs(shifts.reduce((sum, shift) => sum + shift, 0))).toBeLessThan(1e-6);
      }),
    );
  });
});

describe('labels in rows', () => {
  it('keep off their neighbours, and lose their words only where each row is taken', () => {
    const label = fc.record({
      at: fc.double({ min: 0, max: 900, noNaN: true }),
      width: fc.integer({ min: 5, max: 90 }),
    });
    const clash = (a: { at: number; width: number }, b: { at: number; width: number }): boolean =>
      Math.abs(a.at - b.at) < (a.width + b.width) / 2 + 6;
    fc.assert(
      fc.property(fc.array(label, { maxLength: 8 }), (labels) => {
        const rows = labelRows(labels, 2, 6);
        labels.forEach((one, index) => {
          const clashing = labels.flatMap((other, place) => (place < index && clash(one, other) ? [rows[place]] : []));
          if (rows[index] === null) expect(clashing).toEqual(expect.arrayContaining([0, 1]));
          else expect(clashing).not.toContain(rows[index]);
        });
      }),
    );
  });
});
