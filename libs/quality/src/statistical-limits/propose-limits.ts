import { MIN_LOTS_FOR_STATISTICAL_LIMITS, statisticalBinLimits, statisticalYieldLimits } from '@fabwright/analytics';
import type { LotResult } from './statistical-limits.repository.ts';
import type { ProposedLimit } from './statistical-limits.types.ts';

/** Bins with a loss worth a limit. */
const MOST_BINS = 12;

/** For each program its yield, then the bins that lose most. A bin that a lot does not have lost nothing there. */
export function proposeLimits(lots: readonly LotResult[]): Omit<ProposedLimit, 'binName'>[] {
  return [...Map.groupBy(lots, ({ program }) => program)].flatMap(([program, own]) => {
    const bins = binsByLoss(own).slice(0, MOST_BINS);
    return [null, ...bins].map((bin) => propose(program, bin, own));
  });
}

function propose(program: string, bin: number | null, lots: readonly LotResult[]): Omit<ProposedLimit, 'binName'> {
  const fractions = lots.map((lot) => ({ lot: lot.lotId, value: shareOf(lot, bin) }));
  const found = bin === null ? statisticalYieldLimits(fractions) : statisticalBinLimits(fractions);
  const learnt = { learntFrom: lots[0]?.at ?? null, learntTo: lots.at(-1)?.at ?? null };
  const common = { program, bin, lots: found.lots, needs: MIN_LOTS_FOR_STATISTICAL_LIMITS, ...learnt };
  if (found.kind === 'no-statistical-limits') {
    return { ...common, centre: null, limit1: null, limit2: null, beyond: 0, missing: found.reason };
  }
  const { centre, limit1, limit2, beyondLimit1 } = found;
  return { ...common, centre, limit1, limit2, beyond: beyondLimit1, missing: null };
}

function shareOf({ gross, good, bins, dies }: LotResult, bin: number | null): number {
  if (bin === null) return good / gross;
  const at = bins.indexOf(bin);
  return at < 0 ? 0 : (dies[at] ?? 0) / gross;
}

function binsByLoss(lots: readonly LotResult[]): number[] {
  const lost = new Map<number, number>();
  for (const { bins, dies } of lots) bins.forEach((bin, at) => lost.set(bin, (lost.get(bin) ?? 0) + (dies[at] ?? 0)));
  return [...lost].sort(([, a], [, b]) => b - a).map(([bin]) => bin);
}
