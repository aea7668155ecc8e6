/** What two groups of wafers have in common. A lot is shared when it has wafers in both, the same or others. */
export interface Overlap {
  readonly sharedWafers: number;
  readonly sharedLots: number;
  /** Lots with wafers in the first group alone, and in the second alone. */
  readonly ownLots: number;
  readonly otherOwnLots: number;
}

interface WaferOfLot {
  readonly lotId: string;
  readonly waferId: string;
}

/** Counts what stands in both groups. */
export function overlapOf(first: readonly WaferOfLot[], second: readonly WaferOfLot[]): Overlap {
  const lotsOf = (wafers: readonly WaferOfLot[]): Set<string> => new Set(wafers.map(({ lotId }) => lotId));
  const [wafers, others] = [new Set(first.map(nameOf)), new Set(second.map(nameOf))];
  const [lots, otherLots] = [lotsOf(first), lotsOf(second)];
  const sharedLots = shared(lots, otherLots);
  return {
    sharedWafers: shared(wafers, others),
    sharedLots,
    ownLots: lots.size - sharedLots,
    otherOwnLots: otherLots.size - sharedLots,
  };
}

/** The first group's wafers that are none of the second's. */
export function wafersBeside<T extends WaferOfLot>(first: readonly T[], second: readonly WaferOfLot[]): T[] {
  const names = new Set(second.map(nameOf));
  return first.filter((wafer) => !names.has(nameOf(wafer)));
}

function nameOf({ lotId, waferId }: WaferOfLot): string {
  return JSON.stringify([lotId, waferId]);
}

function shared(first: ReadonlySet<string>, second: ReadonlySet<string>): number {
  return [...first].filter((name) => second.has(name)).length;
}
