import { Injectable } from '@nestjs/common';
import { pgArray, type ProductScope, UnitOfWork } from '@fabwright/platform';

/** Which inspections; every query takes the product scope in SQL, by what the lot is known to be. */
export interface InspectionQuery {
  readonly scope: ProductScope;
  readonly productId: string | null;
  readonly stepId: string | null;
  /** Null = all. */
  readonly classes: readonly number[] | null;
  readonly from: Date;
  readonly to: Date;
}

export interface InspectionRow {
  readonly inspectionId: string;
  readonly lotId: string;
  readonly waferId: string;
  readonly productId: string;
  readonly stepId: string;
  readonly stepName: string;
  readonly toolId: string;
  readonly inspectedAt: Date;
  readonly areaCm2: number;
  /** Of the chosen classes. */
  readonly defects: number;
  readonly statedDefects: number | null;
  /** The wafer has a sort map. */
  readonly sorted: boolean;
  /** It was excluded by hand: its sort is in no yield, its defects were found all the same. */
  readonly excluded: boolean;
}

export interface InspectionColumns {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly sizeUm: Float32Array;
  readonly classCode: Int32Array;
}

export interface PlacedInspection extends InspectionRow, InspectionColumns {
  readonly inspected: { readonly x: Float32Array; readonly y: Float32Array } | null;
  readonly diePitchUm: readonly [number, number] | null;
}

const CURRENT = `
  FROM defect_inspection d JOIN lot ON lot.lot_id = d.lot_id
  LEFT JOIN step ON step.step_id = d.step_id
  WHERE NOT EXISTS (SELECT 1 FROM defect_inspection_supersession s
      WHERE s.lot_id = d.lot_id AND s.inspection_id = d.inspection_id AND s.wafer_id = d.wafer_id)
    AND ($1::text[] IS NULL OR lot.product_id = ANY ($1))`;

const CHOSEN = `${CURRENT}
    AND ($2::text IS NULL OR lot.product_id = $2) AND ($3::text IS NULL OR d.step_id = $3)
    AND d.inspected_at >= $4 AND d.inspected_at < $5`;

const COLUMNS = `d.inspection_id AS "inspectionId", d.lot_id AS "lotId", d.wafer_id AS "waferId",
  lot.product_id AS "productId", d.step_id AS "stepId", COALESCE(step.name, d.step_id) AS "stepName",
  d.tool_id AS "toolId", d.inspected_at AS "inspectedAt", d.area_cm2::float8 AS "areaCm2",
  d.stated_defects AS "statedDefects",
  EXISTS (SELECT 1 FROM wafer_map m WHERE m.lot_id = d.lot_id AND m.wafer_id = d.wafer_id) AS sorted,
  EXISTS (SELECT 1 FROM wafer_yield w WHERE w.lot_id = d.lot_id AND w.wafer_id = d.wafer_id AND w.excluded) AS excluded`;

/** A defect without a place has NULL in its arrays, which is read back as NaN. */
const PLACES = `array_send(d.x) AS x, array_send(d.y) AS y, array_send(d.size_um) AS "sizeUm",
  array_send(d.class_code) AS "classCode", array_send(d.inspected_x) AS "inspectedX",
  array_send(d.inspected_y) AS "inspectedY", d.die_pitch_x_um AS "pitchX", d.die_pitch_y_um AS "pitchY"`;

type PlacedSqlRow = InspectionRow & {
  readonly x: Buffer;
  readonly y: Buffer;
  readonly sizeUm: Buffer;
  readonly classCode: Buffer;
  readonly inspectedX: Buffer | null;
  readonly inspectedY: Buffer | null;
  readonly pitchX: number | null;
  readonly pitchY: number | null;
};

/** Inspections that count: those which no correction has replaced. */
@Injectable()
export class DefectRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Without places, in time order. */
  inspections(query: InspectionQuery): Promise<InspectionRow[]> {
    return this.uow.query<InspectionRow>(
      `SELECT ${COLUMNS}, CASE WHEN $6::integer[] IS NULL THEN d.defect_count
         ELSE (SELECT count(*)::int FROM unnest(d.class_code) AS c(code) WHERE c.code = ANY ($6)) END AS defects
       ${CHOSEN} ORDER BY d.inspected_at, d.lot_id, d.wafer_id`,
      [...parametersOf(query), query.classes],
    );
  }

  /** Defects by class, whatever classes the query names. */
  classCounts(query: InspectionQuery): Promise<{ code: number; defects: number }[]> {
    return this.uow.query<{ code: number; defects: number }>(
      `SELECT c.code, count(*)::int AS defects FROM (SELECT d.class_code ${CHOSEN}) AS chosen,
         unnest(chosen.class_code) AS c(code) GROUP BY c.code`,
      parametersOf(query),
    );
  }

  /** As the newest inspection that names a class has it. */
  async classNames(query: InspectionQuery): Promise<Map<number, string>> {
    const rows = await this.uow.query<{ code: number; name: string }>(
      `SELECT DISTINCT ON (c.code) c.code, c.name FROM (SELECT d.classes, d.inspected_at ${CHOSEN}) AS chosen,
         jsonb_to_recordset(chosen.classes) AS c(code integer, name text) ORDER BY c.code, chosen.inspected_at DESC`,
      parametersOf(query),
    );
    return new Map(rows.map(({ code, name }) => [code, name]));
  }

  /** The newest of the choice, with all their defects. */
  async newest(query: InspectionQuery, most: number): Promise<PlacedInspection[]> {
    const rows = await this.uow.query<PlacedSqlRow>(
      `SELECT ${COLUMNS}, d.defect_count AS defects, ${PLACES}
       ${CHOSEN} ORDER BY d.inspected_at DESC, d.lot_id, d.wafer_id LIMIT $6`,
      [...parametersOf(query), most],
    );
    return rows.map(placed);
  }

  /** All inspections of one wafer, in time order. */
  async ofWafer(lotId: string, waferId: string, scope: ProductScope): Promise<PlacedInspection[]> {
    const rows = await this.uow.query<PlacedSqlRow>(
      `SELECT ${COLUMNS}, d.defect_count AS defects, ${PLACES}
       ${CURRENT} AND d.lot_id = $2 AND d.wafer_id = $3 ORDER BY d.inspected_at, d.inspection_id`,
      [scope, lotId, waferId],
    );
    return rows.map(placed);
  }

  async classNamesOfWafer(lotId: string, waferId: string, scope: ProductScope): Promise<Map<number, string>> {
    const rows = await this.uow.query<{ code: number; name: string }>(
      `SELECT DISTINCT ON (c.code) c.code, c.name FROM (SELECT d.classes, d.inspected_at ${CURRENT}
           AND d.lot_id = $2 AND d.wafer_id = $3) AS chosen,
         jsonb_to_recordset(chosen.classes) AS c(code integer, name text) ORDER BY c.code, chosen.inspected_at DESC`,
      [scope, lotId, waferId],
    );
    return new Map(rows.map(({ code, name }) => [code, name]));
  }
}

function parametersOf({ scope, productId, stepId, from, to }: InspectionQuery): unknown[] {
  return [scope, productId, stepId, from, to];
}

function placed(row: PlacedSqlRow): PlacedInspection {
  const { x, y, sizeUm, classCode, inspectedX, inspectedY, pitchX, pitchY, ...rest } = row;
  const dies = inspectedX && inspectedY && { x: pgArray.toFloat32(inspectedX), y: pgArray.toFloat32(inspectedY) };
  return {
    ...rest,
    x: pgArray.toFloat32(x),
    y: pgArray.toFloat32(y),
    sizeUm: pgArray.toFloat32(sizeUm),
    classCode: pgArray.toInt32(classCode),
    inspected: dies,
    diePitchUm: pitchX === null || pitchY === null ? null : [pitchX, pitchY],
  };
}
