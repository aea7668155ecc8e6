import { describe, expect, it } from 'vitest';
import { DAY } from '../model/calendar.ts';
import { mean } from '../testing/small-fab.ts';
import { CauseCalendar, strengthAt, type Excursion } from './excursion.ts';

const YEARS = 12;
const calendar = new CauseCalendar(4, 0);
const until = YEARS * 365 * DAY;
const all = calendar.excursionsUntil(until).filter((one) => one.from < until);
const share = (test: (one: Excursion) => boolean) => all.filter(test).length / all.length;

describe('planted excursions', () => {
  it('are .7, 1.5 and 3 σ in like numbers, and hit 30 to 90 % of the exposed wafers', () => {
    for (const size of [0.7, 1.5, 3])
      expect(Math.abs(share((one) => one.sizeSigma === size) - 1 / 3)).toBeLessThan(0.08);
    expect(Math.min(...all.map((one) => one.hitShare))).toBeGreaterThanOrEqual(0.3);
    expect(Math.max(...all.map((one) => one.hitShare))).toBeLessThanOrEqual(0.9);
  });

  it('are half abrupt, a quarter ramps, a quarter intermittent, for 2 to 15 days', () => {
    expect(Math.abs(share((one) => one.shape === 'abrupt') - 0.5)).toBeLessThan(0.07);
    expect(Math.abs(share((one) => one.shape === 'ramp') - 0.25)).toBeLessThan(0.07);
    const days = all.map((one) => (one.to - one.from) / DAY);
    expect(Math.min(...days)).toBeGreaterThanOrEqual(2);
    expect(Math.max(...days)).toBeLessThanOrEqual(15);
  });

  it('overlap in 30 % and leave no trace in 25 %', () => {
    expect(Math.abs(share((one) => one.overlaps) - 0.3)).toBeLessThan(0.07);
    expect(Math.abs(share((one) => one.trace === null) - 0.25)).toBeLessThan(0.07);
  });

  it('stand among five harmless shifts each', () => {
    expect(calendar.harmlessUntil(until)).toHaveLength(5 * calendar.excursionsUntil(until).length);
  });

  it('have a mean strength of one on a ramp and one half when intermittent, none outside or in other chambers', () => {
    for (const one of all.slice(0, 60)) {
      const times = Array.from({ length: 500 }, (_, i) => one.from + ((i + 0.5) / 500) * (one.to - one.from));
      const strength = mean(times.map((at) => strengthAt(one, one.chamber, at)));
      if (one.shape !== 'intermittent') expect(strength).toBeCloseTo(1, 2);
      expect(strengthAt(one, one.chamber, one.to + 1)).toBe(0);
      if (one.chamber !== '') expect(strengthAt(one, 'Z', one.from + 1)).toBe(0);
    }
    const pulsed = all.filter((one) => one.shape === 'intermittent');
    const on = pulsed.flatMap((one) =>
      Array.from({ length: 40 }, (_, i) => strengthAt(one, one.chamber, one.from + (i / 40) * (one.to - one.from))),
    );
    expect(mean(on)).toBeCloseTo(0.5, 1);
  });

  it('do not depend on how far ahead one looks', () => {
    const short = new CauseCalendar(4, 0);
    for (let at = 0; at < 400 * DAY; at += 9 * DAY) short.excursionsUntil(at);
    expect(short.excursionsUntil(0).slice(0, 20)).toEqual(all.slice(0, 20));
  });
});
