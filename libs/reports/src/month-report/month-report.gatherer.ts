import { Injectable } from '@nestjs/common';
import { addMonths, monthKey, monthRange, parseMonthKey, type FabCalendar, type FabMonth } from '@fabwright/facts';
import { DomainError, FabConfig, UnitOfWork, type ProductScope } from '@fabwright/platform';
import { calendarOf, PortfolioService, type KeyedPeriod, type LotType } from '@fabwright/quality';
import { liveAddress } from '../content/live-address.ts';
import type { MonthReportFigures } from './month-report-figures.ts';
import { monthSheet } from './month-sheet.ts';

/** Figures of a report that still has to be told. */
export type MonthReportGround = Omit<MonthReportFigures, 'narrative'>;

export interface MonthOfProducts {
  /** Null = all products in scope. */
  readonly productId: string | null;
  readonly insertion: string | null;
  /** Null = production lots. */
  readonly lotTypes: readonly LotType[] | null;
  /** Such as `2026-10`. */
  readonly month: string;
}

/** The month itself and those before it in the trend. */
const MONTHS = 6;

/** Asks quality for everything that a monthly summary shows. */
@Injectable()
export class MonthReportGatherer {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly portfolio: PortfolioService,
    private readonly config: FabConfig,
  ) {}

  /** All from one snapshot. Throws NOT_FOUND, and INVALID_INPUT for a month without a tested lot. */
  gather(asked: MonthOfProducts, scope: ProductScope): Promise<MonthReportGround> {
    return this.uow.run(() => this.#gather(asked, scope), { isolation: 'REPEATABLE READ' });
  }

  async #gather(asked: MonthOfProducts, scope: ProductScope): Promise<MonthReportGround> {
    const month = parseMonthKey(asked.month);
    if (!month) throw noMonth(asked.month);
    const calendar = calendarOf(this.config);
    const { productId, insertion, lotTypes } = asked;
    const question = { productId, insertion, lotTypes, periods: monthsTo(month, calendar) };
    const portfolio = await this.portfolio.figures(question, scope);
    const productName = productId === null ? null : (portfolio.products[0]?.productName ?? productId);
    const query = productId === null ? '' : `?${new URLSearchParams({ p: productId })}`;
    return {
      ...{ fab: this.config.fab.name, calendar, month, productName, portfolio },
      live: liveAddress(this.config, `/overview${query}`),
      sheet: monthSheet(portfolio, month, productName ?? this.config.fab.name),
    };
  }
}

/** Oldest first. */
function monthsTo(month: FabMonth, calendar: FabCalendar): KeyedPeriod[] {
  return Array.from({ length: MONTHS }, (_, at) => {
    const one = addMonths(month, at - MONTHS + 1);
    const { from, to } = monthRange(one, calendar);
    return { key: monthKey(one), from, to };
  });
}

/** What is not the key of a month. */
export function noMonth(key: string): DomainError {
  return new DomainError('INVALID_INPUT', `"${key}" is not a month such as 2026-10.`, {
    detail: { field: 'period', reason: 'not-a-month' },
  });
}
