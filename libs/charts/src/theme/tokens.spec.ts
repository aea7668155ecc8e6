import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { binToken, chartTheme, rampToken, seriesToken } from './chart-theme.ts';
import { contrastRatio, linearRgb, oklab, seenDistance, VISIONS } from './colour-science.ts';
import { coloursOf, parseTokenSheet, renderSystemDark, renderThemeModule, type TokenValues } from './token-sheet.ts';

const at = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const sheet = parseTokenSheet(at('../../../ui/src/tokens/tokens.css'));
const themes: [string, TokenValues][] = [
  ['light', sheet.light],
  ['dark', sheet.dark],
  ['print', sheet.print],
];
const numbered = (name: string, from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => `${name}-${i + from}`);

describe.each(themes)('tokens of the %s theme', (_name, tokens) => {
  const colour = (token: string): string => {
    const value = tokens[token];
    if (!value) throw new Error(`No token ${token}`);
    return value.slice(0, 7);
  };

  it('keeps text readable on every ground it stands on (4.5:1)', () => {
    const faint: string[] = [];
    for (const text of ['ink', 'ink-2', 'ink-3', 'accent', 'ok', 'watch', 'alarm']) {
      for (const ground of ['surface', 'canvas', 'surface-sunken', 'surface-selected']) {
        if (contrastRatio(colour(text), colour(ground)) < 4.5) faint.push(`${text} on ${ground}`);
      }
    }
    for (const status of ['ok', 'watch', 'alarm', 'note', 'stale']) {
      if (contrastRatio(colour(status), colour(`${status}-soft`)) < 4.5) faint.push(status);
    }
    if (contrastRatio(colour('ink-inverse'), colour('accent')) < 4.5) faint.push('primary button');
    expect(faint).toEqual([]);
  });

  it('keeps marks and control edges visible on the surface (3:1)', () => {
    const marks = ['border-control', 'focus', 'bin-other', ...numbered('cat', 1, 6), ...numbered('bin', 1, 6)];
    expect(marks.filter((mark) => contrastRatio(colour(mark), colour('surface')) < 3)).toEqual([]);
  });

  it.each([
    ['series', [...numbered('cat', 1, 6), 'cat-other']],
    ['bins', ['bin-pass', ...numbered('bin', 1, 6), 'bin-other']],
  ])('tells any two %s apart in every colour vision (ΔE ≥ 9)', (_what, names) => {
    const close: string[] = [];
    names.forEach((a, i) =>
      names.slice(i + 1).forEach((b) =>
        VISIONS.forEach((vision) => {
          if (seenDistance(colour(a), colour(b), vision) < 9) close.push(`${a} ~ ${b}, ${vision}`);
        }),
      ),
    );
    expect(close).toEqual([]);
  });

  it.each(['heat', 'tide'])('runs %s through monotone lightness', (ramp) => {
    const lightness = numbered(ramp, 0, 8).map((token) => oklab(linearRgb(colour(token)))[0]);
    const steps = lightness.slice(1).map((value, i) => Math.sign(value - (lightness[i] ?? 0)));
    expect(new Set(steps).size).toBe(1);
  });

  it('centres the difference ramp on its most neutral colour', () => {
    const chroma = numbered('diff', 0, 8).map((token) => {
      const [, a, b] = oklab(linearRgb(colour(token)));
      return Math.hypot(a, b);
    });
    expect(chroma.indexOf(Math.min(...chroma))).toBe(4);
  });
});

describe('what is generated from the tokens', () => {
  it('is current', () => {
    expect(at('./generated/tokens.ts')).toBe(renderThemeModule(sheet));
    expect(at('../../../ui/src/tokens/generated/system-dark.css')).toBe(renderSystemDark(sheet));
  });

  it('gives charts the same colours as the style sheet', () => {
    expect(chartTheme('light').colours).toEqual(coloursOf(sheet.light));
    expect(chartTheme('dark').colours).toEqual(coloursOf(sheet.dark));
    expect(chartTheme('print').colours['ink-3']).toBe('#505a67');
  });

  it('refuses a sheet without a theme', () => {
    expect(() => parseTokenSheet(':root { --ink: #000000; }')).toThrow(/no block/);
  });
});

describe('colour by slot', () => {
  it('gives the seventh group and beyond the colour of "other"', () => {
    expect([0, 5, 6, 40].map(seriesToken)).toEqual(['cat-1', 'cat-6', 'cat-other', 'cat-other']);
    expect([0, 1, 6, 7].map(binToken)).toEqual(['bin-pass', 'bin-1', 'bin-6', 'bin-other']);
  });

  it('clamps a ramp at its ends', () => {
    expect([-1, 0, 0.5, 1, 7].map((p) => rampToken('heat', p))).toEqual([
      'heat-0',
      'heat-0',
      'heat-4',
      'heat-8',
      'heat-8',
    ]);
  });
});
