import type { ChartTheme } from '../theme/chart-theme.ts';
import { drawWafer, type WaferMapView } from './wafer-drawing.ts';

/**
 * The same drawing as on screen as one SVG document for paper: colours resolved, no CSS, no ids, equal bytes for equal
 * input. Strokes are given in mm of the wafer, because PDF ignores `vector-effect`.
 * @param size edge of the square in points
 */
export function waferSvg(view: WaferMapView, theme: ChartTheme, size: number): string {
  const drawing = drawWafer(view, size);
  const hairline = round((view.geometry.diameterMm / size) * 0.6);
  const colour = theme.colours;
  const dies = drawing.colours.map(({ token, path }) =>
    token === 'bin-untested'
      ? `<path d="${path}" fill="${colour[token]}" stroke="${colour['border-strong']}" stroke-width="${hairline / 2}"/>`
      : `<path d="${path}" fill="${colour[token]}"/>`,
  );
  const dots = drawing.recovered ? `<path d="${drawing.recovered}" fill="${colour['ink-3']}"/>` : '';
  const selection = drawing.selection
    ? `<path d="${drawing.selection}" fill="none" stroke="${colour.accent}" stroke-width="${round(hairline * 2)}"/>`
    : '';
  const rim = `<path d="${drawing.rim}" fill="none" stroke="${colour['border-control']}" stroke-width="${hairline}"/>`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="${drawing.viewBox}">` +
    `${rim}${dies.join('')}${dots}${selection}</svg>`
  );
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
