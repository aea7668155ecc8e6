import { normalQuantile, normalUpper } from '../inference/normal.ts';
import { median } from '../distribution/quantiles.ts';
import type { JudgedSeries, Finding } from './lot-rules.ts';
import { readable } from './lot-rules.ts';
import type { LotFigures } from './lot-figures.ts';

/** A wafer stands out at least so many σ. */
const LEAST_Z = 1.5;
const LEAST_P = 1e-280;

/**
 * A few wafers of a lot that stand out of all ordinary wafers: what a fault of one chamber does, long before the
 * lot's mean moves. For the k most extreme of n wafers, how improbable is it that k or more lie that far out? The most
 * improbable k speaks (Berk & Jones, Z. Wahrscheinlichkeitstheorie 47:47, 1979). Yield and bins.
 */
export function waferFindings({ lots, baseline, settings }: JudgedSeries, index: number): Finding[] {
  const lot = lots[index];
  if (!lot || lot.wafers.length < 2) return [];
  return Object.entries(baseline.wafers).flatMap(([key, { centre, sigma, n }]): Finding[] => {
    if (sigma <= 0 || n < 20) return [];
    const best = mostImprobable(lot, key, centre, sigma);
    if (!best || best.score <= settings.waferSigmas) return [];
    const worst = best.wafers[0]?.charts.get(key) ?? centre;
    return [
      {
        rule: 'wafers',
        key,
        lots: [lot],
        side: 1,
        value: readable(key, worst),
        centre: readable(key, centre),
        limit: readable(key, centre + best.z * sigma),
        score: best.score,
        wafers: [{ lot: lot.observation.lot, waferIds: best.wafers.map((wafer) => wafer.waferId).sort() }],
      },
    ];
  });
}

interface StandsOut {
  readonly score: number;
  readonly z: number;
  readonly wafers: LotFigures['wafers'];
}

function mostImprobable(lot: LotFigures, key: string, usual: number, sigma: number): StandsOut | undefined {
  const n = lot.wafers.length;
  // What the whole lot has in common is the business of its mean: here only what divides it.
  const centre = Math.max(usual, median(lot.wafers.map((wafer) => wafer.charts.get(key) ?? 0)));
  const sorted = [...lot.wafers].sort((a, b) => (b.charts.get(key) ?? 0) - (a.charts.get(key) ?? 0));
  let best: StandsOut | undefined;
  for (let k = 1; k <= n; k += 1) {
    const z = ((sorted[k - 1]?.charts.get(key) ?? 0) - centre) / sigma;
    if (z < LEAST_Z) break;
    const p = Math.max(LEAST_P, atLeast(k, n, normalUpper(z)));
    const score = p < 0.5 ? -normalQuantile(p) : 0;
    if (!best || score > best.score) best = { score, z, wafers: sorted.slice(0, k) };
  }
  return best;
}

/** P(k or more of n) for a binomial with chance p. */
export function atLeast(k: number, n: number, p: number): number {
  let term = (1 - p) ** n;
  let below = 0;
  let tail = 0;
  for (let i = 0; i <= n; i += 1) {
    if (i < k) below += term;
    else tail += term;
    term *= ((n - i) / (i + 1)) * (p / (1 - p));
  }
  return below + tail > 0 ? tail : 0;
}
