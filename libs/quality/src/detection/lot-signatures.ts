import {
  DieState,
  geometryFromDies,
  signatureBaseline,
  signatureScore,
  type DieCounts,
  type SignatureBaseline,
  type WaferDies,
  type WaferGeometry,
} from '@fabwright/analytics';

/** Where a product's wafers usually fail, learnt once on the lots of phase I. */
export interface LearntSignature {
  readonly geometry: WaferGeometry;
  readonly baseline: SignatureBaseline;
}

/** Null where there are too few wafers or fails to say what is usual. Pure; runs in a thread. */
export function learnSignature(wafers: readonly WaferDies[]): LearntSignature | null {
  const [x, y] = [extentOf(wafers.map((wafer) => wafer.x)), extentOf(wafers.map((wafer) => wafer.y))];
  if (x === null || y === null) return null;
  const geometry = geometryFromDies(x, y);
  const baseline = signatureBaseline(wafers.map(countsOf), geometry);
  return baseline.kind === 'signature-baseline' ? { geometry, baseline } : null;
}

/**
 * Of each lot how far the pattern of its wafers' fails lies from the usual one: the mean over its wafers of the
 * logarithm of the statistic, 0 for healthy ones; NaN for a lot without fails. Pure; runs in a thread.
 */
export function lotSignatures(input: {
  readonly learnt: LearntSignature;
  readonly lots: readonly (readonly WaferDies[])[];
}): number[] {
  const { geometry, baseline } = input.learnt;
  return input.lots.map((wafers) => {
    const scores = wafers.flatMap((wafer) => signatureScore(countsOf(wafer), geometry, baseline) ?? []);
    const logs = scores.map((score) => Math.log(score.statistic));
    return logs.length === 0 ? Number.NaN : logs.reduce((sum, value) => sum + value, 0) / logs.length;
  });
}

function countsOf({ x, y, state }: WaferDies): DieCounts {
  const states = Int16Array.from(state);
  return {
    x,
    y,
    tested: Uint8Array.from(states, (one) => Number(one !== DieState.noVerdict)),
    failed: Uint8Array.from(states, (one) => Number(one === DieState.failed || one === DieState.lostOnRetest)),
  };
}

/** Smallest and largest; null without dies. */
function extentOf(columns: readonly ArrayLike<number>[]): [number, number] | null {
  let [low, high] = [Infinity, -Infinity];
  for (const column of columns) {
    for (let at = 0; at < column.length; at += 1) {
      low = Math.min(low, column[at] ?? low);
      high = Math.max(high, column[at] ?? high);
    }
  }
  return low <= high ? [low, high] : null;
}
