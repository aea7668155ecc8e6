import { chartTheme, waferGeometry, waferSvg, type DieColouring } from '@fabwright/charts';
import { describe, expect, it } from 'vitest';
import { excursionFigures } from '../../test/excursion-figures.ts';
import { lotFigures, seeded } from '../../test/lot-figures.ts';
import { monthFigures, monthScenario } from '../../test/month-figures.ts';
import { weekFigures } from '../../test/week-figures.ts';
import type { Figure, MapTile, ReportContent } from '../document/report-content.ts';
import { excursionReport, lotReport, monthReport, weekReport } from '../report-job/finished-report.ts';
import { readDrawnFigure } from './drawn-figure.ts';

const svg = (inner: string): string => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 -2 3 4">${inner}</svg>`;
const plain = '<path d="M0 0h1v2h-1z" fill="#9a2f0c"/>';

/** All of a report's pictures. */
function figuresIn(content: ReportContent): string[] {
  const found: string[] = [];
  const look = (part: unknown): void => {
    if (part === null || typeof part !== 'object') return;
    const { svg: drawn } = part as Partial<Figure & MapTile>;
    if (typeof drawn === 'string') found.push(drawn);
    Object.values(part).forEach(look);
  };
  look(content);
  return found;
}

describe('a figure that is drawn as it is', () => {
  it.each(['en', 'zh-CN'] as const)('is each one of our reports in %s', (language) => {
    const form = { language, paper: 'A4' } as const;
    const reports = [
      lotReport(lotFigures({ wafers: 3, steps: 2 }), form),
      weekReport(weekFigures(language), form),
      monthReport(monthFigures(language, 7, monthScenario(seeded(7))), form),
      excursionReport(excursionFigures(), form),
    ];
    for (const { content } of reports) {
      const figures = figuresIn(content);
      expect(figures.length).toBeGreaterThan(0);
      for (const figure of figures) expect(readDrawnFigure(figure), figure.slice(0, 2_000)).not.toBeNull();
    }
  });

  it('has the paths of a wafer map, whatever its colours say', () => {
    const dies = { x: [0, 1, 2, 0, 1, 2], y: [0, 0, 0, 1, 1, 1] };
    const geometry = waferGeometry({ diameterMm: 300, minX: 0, maxX: 2, minY: 0, maxY: 1 });
    const bins = [1, 1, 11, 12, 12, 1];
    const slots = new Map([
      [1, 0],
      [11, 1],
      [12, 2],
    ]);
    const colourings: DieColouring[] = [
      { kind: 'bin', bins, slots, states: [1, 1, 0, 0, -1, 2] },
      { kind: 'fail-rate', rates: [0, 0.1, 0.2, Number.NaN, 1, 0.5], full: 1 },
    ];
    for (const colouring of colourings) {
      const map = waferSvg({ dies, geometry, colouring, selected: [1] }, chartTheme('print'), 300);
      expect(readDrawnFigure(map)?.parts).toHaveLength(map.split('<path').length - 1);
    }
  });

  it('has its parts in order, moved and clipped as they are', () => {
    const inner =
      '<defs><clipPath id="c1"><rect x="1" y="2" width="3" height="4"/></clipPath></defs><g clip-path="url(#c1)">' +
      '<path d="M0 0L1 1" fill="none" stroke="#616b79" stroke-dasharray="4,3" transform="translate(2 3) rotate(90)" ' +
      `ecmeta_index="3"/></g><g>${plain}</g>`;
    const stroked = { fill: null, stroke: '#616b79', strokeWidth: 1, dash: [4, 3] };
    const { viewBox, parts } = readDrawnFigure(svg(inner)) ?? {};
    expect(viewBox).toEqual([-1, -2, 3, 4]);
    expect(parts).toMatchObject([
      { kind: 'clip', d: 'M1 2h3v4h-3z' },
      { kind: 'path', d: 'M0 0L1 1', paint: stroked },
      { kind: 'unclip' },
      { kind: 'path', place: null, paint: { fill: '#9a2f0c', fillOpacity: 1, stroke: null, dash: null } },
    ]);
    const moved = parts?.[1] && 'place' in parts[1] ? parts[1].place : null;
    [0, 1, -1, 0, 2, 3].forEach((value, at) => expect(moved?.[at]).toBeCloseTo(value, 9));
  });

  it('says its words without escapes', () => {
    const text = '<text font-family="Inter" font-size="9px" text-anchor="end" fill="#616b79">a &lt; b &amp; c</text>';
    expect(readDrawnFigure(svg(text))?.parts).toMatchObject([
      { kind: 'text', text: 'a < b & c', style: { size: 9, anchor: 1, baseline: 'alphabetic' } },
    ]);
  });

  it.each([
    ['a colour by name', '<path d="M0 0h1v2h-1z" fill="red"/>'],
    ['an attribute that is not looked at', '<path d="M0 0h1v2h-1z" fill-rule="evenodd"/>'],
    ['another shape', '<circle r="2"/>'],
    ['another way to move it', '<path d="M0 0h1v2h-1z" transform="skewX(4)"/>'],
    ['a group that is faint', `<g opacity="0.5">${plain}</g>`],
    ['a clip that is not there', `<g clip-path="url(#c1)">${plain}</g>`],
    ['a gradient', '<defs><linearGradient id="g"/></defs>'],
    ['a font that reports lack', '<text font-family="Courier" font-size="9">60 %</text>'],
    ['a text in pieces', '<text font-family="Inter" font-size="9"><tspan>60 %</tspan></text>'],
    ['a text without a size', '<text font-family="Inter">60 %</text>'],
    ['a gap without a length', '<path d="M0 0L1 1" stroke="#616b79" stroke-dasharray="4,0"/>'],
    ['a size that is none', '<text font-family="Inter" font-size="large">60 %</text>'],
  ])('is none that holds %s', (_what, inner) => {
    expect(readDrawnFigure(svg(plain + inner))).toBeNull();
  });

  it('is none without a view box, and no other text', () => {
    expect(readDrawnFigure(`<svg width="3" height="4">${plain}</svg>`)).toBeNull();
    expect(readDrawnFigure('no svg')).toBeNull();
  });
});
