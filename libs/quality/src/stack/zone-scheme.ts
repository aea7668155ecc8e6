import { geometryFromDies, type WaferGeometry, type ZoneScheme } from '@fabwright/analytics';
import { normaliseCoordinates, type DieGeometry, type ProductDefinition } from '@fabwright/fab';
import { ZoneKind } from './stack.types.ts';

const RINGS = 5;
const SECTORS = 8;
/** Where most of what the edge costs is lost. */
const EDGE_MM = 10;

/** Fields of a reticle in the normal orientation. */
export interface ReticleFields {
  readonly columns: number;
  readonly rows: number;
  readonly originX: number;
  readonly originY: number;
}

/** The definition's reticle as it lies notch down; null where none is defined. */
export function reticleFields(definition: ProductDefinition | null): ReticleFields | null {
  if (!definition?.reticle) return null;
  const { columns, rows, offsetX, offsetY } = definition.reticle;
  const corners = normaliseCoordinates(
    [offsetX, offsetX + columns - 1],
    [offsetY, offsetY + rows - 1],
    definition.orientation,
  );
  const [x0 = 0, x1 = 0] = corners.x;
  const [y0 = 0, y1 = 0] = corners.y;
  return {
    columns: Math.abs(x1 - x0) + 1,
    rows: Math.abs(y1 - y0) + 1,
    originX: Math.min(x0, x1),
    originY: Math.min(y0, y1),
  };
}

/** Null when the reticle that the scheme needs is not known. */
export function zoneScheme(kind: ZoneKind, geometry: DieGeometry, reticle: ReticleFields | null): ZoneScheme | null {
  switch (kind) {
    case ZoneKind.RINGS:
      return { kind: 'rings', rings: RINGS };
    case ZoneKind.SECTORS:
      return { kind: 'sectors', sectors: SECTORS };
    case ZoneKind.QUADRANTS:
      return { kind: 'quadrants' };
    case ZoneKind.EDGE:
      return { kind: 'edge', exclusion: EDGE_MM / (geometry.diameterMm / 2) };
    default:
      return reticle && { kind, ...reticle };
  }
}

/** In die steps: by the size of a die where it is known, else by the extent of the dies. */
export function dieSteps(geometry: DieGeometry): WaferGeometry {
  const { minX, maxX, minY, maxY, diameterMm, dieWidthMm, dieHeightMm } = geometry;
  const box = geometryFromDies([minX, maxX], [minY, maxY]);
  if (!dieWidthMm || !dieHeightMm) return box;
  return { ...box, radiusX: diameterMm / 2 / dieWidthMm, radiusY: diameterMm / 2 / dieHeightMm };
}
