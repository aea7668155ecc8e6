import { Injectable } from '@nestjs/common';
import type { EntryActor, ExcursionRecord, NewEntry } from './excursion.ts';

/** One change of one excursion, inside the transaction that makes it. */
export interface ExcursionChange {
  /** Null when it was opened just now. */
  readonly before: ExcursionRecord | null;
  readonly after: ExcursionRecord;
  /** What was written into its history. */
  readonly entries: readonly NewEntry[];
  readonly actor: EntryActor;
  /** Wall clock. */
  readonly at: Date;
}

export type ExcursionChangeListener = (change: ExcursionChange) => Promise<void>;

/**
 * Tells, within the same transaction, that an excursion was opened or changed: who sends notices writes down there
 * what is to be sent, so that nothing is sent for a change that was rolled back, and nothing is forgotten.
 */
@Injectable()
export class ExcursionChanges {
  readonly #listeners: ExcursionChangeListener[] = [];

  /** Ends with the returned function. */
  subscribe(listener: ExcursionChangeListener): () => void {
    this.#listeners.push(listener);
    return () => {
      const at = this.#listeners.indexOf(listener);
      if (at >= 0) this.#listeners.splice(at, 1);
    };
  }

  async publish(change: ExcursionChange): Promise<void> {
    for (const listener of this.#listeners) await listener(change);
  }
}
