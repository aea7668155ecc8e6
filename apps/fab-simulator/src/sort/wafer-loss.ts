import type { Excursion } from '../causes/excursion.ts';
import { explained, lotNoisePp, waferNoisePp } from '../causes/variation.ts';
import { runOf, type Lot } from '../flow/lot.ts';
import { recoveredShare } from '../model/bins.ts';
import { ROUTE } from '../model/route.ts';
import type { World } from '../model/world.ts';
import { RandomStream } from '../random/stream.ts';

export interface CauseOnWafer {
  readonly excursion: Excursion;
  /** Percentage points that this cause takes from the wafer. */
  readonly lossPp: number;
}

/** Everything that decides how many dies of a wafer fail, in percentage points of final yield. */
export interface WaferLoss {
  /** Ordinary loss with its noise, at least 0.2. */
  readonly ordinaryPp: number;
  /** Mean number of dies killed by random defects on this very wafer, as percentage points of all dies. */
  readonly defectPp: number;
  readonly causes: readonly CauseOnWafer[];
  readonly recipePp: number;
  /** Electrical factors, about standard normal. */
  readonly factors: readonly number[];
}

const LEAST_PP = 0.2;
/** How far a loss of one percentage point by a cause moves the electrical factor of its bin. */
const FACTOR_SHIFT = 0.22;

export function waferLoss(world: World, lot: Lot, wafer: number): WaferLoss {
  const { seed } = world;
  const { product } = lot;
  const { lossPp: explainedPp, factors } = explained(seed, lot, wafer);
  const recipePp = recipeLossPp(world, lot, wafer);
  const basePp = 100 * (1 - product.yield) - product.defectPp;
  const ordinaryPp = basePp + recipePp + explainedPp + lotNoisePp(seed, lot) + waferNoisePp(seed, lot, wafer);
  const causes = causesOn(world, lot, wafer);
  const defects = new RandomStream(seed, 'defect-density', lot.lotId, wafer).gammaTwo();
  return {
    ordinaryPp: Math.max(LEAST_PP, ordinaryPp),
    defectPp: product.defectPp * defects,
    causes,
    recipePp,
    factors: factors.map((value, factor) => value + FACTOR_SHIFT * sumFor(causes, factor)),
  };
}

/** First-pass loss that leaves this final loss after second probing. */
export function beforeRetest(pp: number): number {
  return pp / (1 - recoveredShare());
}

function recipeLossPp(world: World, lot: Lot, wafer: number): number {
  let total = 0;
  for (const { step } of world.recipes.surfaces.filter((surface) => surface.productId === lot.product.id)) {
    const run = runOf(lot, step, wafer);
    if (run) total += world.recipes.inForce(lot.product, step, run.toolId, run.startedAt).changePp;
  }
  return total;
}

/** A wafer that meets the same fault at several steps suffers once, at its worst. */
function causesOn(world: World, lot: Lot, wafer: number): CauseOnWafer[] {
  const found: CauseOnWafer[] = [];
  for (const [excursion, strength] of exposuresOf(world, lot, wafer)) {
    if (!world.causes.hits(excursion, lot.lotId, wafer)) continue;
    found.push({ excursion, lossPp: (excursion.sizeSigma * lot.product.sigmaLotPp * strength) / excursion.hitShare });
  }
  return found;
}

/** Excursions that a wafer met on its way, with the greatest strength that it met. */
export function exposuresOf(world: World, lot: Lot, wafer: number): Map<Excursion, number> {
  const exposures = new Map<Excursion, number>();
  for (const step of ROUTE) {
    const run = runOf(lot, step, wafer);
    if (!run) continue;
    for (const { excursion, strength } of world.causes.exposures(run, run.wafers.indexOf(wafer))) {
      exposures.set(excursion, Math.max(strength, exposures.get(excursion) ?? 0));
    }
  }
  return exposures;
}

/** Fail bins 0–9 lie, in the order of FAIL_BINS, near these factors: contact, contact, metal, leakage ×2, gate ×4, metal. */
const FACTOR_OF_BIN = [1, 1, 3, 2, 2, 0, 0, 0, 0, 3] as const;

function sumFor(causes: readonly CauseOnWafer[], factor: number): number {
  return causes.reduce((sum, cause) => (FACTOR_OF_BIN[cause.excursion.bin] === factor ? sum + cause.lossPp : sum), 0);
}

export function factorOfBin(bin: number): number {
  return FACTOR_OF_BIN[bin] ?? 0;
}
