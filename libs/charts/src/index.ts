export {
  densityTable,
  toDensityOption,
  type DensityMark,
  type DensityStep,
  type DensityView,
  type DensityWords,
} from './defects/density-option.ts';
export { dumbbell, dumbbellSvg, type Dumbbell, type DumbbellShares, type DumbbellSize } from './dumbbell/dumbbell.ts';
export {
  describeHistogram,
  histogramTable,
  toHistogramOption,
  type HistogramView,
} from './histogram/histogram-option.ts';
export { describePareto, paretoTable, toParetoOption } from './pareto/pareto-option.ts';
export { type BinLossView, type ParetoView } from './pareto/pareto-view.ts';
export { svgAsPicture } from './pdf/svg-as-picture.ts';
export { svgForPdf, type PaperFonts } from './pdf/svg-for-pdf.ts';
export {
  radiusProfileTable,
  toRadiusProfileOption,
  type RadiusProfileView,
  type RadiusProfileWords,
  type RingGroup,
  type RingPoint,
} from './profile/radius-profile-option.ts';
export { sparkline, type Sparkline, type SparklineSize } from './sparkline/sparkline.ts';
export { numberCell, textCell, toCsv, type ChartTable, type TableCell } from './table/chart-table.ts';
export { type ChartOption } from './theme/chart-furniture.ts';
export { sameShape } from './theme/same-shape.ts';
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
export { sensorTable, toSensorOption, type HollowRun, type SensorView } from './tool/sensor-option.ts';
export { toTimelineOption, type TimelineSize } from './timeline/timeline-option.ts';
export { timelineTable } from './timeline/timeline-text.ts';
export {
  causeLink,
  type SpanState,
  type TimelineAct,
  type TimelineMark,
  type TimelineRun,
  type TimelineSpan,
  type TimelineView,
  type TimelineWords,
} from './timeline/timeline-view.ts';
export { toTrendOption, type TrendSize } from './trend/trend-option.ts';
export { describeTrend, trendTable } from './trend/trend-text.ts';
export {
  type TrendAlarm,
  type TrendAlarmKind,
  type TrendEvent,
  type TrendLimits,
  type TrendPoint,
  type TrendView,
} from './trend/trend-view.ts';
export { diesInLasso, diesInRectangle, type MapPoint } from './wafer/dies-within.ts';
export { bitmapFile } from './wafer/bitmap-file.ts';
export { diePixels, imageEdge, type PaintedSize } from './wafer/die-pixels.ts';
export { DIE_STATE, dieTokens, type DieColouring, type OutcomeReading } from './wafer/die-colouring.ts';
export {
  dieLookup,
  drawMarks,
  drawWafer,
  type ColourPath,
  type Dies,
  type WaferDrawing,
  type WaferMarks,
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
export * from './explore/index.ts';
export * from './scatter/relation-scatter.ts';
