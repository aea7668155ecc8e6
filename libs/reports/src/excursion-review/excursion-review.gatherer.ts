import { Injectable } from '@nestjs/common';
import { parseWeekKey, weekKey, weekRange } from '@fabwright/facts';
import { DomainError, FabConfig, UnitOfWork, type ProductScope } from '@fabwright/platform';
import { calendarOf, ExcursionReviewService } from '@fabwright/quality';
import { liveAddress } from '../content/live-address.ts';
import type { ExcursionReviewFigures } from './excursion-review-figures.ts';

export interface ExcursionsOfWeek {
  /** Null = all products in scope. */
  readonly productId: string | null;
  /** Such as `2026-W47`. */
  readonly week: string;
}

/** Asks quality for the excursions that a team looks at once a week. */
@Injectable()
export class ExcursionReviewGatherer {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reviews: ExcursionReviewService,
    private readonly config: FabConfig,
  ) {}

  /** All from one snapshot. Throws NOT_FOUND, and INVALID_INPUT for what is no week. */
  gather(asked: ExcursionsOfWeek, scope: ProductScope): Promise<ExcursionReviewFigures> {
    return this.uow.run(() => this.#gather(asked, scope), { isolation: 'REPEATABLE READ' });
  }

  async #gather({ productId, week: key }: ExcursionsOfWeek, scope: ProductScope): Promise<ExcursionReviewFigures> {
    const week = parseWeekKey(key);
    if (!week) throw new DomainError('INVALID_INPUT', `"${key}" is not a week such as 2026-W47.`);
    const calendar = calendarOf(this.config);
    const { from, to } = weekRange(week, calendar);
    const current = { key: weekKey(week), from, to };
    const review = await this.reviews.review({ productId, period: current }, scope);
    const fab = this.config.fab.name;
    return { ...review, fab, calendar, week, current, live: liveAddress(this.config, '/excursions') };
  }
}
