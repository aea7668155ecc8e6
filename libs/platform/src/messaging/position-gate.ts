import type { BatchHandler } from './event-source.ts';

/** Take the messages from `from` on; or first go to another offset. */
export type GateDecision =
  | { readonly kind: 'take'; readonly from: number }
  | { readonly kind: 'seek'; readonly to: number };

/**
 * Holds a Kafka consumer to the position in our database, whatever the broker remembers. Both can differ:
 * the broker's is behind after a kill, and ahead after the database was restored from a backup.
 *
 * Listeners of group joins are not awaited by the clients, so the look-up happens here, at the first batch of
 * a partition after each join.
 */
export class PositionGate {
  /** Next offset expected, of partitions that were checked since the last join. */
  readonly #expected = new Map<string, number>();
  readonly #sought = new Map<string, number>();

  constructor(private readonly handler: Pick<BatchHandler, 'startFrom'>) {}

  /** Partitions were dealt out anew: another consumer may have moved on meanwhile. */
  clear(): void {
    this.#expected.clear();
    this.#sought.clear();
  }

  async check(topic: string, partition: number, firstOffset: number): Promise<GateDecision> {
    const key = `${topic}/${partition}`;
    const expected = this.#expected.get(key);
    if (expected !== undefined) return { kind: 'take', from: expected };
    const stored = await this.handler.startFrom(topic, partition);
    // After a seek the log may begin later than asked: retention or compaction took what was there.
    const gap = stored !== undefined && firstOffset > stored && this.#sought.get(key) === stored;
    if (stored !== undefined && firstOffset !== stored && !gap) {
      this.#sought.set(key, stored);
      return { kind: 'seek', to: stored };
    }
    this.#expected.set(key, firstOffset);
    return { kind: 'take', from: firstOffset };
  }

  /** The handler has taken everything below `nextOffset`. */
  advance(topic: string, partition: number, nextOffset: number): void {
    this.#expected.set(`${topic}/${partition}`, nextOffset);
  }
}
