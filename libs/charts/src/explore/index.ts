export * from './explore-view.ts';
export {
  brushArea,
  exploreFrame,
  pointsIn,
  type BrushArea,
  type ChartSize,
  type ExploreFrame,
  type PixelPoint,
} from './explore-frame.ts';
export { type PlacedPixels } from './dot-sheet.ts';
export { pointLines, toExploreGround, toExploreOption } from './explore-option.ts';
export { exploreDots, pointOfMark } from './explore-points.ts';
export { describeExplore, exploreTable, type ExploreTableWords } from './explore-text.ts';
export * from './group-boxes.ts';
export * from './group-boxes-view.ts';
export { measuredText } from './measure-text.ts';
