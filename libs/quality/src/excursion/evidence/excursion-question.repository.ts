import { Injectable } from '@nestjs/common';
import type { Stream } from '@fabwright/analytics';
import { UnitOfWork, type ProductScope } from '@fabwright/platform';
import type { ExcursionRecord } from '../excursion.ts';

/** A wafer around an excursion. */
export interface WaferAround {
  readonly lotId: string;
  readonly waferId: string;
  /** End of its lot's last first pass. */
  readonly testedAt: Date;
  readonly affected: boolean;
  /** Dies in the leading bin, or all that fail. */
  readonly failing: number;
  readonly gross: number;
}

const DAY_MS = 86_400_000;
/** Lots before and after the excursion's that tell what is usual. */
const BEFORE_DAYS = 14;
const AFTER_DAYS = 2;

const AROUND = `
  WITH affected AS (
    SELECT l.lot_id, unnest(l.wafer_ids) AS wafer_id FROM excursion_lot l WHERE l.excursion_id = $1)
  SELECT w.lot_id AS "lotId", w.wafer_id AS "waferId", y.tested_at AS "testedAt", a.lot_id IS NOT NULL AS affected,
    CASE WHEN $4::integer IS NULL THEN w.gross - w.good_final
      ELSE COALESCE(w.soft_dies[array_position(w.soft_bins, $4)], 0) END::float8 AS failing, w.gross
  FROM lot_yield y JOIN wafer_yield w ON w.lot_id = y.lot_id AND w.insertion = y.insertion
  LEFT JOIN affected a ON a.lot_id = w.lot_id AND a.wafer_id = w.wafer_id
  WHERE y.product_id = $2 AND y.insertion = $3 AND y.lot_type = 'production' AND NOT w.excluded AND w.gross > 0
    AND y.tested_at >= $5 AND y.tested_at <= $6 AND ($7::text[] IS NULL OR y.product_id = ANY($7))
  ORDER BY y.tested_at, w.lot_id, w.wafer_id`;

/**
 * What shows it best by now. The subject is what it was first seen as, and stays for the sake of those who know it by
 * that: a lot below the floor may turn out to be one of many with a bin that grew.
 */
const LEADING = `
  SELECT alarm -> 'stream' AS stream
  FROM excursion_lot l, jsonb_array_elements(l.alarms) AS alarm
  WHERE l.excursion_id = $1 AND alarm -> 'stream' ->> 'kind' IN ('yield', 'bin')
  ORDER BY (alarm ->> 'score')::float8 DESC, l.tested_at, l.lot_id LIMIT 1`;

/** The wafers that an excursion is set against: those of the lots around it. */
@Injectable()
export class ExcursionQuestionRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** The bin or yield with the strongest alarm; what it was first seen as where neither has one. */
  async leading({ excursionId, subject }: ExcursionRecord): Promise<Stream> {
    const [strongest] = await this.uow.query<{ stream: Stream }>(LEADING, [excursionId]);
    return strongest?.stream ?? subject;
  }

  /** In time order, by what is lost in what leads; none for a sensor's excursion. */
  async wafersAround(record: ExcursionRecord, scope: ProductScope): Promise<WaferAround[]> {
    const { excursionId, productId, insertion, firstLotAt, lastLotAt } = record;
    if (insertion === null) return [];
    const { kind, name } = await this.leading(record);
    const bin = kind === 'bin' ? Number(name) : null;
    const from = new Date(firstLotAt.getTime() - BEFORE_DAYS * DAY_MS);
    const to = new Date(lastLotAt.getTime() + AFTER_DAYS * DAY_MS);
    return this.uow.query<WaferAround>(AROUND, [excursionId, productId, insertion, bin, from, to, scope]);
  }
}
