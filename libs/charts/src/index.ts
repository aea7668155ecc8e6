export {
  binToken,
  chartTheme,
  rampToken,
  rampTokens,
  seriesToken,
  type ChartTheme,
  type ColourToken,
  type RampName,
  type ThemeName,
} from './theme/chart-theme.ts';
export { type ChartLocale } from './text/chart-locale.ts';
export { DIE_STATE, dieTokens, type DieColouring, type OutcomeReading } from './wafer/die-colouring.ts';
export {
  dieLookup,
  drawWafer,
  type ColourPath,
  type Dies,
  type WaferDrawing,
  type WaferMapView,
} from './wafer/wafer-drawing.ts';
export {
  dieCorner,
  dieUnder,
  waferGeometry,
  type DieGrid,
  type NotchSide,
  type WaferGeometry,
} from './wafer/wafer-geometry.ts';
export { waferSvg } from './wafer/wafer-svg.ts';
