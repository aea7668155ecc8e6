import { Injectable } from '@nestjs/common';
import { UnitOfWork, type ProductScope } from '@fabwright/platform';
import type { LotChild, LotEvent, LotHold } from './lot.types.ts';

const IN_SCOPE = '($2::text[] IS NULL OR lot.product_id = ANY($2))';

const EVENTS = `
  SELECT e.event_id AS "eventId", e.kind, e.at, e.lot_no AS "lotNo", e.step_id AS "stepId", step.name AS "stepName",
    e.tool_id AS "toolId",
    COALESCE(e.detail->>'reason', e.detail->>'childLotNo', e.detail->>'mergedIntoLotNo') AS detail
  FROM lot_event e JOIN lot USING (lot_id) LEFT JOIN step ON step.step_id = e.step_id
  WHERE e.lot_id = $1 AND ${IN_SCOPE} ORDER BY e.at, e.event_id`;

/** A release whose hold has not come in yet is no hold to show. */
const HOLDS = `
  SELECT h.hold_id AS "holdId", h.held_at AS "heldAt", h.released_at AS "releasedAt", COALESCE(h.reason, '') AS reason,
    h.comment, h.step_id AS "stepId"
  FROM lot_hold h JOIN lot USING (lot_id)
  WHERE h.lot_id = $1 AND h.held_at IS NOT NULL AND ${IN_SCOPE} ORDER BY h.held_at DESC`;

const CHILDREN = `
  SELECT g.child_lot_no AS "lotNo", g.parent_lot_no AS "parentLotNo", g.kind, g.at, cardinality(g.wafer_ids) AS wafers
  FROM lot_genealogy g JOIN lot USING (lot_id) WHERE g.lot_id = $1 AND ${IN_SCOPE} ORDER BY g.at, g.child_lot_no`;

const FIND = `
  SELECT lot_id AS "lotId", product_id AS "productId", ($2::text[] IS NULL OR product_id = ANY($2)) AS "inScope"
  FROM lot WHERE lot_id = $1`;

export interface FoundLot {
  readonly lotId: string;
  readonly productId: string;
  readonly inScope: boolean;
}

/** What happened to a lot. A lot outside of the scope has nothing. */
@Injectable()
export class LotHistoryRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Null when there is no such lot; `inScope` tells "may not be seen" from "is not there". */
  async find(lotId: string, scope: ProductScope): Promise<FoundLot | null> {
    const rows = await this.uow.query<FoundLot>(FIND, [lotId, scope]);
    return rows[0] ?? null;
  }

  /** By the fab's time, oldest first, children's events included. */
  events(lotId: string, scope: ProductScope): Promise<LotEvent[]> {
    return this.uow.query<LotEvent>(EVENTS, [lotId, scope]);
  }

  /** Newest first. */
  holds(lotId: string, scope: ProductScope): Promise<LotHold[]> {
    return this.uow.query<LotHold>(HOLDS, [lotId, scope]);
  }

  /** Splits and merges, oldest first. */
  children(lotId: string, scope: ProductScope): Promise<LotChild[]> {
    return this.uow.query<LotChild>(CHILDREN, [lotId, scope]);
  }
}
