import {
  type DefectFileSummary,
  type InspectedWafer,
  type InspectionHeader,
  localSecondsToUtc,
  readDefectFile as readItems,
} from '@fabwright/formats';
import type { FileInspectedWafer, FileInspection } from '@fabwright/fab';
import type { ImportWarning } from './file-import.ts';
import { FileRefusedError } from './import-failure.ts';
import { warningsByCode } from './import-warnings.ts';

const MM_PER_UM = 1e-3;
const CM2_PER_MM2 = 1e-2;

export interface ReadDefects {
  readonly inspection: FileInspection;
  readonly wafers: readonly FileInspectedWafer[];
  readonly warnings: readonly ImportWarning[];
}

/**
 * Reads a whole file of defects in the terms of the fab's tables. Throws KlarfError, FileRefusedError and what the
 * unpacking of `chunks` throws. The memory it takes is bounded by the reader's limits.
 */
export async function readDefectFile(
  chunks: AsyncIterable<Uint8Array>,
  context: { readonly importId: string; readonly fileName: string; readonly timeZone: string },
): Promise<ReadDefects> {
  let header: InspectionHeader | null = null;
  let end: DefectFileSummary | null = null;
  const wafers: InspectedWafer[] = [];
  for await (const item of readItems(chunks, { fileName: context.fileName })) {
    if (item.kind === 'inspection') header = item;
    else if (item.kind === 'wafer') wafers.push(item);
    else end = item;
  }
  if (header === null || end === null) throw new Error('A file of defects came without its head or end.');
  const inspection = inspectionOf(header, context);
  const radiusMm = (header.waferDiameterMm ?? 300) / 2;
  const named = wafers.map((wafer) => waferOf(wafer, radiusMm));
  refuseTwice(named);
  return { inspection, wafers: named, warnings: warningsByCode(end) };
}

function inspectionOf(header: InspectionHeader, context: { importId: string; timeZone: string }): FileInspection {
  const { product, diePitchXUm, diePitchYUm } = header;
  return {
    lotId: required(header.lotId, 'lot', 'LotID'),
    productId: product.trim() === '' || product.trim() === 'NA' ? null : product.trim(),
    stepId: required(header.step, 'step', 'StepID'),
    toolId: required(toolOf(header.station), 'inspection tool', 'InspectionStationID'),
    setup: header.setup,
    inspectedAt: localSecondsToUtc(header.inspectedAt, context.timeZone),
    mark: header.mark,
    diePitchUm: [diePitchXUm, diePitchYUm],
    classes: header.classes,
    importId: context.importId,
  };
}

/** The station's own id is its last name; maker and model come before it. */
function toolOf(station: readonly string[]): string {
  return station.findLast((name) => name.trim() !== '') ?? '';
}

function waferOf(wafer: InspectedWafer, radiusMm: number): FileInspectedWafer {
  const { defects, inspectedDies: dies } = wafer;
  return {
    waferId: required(wafer.waferId, 'wafer', 'WaferID'),
    slot: wafer.slot,
    // The whole wafer stands in for an area that the file does not tell; the reader has warned of it.
    areaCm2: wafer.areaCm2 ?? Math.PI * radiusMm ** 2 * CM2_PER_MM2,
    statedDefects: wafer.statedDefects,
    x: millimetres(defects.xUm),
    y: millimetres(defects.yUm),
    sizeUm: defects.sizeUm.map((size) => (Number.isNaN(size) ? 0 : size)),
    areaUm2: defects.areaUm2,
    classCode: defects.classCode,
    cluster: defects.cluster,
    defectId: defects.defectId,
    images: defects.images,
    inspectedDies: dies && { x: millimetres(dies.xUm), y: millimetres(dies.yUm) },
  };
}

function millimetres(um: Float32Array): Float32Array {
  return um.map((value) => value * MM_PER_UM);
}

function required(text: string, what: string, record: string): string {
  const name = text.trim();
  if (name !== '' && name.length <= 128) return name;
  const message =
    name === ''
      ? `the file names no ${what} (${record} is empty).`
      : `the name of the ${what} is longer than 128 characters.`;
  throw new FileRefusedError(
    `${record}-missing`,
    message,
    `Enter the ${what} at the tool and export the file again.`,
    record,
  );
}

function refuseTwice(wafers: readonly FileInspectedWafer[]): void {
  const seen = new Set<string>();
  for (const { waferId } of wafers) {
    if (seen.has(waferId)) {
      const message = `the file holds wafer ${waferId} twice.`;
      throw new FileRefusedError('wafer-twice', message, 'Cut the file into one file an inspection.', 'WaferID');
    }
    seen.add(waferId);
  }
}
