import { studentTCritical } from '../inference/student-t.ts';
import { type Interval, MIN_LOTS_FOR_INTERVAL } from '../yield/group-yield.ts';
import type { DefectDies } from './defects-on-dies.ts';

/** Dies of one lot: with the defect, and without any. */
export interface LotKillDies {
  readonly with: DefectDies;
  readonly clean: DefectDies;
}

/** Why there is no kill ratio, or none with an interval. */
export type KillRatioRefusal =
  | { readonly kind: 'too-few-dies'; readonly dies: number; readonly needs: number }
  | { readonly kind: 'too-few-lots'; readonly lots: number; readonly needs: number }
  /** No clean die was good: there is nothing to compare with. */
  | { readonly kind: 'no-good-clean-die' }
  /** No die with the defect was good: the ratio is 1, and its spread can't be estimated. */
  | { readonly kind: 'none-survived' }
  /** Every die is good: nothing varies. */
  | { readonly kind: 'no-spread' };

export interface KillRatio {
  /** 1 − Y(dies with) / Y(clean dies); below 0 when dies with the defect did better. Null: see `refusal`. */
  readonly value: number | null;
  readonly interval: Interval | null;
  readonly refusal: KillRatioRefusal | null;
  readonly diesWith: number;
  readonly yieldWith: number | null;
  readonly cleanDies: number;
  readonly yieldClean: number | null;
  /** Lots that have dies with the defect. */
  readonly lots: number;
  /** value · dies with: good dies that the defect took; null without a value, not below 0. */
  readonly killedDies: number | null;
}

/** Fewer dies than these say nothing about a yield. */
export const MIN_DIES_FOR_KILL_RATIO = 20;

/**
 * Kill ratio of a defect class with an interval that takes the lot as the independent unit.
 * ln(Yw/Yc) is linearised by lot: u = (gw − Yw·nw)/(Yw·Nw) − (gc − Yc·nc)/(Yc·Nc), var = L/(L−1)·Σu² (delta method for
 * a ratio of two ratios over the same clusters; Cochran, Sampling Techniques, 3rd ed. 1977, §6.19), but not below what
 * independent dies would give. With t of L − 1 degrees of freedom, back by 1 − exp. Throws a RangeError for more good
 * dies than dies.
 */
export function killRatio(lots: readonly LotKillDies[], confidence = 0.95): KillRatio {
  const counted = lots.filter((lot) => lot.with.dies > 0);
  const [hit, clean] = [sum(counted, 'with'), sum(counted, 'clean')];
  const common = {
    diesWith: hit.dies,
    yieldWith: yieldOf(hit),
    cleanDies: clean.dies,
    yieldClean: yieldOf(clean),
    lots: counted.length,
  };
  const fewest = Math.min(hit.dies, clean.dies);
  if (fewest < MIN_DIES_FOR_KILL_RATIO) {
    const refusal = { kind: 'too-few-dies', dies: fewest, needs: MIN_DIES_FOR_KILL_RATIO } as const;
    return { ...common, value: null, interval: null, refusal, killedDies: null };
  }
  if (clean.good === 0) {
    return { ...common, value: null, interval: null, refusal: { kind: 'no-good-clean-die' }, killedDies: null };
  }
  const value = 1 - hit.good / hit.dies / (clean.good / clean.dies);
  const killedDies = Math.max(0, value) * hit.dies;
  return { ...common, value, killedDies, ...intervalOf(counted, hit, clean, confidence) };
}

function intervalOf(
  lots: readonly LotKillDies[],
  hit: DefectDies,
  clean: DefectDies,
  confidence: number,
): Pick<KillRatio, 'interval' | 'refusal'> {
  if (lots.length < MIN_LOTS_FOR_INTERVAL) {
    return { interval: null, refusal: { kind: 'too-few-lots', lots: lots.length, needs: MIN_LOTS_FOR_INTERVAL } };
  }
  if (hit.good === 0) return { interval: null, refusal: { kind: 'none-survived' } };
  const variance = Math.max(clusteredVariance(lots, hit, clean), binomialVariance(hit) + binomialVariance(clean));
  if (variance === 0) return { interval: null, refusal: { kind: 'no-spread' } };
  const half = studentTCritical(confidence, lots.length - 1) * Math.sqrt(variance);
  const log = Math.log(hit.good / hit.dies / (clean.good / clean.dies));
  return { interval: { low: 1 - Math.exp(log + half), high: 1 - Math.exp(log - half), confidence }, refusal: null };
}

/** Of ln(Yw/Yc). */
function clusteredVariance(lots: readonly LotKillDies[], hit: DefectDies, clean: DefectDies): number {
  const influence = (own: DefectDies, all: DefectDies): number =>
    (own.good - (all.good / all.dies) * own.dies) / all.good;
  const squares = lots.reduce((total, lot) => total + (influence(lot.with, hit) - influence(lot.clean, clean)) ** 2, 0);
  return (lots.length / (lots.length - 1)) * squares;
}

/** Of the logarithm of a yield of independent dies. */
function binomialVariance({ good, dies }: DefectDies): number {
  return (dies - good) / (good * dies);
}

function sum(lots: readonly LotKillDies[], side: 'with' | 'clean'): DefectDies {
  let [dies, good] = [0, 0];
  for (const lot of lots) {
    const own = lot[side];
    if (own.good < 0 || own.good > own.dies)
      throw new RangeError(`A lot cannot have ${own.good} good of ${own.dies} dies.`);
    dies += own.dies;
    good += own.good;
  }
  return { dies, good };
}

function yieldOf({ good, dies }: DefectDies): number | null {
  return dies > 0 ? good / dies : null;
}
