import type { Lot, Run } from '../flow/lot.ts';
import { runOf } from '../flow/lot.ts';
import { LOT_AUTOCORRELATION, UNEXPLAINED, type Product } from '../model/products.ts';
import { stepNamed, type Step } from '../model/route.ts';
import { FACTORS } from '../model/tests.ts';
import { hashOf, mix, normalAt } from '../random/stream.ts';

/**
 * Ordinary variation in percentage points of loss. Half of the variance of lots and half of that of wafers follows
 * from eight sensor clusters along the route (`drivers`); the other half is drawn and shows up nowhere.
 */

/** Lots in the order of sort: only the unexplained half remembers, so it has to remember twice as well. */
const MEMORY = LOT_AUTOCORRELATION / UNEXPLAINED;
const HORIZON = 16;

export interface Driver {
  readonly step: Step;
  readonly cluster: number;
  readonly sign: 1 | -1;
  readonly factor: number;
}

type Line = readonly [stepName: string, cluster: number, sign: 1 | -1, factor: (typeof FACTORS)[number]];
const LINES: readonly Line[] = [
  ['Trench etch', 0, 1, 'leakage'],
  ['Gate oxide', 0, -1, 'gate'],
  ['Gate etch', 1, 1, 'gate'],
  ['Spacer deposition', 1, -1, 'leakage'],
  ['Contact etch', 0, 1, 'contact'],
  ['Contact fill', 1, 1, 'contact'],
  ['Contact CMP', 0, -1, 'metal'],
  ['Metal 1 etch', 2, 1, 'metal'],
];
export const DRIVERS: readonly Driver[] = LINES.map(([stepName, cluster, sign, factor]) => {
  return { step: stepNamed(stepName), cluster, sign, factor: FACTORS.indexOf(factor) };
});

/** What a sensor cluster sees of a wafer, standard normal: half common to the run, half the wafer's own. */
export function latent(seed: number, run: Run, wafer: number, cluster: number): number {
  const key = hashOf(seed, 'latent', run.id, cluster);
  return Math.SQRT1_2 * (normalAt(key) + normalAt(mix(key, wafer + 1)));
}

/** Unexplained loss of a lot: first-order memory over the order of sort, as a sum over past shocks. */
export function lotNoisePp(seed: number, lot: Lot): number {
  let value = 0;
  for (let back = 0; back < HORIZON; back++) {
    value += MEMORY ** back * normalAt(hashOf(seed, 'lot-noise', lot.product.id, lot.rank - back));
  }
  return value * Math.sqrt(1 - MEMORY ** 2) * lot.product.sigmaLotPp * Math.sqrt(UNEXPLAINED);
}

/** Unexplained Gaussian loss of a wafer: what the clustering of defects leaves of the unexplained half. */
export function waferNoisePp(seed: number, lot: Lot, wafer: number): number {
  return gaussianWaferSigmaPp(lot.product) * normalAt(hashOf(seed, 'wafer-noise', lot.lotId, wafer));
}

export function gaussianWaferSigmaPp(product: Product): number {
  return Math.sqrt(Math.max(0, UNEXPLAINED * product.sigmaWaferPp ** 2 - product.defectPp ** 2 / 2));
}

/** Loss that sensors explain, and the electrical factors that follow from the same sensors. */
export function explained(seed: number, lot: Lot, wafer: number): { lossPp: number; factors: number[] } {
  const weight = lot.product.sigmaLotPp / Math.sqrt(DRIVERS.length);
  const factors = FACTORS.map((name) => 0.6 * normalAt(hashOf(seed, 'factor', name, lot.lotId, wafer)));
  let lossPp = 0;
  for (const { step, cluster, sign, factor } of DRIVERS) {
    const run = runOf(lot, step, wafer);
    if (!run) continue;
    const seen = sign * latent(seed, run, wafer, cluster);
    lossPp += weight * seen;
    factors[factor] = (factors[factor] ?? 0) + 0.8 * Math.SQRT1_2 * seen;
  }
  return { lossPp, factors };
}
