import { Injectable } from '@nestjs/common';
import { ProductInsertionStore } from '@fabwright/fab';
import { monthKey, monthRange, parseMonthKey } from '@fabwright/facts';
import { FabConfig, UnitOfWork, type ProductScope } from '@fabwright/platform';
import { calendarOf, factSource, ProcessChangeService } from '@fabwright/quality';
import { liveAddress } from '../content/live-address.ts';
import { noMonth } from '../month-report/month-report.gatherer.ts';
import { monthPeriod } from '../month-report/month-sheet.ts';
import { changeSheet, changesInOrder } from './change-effects.ts';
import type { ChangeReportFigures } from './change-report-figures.ts';

/** Figures of a report that still has to be told. */
export type ChangeReportGround = Omit<ChangeReportFigures, 'narrative'>;

export interface ChangesOfMonth {
  /** Null = all products in scope. */
  readonly productId: string | null;
  /** Such as `2026-10`. */
  readonly month: string;
}

/** Asks quality what the process changes of a month went along with. */
@Injectable()
export class ChangeReportGatherer {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly changes: ProcessChangeService,
    private readonly insertions: ProductInsertionStore,
    private readonly config: FabConfig,
  ) {}

  /** All from one snapshot. Throws NOT_FOUND, INVALID_INPUT for what is no month. */
  gather(asked: ChangesOfMonth, scope: ProductScope): Promise<ChangeReportGround> {
    return this.uow.run(() => this.#gather(asked, scope), { isolation: 'REPEATABLE READ' });
  }

  async #gather({ productId, month: key }: ChangesOfMonth, scope: ProductScope): Promise<ChangeReportGround> {
    const month = parseMonthKey(key);
    if (!month) throw noMonth(key);
    const calendar = calendarOf(this.config);
    const { from, to } = monthRange(month, calendar);
    const found = await this.changes.list({ productId, from, to }, scope);
    const names = new Map((await this.insertions.all(scope)).map((pair) => [pair.productId, pair.productName]));
    const nameOf = (id: string): string => names.get(id) ?? id;
    const changes = changesInOrder(found.map((one) => ({ ...one, productName: nameOf(one.productId) })));
    const rows = changes.map((one) => [one.version, one.stepId, one.productId, one.value, one.others, one.lots]);
    return {
      ...{ fab: this.config.fab.name, calendar, month, changes },
      productName: productId === null ? null : nameOf(productId),
      live: liveAddress(this.config, '/yield'),
      sheet: changeSheet(changes, {
        name: productId === null ? this.config.fab.name : nameOf(productId),
        period: monthPeriod(month),
        source: factSource('process-changes', { product: productId, month: monthKey(month) }, rows, 0),
      }),
    };
  }
}
