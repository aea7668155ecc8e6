import { clusters } from './clusters.ts';
import { falseDiscoveryQ } from './false-discovery.ts';
import { Pairing } from './paired-ranks.ts';
import type { PairedRanks } from './paired-ranks.ts';
import type {
  RelateInput,
  RelateOptions,
  RelateParameter,
  RelateResult,
  Relation,
  RelationShape,
  RelationThreshold,
  SkippedParameter,
} from './relate.types.ts';
import { bestCut, correlationP, rhoInterval, turningPoint } from './shapes.ts';
import type { Pattern } from './shapes.ts';
import { withinGroups } from './within-groups.ts';

/** Below this, p values have lost their order to rounding and the share explained decides. */
const FAR_TAIL = 1e-200;

type Untested = Omit<Relation, 'q' | 'found'>;

function rankCorrelation({ ranks, response, spread, responseSpread }: PairedRanks): number {
  let product = 0;
  for (let i = 0; i < ranks.length; i += 1) product += (ranks[i] ?? 0) * (response[i] ?? 0);
  return product / Math.sqrt(spread * responseSpread);
}

function bestShape(patterns: Readonly<Record<RelationShape, Pattern>>): RelationShape {
  const shapes: RelationShape[] = ['monotone', 'threshold', 'optimum'];
  const far = shapes.some((shape) => patterns[shape].p < FAR_TAIL);
  const better = (a: Pattern, b: Pattern): boolean => (far ? a.explained > b.explained : a.p < b.p);
  return shapes.reduce((best, shape) => (better(patterns[shape], patterns[best]) ? shape : best), 'monotone');
}

function meanOver(values: ArrayLike<number>, wafers: Int32Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i += 1) sum += values[wafers[i] ?? 0] ?? 0;
  return sum / (to - from);
}

function thresholdAt(
  response: ArrayLike<number>,
  values: ArrayLike<number>,
  order: Int32Array,
  below: number,
): RelationThreshold | null {
  if (below === 0) return null;
  return {
    value: ((values[order[below - 1] ?? 0] ?? 0) + (values[order[below] ?? 0] ?? 0)) / 2,
    wafersBelow: below,
    wafersAbove: order.length - below,
    meanBelow: meanOver(response, order, 0, below),
    meanAbove: meanOver(response, order, below, order.length),
  };
}

/** Value of x at a centred rank. */
function valueAtRank(values: ArrayLike<number>, order: Int32Array, rank: number): number {
  const at = Math.min(order.length - 1, Math.max(0, Math.round(rank + (order.length - 1) / 2)));
  return values[order[at] ?? 0] ?? Number.NaN;
}

function relationOf(input: RelateInput, index: number, parameter: RelateParameter, pair: PairedRanks): Untested {
  const { order, ranks, response, effective, spread, responseSpread } = pair;
  const rho = rankCorrelation(pair);
  const monotone = { explained: rho * rho, p: correlationP(rho, effective - 2) };
  const threshold = bestCut(ranks, response, responseSpread, effective);
  const optimum = turningPoint(ranks, spread, response, responseSpread, effective);
  const patterns = { monotone, threshold, optimum };
  const shape = bestShape(patterns);
  const [rhoLow, rhoHigh] = rhoInterval(rho, effective);
  const turn = { value: valueAtRank(parameter.values, order, optimum.at), response: optimum.response };
  return {
    parameter: index,
    id: parameter.id,
    unit: parameter.unit,
    wafers: order.length,
    lots: pair.sizes.lots,
    effectiveWafers: effective,
    rho,
    rhoLow,
    rhoHigh,
    shape,
    explained: patterns[shape].explained,
    monotoneP: monotone.p,
    thresholdP: threshold.p,
    optimumP: optimum.p,
    p: Math.min(1, 3 * Math.min(monotone.p, threshold.p, optimum.p)),
    threshold: thresholdAt(input.response, parameter.values, order, threshold.below),
    optimum: shape === 'optimum' ? turn : null,
    withinGroups: withinGroups(pair, { rho, p: monotone.p }),
  };
}

function checkLengths(input: RelateInput): void {
  const wafers = input.lotOfWafer.length;
  const columns = [
    ['The response', input.response.length],
    ['The groups', input.groupOfWafer?.length ?? wafers],
    ...input.parameters.map((parameter) => [`Parameter ${parameter.id}`, parameter.values.length] as const),
  ] as const;
  for (const [name, length] of columns) {
    if (length !== wafers) throw new RangeError(`${name} has ${length} entries for ${wafers} wafers.`);
  }
}

/**
 * Every parameter against the response: rank correlation, best cut and best optimum, each with a p that counts only as
 * many wafers as are independent; the best of the three, times three, goes into Benjamini–Hochberg over all parameters.
 * Throws a RangeError when lengths don't fit; what cannot be tested is listed in `skipped` with its reason.
 */
export function relate(input: RelateInput, options: RelateOptions = {}): RelateResult {
  checkLengths(input);
  const pairing = new Pairing(input);
  const { obstacle } = pairing;
  if (obstacle) return { relations: [], clusters: [], skipped: [], obstacle };
  const skipped: SkippedParameter[] = [];
  const tested: Untested[] = [];
  input.parameters.forEach((parameter, index) => {
    const pair = pairing.of(parameter.values);
    if (typeof pair === 'string') skipped.push({ parameter: index, id: parameter.id, reason: pair });
    else tested.push(relationOf(input, index, parameter, pair));
  });
  const q = falseDiscoveryQ(tested.map((relation) => relation.p));
  const rate = options.falseDiscoveryRate ?? 0.05;
  const relations = tested
    .map((relation, i): Relation => ({ ...relation, q: q[i] ?? 1, found: (q[i] ?? 1) <= rate }))
    .sort((a, b) => a.q - b.q || a.p - b.p || b.explained - a.explained);
  const together = clusters(input, relations, options.clusterCorrelation ?? 0.8, pairing);
  return { relations, clusters: together, skipped, obstacle: null };
}
