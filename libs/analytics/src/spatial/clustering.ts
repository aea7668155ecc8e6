import { normalUpper } from '../inference/normal.ts';
import { DieState } from '../yield/retest-consolidation.ts';
import type { ClusteringTest, NoSpatialTest } from './spatial-types.ts';
import type { WaferDies } from './stacked-map.ts';

const MIN_DIES = 30;
/** With fewer fails (or goods) the statistic's distribution is far from normal. */
const MIN_OF_A_KIND = 5;

interface Neighbourhood {
  readonly fails: Uint8Array;
  /** Ordered pairs of neighbours; Σ degree²; ordered pairs that both fail; Σ over pairs of (yᵢ − ȳ)(yⱼ − ȳ). */
  readonly pairs: number;
  readonly degreeSquares: number;
  readonly bothFail: number;
  readonly cross: number;
}

/**
 * Moran's I of a wafer's final fails over the 8 neighbours of each die, with its exact mean and variance when the dies'
 * states are rearranged (Cliff & Ord, Spatial Processes, 1981, §1.4–1.5), and the joins of failing dies (Moran, J. Royal
 * Statistical Society B 10:243, 1948). Raises an alarm for scratches, rings and clusters while yield is in spec; what
 * every wafer of the product has (its usual edge loss) belongs to `signatureScore`, which knows a baseline.
 */
export function clusteringTest(dies: WaferDies): ClusteringTest | NoSpatialTest {
  const places = Array.from({ length: dies.x.length }, (_, i) => i).filter((i) => dies.state[i] !== DieState.noVerdict);
  const n = places.length;
  const fails = Uint8Array.from(places, (i) => Number(isFail(dies.state[i])));
  const failed = fails.reduce((sum, fail) => sum + fail, 0);
  const refuse = (reason: NoSpatialTest['reason'], needs: number): NoSpatialTest => ({
    kind: 'no-spatial-test',
    reason,
    dies: n,
    failed,
    needs,
  });
  if (n < MIN_DIES) return refuse('too-few-dies', MIN_DIES);
  if (failed < MIN_OF_A_KIND) return refuse('too-few-fails', MIN_OF_A_KIND);
  if (n - failed < MIN_OF_A_KIND) return refuse('too-few-goods', MIN_OF_A_KIND);
  const around = neighbourhood(dies, places, fails, failed / n);
  if (around.pairs === 0) return refuse('no-neighbours', 1);
  const moransI = (n * around.cross) / (around.pairs * failed * (1 - failed / n));
  const expected = -1 / (n - 1);
  const z = (moransI - expected) / Math.sqrt(varianceOfI(n, failed, around));
  return {
    kind: 'clustering',
    moransI,
    expected,
    z,
    p: normalUpper(z),
    failJoins: around.bothFail / 2,
    expectedFailJoins: ((around.pairs / 2) * failed * (failed - 1)) / (n * (n - 1)),
    dies: n,
    failed,
  };
}

function isFail(state: number | undefined): boolean {
  return state === DieState.failed || state === DieState.lostOnRetest;
}

function neighbourhood(dies: WaferDies, places: number[], fails: Uint8Array, mean: number): Neighbourhood {
  const keyOf = (x: number, y: number): number => (x + 40_000) * 100_000 + y + 40_000;
  const at = new Map(places.map((die, i) => [keyOf(dies.x[die] ?? 0, dies.y[die] ?? 0), i]));
  const totals = { pairs: 0, degreeSquares: 0, bothFail: 0, cross: 0 };
  places.forEach((die, i) => {
    const [x, y, self] = [dies.x[die] ?? 0, dies.y[die] ?? 0, fails[i] ?? 0];
    let degree = 0;
    let failing = 0;
    for (let step = 0; step < 9; step += 1) {
      const other = step === 4 ? undefined : at.get(keyOf(x + (step % 3) - 1, y + Math.floor(step / 3) - 1));
      if (other === undefined) continue;
      degree += 1;
      failing += fails[other] ?? 0;
    }
    totals.pairs += degree;
    totals.degreeSquares += degree * degree;
    totals.bothFail += self * failing;
    totals.cross += (self - mean) * (failing - degree * mean);
  });
  return { fails, ...totals };
}

/** Randomisation variance for symmetric 0/1 weights: S₁ = 2S₀, S₂ = 4Σdᵢ². */
function varianceOfI(n: number, failed: number, { pairs, degreeSquares }: Neighbourhood): number {
  const p = failed / n;
  // m₄/m₂² of a 0/1 variable.
  const kurtosis = 1 / (p * (1 - p)) - 3;
  const [s0, s1, s2] = [pairs, 2 * pairs, 4 * degreeSquares];
  const first = n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0 * s0);
  const second = kurtosis * ((n * n - n) * s1 - 2 * n * s2 + 6 * s0 * s0);
  return (first - second) / ((n - 1) * (n - 2) * (n - 3) * s0 * s0) - 1 / (n - 1) ** 2;
}
