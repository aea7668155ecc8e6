import { Injectable } from '@nestjs/common';
import { UnitOfWork, type ProductScope } from '@fabwright/platform';
import type { ExcursionRecord } from '../excursion.ts';
import type { InLineLot } from '../excursion-evidence.types.ts';
import { suspectPlace, type Place } from '../suspect-place.ts';

/** When the affected wafers were there for the first time; the first lot's sort where nothing is known of their way. */
const SINCE = `
  SELECT min(COALESCE(p.started_at, r.started_at)) AS since
  FROM excursion_lot l JOIN process_run r ON r.lot_id = l.lot_id
  JOIN process_run_wafer p ON p.lot_id = r.lot_id AND p.run_id = r.run_id
  WHERE l.excursion_id = $1 AND p.wafer_id = ANY(l.wafer_ids) AND r.tool_id = $2
    AND ($3::text IS NULL OR r.step_id = $3) AND ($4::text IS NULL OR p.chamber = $4)`;

/** Not sorted yet, not gone: these can still be stopped. Of any product, since tools don't know products. */
const IN_LINE = `
  WITH exposed AS (
    SELECT r.lot_id, p.wafer_id, max(COALESCE(p.ended_at, r.ended_at)) AS at
    FROM process_run r JOIN process_run_wafer p ON p.lot_id = r.lot_id AND p.run_id = r.run_id
    WHERE r.tool_id = $2 AND ($3::text IS NULL OR r.step_id = $3) AND ($4::text IS NULL OR p.chamber = $4)
      AND r.ended_at >= $5
    GROUP BY r.lot_id, p.wafer_id),
  by_lot AS (
    SELECT lot_id, count(*)::integer AS wafers, max(at) AS at FROM exposed GROUP BY lot_id)
  SELECT lot.lot_id AS "lotId", lot.product_id AS "productId", product.name AS "productName", lot.priority,
    by_lot.wafers AS "exposedWafers", 
    (SELECT count(*)::integer FROM wafer w WHERE w.lot_id = lot.lot_id AND w.scrapped_at IS NULL) AS wafers, by_lot.at AS "processedAt",
    lot.current_step_id AS "currentStepId", COALESCE(step.name, lot.current_step_id) AS "currentStep",
    EXISTS (SELECT FROM lot_hold k WHERE k.lot_id = lot.lot_id AND k.held_at IS NOT NULL AND k.released_at IS NULL)
      AS "onHold",
    h.requested_at AS "holdRequestedAt"
  FROM by_lot JOIN lot USING (lot_id) JOIN product USING (product_id)
  LEFT JOIN step ON step.step_id = lot.current_step_id
  LEFT JOIN excursion_hold_request h ON h.lot_id = lot.lot_id AND h.excursion_id = $1
  WHERE lot.state NOT IN ('shipped', 'scrapped') AND ($6::text[] IS NULL OR lot.product_id = ANY($6))
    AND NOT EXISTS (SELECT FROM lot_yield y WHERE y.lot_id = lot.lot_id)
  ORDER BY step.sequence DESC NULLS LAST, lot.current_step_id, lot.lot_id`;

/** Lots that went through the suspect and have not been sorted. */
@Injectable()
export class InLineService {
  constructor(private readonly uow: UnitOfWork) {}

  /** Nearest to sort first. Empty while no place is suspected. `place` null = the excursion's own suspect. */
  async lots(record: ExcursionRecord, place: Place | null, scope: ProductScope): Promise<InLineLot[]> {
    const suspect = place ?? suspectPlace(record);
    if (suspect === null) return [];
    const since = await this.since(record, suspect);
    const { toolId, stepId, chamber } = suspect;
    return this.uow.query<InLineLot>(IN_LINE, [record.excursionId, toolId, stepId, chamber, since, scope]);
  }

  /** When the first affected wafer was at this place. */
  async since({ excursionId, firstLotAt }: ExcursionRecord, { toolId, stepId, chamber }: Place): Promise<Date> {
    const rows = await this.uow.query<{ since: Date | null }>(SINCE, [excursionId, toolId, stepId, chamber]);
    return rows[0]?.since ?? firstLotAt;
  }
}
