import { Injectable } from '@nestjs/common';
import {
  decodeCursor,
  DomainError,
  encodeCursor,
  FabClock,
  PageInfo,
  pageSize,
  type ProductScope,
} from '@fabwright/platform';
import type { ExcursionRecord } from './excursion.ts';
import { ExcursionState, isLive } from './excursion-state.ts';
import { ExcursionViews } from './excursion-views.ts';
import { ExcursionRepository } from './excursion.repository.ts';
import type { Excursion, ExcursionConnection, ExcursionCounts, ExcursionFilter } from './excursion.types.ts';
import { ExcursionsRepository, type ExcursionListPage, type ExcursionListQuery } from './excursions.repository.ts';

const DAY_MS = 86_400_000;
/** Over which "how many of ours were none" is counted. */
const FALSE_ALARM_DAYS = 90;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Excursions as lists, counts and single ones. */
@Injectable()
export class ExcursionsService {
  constructor(
    private readonly listed: ExcursionsRepository,
    private readonly excursions: ExcursionRepository,
    private readonly views: ExcursionViews,
    private readonly clock: FabClock,
  ) {}

  /** Throws INVALID_INPUT for a cursor that we did not make. */
  async page(filter: ExcursionFilter, first: number, after: string | null, scope: ProductScope) {
    const query = queryOf(filter, scope);
    const size = pageSize(first);
    const found = await this.listed.list(query, { first: size + 1, after: cursorOf(after) });
    const records = found.slice(0, size);
    const last = records.at(-1);
    const page: ExcursionConnection = {
      rows: await this.views.views(records),
      total: await this.listed.count(query),
      pageInfo: new PageInfo(
        last ? encodeCursor([last.openedAt.getTime(), last.excursionId]) : null,
        found.length > size,
      ),
    };
    return page;
  }

  /** Throws NOT_FOUND, FORBIDDEN. */
  async one(excursionId: string, scope: ProductScope): Promise<Excursion> {
    return this.views.view(await this.record(excursionId, scope));
  }

  /** The row behind it. Throws NOT_FOUND, FORBIDDEN. */
  async record(excursionId: string, scope: ProductScope): Promise<ExcursionRecord> {
    const found = await this.excursions.find(excursionId, scope);
    if (!found) throw new DomainError('NOT_FOUND', `There is no excursion ${excursionId}.`);
    if (found.inScope) return found.record;
    throw new DomainError('FORBIDDEN', `You may not see ${excursionId}: its product is not yours.`);
  }

  async counts(scope: ProductScope): Promise<ExcursionCounts> {
    const since = new Date((await this.clock.now()).getTime() - FALSE_ALARM_DAYS * DAY_MS);
    const [states, opened] = [await this.listed.states(scope), await this.listed.opened(since, scope)];
    const byState = new Map(states.map(({ state, count }) => [state, count]));
    return {
      waiting: opened.waiting,
      states: Object.values(ExcursionState).map((state) => ({ state, count: byState.get(state) ?? 0 })),
      falseAlarms: { dismissed: opened.dismissed, opened: opened.opened, days: FALSE_ALARM_DAYS },
    };
  }
}

function queryOf(filter: ExcursionFilter, scope: ProductScope): ExcursionListQuery {
  const { states, search, productId = null, kinds = null, severities = null, fromHistory = null } = filter;
  return {
    states: states ?? Object.values(ExcursionState).filter(isLive),
    productId,
    kinds,
    severities,
    fromHistory,
    ownerId: ownerOf(filter.ownerId ?? null),
    search: search?.trim() || null,
    unacknowledged: filter.unacknowledged ?? false,
    scope,
  };
}

function ownerOf(ownerId: string | null): string | null {
  if (ownerId === null || UUID.test(ownerId)) return ownerId;
  throw new DomainError('INVALID_INPUT', `"${ownerId}" is nobody's account.`);
}

function cursorOf(after: string | null): ExcursionListPage['after'] {
  if (after === null) return null;
  const [openedAt, excursionId] = decodeCursor(after, 2);
  return { openedAt: Number(openedAt), excursionId: String(excursionId) };
}
