import type { ChartTheme, ColourToken } from '../theme/chart-theme.ts';
import { dieTokens } from './die-colouring.ts';
import { runPaths, streets } from './die-runs.ts';
import { dieRectangles, STREET, drawMarks, type WaferMapView } from './wafer-drawing.ts';

const UNTESTED: ColourToken = 'bin-untested';

/**
 * The same picture as on screen as one SVG document for paper: colours resolved, no CSS, no ids, equal bytes for equal
 * input. Strokes are given in mm of the wafer, because PDF ignores `vector-effect`. Dies of one colour that touch are
 * one rectangle, parted by streets in the colour of the paper: the PDF of 25 wafers has 110 instead of 298 kB.
 * @param size edge of the square in points
 */
export function waferSvg(view: WaferMapView, theme: ChartTheme, size: number): string {
  const { dies, geometry, colouring } = view;
  const marks = drawMarks(view, size);
  const hairline = round((geometry.diameterMm / size) * 0.6);
  const colour = theme.colours;
  const tokens = dieTokens(colouring, dies.x.length);
  const paths = runPaths(dies, geometry, tokens);
  const filled = [...paths].filter(([token]) => token !== UNTESTED).sort(([a], [b]) => a.localeCompare(b));
  const street = round(2 * STREET * Math.min(geometry.dieWidthMm, geometry.dieHeightMm));
  const rectangles = dieRectangles(dies, geometry);
  const untested = tokens.map((token, die) => (token === UNTESTED ? rectangles[die] : '')).join('');
  const parts = [
    ...filled.map(([token, path]) => `<path d="${path}" fill="${colour[token]}"/>`),
    `<path d="${streets(dies, geometry)}" fill="none" stroke="${colour.surface}" stroke-width="${street}"/>`,
    `<path d="${marks.rim}" fill="none" stroke="${colour['border-control']}" stroke-width="${hairline}"/>`,
    untested &&
      `<path d="${untested}" fill="${colour[UNTESTED]}" stroke="${colour['border-strong']}" stroke-width="${hairline / 2}"/>`,
    marks.recovered && `<path d="${marks.recovered}" fill="${colour['ink-3']}"/>`,
    marks.selection &&
      `<path d="${marks.selection}" fill="none" stroke="${colour.accent}" stroke-width="${round(hairline * 2)}"/>`,
  ];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="${marks.viewBox}">` +
    `${parts.filter(Boolean).join('')}</svg>`
  );
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
