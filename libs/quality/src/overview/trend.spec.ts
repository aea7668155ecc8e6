import { describe, expect, it } from 'vitest';
import type { LotYield } from '../yield/lot-yield.repository.ts';
import { NO_DIES } from '../yield/yield-sums.ts';
import { YieldKind } from '../yield/yield.types.ts';
import { completenessOf, currentWeekOf, retestFigures, weekDifference } from './overview-figures.ts';
import { chartOf, lotTrend, weekTrend } from './trend.ts';

const utc = { zone: 'UTC', weekStart: 1 };

/** A lot of one wafer with 100 dies, tested on that day of November 2026. */
const lot = (lotId: string, day: number, good: number, over: Partial<LotYield> = {}): LotYield => ({
  ...NO_DIES,
  lotId,
  productId: 'A',
  insertion: 'CP1',
  testedAt: new Date(Date.UTC(2026, 10, day)),
  complete: true,
  seq: day,
  wafers: 1,
  gross: 100,
  tested: 100,
  goodFinal: good,
  goodFirst: good - 2,
  failed: 100 - good,
  waferFinal: [good / 100],
  waferYields: null,
  ...over,
});

/** 24 healthy lots around 93 %, then a deep drop. */
const healthy = Array.from({ length: 24 }, (_, at) => lot(`L${at}`, 1 + at / 2, 92 + (at % 3)));

describe('the trend of lots', () => {
  const dropped = [...healthy, lot('BAD', 20, 70)];

  it('has limits from the first twenty lots, and alarms where the drop is', () => {
    const chart = chartOf(dropped, YieldKind.FINAL, 0.85);
    expect(chart.limits).toMatchObject({ kind: 'limits', lots: 20 });
    const points = lotTrend(dropped, YieldKind.FINAL, chart.alarms);
    const kinds = points.at(-1)!.alarms.map((alarm) => alarm.kind);
    expect(kinds).toEqual(expect.arrayContaining(['floor', 'sigma']));
    expect(points.slice(0, 24).flatMap((point) => point.alarms)).toEqual([]);
  });

  it('has a median of seven from the seventh point on', () => {
    const medians = lotTrend(dropped, YieldKind.FINAL, []).map((point) => point.median7);
    expect(medians.slice(0, 6)).toEqual([null, null, null, null, null, null]);
    expect(medians[6]).toBe(0.93);
    expect(medians.at(-1)).toBe(0.93);
  });
});

describe('weeks', () => {
  const lots = [lot('A', 9, 90), lot('B', 15, 100, { gross: 300, tested: 300, goodFinal: 200 }), lot('C', 16, 80)];

  it('are die-weighted and begin on the fab’s first day', () => {
    const points = weekTrend(lots, YieldKind.FINAL, utc);
    expect(points.map(({ key, value, at }) => [key, value, at.toISOString()])).toEqual([
      ['2026-W46', 290 / 400, '2026-11-09T00:00:00.000Z'],
      ['2026-W47', 0.8, '2026-11-16T00:00:00.000Z'],
    ]);
  });

  it('are compared with those before, and say when there are too few lots', () => {
    const week = currentWeekOf(lots, utc)!;
    expect(week).toMatchObject({ key: '2026-W47', baselineKeys: ['2026-W46'] });
    const difference = weekDifference(week, YieldKind.FINAL);
    expect(difference.valuePp).toBeCloseTo((0.8 - 290 / 400) * 100, 10);
    expect(difference.interval).toMatchObject({ kind: 'too-few-lots', lots: 1 });
    expect(currentWeekOf([], utc)).toBeNull();
  });
});

describe('figures for the narrative', () => {
  it('name dies that were lost on retest', () => {
    expect(retestFigures({ ...NO_DIES, goodFirst: 90, goodFinal: 92, recovered: 5, retested: 10 })).toEqual({
      retested: 10,
      recovered: 5,
      lostOnRetest: 3,
    });
  });

  it.each([
    [100, 'gross-dies', 6],
    [null, 'tested-dies', null],
    [40, 'tested-dies-map-too-small', null],
  ])('say with %s dies on the map what yields are divided by', (mapDies, basis, untested) => {
    const sums = { ...NO_DIES, wafers: 2, gross: 200, tested: 194, goodFinal: 180, failed: 12 };
    expect(completenessOf(sums, mapDies, 25)).toMatchObject({
      basis,
      untestedDies: untested,
      noVerdictDies: 2,
      wafersExpected: 25,
    });
  });
});
