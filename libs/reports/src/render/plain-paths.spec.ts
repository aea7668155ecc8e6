import { chartTheme, waferGeometry, waferSvg, type DieColouring } from '@fabwright/charts';
import { describe, expect, it } from 'vitest';
import { pathOperators, splitPlainPaths } from './plain-paths.ts';

const svg = (inner: string): string => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 -2 3 4">${inner}</svg>`;
const plain = '<path d="M0 0h1v2h-1z" fill="#9a2f0c"/>';

describe('the plain paths of a figure', () => {
  it('are all of a wafer map, whatever its colours say', () => {
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
      const split = splitPlainPaths(map);
      expect(split?.rest).toBeNull();
      expect(split?.paths).toHaveLength(map.split('<path').length - 1);
    }
  });

  it('leave what follows them as a figure of the same size', () => {
    expect(splitPlainPaths(svg(`${plain}<text x="1">60 %</text>${plain}`))).toEqual({
      viewBox: [-1, -2, 3, 4],
      paths: [{ d: 'M0 0h1v2h-1z', fill: '#9a2f0c', stroke: null, strokeWidth: 1 }],
      rest: svg(`<text x="1">60 %</text>${plain}`),
    });
  });

  it.each([
    ['a text', svg(`<text>60 %</text>${plain}`)],
    ['a path that is moved', svg('<path d="M0 0h1v2h-1z" fill="#9a2f0c" transform="scale(2)"/>')],
    ['a path in a colour by name', svg('<path d="M0 0h1v2h-1z" fill="red"/>')],
    ['no view box', `<svg width="3" height="4">${plain}</svg>`],
    ['no figure', 'no svg'],
  ])('are none where it begins with %s', (_what, figure) => {
    expect(splitPlainPaths(figure)).toBeNull();
  });
});

describe('operators of a path', () => {
  it('are one a rectangle and two a line', () => {
    expect(pathOperators('M-1.5 2h10.14v.5h-10.14zM0 .1h.2M3 -4v-1.01')).toBe(
      ['-1.5 2 10.14 .5 re', '0 .1 m 0.2 .1 l', '3 -4 m 3 -5.01 l'].join('\n'),
    );
  });

  it.each(['M0 0h1v2h-3z', 'M0 0L1 1', 'M0 0h1v2h-1zA3 3 0 1 1 2 2', 'M0 0h1e3'])(
    'are left to whoever reads all of SVG for %s',
    (d) => {
      expect(pathOperators(d)).toBeNull();
    },
  );
});
