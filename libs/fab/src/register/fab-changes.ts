import { Injectable } from '@nestjs/common';

/** What others derive from, and has just changed, inside the open transaction. */
export interface FabChange {
  readonly lotIds: readonly string[];
  readonly productIds: readonly string[];
}

export type FabChangeListener = (change: FabChange) => Promise<void>;

/**
 * Tells the libraries above, within the same transaction, that a lot has another product or type than was known, or
 * that a product has another die map: what they derived from it must follow before the commit.
 */
@Injectable()
export class FabChanges {
  readonly #listeners: FabChangeListener[] = [];

  subscribe(listener: FabChangeListener): void {
    this.#listeners.push(listener);
  }

  async publish(change: Partial<FabChange>): Promise<void> {
    const { lotIds = [], productIds = [] } = change;
    if (lotIds.length + productIds.length === 0) return;
    for (const listener of this.#listeners) await listener({ lotIds, productIds });
  }
}
