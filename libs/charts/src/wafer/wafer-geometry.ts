/** Where the orientation mark is drawn. Maps are normalised to notch down at ingest; others appear in raw views only. */
export type NotchSide = 'down' | 'left' | 'up' | 'right';

/**
 * A wafer in millimetres. X grows to the right and Y upwards, as in the fab's coordinates;
 * the drawing flips Y because SVG's grows downwards.
 */
export interface WaferGeometry {
  readonly diameterMm: number;
  readonly dieWidthMm: number;
  readonly dieHeightMm: number;
  /** Ring at the rim, in mm, that holds no usable die. */
  readonly edgeExclusionMm: number;
  /** Die coordinates, possibly fractional, of the wafer's centre. */
  readonly centreX: number;
  readonly centreY: number;
  readonly notch: NotchSide;
}

/** What is known of a product's die grid; from a file alone only the extent may be known. */
export interface DieGrid {
  readonly diameterMm: number;
  readonly dieWidthMm?: number | null;
  readonly dieHeightMm?: number | null;
  readonly edgeExclusionMm?: number | null;
  readonly minX: number;
  readonly maxX: number;
  readonly minY: number;
  readonly maxY: number;
  readonly notch?: NotchSide;
}

/**
 * Completes a die grid. An unknown die size becomes the usable diameter divided by the columns (rows) seen, so that
 * the map fills the wafer as the real one does; the centre is the middle of the grid's extent.
 * @throws RangeError when the grid is empty or the diameter isn't positive.
 */
export function waferGeometry(grid: DieGrid): WaferGeometry {
  if (!(grid.diameterMm > 0)) throw new RangeError(`A wafer needs a diameter, got ${grid.diameterMm} mm`);
  const columns = grid.maxX - grid.minX + 1;
  const rows = grid.maxY - grid.minY + 1;
  if (!(columns > 0 && rows > 0)) throw new RangeError('A wafer map needs at least one die');
  const edgeExclusionMm = grid.edgeExclusionMm ?? 0;
  const usable = grid.diameterMm - 2 * edgeExclusionMm;
  return {
    diameterMm: grid.diameterMm,
    dieWidthMm: grid.dieWidthMm ?? usable / columns,
    dieHeightMm: grid.dieHeightMm ?? usable / rows,
    edgeExclusionMm,
    centreX: (grid.minX + grid.maxX) / 2,
    centreY: (grid.minY + grid.maxY) / 2,
    notch: grid.notch ?? 'down',
  };
}

/** Left upper corner of a die in the drawing: mm from the wafer's centre, Y downwards. */
export function dieCorner(geometry: WaferGeometry, x: number, y: number): { left: number; top: number } {
  return {
    left: (x - geometry.centreX - 0.5) * geometry.dieWidthMm,
    top: (geometry.centreY - y - 0.5) * geometry.dieHeightMm,
  };
}

/** Die coordinates under a point of the drawing (mm from the centre, Y downwards); the die need not exist. */
export function dieUnder(geometry: WaferGeometry, mmX: number, mmY: number): { x: number; y: number } {
  return {
    x: Math.round(mmX / geometry.dieWidthMm + geometry.centreX),
    y: Math.round(geometry.centreY - mmY / geometry.dieHeightMm),
  };
}

const SIDE_DEGREES: Readonly<Record<NotchSide, number>> = { down: 90, left: 180, up: 270, right: 0 };

/** Outline of the wafer with its notch, as an SVG path in mm around the centre. */
export function rimPath(geometry: WaferGeometry): string {
  const radius = geometry.diameterMm / 2;
  const side = (SIDE_DEGREES[geometry.notch] * Math.PI) / 180;
  const half = Math.asin(Math.min(1, 0.033));
  const point = (angle: number, r: number): string => `${mm(r * Math.cos(angle))} ${mm(r * Math.sin(angle))}`;
  const [from, to] = [side + half, side - half];
  return `M${point(from, radius)}A${mm(radius)} ${mm(radius)} 0 1 1 ${point(to, radius)}L${point(side, radius * 0.954)}Z`;
}

/** Hundredths of a millimetre are finer than any screen or printer and keep paths short. */
export function mm(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return Object.is(rounded, -0) ? '0' : String(rounded);
}
