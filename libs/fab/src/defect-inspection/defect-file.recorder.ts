import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CommitOrder, pgArray, UnitOfWork } from '@fabwright/platform';
import { FabRegister } from '../register/fab-register.ts';
import { addLot, addWafer, emptySightings, mention, UNKNOWN_PRODUCT } from '../register/sightings.ts';

/** What one file tells of an inspection; what its wafers share. */
export interface FileInspection {
  readonly lotId: string;
  /** Null when the file does not say: then the lot keeps the product that is known of it. */
  readonly productId: string | null;
  readonly stepId: string;
  readonly toolId: string;
  readonly setup: string;
  readonly inspectedAt: Date;
  /** Where the notch or flat pointed in the file; positions are turned already. */
  readonly mark: 'up' | 'down' | 'left' | 'right';
  readonly diePitchUm: readonly [number, number];
  readonly classes: readonly { readonly code: number; readonly name: string }[];
  readonly importId: string;
}

/** One inspected wafer; columns of one entry a defect, NaN = not told. Positions in mm from the centre, notch down. */
export interface FileInspectedWafer {
  readonly waferId: string;
  readonly slot: number | null;
  readonly areaCm2: number;
  readonly statedDefects: number | null;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly sizeUm: Float32Array;
  readonly areaUm2: Float32Array;
  readonly classCode: Int32Array;
  readonly cluster: Int32Array;
  readonly defectId: Int32Array;
  readonly images: ArrayLike<number>;
  /** Centres of the inspected dies in mm; null when the file does not tell them. */
  readonly inspectedDies: { readonly x: Float32Array; readonly y: Float32Array } | null;
}

export type InspectionRelation = 'new' | 'correction';

interface CurrentRow {
  readonly waferId: string;
  readonly inspectionId: string;
  readonly versions: number;
}

/** The current version of each wafer of an inspection, and how many there are. */
const CURRENT = `
  SELECT d.wafer_id AS "waferId", count(*)::int AS versions,
    max(d.inspection_id) FILTER (WHERE s.inspection_id IS NULL) AS "inspectionId"
  FROM defect_inspection d
  LEFT JOIN defect_inspection_supersession s
    ON s.lot_id = d.lot_id AND s.inspection_id = d.inspection_id AND s.wafer_id = d.wafer_id
  WHERE d.lot_id = $1 AND d.wafer_id = ANY ($2)
    AND (d.inspection_id = $3 OR d.inspection_id LIKE $3 || '~v%')
  GROUP BY d.wafer_id`;

const INSERT = `
  INSERT INTO defect_inspection (lot_id, inspection_id, wafer_id, lot_no, product_id, step_id, tool_id, inspected_at,
    area_cm2, defect_count, x, y, size_um, class_code, classes, seq, origin, import_id, setup, mark, die_pitch_x_um,
    die_pitch_y_um, stated_defects, defect_id, area_um2, cluster, images, inspected_x, inspected_y)
  VALUES ($1, $2, $3, $1, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14::jsonb, $15, 'file', $16, $17, $18, $19, $20,
    $21, $22, $23, $24, $25, $26, $27)`;

const SUPERSEDE = `
  INSERT INTO defect_inspection_supersession (lot_id, inspection_id, wafer_id, superseded_by, seq)
  VALUES ($1, $2, $3, $4, $5)`;

/**
 * Writes what a file tells of an inspection. The same inspection again (lot, wafer, step, tool, second of inspection)
 * is a correction: the latest is current, the earlier ones stay.
 */
@Injectable()
export class DefectFileRecorder {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly order: CommitOrder,
    private readonly register: FabRegister,
  ) {}

  /** Needs a unit of work. Returns what the file was to what was known: a correction as soon as one wafer is. */
  async record(inspection: FileInspection, wafers: readonly FileInspectedWafer[]): Promise<InspectionRelation> {
    await this.#register(inspection, wafers);
    const seq = await this.order.next('fact_seq');
    const id = inspectionIdOf(inspection);
    const known = await this.#known(inspection.lotId, id, wafers);
    let relation: InspectionRelation = 'new';
    for (const wafer of wafers) {
      const before = known.get(wafer.waferId);
      const version = before === undefined ? id : `${id}~v${before.versions + 1}`;
      await this.uow.query(INSERT, rowOf(inspection, wafer, version, seq));
      if (before === undefined) continue;
      relation = 'correction';
      await this.uow.query(SUPERSEDE, [inspection.lotId, before.inspectionId, wafer.waferId, version, seq]);
    }
    return relation;
  }

  /** After the register has locked the lot, so that two files about one inspection follow each other. */
  async #known(lotId: string, id: string, wafers: readonly FileInspectedWafer[]): Promise<Map<string, CurrentRow>> {
    const waferIds = wafers.map((wafer) => wafer.waferId);
    const rows = await this.uow.query<CurrentRow>(CURRENT, [lotId, waferIds, id]);
    return new Map(rows.map((row) => [row.waferId, row]));
  }

  async #register(inspection: FileInspection, wafers: readonly FileInspectedWafer[]): Promise<void> {
    const { lotId, productId, stepId, toolId } = inspection;
    const at = inspection.inspectedAt.toISOString();
    const seen = emptySightings();
    addLot(seen, mention(lotId, productId, at));
    seen.steps.set(stepId, {});
    seen.tools.set(toolId, { seenAt: at });
    for (const { waferId, slot } of wafers) {
      addWafer(seen, { lotId, waferId, lotNo: lotId, slot, seenAt: at, scrappedAt: null, moves: false });
    }
    await this.register.register(seen);
  }
}

/** A file has no id of an inspection: this one follows from what identifies it. */
export function inspectionIdOf({ lotId, stepId, toolId, inspectedAt }: FileInspection): string {
  const identity = [lotId, stepId, toolId, Math.floor(inspectedAt.getTime() / 1000)];
  return `file-${createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 32)}`;
}

function rowOf(inspection: FileInspection, wafer: FileInspectedWafer, inspectionId: string, seq: number): unknown[] {
  const { inspectedDies: dies } = wafer;
  return [
    inspection.lotId,
    inspectionId,
    wafer.waferId,
    inspection.productId ?? UNKNOWN_PRODUCT,
    inspection.stepId,
    inspection.toolId,
    inspection.inspectedAt,
    wafer.areaCm2,
    wafer.x.length,
    pgArray.real(wafer.x),
    pgArray.real(wafer.y),
    pgArray.real(wafer.sizeUm),
    pgArray.int4(wafer.classCode),
    JSON.stringify(inspection.classes),
    seq,
    inspection.importId,
    inspection.setup,
    inspection.mark,
    inspection.diePitchUm[0],
    inspection.diePitchUm[1],
    wafer.statedDefects,
    pgArray.int4(wafer.defectId),
    pgArray.real(wafer.areaUm2),
    pgArray.int4(wafer.cluster),
    pgArray.int4(wafer.images),
    dies && pgArray.real(dies.x),
    dies && pgArray.real(dies.y),
  ];
}
