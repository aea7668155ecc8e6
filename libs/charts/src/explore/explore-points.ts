import type { ChartOption } from '../theme/chart-furniture.ts';
import { seriesToken, type ChartTheme } from '../theme/chart-theme.ts';
import { DotSheet, type PlacedPixels } from './dot-sheet.ts';
import { exploreFrame, type ChartSize, type ExploreFrame } from './explore-frame.ts';
import { markLines } from './explore-lines.ts';
import { IN_ONE_GO_FROM, MOST_COLOURS, PLAIN_FROM, type ExploreView } from './explore-view.ts';

const MARK_PX = 6;
/** Below four px the engine paints each mark of a series by itself: where many lie on each other it stays darker. */
const IN_ONE_GO_PX = 3.9;
const SMALL_PX = 3;
const OPACITY = 0.85;
/** Opacity of what is not selected. */
export const FADED = 0.18;

/** What a mark of a point holds: time, value, index of the point. */
const MARK_COLUMNS = ['at', 'value', 'index'] as const;

/** Marks of the points, what is not selected first, so that what is lies on top; unseen where they are painted apart. */
export function pointSeries(view: ExploreView, theme: ChartTheme, frame: ExploreFrame, apart: boolean): ChartOption[] {
  const lines = {
    markLine: { silent: true, symbol: 'none', animation: false, precision: 12, data: markLines(view, theme, frame) },
  };
  const count = view.points.at.length;
  if (count === 0) return [{ id: 'points', type: 'scatter', data: [], ...lines }];
  if (apart) return [{ ...unseenMarks(view), ...lines }];
  const layers = layersOf(view, theme);
  return layers.map(({ layer, indices, colour, opacity }, place) => ({
    id: place === layers.length - 1 ? 'points' : `points-${layer}`,
    type: 'scatter',
    z: 3 + place,
    cursor: 'pointer',
    symbol: 'circle',
    symbolSize: sizeOfMarks(count),
    ...(count > IN_ONE_GO_FROM
      ? marksInOneGo(view, indices)
      : { emphasis: { scale: 1.4 }, data: marks(view, indices) }),
    itemStyle: { color: colour, opacity },
    ...(place === 0 ? lines : {}),
  }));
}

/** What the pointer finds where the points are painted apart. */
function unseenMarks(view: ExploreView): ChartOption {
  const all = [...view.points.at.keys()];
  return {
    ...{ id: 'points', type: 'scatter', z: 3, cursor: 'pointer', symbol: 'circle' },
    symbolSize: sizeOfMarks(all.length),
    ...marksInOneGo(view, all),
    itemStyle: { opacity: 0 },
  };
}

/**
 * All points as pixels, `density` a px. The engine would tell its canvas a rectangle a point and lay out all marks anew
 * for each selection.
 */
export function exploreDots(view: ExploreView, theme: ChartTheme, size: ChartSize, density: number): PlacedPixels {
  const frame = exploreFrame(view, size);
  const { left, top, from, to, scale } = frame;
  const [widthPx, heightPx] = [frame.right - left, frame.bottom - top];
  const sheet = new DotSheet(widthPx, heightPx, density);
  const { at, value } = view.points;
  const edge = sizeOfMarks(at.length);
  const [perTime, perValue] = [widthPx / (to - from), heightPx / (scale.max - scale.min)];
  const layers = new Map<number, number[]>();
  for (let index = 0; index < at.length; index += 1) {
    const layer = layerOf(view, index);
    let centres = layers.get(layer);
    if (!centres) layers.set(layer, (centres = []));
    centres.push(((at[index] ?? NaN) - from) * perTime, (scale.max - (value[index] ?? NaN)) * perValue);
  }
  for (const [layer, centres] of [...layers].sort(([a], [b]) => a - b)) {
    const { colour, opacity } = styleOf(view, layer, theme);
    sheet.lay(centres, edge, colour, opacity);
  }
  return { left, top, widthPx, heightPx, pixels: sheet.pixels };
}

interface Layer {
  readonly layer: number;
  readonly indices: readonly number[];
  readonly colour: string;
  readonly opacity: number;
}

/** Points of one colour and opacity, from the back. */
function layersOf(view: ExploreView, theme: ChartTheme): Layer[] {
  const layers = Map.groupBy(view.points.at.keys(), (index) => layerOf(view, index));
  return [...layers]
    .sort(([a], [b]) => a - b)
    .map(([layer, indices]) => ({ layer, indices, ...styleOf(view, layer, theme) }));
}

function sizeOfMarks(count: number): number {
  if (count > PLAIN_FROM) return SMALL_PX;
  return count > IN_ONE_GO_FROM ? IN_ONE_GO_PX : MARK_PX;
}

function marks({ points }: ExploreView, indices: readonly number[]): (readonly (number | undefined)[])[] {
  return indices.map((index) => [points.at[index], points.value[index], index]);
}

/**
 * Dots of one colour are painted in one go, and in one frame: in pieces each piece would wait for a frame of its own. Of
 * marks one by one the engine would make two copies before it draws them.
 */
function marksInOneGo({ points }: ExploreView, indices: readonly number[]): ChartOption {
  const data = new Float64Array(MARK_COLUMNS.length * indices.length);
  let place = 0;
  for (const index of indices) {
    data[place] = points.at[index] ?? NaN;
    data[place + 1] = points.value[index] ?? NaN;
    data[place + 2] = index;
    place += MARK_COLUMNS.length;
  }
  return { large: true, largeThreshold: 0, progressive: 0, dimensions: MARK_COLUMNS, data };
}

/** Index of the point that a mark of `toExploreOption` stands for, points and alarms alike; undefined for other marks. */
export function pointOfMark(value: unknown): number | undefined {
  const index: unknown = Array.isArray(value) ? value[2] : undefined;
  return typeof index === 'number' ? index : undefined;
}

const GREYED = 500;

/** Layers from the back: not selected by group, then greyed groups, then groups in their order. */
function layerOf({ points, groups, highlight, selected }: ExploreView, index: number): number {
  const group = points.group[index] ?? 0;
  const grey = groups.length > MOST_COLOURS && group !== highlight;
  const layer = grey ? GREYED : GREYED + 1 + Math.min(group, MOST_COLOURS);
  return selected && selected[index] !== 1 ? layer - GREYED : layer;
}

function styleOf({ groups, selected }: ExploreView, layer: number, theme: ChartTheme) {
  const faded = selected !== null && layer < GREYED;
  const opacity = faded ? FADED : OPACITY;
  const group = (faded ? layer + GREYED : layer) - GREYED - 1;
  if (group < 0) return { opacity, colour: theme.colours['cat-other'] };
  // the one that is told from the others
  return { opacity, colour: theme.colours[groups.length > MOST_COLOURS ? 'cat-1' : seriesToken(group)] };
}
