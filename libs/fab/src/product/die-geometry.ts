import { isQuarterTurn, normaliseCoordinates } from './orientation.ts';
import { diesOf, type ProductDefinition } from './product-definition.ts';
import type { DieGeometry } from './product.types.ts';

export interface Extent {
  readonly minX: number;
  readonly maxX: number;
  readonly minY: number;
  readonly maxY: number;
}

/** A wafer is drawn as 300 mm across where nobody has said how large it is; `defined` is then false. */
const DRAWN_DIAMETER_MM = 300;

/** Smallest and largest coordinate; null without dies. */
export function extentOf(x: ArrayLike<number>, y: ArrayLike<number>): Extent | null {
  if (x.length === 0) return null;
  const extent = { minX: Infinity, maxX: -Infinity, minY: Infinity, maxY: -Infinity };
  for (let die = 0; die < x.length; die++) {
    const [dieX, dieY] = [x[die] ?? 0, y[die] ?? 0];
    extent.minX = Math.min(extent.minX, dieX);
    extent.maxX = Math.max(extent.maxX, dieX);
    extent.minY = Math.min(extent.minY, dieY);
    extent.maxY = Math.max(extent.maxY, dieY);
  }
  return extent;
}

/**
 * Geometry in the normal orientation. `tested`: extent of the dies that were tested, which stands in for a die map
 * that is not defined.
 */
export function dieGeometry(definition: ProductDefinition | null, tested: Extent | null): DieGeometry {
  const map = definition && mapExtent(definition);
  const extent = map ?? tested ?? { minX: 0, maxX: 0, minY: 0, maxY: 0 };
  if (!definition) return { ...UNDEFINED, ...extent };
  const { waferDiameterMm, dieWidthMm, dieHeightMm, edgeExclusionMm, orientation } = definition;
  const turned = isQuarterTurn(orientation);
  return {
    diameterMm: waferDiameterMm ?? DRAWN_DIAMETER_MM,
    dieWidthMm: turned ? dieHeightMm : dieWidthMm,
    dieHeightMm: turned ? dieWidthMm : dieHeightMm,
    edgeExclusionMm,
    defined: map !== null,
    originalNotch: orientation.notch,
    ...extent,
  };
}

const UNDEFINED = {
  diameterMm: DRAWN_DIAMETER_MM,
  dieWidthMm: null,
  dieHeightMm: null,
  edgeExclusionMm: null,
  defined: false,
  originalNotch: null,
} as const;

function mapExtent(definition: ProductDefinition): Extent | null {
  const dies = diesOf(definition);
  if (!dies) return null;
  const { x, y } = normaliseCoordinates(dies.x, dies.y, definition.orientation);
  return extentOf(x, y);
}
