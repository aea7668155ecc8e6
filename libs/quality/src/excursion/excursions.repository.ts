import { Injectable } from '@nestjs/common';
import { UnitOfWork, type ProductScope } from '@fabwright/platform';
import type { ExcursionKind, ExcursionRecord, ExcursionSeverity } from './excursion.ts';
import { excursionColumns } from './excursion-columns.ts';
import { ExcursionState } from './excursion-state.ts';

export interface ExcursionListQuery {
  readonly states: readonly ExcursionState[];
  readonly productId: string | null;
  readonly kinds: readonly ExcursionKind[] | null;
  readonly ownerId: string | null;
  readonly search: string | null;
  readonly unacknowledged: boolean;
  readonly severities: readonly ExcursionSeverity[] | null;
  /** Null = both. */
  readonly fromHistory: boolean | null;
  readonly scope: ProductScope;
}

export interface ExcursionListPage {
  readonly first: number;
  /** When the last row of the page before was opened, in ms, and its id. */
  readonly after: { readonly openedAt: number; readonly excursionId: string } | null;
}

export interface StateCount {
  readonly state: ExcursionState;
  readonly count: number;
}

export interface OpenedCounts {
  readonly waiting: number;
  readonly opened: number;
  readonly dismissed: number;
}

const LISTED = `
  FROM excursion e
  WHERE e.state = ANY($1) AND ($2::text IS NULL OR e.product_id = $2) AND ($3::text[] IS NULL OR e.kind = ANY($3))
    AND ($4::uuid IS NULL OR e.owner_id = $4)
    AND ($5::text IS NULL OR strpos(lower(concat_ws(' ', e.excursion_id, e.product_id, e.subject::text,
        array_to_string(e.places, ' '), e.suspect ->> 'id', e.cause ->> 'id', e.owner_name)), lower($5)) > 0
      OR EXISTS (SELECT FROM excursion_lot l WHERE l.excursion_id = e.excursion_id AND strpos(lower(l.lot_id), lower($5)) > 0))
    AND (NOT $6::boolean OR e.acknowledged_at IS NULL)
    AND ($7::text[] IS NULL OR e.product_id = ANY($7)) AND ($8::text[] IS NULL OR e.severity = ANY($8))
    AND ($9::boolean IS NULL OR e.from_history = $9)`;

const PAGE = `
  SELECT ${excursionColumns('e')} ${LISTED}
    AND ($10::timestamptz IS NULL OR (date_trunc('milliseconds', e.opened_at), e.excursion_id) < ($10, $11::text COLLATE "C"))
  ORDER BY date_trunc('milliseconds', e.opened_at) DESC, e.excursion_id DESC LIMIT $12`;

const STATES = `
  SELECT state, count(*)::integer AS count FROM excursion
  WHERE $1::text[] IS NULL OR product_id = ANY($1) GROUP BY state`;

const OPENED = `
  SELECT count(*) FILTER (WHERE state = '${ExcursionState.OPEN}' AND acknowledged_at IS NULL AND NOT from_history)::integer
      AS waiting,
    count(*) FILTER (WHERE opened_at >= $2 AND state <> '${ExcursionState.WITHDRAWN}')::integer AS opened,
    count(*) FILTER (WHERE opened_at >= $2 AND state = '${ExcursionState.DISMISSED}')::integer AS dismissed
  FROM excursion WHERE $1::text[] IS NULL OR product_id = ANY($1)`;

/** Excursions as they are listed and counted. */
@Injectable()
export class ExcursionsRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Newest first. */
  list(query: ExcursionListQuery, { first, after }: ExcursionListPage): Promise<ExcursionRecord[]> {
    return this.uow.query<ExcursionRecord>(PAGE, [
      ...parametersOf(query),
      after && new Date(after.openedAt),
      after?.excursionId ?? null,
      first,
    ]);
  }

  async count(query: ExcursionListQuery): Promise<number> {
    const rows = await this.uow.query<{ n: number }>(`SELECT count(*)::integer AS n ${LISTED}`, parametersOf(query));
    return rows[0]?.n ?? 0;
  }

  states(scope: ProductScope): Promise<StateCount[]> {
    return this.uow.query<StateCount>(STATES, [scope]);
  }

  /** `since` bounds opened and dismissed; what waits is counted from any time. */
  async opened(since: Date, scope: ProductScope): Promise<OpenedCounts> {
    const rows = await this.uow.query<OpenedCounts>(OPENED, [scope, since]);
    return rows[0] ?? { waiting: 0, opened: 0, dismissed: 0 };
  }
}

function parametersOf(query: ExcursionListQuery): unknown[] {
  const { states, productId, kinds, ownerId, search, unacknowledged, scope, severities, fromHistory } = query;
  return [states, productId, kinds, ownerId, search, unacknowledged, scope, severities, fromHistory];
}
