/** Dies that ended in one bin. */
export interface BinDies {
  readonly bin: number;
  readonly dies: number;
}

export interface BinLoss {
  readonly bin: number;
  readonly dies: number;
  /** Share of the gross dies, a fraction of 1 (shown in pp). */
  readonly loss: number;
  /** The same over the baseline; null without a baseline. */
  readonly baseline: number | null;
  /** loss − baseline; above zero means more loss than before. */
  readonly change: number | null;
}

export interface BinLossTable {
  /** By loss, largest first; bins that lost nothing now but did in the baseline are kept. */
  readonly losses: readonly BinLoss[];
  /** Sum of all losses, a fraction of 1: 1 − final yield when every gross die was tested and judged. */
  readonly total: number;
  readonly gross: number;
  readonly baselineGross: number | null;
}

/** Failing dies by bin over a number of gross dies. */
export interface BinSample {
  readonly bins: readonly BinDies[];
  readonly gross: number;
}

function sumByBin(bins: readonly BinDies[]): Map<number, number> {
  const sums = new Map<number, number>();
  for (const { bin, dies } of bins) sums.set(bin, (sums.get(bin) ?? 0) + dies);
  return sums;
}

/**
 * Yield loss by failing bin, as fractions of the gross dies, with the change against a baseline.
 * Give failing bins only; a bin may occur several times (it is summed). Throws a RangeError when gross is not above 0
 * or less than the failing dies.
 */
export function binLosses(sample: BinSample, baseline: BinSample | null = null): BinLossTable {
  checkSample(sample);
  if (baseline) checkSample(baseline);
  const now = sumByBin(sample.bins);
  const before = baseline && sumByBin(baseline.bins);
  const bins = new Set([...now.keys(), ...(before?.keys() ?? [])]);
  const losses = [...bins].map((bin): BinLoss => {
    const dies = now.get(bin) ?? 0;
    const loss = dies / sample.gross;
    const earlier = baseline && before ? (before.get(bin) ?? 0) / baseline.gross : null;
    return { bin, dies, loss, baseline: earlier, change: earlier === null ? null : loss - earlier };
  });
  losses.sort((a, b) => b.loss - a.loss || a.bin - b.bin);
  const lost = losses.reduce((sum, loss) => sum + loss.dies, 0);
  return {
    losses,
    total: lost / sample.gross,
    gross: sample.gross,
    baselineGross: baseline?.gross ?? null,
  };
}

function checkSample({ bins, gross }: BinSample): void {
  const failing = bins.reduce((sum, { dies }) => sum + dies, 0);
  if (!(gross > 0) || failing > gross) {
    throw new RangeError(`${failing} failing dies cannot be set against ${gross} gross dies.`);
  }
}
