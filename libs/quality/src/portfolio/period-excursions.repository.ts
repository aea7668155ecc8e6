import { Injectable } from '@nestjs/common';
import { UnitOfWork, type ProductScope } from '@fabwright/platform';
import type { ExcursionRecord } from '../excursion/excursion.ts';
import { ExcursionAct, ExcursionState, LIVE } from '../excursion/excursion-state.ts';
import { excursionColumns } from '../excursion/excursion-columns.ts';
import type { KeyedPeriod } from './keyed-period.ts';

/** An excursion that was opened in a period. */
export interface PeriodExcursion extends ExcursionRecord {
  readonly productName: string;
  /** Fab time at which it was first contained; null while it is not. */
  readonly containedAt: Date | null;
}

/** Something that was agreed on and is not done. */
export interface OpenAction {
  readonly excursionId: string;
  readonly productId: string;
  readonly productName: string;
  readonly what: string;
  readonly assigneeName: string;
  readonly dueAt: Date | null;
  readonly addedAt: Date;
}

interface Asked extends Pick<KeyedPeriod, 'from' | 'to'> {
  /** Null = of all products in scope. */
  readonly productIds: readonly string[] | null;
  readonly scope: ProductScope;
}

const IN_PRODUCTS = '($1::text[] IS NULL OR e.product_id = ANY($1)) AND ($2::text[] IS NULL OR e.product_id = ANY($2))';

const CASES = `
  SELECT ${excursionColumns('e')}, p.name AS "productName",
    (SELECT min(h.fab_at) FROM excursion_entry h
     WHERE h.excursion_id = e.excursion_id AND h.act = '${ExcursionAct.CONTAINED}') AS "containedAt"
  FROM excursion e JOIN product p USING (product_id)`;

/** Those that were found in history call for nothing, and those that were withdrawn never were. */
const OPENED = `${CASES}
  WHERE e.opened_at >= $4 AND e.opened_at < $3 AND NOT e.from_history AND e.state <> '${ExcursionState.WITHDRAWN}'
    AND ${IN_PRODUCTS}
  ORDER BY e.lost_dies DESC, e.opened_at, e.excursion_id`;

/** From before, and nobody has settled them yet; as of now, because what is settled by now needs nobody. */
const STILL_OPEN = `${CASES}
  WHERE e.opened_at < $3 AND NOT e.from_history AND e.state IN (${LIVE.map((state) => `'${state}'`).join(', ')})
    AND ${IN_PRODUCTS}
  ORDER BY e.opened_at, e.excursion_id`;

/** Agreed on before the end of the period, and still open: what is done by now needs no manager. */
const OPEN_ACTIONS = `
  SELECT a.excursion_id AS "excursionId", e.product_id AS "productId", p.name AS "productName", a.what,
    a.assignee_name AS "assigneeName", a.due_at AS "dueAt", a.added_at AS "addedAt"
  FROM excursion_action a JOIN excursion e USING (excursion_id) JOIN product p USING (product_id)
  WHERE a.done_at IS NULL AND e.opened_at < $3 AND ${IN_PRODUCTS}
  ORDER BY a.due_at NULLS LAST, a.added_at, a.action_id`;

/** What a manager asks about excursions of a period. */
@Injectable()
export class PeriodExcursionsRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Most dies lost first. */
  opened({ from, to, productIds, scope }: Asked): Promise<PeriodExcursion[]> {
    return this.uow.query<PeriodExcursion>(OPENED, [productIds, scope, to, from]);
  }

  /** Opened before `from` and not settled, the oldest first. */
  stillOpen({ from, productIds, scope }: Omit<Asked, 'to'>): Promise<PeriodExcursion[]> {
    return this.uow.query<PeriodExcursion>(STILL_OPEN, [productIds, scope, from]);
  }

  /** By the day they are due. */
  openActions({ to, productIds, scope }: Omit<Asked, 'from'>): Promise<OpenAction[]> {
    return this.uow.query<OpenAction>(OPEN_ACTIONS, [productIds, scope, to]);
  }
}
