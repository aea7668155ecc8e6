import { describe, expect, it } from 'vitest';
import { chartTheme } from '../theme/chart-theme.ts';
import { dumbbell, dumbbellSvg } from './dumbbell.ts';

const size = { width: 88, height: 14 };

describe('dumbbell', () => {
  it('puts both shares on one scale from 0 to 1, with room for the marks', () => {
    const drawn = dumbbell({ cases: 1, others: 0 }, size);
    expect(drawn.others).toBe(drawn.low);
    expect(drawn.cases).toBe(drawn.high);
    expect(drawn.low - drawn.radius).toBeGreaterThan(0);
    expect(drawn.high + drawn.radius).toBeLessThan(size.width);
    expect(dumbbell({ cases: 0.5, others: 0.5 }, size).cases).toBe(44);
  });

  it('keeps what lies outside or is no number on the scale', () => {
    const drawn = dumbbell({ cases: 1.2, others: Number.NaN }, size);
    expect([drawn.cases, drawn.others]).toEqual([drawn.high, drawn.low]);
  });

  it('draws the cases filled and the others as a ring, so that grey print keeps them apart', () => {
    const theme = chartTheme('print');
    const svg = dumbbellSvg({ cases: 0.9, others: 0.1 }, size, 'alarm', theme);
    expect(svg).toContain(`fill="${theme.colours.alarm}"`);
    expect(svg).toContain(`fill="${theme.colours.surface}" stroke=`);
    expect(dumbbellSvg({ cases: 0.9, others: 0.1 }, size, 'alarm', theme)).toBe(svg);
  });
});
