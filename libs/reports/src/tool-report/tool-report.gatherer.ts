import { Injectable } from '@nestjs/common';
import { ProductInsertionStore } from '@fabwright/fab';
import { monthKey, monthRange, parseMonthKey } from '@fabwright/facts';
import { DomainError, FabConfig, UnitOfWork, type ProductScope } from '@fabwright/platform';
import { calendarOf, factSource, ToolService } from '@fabwright/quality';
import { liveAddress } from '../content/live-address.ts';
import { noMonth } from '../month-report/month-report.gatherer.ts';
import { monthPeriod } from '../month-report/month-sheet.ts';
import { inOrder, toolSheet } from './tool-matching.ts';
import type { ToolReportFigures } from './tool-report-figures.ts';

/** Figures of a report that still has to be told. */
export type ToolReportGround = Omit<ToolReportFigures, 'narrative'>;

export interface ToolsOfMonth {
  /** Null = all products in scope. */
  readonly productId: string | null;
  /** Such as `2026-10`. */
  readonly month: string;
}

/** Asks quality how the tools of a month stand to each other. */
@Injectable()
export class ToolReportGatherer {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly tools: ToolService,
    private readonly insertions: ProductInsertionStore,
    private readonly config: FabConfig,
  ) {}

  /** All from one snapshot. Throws NOT_FOUND, and INVALID_INPUT for a month in which no tool ran. */
  gather(asked: ToolsOfMonth, scope: ProductScope): Promise<ToolReportGround> {
    return this.uow.run(() => this.#gather(asked, scope), { isolation: 'REPEATABLE READ' });
  }

  async #gather({ productId, month: key }: ToolsOfMonth, scope: ProductScope): Promise<ToolReportGround> {
    const month = parseMonthKey(key);
    if (!month) throw noMonth(key);
    const calendar = calendarOf(this.config);
    const { from, to } = monthRange(month, calendar);
    const { tools, excludedWafers } = await this.tools.list({ productId, from, to }, scope);
    if (tools.length === 0) throw noRuns(key);
    const names = new Map((await this.insertions.all(scope)).map((pair) => [pair.productId, pair.productName]));
    const comparisons = inOrder(
      tools.flatMap(({ toolId, yields }) =>
        yields.map((one) => ({ ...one, toolId, productName: names.get(one.productId) ?? one.productId })),
      ),
    );
    const productName = productId === null ? null : (names.get(productId) ?? productId);
    const parameters = { product: productId, month: monthKey(month) };
    const rows = comparisons.map(({ toolId, stepId, productId: product, value, lots }) => [
      ...[toolId, stepId, product, value, lots],
    ]);
    return {
      ...{ fab: this.config.fab.name, calendar, month, productName, comparisons, excludedWafers },
      tools: tools.length,
      live: liveAddress(this.config, '/tools'),
      sheet: toolSheet(comparisons, {
        name: productName ?? this.config.fab.name,
        period: monthPeriod(month),
        source: factSource('tool-yields', parameters, rows, 0),
      }),
    };
  }
}

function noRuns(month: string): DomainError {
  return new DomainError('INVALID_INPUT', `No tool ran anything in ${month} that you may see.`, {
    detail: { field: 'period', reason: 'no-runs' },
  });
}
