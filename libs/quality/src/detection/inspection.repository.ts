import { Injectable } from '@nestjs/common';
import type { LotObservation } from '@fabwright/analytics';
import { UnitOfWork } from '@fabwright/platform';

/** What an inspection step found on a lot, as the detectors take it, with the wafers that were looked at. */
export interface InspectedLot {
  readonly observation: LotObservation;
  readonly waferIds: readonly string[];
  /** Highest sequence number of what it rests on. */
  readonly seq: number;
}

interface InspectedRow {
  readonly lot: string;
  readonly product: string;
  readonly step: string;
  readonly at: number;
  readonly count: number;
  readonly areaCm2: number;
  readonly waferIds: readonly string[];
  readonly seq: number;
}

/** Counts and areas add up over wafers and over looks at the same wafer; a corrected inspection does not count. */
const INSPECTED = `
  SELECT d.lot_id AS lot, lot.product_id AS product, d.step_id AS step,
    extract(epoch FROM max(d.inspected_at))::float8 * 1000 AS at, sum(d.defect_count)::float8 AS count,
    sum(d.area_cm2)::float8 AS "areaCm2", array_agg(DISTINCT d.wafer_id) AS "waferIds", max(d.seq)::float8 AS seq
  FROM defect_inspection d JOIN lot ON lot.lot_id = d.lot_id
  WHERE d.inspected_at >= $1 AND lot.lot_type = 'production' AND d.area_cm2 > 0
    AND NOT EXISTS (SELECT 1 FROM defect_inspection_supersession s
      WHERE s.lot_id = d.lot_id AND s.inspection_id = d.inspection_id AND s.wafer_id = d.wafer_id)
  GROUP BY d.lot_id, lot.product_id, d.step_id
  ORDER BY at, d.lot_id, d.step_id`;

/** Defect densities of production lots: known weeks before the lots are sorted. */
@Injectable()
export class InspectionRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Lots last looked at since `from`, in time order; one a lot and step, which stands where sort has its insertion. */
  async lots(from: Date): Promise<InspectedLot[]> {
    const rows = await this.uow.query<InspectedRow>(INSPECTED, [from]);
    return rows.map(({ lot, product, step, at, count, areaCm2, waferIds, seq }) => ({
      observation: { kind: 'lot', product, insertion: step, lot, at, wafers: [], defects: { count, areaCm2 } },
      waferIds,
      seq,
    }));
  }
}
