import { DIE_STATE, waferGeometry, type NotchSide, type WaferMapView } from '@fabwright/charts';
import { extentOf, type DieList, type Extent } from '@fabwright/contracts';
import type { DieGeometryFragment } from '@fabwright/data-access';
import { drawnGeometry } from '../../../core/maps/map-view.ts';

/** The product's dies as they are tested: notch down, every die in the tone of a good one. */
export function definedMap(dies: DieList, geometry: DieGeometryFragment): WaferMapView {
  return { dies, geometry: drawnGeometry(geometry), colouring: plain(dies) };
}

/**
 * A new die map as the file has it: in the testers' coordinates, with the notch where they see it. Null without dies.
 */
export function offeredMap(dies: DieList, geometry: DieGeometryFragment): WaferMapView | null {
  const extent = extentOf(dies);
  if (!extent) return null;
  const notch = notchOf(geometry.originalNotch);
  const turned = notch === 'left' || notch === 'right';
  const { diameterMm, dieWidthMm, dieHeightMm, edgeExclusionMm } = geometry;
  return {
    dies,
    geometry: waferGeometry({
      ...extent,
      diameterMm,
      edgeExclusionMm,
      dieWidthMm: turned ? dieHeightMm : dieWidthMm,
      dieHeightMm: turned ? dieWidthMm : dieHeightMm,
      notch,
    }),
    colouring: plain(dies),
  };
}

/** The four ends of a map, ready to be put into a text. */
export function extentTexts(extent: Extent, format: (value: number) => string): Record<keyof Extent, string> {
  const { minX, maxX, minY, maxY } = extent;
  return { minX: format(minX), maxX: format(maxX), minY: format(minY), maxY: format(maxY) };
}

function plain({ x }: DieList): WaferMapView['colouring'] {
  return { kind: 'outcome', states: new Int8Array(x.length).fill(DIE_STATE.goodFirst), reading: 'final' };
}

function notchOf(side: string | null): NotchSide {
  return side === 'left' || side === 'right' || side === 'up' ? side : 'down';
}
