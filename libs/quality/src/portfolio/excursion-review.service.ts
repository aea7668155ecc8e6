import { Injectable } from '@nestjs/common';
import { ProductInsertionStore } from '@fabwright/fab';
import { DomainError, type ProductScope } from '@fabwright/platform';
import { BinLossRepository } from '../yield/bin-loss.repository.ts';
import { labelOf } from './excursion-label.ts';
import type { KeyedPeriod } from './keyed-period.ts';
import { PeriodExcursionsRepository, type OpenAction, type PeriodExcursion } from './period-excursions.repository.ts';

/** An excursion with the name of what left its limits. */
export type LabelledExcursion = PeriodExcursion & { readonly label: string };

/** The excursions that a team looks at once a period. */
export interface ExcursionReview {
  /** Null = all products. */
  readonly productName: string | null;
  /** In the period, most dies lost first. */
  readonly opened: readonly LabelledExcursion[];
  /** Before it, and nobody has settled them; the oldest first. */
  readonly carried: readonly LabelledExcursion[];
  /** By the day they are due. */
  readonly openActions: readonly OpenAction[];
}

export interface ReviewQuestion {
  /** Null = every product in scope. */
  readonly productId: string | null;
  readonly period: KeyedPeriod;
}

/** What was found in a period, what is still open from before, and what is to be done. */
@Injectable()
export class ExcursionReviewService {
  constructor(
    private readonly excursions: PeriodExcursionsRepository,
    private readonly insertions: ProductInsertionStore,
    private readonly losses: BinLossRepository,
  ) {}

  /** Throws NOT_FOUND for a product that may not be seen or was never tested. Nothing found is an answer too. */
  async review({ productId, period }: ReviewQuestion, scope: ProductScope): Promise<ExcursionReview> {
    const productIds = productId === null ? null : [productId];
    const productName = productId === null ? null : await this.#name(productId, scope);
    const asked = { ...period, productIds, scope };
    const [opened, carried] = [await this.excursions.opened(asked), await this.excursions.stillOpen(asked)];
    const products = new Set([...opened, ...carried].map((one) => one.productId));
    const names = await this.losses.names([...products]);
    const labelled = (one: PeriodExcursion): LabelledExcursion => ({ ...one, label: labelOf(one, names) });
    return {
      productName,
      opened: opened.map(labelled),
      carried: carried.map(labelled),
      openActions: await this.excursions.openActions(asked),
    };
  }

  async #name(productId: string, scope: ProductScope): Promise<string> {
    const known = (await this.insertions.all(scope)).find((pair) => pair.productId === productId);
    if (known) return known.productName;
    throw new DomainError('NOT_FOUND', `There are no results of product ${productId} that you may see.`);
  }
}
