import { HOUR, MINUTE } from '../model/calendar.ts';
import { TESTERS, type Tester } from '../model/tools.ts';
import { RETEST_LATER } from '../model/bins.ts';
import { hashOf, RandomStream, uniformAt } from '../random/stream.ts';
import type { Carrier, Lot, SortRun } from './lot.ts';

export interface Sorted {
  readonly toolId: string;
  readonly startedAt: number;
  /** End of the first pass. */
  readonly endedAt: number;
  /** End of the second pass where one follows. */
  readonly lastEndedAt: number;
}

/** True where this lot's fails are probed again in a run of their own. */
export function retestsLater(seed: number, lot: Lot): boolean {
  return uniformAt(hashOf(seed, 'retest-later', lot.lotId)) < RETEST_LATER;
}

/** The testers: one lot at a time, wafer by wafer. */
export class SortFloor {
  private readonly seed: number;
  private readonly sink: { sort(run: SortRun): void };
  private readonly freeAt = new Map<Tester, number>();
  private readonly ranks = new Map<string, number>();

  constructor(seed: number, sink: { sort(run: SortRun): void }) {
    this.seed = seed;
    this.sink = sink;
  }

  sort(carrier: Carrier, from: number): Sorted {
    const { lot } = carrier;
    const stream = new RandomStream(this.seed, 'sort', carrier.lotNo);
    const tester = this.freeFirst(from, stream);
    const probeCard = stream.pick(tester.probeCards);
    const startedAt = Math.max(from, this.freeAt.get(tester) ?? 0);
    if (lot.rank < 0) lot.rank = this.nextRank(lot);
    const base = { lot, lotNo: carrier.lotNo, tester, probeCard };
    const endedAt = this.pass(carrier, base, startedAt, stream, false);
    lot.sortEndedAt = Number.isFinite(lot.sortEndedAt) ? Math.max(lot.sortEndedAt, endedAt) : endedAt;
    let lastEndedAt = endedAt;
    this.freeAt.set(tester, endedAt);
    if (retestsLater(this.seed, lot)) {
      lastEndedAt = this.pass(carrier, base, endedAt + stream.between(2, 9) * HOUR, stream, true);
    }
    return { toolId: tester.id, startedAt, endedAt, lastEndedAt };
  }

  private pass(
    carrier: Carrier,
    base: Pick<SortRun, 'lot' | 'lotNo' | 'tester' | 'probeCard'>,
    from: number,
    stream: RandomStream,
    retest: boolean,
  ): number {
    const minutes = retest ? 4 : 21;
    let at = from;
    for (const wafer of carrier.wafers) {
      const finishedAt = at + minutes * MINUTE * stream.between(0.92, 1.12);
      const id = `${base.lotNo}-${base.lot.waferIds[wafer] ?? ''}-CP1-${retest ? 2 : 1}`;
      this.sink.sort({ ...base, id, wafer, slot: carrier.slots.get(wafer) ?? 1, startedAt: at, finishedAt, retest });
      at = finishedAt + MINUTE;
    }
    return at - MINUTE;
  }

  private freeFirst(from: number, stream: RandomStream): Tester {
    const free = TESTERS.filter((tester) => (this.freeAt.get(tester) ?? 0) <= from);
    if (free.length > 0) return stream.shuffle([...free])[0] as Tester;
    return [...TESTERS].sort((a, b) => (this.freeAt.get(a) ?? 0) - (this.freeAt.get(b) ?? 0))[0] as Tester;
  }

  private nextRank(lot: Lot): number {
    const rank = this.ranks.get(lot.product.id) ?? 0;
    this.ranks.set(lot.product.id, rank + 1);
    return rank;
  }
}
