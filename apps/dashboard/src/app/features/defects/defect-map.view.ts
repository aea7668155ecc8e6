import { drawMarks, seriesToken, type ColourToken, type WaferMapView } from '@fabwright/charts';
import { decodeFloat32, decodeInt16, decodeInt8 } from '@fabwright/contracts';
import type { WaferInspectionsQuery } from '@fabwright/data-access';

export type WaferInspection = WaferInspectionsQuery['waferInspections'][number];

/** Defects of one inspection as columns; places in mm from the wafer's centre, notch down. */
export interface DefectColumns {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly size: Float32Array;
  readonly classCode: Int16Array;
  readonly added: Int8Array;
}

export function columnsOf({ x, y, size, classCode, added }: WaferInspection): DefectColumns {
  return {
    x: decodeFloat32(x),
    y: decodeFloat32(y),
    size: decodeFloat32(size),
    classCode: decodeInt16(classCode),
    added: decodeInt8(added),
  };
}

/** All marks of one class as one path of dots, in mm around the centre with Y downwards. */
export interface DefectMarks {
  readonly code: number;
  readonly token: ColourToken;
  readonly dots: string;
  readonly count: number;
}

/** Classes by their number of defects on this wafer; the first six have a colour of their own. */
export function classTokens(classes: readonly { readonly code: number }[]): ReadonlyMap<number, ColourToken> {
  return new Map(classes.map(({ code }, rank) => [code, seriesToken(rank)]));
}

export interface ShownDefects {
  readonly classes: readonly number[];
  readonly addersOnly: boolean;
}

/** Dots by class. Defects without a place are on no map. A dot is a line of no length with a round cap. */
export function defectMarks(
  columns: DefectColumns,
  tokens: ReadonlyMap<number, ColourToken>,
  filter: ShownDefects,
): DefectMarks[] {
  const paths = new Map<number, { dots: string; count: number }>();
  columns.x.forEach((x, at) => {
    const [y, code] = [columns.y[at] ?? Number.NaN, columns.classCode[at] ?? 0];
    if (Number.isNaN(x) || Number.isNaN(y) || !isShown(code, columns.added[at] === 1, filter)) return;
    const path = paths.get(code) ?? { dots: '', count: 0 };
    path.dots += `M${x.toFixed(2)} ${(-y).toFixed(2)}h0`;
    path.count += 1;
    paths.set(code, path);
  });
  return [...paths].map(([code, path]) => ({ code, token: tokens.get(code) ?? seriesToken(6), ...path }));
}

function isShown(code: number, added: boolean, { classes, addersOnly }: ShownDefects): boolean {
  return (added || !addersOnly) && (classes.length === 0 || classes.includes(code));
}

const WAFER_DIAMETERS_MM = [100, 150, 200, 300, 450];

/** The smallest usual wafer that holds all defects, where nothing else tells its size. */
export function diameterAround({ x, y }: DefectColumns): number {
  let radius = 0;
  for (let at = 0; at < x.length; at += 1) {
    const distance = Math.hypot(x[at] ?? 0, y[at] ?? 0);
    if (distance > radius) radius = distance;
  }
  return WAFER_DIAMETERS_MM.find((diameter) => diameter / 2 >= radius) ?? 2 * radius;
}

/** A wafer without dies, for defects of a wafer that was not sorted. */
export function bareWafer(diameterMm: number): WaferMapView {
  const geometry = {
    diameterMm,
    dieWidthMm: diameterMm,
    dieHeightMm: diameterMm,
    edgeExclusionMm: 0,
    centreX: 0,
    centreY: 0,
    notch: 'down' as const,
  };
  return { dies: { x: [], y: [] }, geometry, colouring: { kind: 'value', values: [], low: 0, high: 1 } };
}

export function viewBoxOf(view: WaferMapView, size: number): string {
  return drawMarks(view, size).viewBox;
}
