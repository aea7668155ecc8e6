import type { DieCounts, WaferGeometry, ZoneRate } from './ring-sector-profile.ts';
import type { NoSpatialTest, SignatureVector } from './spatial-types.ts';
import { assignZones, zoneRates } from './zones.ts';

export interface SignatureGrid {
  /** Default 6 rings of equal area. */
  readonly rings?: number;
  /** Default 12 sectors. */
  readonly sectors?: number;
  /** Wafers to compare with, on the same dies: what they share, such as a weak edge, is no pattern then. */
  readonly usual?: DieCounts;
}

/** σ that smoothing leaves of independent cells of σ 1: ¼² + ½² + ¼², in both directions. */
const SMOOTHED_CHANCE = 0.375;

/**
 * Where a wafer (or a stack) fails more than it does elsewhere: z of each cell of a polar grid against the wafer's own
 * fail rate, or, with `usual`, against where such wafers usually fail, brought to the same number of fails; smoothed over neighbouring cells (weights ¼, ½, ¼), made unit length. The level of the yield drops out, so two
 * excursions with one pattern are alike whatever their loss. `no-pattern` where nothing or all fails, or all cells agree.
 */
export function signatureVector(
  dies: DieCounts,
  geometry: WaferGeometry,
  { rings = 6, sectors = 12, usual }: SignatureGrid = {},
): SignatureVector | NoSpatialTest {
  const scheme = { kind: 'rings-sectors', rings, sectors } as const;
  const rates = zoneRates(dies, assignZones(dies.x, dies.y, geometry, scheme));
  const tested = rates.reduce((sum, rate) => sum + rate.tested, 0);
  const failed = rates.reduce((sum, rate) => sum + rate.failed, 0);
  const none: NoSpatialTest = { kind: 'no-spatial-test', reason: 'no-pattern', dies: tested, failed, needs: 1 };
  if (failed === 0 || failed === tested) return none;
  const levels = usual ? levelsLike(rates, zoneRates(usual, assignZones(usual.x, usual.y, geometry, scheme))) : null;
  const z = rates.map((rate, cell) => {
    const level = levels?.[cell] ?? failed / tested;
    return rate.tested > 0 ? (rate.failed - rate.tested * level) / Math.sqrt(rate.tested * level * (1 - level)) : 0;
  });
  const smooth = smoothPolar(z, rings, sectors);
  const length = Math.hypot(...smooth);
  if (!(length > 1e-12)) return none;
  const strength = length / Math.sqrt(z.length) / SMOOTHED_CHANCE;
  return { rings, sectors, cells: smooth.map((value) => value / length), strength };
}

/** Keeps a level off 0 and 1, where a z would mean nothing. */
const LEAST_LEVEL = 1e-4;

/** Fail rates of cells as usual, brought to as many fails as there are; half a fail more each, for cells with none. */
function levelsLike(rates: readonly ZoneRate[], usual: readonly ZoneRate[]): number[] {
  const shape = rates.map((_, cell) => ((usual[cell]?.failed ?? 0) + 0.5) / ((usual[cell]?.tested ?? 0) + 1));
  const failed = rates.reduce((sum, rate) => sum + rate.failed, 0);
  const expected = rates.reduce((sum, rate, cell) => sum + rate.tested * (shape[cell] ?? 0), 0);
  return shape.map((rate) => Math.min(1 - LEAST_LEVEL, Math.max(LEAST_LEVEL, (rate * failed) / expected)));
}

/** Cells of a polar grid smoothed over their neighbours with weights ¼, ½, ¼ in both directions. */
export function smoothPolar(z: readonly number[], rings: number, sectors: number): number[] {
  const at = (ring: number, sector: number): number =>
    z[Math.min(rings - 1, Math.max(0, ring)) * sectors + ((sector + sectors) % sectors)] ?? 0;
  const around = (ring: number, sector: number): number =>
    (at(ring, sector - 1) + 2 * at(ring, sector) + at(ring, sector + 1)) / 4;
  return z.map((_, cell) => {
    const ring = Math.floor(cell / sectors);
    const sector = cell % sectors;
    return (around(ring - 1, sector) + 2 * around(ring, sector) + around(ring + 1, sector)) / 4;
  });
}

/** Likeness of two patterns: cosine, −1 (opposite) … 1 (the same). Throws a RangeError for different grids. */
export function similarity(a: SignatureVector, b: SignatureVector): number {
  if (a.rings !== b.rings || a.sectors !== b.sectors) {
    throw new RangeError(`Grids differ: ${a.rings} × ${a.sectors} and ${b.rings} × ${b.sectors}.`);
  }
  const product = a.cells.reduce((sum, value, cell) => sum + value * (b.cells[cell] ?? 0), 0);
  return Math.min(1, Math.max(-1, product));
}

/** The best likeness when b may be turned by whole sectors anticlockwise: for patterns that any angle can have. */
export function turnedSimilarity(
  a: SignatureVector,
  b: SignatureVector,
): { readonly similarity: number; readonly turn: number } {
  const { rings, sectors } = b;
  let best = { similarity: similarity(a, b), turn: 0 };
  for (let turn = 1; turn < sectors; turn += 1) {
    const cells = b.cells.map(
      (_, cell) => b.cells[Math.floor(cell / sectors) * sectors + (((cell % sectors) - turn + sectors) % sectors)] ?? 0,
    );
    const found = similarity(a, { ...b, rings, cells });
    if (found > best.similarity) best = { similarity: found, turn };
  }
  return best;
}
