import {
  type DefectColumns,
  type DefectFileItem,
  type InspectedDies,
  type InspectedWafer,
  type InspectionHeader,
  type MarkSide,
  NO_CLASS,
  NO_DIE,
} from './defect-file.ts';
import { inspectionTime } from './inspection-time.ts';
import type { InspectionDraft, WaferDraft } from './inspection-draft.ts';
import { checkAgainstSummary } from './summary-check.ts';

const UM2_PER_CM2 = 1e8;
/** A defect lies within the wafer, give or take what a tool's alignment is off. */
const BEYOND_EDGE = 1.02;

/** What all wafers of a file share for placing. */
interface Placing {
  readonly pitch: readonly [number, number];
  readonly mark: MarkSide;
  readonly radiusUm: number | null;
}

/**
 * Makes neutral items of what the file told: places from the wafer's centre in µm, notch down, X right, Y up.
 * X = XINDEX · pitch + XREL − SampleCenter + DieOrigin, then turned until the mark is down; Y alike.
 * Throws KlarfError where the file's own summary, or the size of the wafer, contradicts what was read.
 */
export function* finishInspection(draft: InspectionDraft): Generator<DefectFileItem, void, undefined> {
  const header = headerOf(draft);
  yield header;
  if (draft.wafers.length === 0) {
    throw draft.context.fail('results-missing', 'the file names no wafer');
  }
  const radiusUm = header.waferDiameterMm === null ? null : header.waferDiameterMm * 500;
  const placing: Placing = { pitch: [header.diePitchXUm, header.diePitchYUm], mark: header.mark, radiusUm };
  for (const wafer of draft.wafers) yield finishWafer(draft, wafer, placing);
}

function headerOf(draft: InspectionDraft): InspectionHeader {
  const { context, pitch, unit } = draft;
  if (pitch === null) throw missing(draft, 'DiePitch', 'the defects could not be placed');
  if (draft.mark === null) {
    const assumed = () => 'The file does not say where the notch or flat points; it was taken to point down.';
    context.warn('mark-assumed', assumed);
  }
  return {
    kind: 'inspection',
    formatVersion: draft.formatVersion,
    lotId: draft.lotId ?? '',
    product: draft.product,
    setup: draft.setup,
    step: draft.step,
    station: draft.station,
    inspectedAt: inspectionTime(draft),
    waferDiameterMm: draft.waferDiameterMm,
    diePitchXUm: pitch[0] * unit.length,
    diePitchYUm: pitch[1] * unit.length,
    markType: draft.markType,
    mark: draft.mark ?? 'down',
    classes: [...draft.classes.values()],
  };
}

function finishWafer(draft: InspectionDraft, wafer: WaferDraft, placing: Placing): InspectedWafer {
  const { unit, context } = draft;
  if (wafer.centre === null) throw missing(draft, 'SampleCenterLocation', 'its defects could not be placed', wafer);
  const statedDefects = checkAgainstSummary(context, wafer);
  const shift = [0, 1].map(
    (axis) => ((wafer.origin[axis] ?? 0) - (wafer.centre?.[axis] ?? 0)) * unit.length,
  ) as unknown as readonly [number, number];
  const defects = placeDefects(draft, wafer, placing, shift);
  checkPlaces(draft, wafer, defects, placing.radiusUm);
  return {
    kind: 'wafer',
    waferId: wafer.waferId,
    slot: wafer.slot,
    sampleCentreUm: [wafer.centre[0] * unit.length, wafer.centre[1] * unit.length],
    dieOriginUm: [wafer.origin[0] * unit.length, wafer.origin[1] * unit.length],
    areaCm2: areaOf(draft, wafer),
    inspectedDies: inspectedDies(wafer, placing, shift),
    defects,
    statedDefects,
  };
}

function placeDefects(
  { unit, context, classes }: InspectionDraft,
  { rows, place }: WaferDraft,
  { pitch, mark }: Placing,
  shift: readonly [number, number],
): DefectColumns {
  const columns = emptyColumns(rows.count);
  const size = (row: number, field: 'XSIZE' | 'YSIZE' | 'DSIZE') => rows.get(row, field) * unit.length;
  for (let row = 0; row < rows.count; row += 1) {
    const [indexX, indexY] = [rows.get(row, 'XINDEX'), rows.get(row, 'YINDEX')];
    const x = indexX * pitch[0] + rows.get(row, 'XREL') * unit.length + shift[0];
    const y = indexY * pitch[1] + rows.get(row, 'YREL') * unit.length + shift[1];
    const placed = turn(x, y, mark);
    const die = turn(indexX, indexY, mark);
    columns.xUm[row] = placed[0];
    columns.yUm[row] = placed[1];
    columns.dieX[row] = orElse(die[0], NO_DIE);
    columns.dieY[row] = orElse(die[1], NO_DIE);
    const sizes = turn(size(row, 'XSIZE'), size(row, 'YSIZE'), mark);
    columns.xSizeUm[row] = Math.abs(sizes[0]);
    columns.ySizeUm[row] = Math.abs(sizes[1]);
    columns.areaUm2[row] = rows.get(row, 'DEFECTAREA') * unit.area;
    columns.sizeUm[row] = orElse(size(row, 'DSIZE'), Math.max(size(row, 'XSIZE'), size(row, 'YSIZE')));
    columns.defectId[row] = orElse(rows.get(row, 'DEFECTID'), row + 1);
    columns.classCode[row] = orElse(rows.get(row, 'CLASSNUMBER'), NO_CLASS);
    columns.cluster[row] = orElse(rows.get(row, 'CLUSTERNUMBER'), 0);
    columns.test[row] = orElse(rows.get(row, 'TEST'), 0);
    columns.images[row] = orElse(rows.get(row, 'IMAGECOUNT'), 0);
    const code = columns.classCode[row] ?? NO_CLASS;
    if (classes.size > 0 && code !== NO_CLASS && !classes.has(code)) {
      context.warn('class-unknown', () => `Defects are in class ${code}, which the file does not name.`, place);
    }
  }
  return columns;
}

function emptyColumns(count: number): DefectColumns {
  return {
    count,
    defectId: new Int32Array(count),
    xUm: new Float32Array(count),
    yUm: new Float32Array(count),
    dieX: new Int32Array(count),
    dieY: new Int32Array(count),
    xSizeUm: new Float32Array(count),
    ySizeUm: new Float32Array(count),
    areaUm2: new Float32Array(count),
    sizeUm: new Float32Array(count),
    classCode: new Int32Array(count),
    cluster: new Int32Array(count),
    test: new Int32Array(count),
    images: new Uint16Array(count),
  };
}

/** Defects off the wafer: some are odd, all mean that a unit or the version is not what it seems. */
function checkPlaces({ context }: InspectionDraft, wafer: WaferDraft, defects: DefectColumns, radiusUm: number | null) {
  let outside = 0;
  let placed = 0;
  for (let at = 0; at < defects.count; at += 1) {
    const distance = Math.hypot(defects.xUm[at] ?? Number.NaN, defects.yUm[at] ?? Number.NaN);
    if (Number.isNaN(distance)) {
      context.warn('position-missing', () => 'A defect has no position; it is counted, and on no map.', wafer.place);
      continue;
    }
    placed += 1;
    if (radiusUm !== null && distance > radiusUm * BEYOND_EDGE) outside += 1;
  }
  if (outside === 0) return;
  if (outside === placed) {
    const what = `all ${outside} defects of wafer "${wafer.waferId}" would lie outside of the wafer`;
    const remedy = 'Check DiePitch, SampleCenterLocation and SampleSize: a unit is wrong. Export the file again.';
    throw context.fail('implausible-position', what, remedy, wafer.place);
  }
  const message = () => `${outside} of ${placed} defects of wafer "${wafer.waferId}" lie outside of the wafer.`;
  context.warn('outside-wafer', message, wafer.place);
}

/** Over all inspection tests. */
function areaOf({ unit, context }: InspectionDraft, wafer: WaferDraft): number | null {
  const areas = [...wafer.tests.values()].map((test) => test.area).filter((area) => area > 0);
  if (areas.length > 0) return (areas.reduce((sum, area) => sum + area, 0) * unit.area) / UM2_PER_CM2;
  const message = () => `The file tells no inspected area of wafer "${wafer.waferId}".`;
  context.warn('area-missing', message, wafer.place);
  return null;
}

/** The dies of all test plans, once each; null when a test tells no plan. */
function inspectedDies(
  wafer: WaferDraft,
  { pitch, mark }: Placing,
  shift: readonly [number, number],
): InspectedDies | null {
  const tests = [...wafer.tests.values()];
  if (tests.length === 0 || tests.some((test) => test.plan === null)) return null;
  const dies = new Map<string, readonly [number, number]>();
  for (const { plan } of tests) {
    for (let at = 0; plan !== null && at < plan.length; at += 2) {
      const [x, y] = [plan[at] ?? 0, plan[at + 1] ?? 0];
      dies.set(`${x} ${y}`, [x, y]);
    }
  }
  const all = [...dies.values()];
  const index = all.map(([x, y]) => turn(x, y, mark));
  const centre = all.map(([x, y]) => turn((x + 0.5) * pitch[0] + shift[0], (y + 0.5) * pitch[1] + shift[1], mark));
  return {
    x: Int32Array.from(index, ([x]) => x),
    y: Int32Array.from(index, ([, y]) => y),
    xUm: Float32Array.from(centre, ([x]) => x),
    yUm: Float32Array.from(centre, ([, y]) => y),
  };
}

/** Turns about the centre until the mark is down. */
export function turn(x: number, y: number, mark: MarkSide): readonly [number, number] {
  switch (mark) {
    case 'down':
      return [x, y];
    case 'up':
      return [-x, -y];
    case 'left':
      return [-y, x];
    case 'right':
      return [y, -x];
  }
}

function orElse(value: number, otherwise: number): number {
  return Number.isNaN(value) ? otherwise : value;
}

function missing({ context }: InspectionDraft, field: string, therefore: string, wafer?: WaferDraft) {
  const of = wafer === undefined ? 'the file' : `wafer "${wafer.waferId}"`;
  const what = `${of} has no ${field}, so ${therefore}`;
  const place = { ...(wafer?.place ?? context.place), record: field };
  return context.fail('field-missing', what, undefined, place);
}
