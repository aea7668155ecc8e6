import { clusters } from './clusters.ts';
import { falseDiscoveryQ } from './false-discovery.ts';
import { effectiveWafers, intraClassCorrelation, lotSizes } from './lot-likeness.ts';
import type { LotSizes } from './lot-likeness.ts';
import { centredRanks, ranker } from './ranks.ts';
import type { Ranker } from './ranks.ts';
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

const LEAST_WAFERS = 10;
const LEAST_LOTS = 3;

/** Below this, p values have lost their order to rounding and the share explained decides. */
const FAR_TAIL = 1e-200;

type Untested = Omit<Relation, 'q' | 'found'>;

/** What all parameters share, and the memory that is used again for each. */
interface Bench {
  readonly input: RelateInput;
  readonly ranker: Ranker;
  readonly lotCount: number;
  /** Wafers with a response, ascending by it. */
  readonly responseOrder: Int32Array;
  readonly ranks: Float64Array;
  readonly responseRanks: Float64Array;
}

interface Pair {
  readonly order: Int32Array;
  readonly sizes: LotSizes;
  readonly spread: number;
  readonly responseSpread: number;
  readonly effective: number;
}

/** Wafers that have the parameter and the response, ranked by both; or why they cannot be compared. */
function pairUp(bench: Bench, parameter: RelateParameter): Pair | SkippedParameter['reason'] {
  const { values } = parameter;
  const { lotOfWafer, response } = bench.input;
  const present = (wafer: number): boolean => !Number.isNaN(values[wafer] ?? Number.NaN);
  const responseOrder = bench.responseOrder.filter(present);
  if (responseOrder.length < LEAST_WAFERS) return 'too-few-wafers';
  const order = bench.ranker.order(values).filter((wafer) => !Number.isNaN(response[wafer] ?? Number.NaN));
  const sizes = lotSizes(lotOfWafer, order, bench.lotCount);
  if (sizes.lots < LEAST_LOTS) return 'too-few-lots';
  const spread = centredRanks(values, order, bench.ranks);
  const responseSpread = centredRanks(response, responseOrder, bench.responseRanks);
  if (spread === 0 || responseSpread === 0) return 'constant';
  const icc = intraClassCorrelation(bench.ranks, lotOfWafer, order, sizes, spread);
  const responseIcc = intraClassCorrelation(bench.responseRanks, lotOfWafer, order, sizes, responseSpread);
  return { order, sizes, spread, responseSpread, effective: effectiveWafers(sizes, icc, responseIcc) };
}

function rankCorrelation(bench: Bench, pair: Pair): number {
  let product = 0;
  for (const wafer of pair.order) product += (bench.ranks[wafer] ?? 0) * (bench.responseRanks[wafer] ?? 0);
  return product / Math.sqrt(pair.spread * pair.responseSpread);
}

function bestShape(patterns: Readonly<Record<RelationShape, Pattern>>): RelationShape {
  const shapes: RelationShape[] = ['monotone', 'threshold', 'optimum'];
  const far = shapes.some((shape) => patterns[shape].p < FAR_TAIL);
  const better = (a: Pattern, b: Pattern): boolean => (far ? a.explained > b.explained : a.p < b.p);
  return shapes.reduce((best, shape) => (better(patterns[shape], patterns[best]) ? shape : best), 'monotone');
}

function thresholdAt(
  bench: Bench,
  values: ArrayLike<number>,
  order: Int32Array,
  below: number,
): RelationThreshold | null {
  if (below === 0) return null;
  const mean = (wafers: Int32Array): number =>
    wafers.reduce((sum, wafer) => sum + (bench.input.response[wafer] ?? 0), 0) / wafers.length;
  return {
    value: ((values[order[below - 1] ?? 0] ?? 0) + (values[order[below] ?? 0] ?? 0)) / 2,
    wafersBelow: below,
    wafersAbove: order.length - below,
    meanBelow: mean(order.subarray(0, below)),
    meanAbove: mean(order.subarray(below)),
  };
}

/** Value of x at a centred rank. */
function valueAtRank(values: ArrayLike<number>, order: Int32Array, rank: number): number {
  const at = Math.min(order.length - 1, Math.max(0, Math.round(rank + (order.length - 1) / 2)));
  return values[order[at] ?? 0] ?? Number.NaN;
}

function relationOf(bench: Bench, parameter: RelateParameter, index: number, pair: Pair): Untested {
  const { order, effective, spread, responseSpread } = pair;
  const { ranks, responseRanks } = bench;
  const rho = rankCorrelation(bench, pair);
  const monotone = { explained: rho * rho, p: correlationP(rho, effective - 2) };
  const threshold = bestCut(parameter.values, order, responseRanks, responseSpread, effective);
  const optimum = turningPoint(order, ranks, spread, responseRanks, responseSpread, effective);
  const patterns = { monotone, threshold, optimum };
  const shape = bestShape(patterns);
  const [rhoLow, rhoHigh] = rhoInterval(rho, effective);
  const turn = { value: valueAtRank(parameter.values, order, optimum.at), response: optimum.response };
  const groups = bench.input.groupOfWafer;
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
    threshold: thresholdAt(bench, parameter.values, order, threshold.below),
    optimum: shape === 'optimum' ? turn : null,
    withinGroups: groups ? withinGroups(order, groups, ranks, responseRanks, effective, { rho, p: monotone.p }) : null,
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

function benchFor(input: RelateInput): Bench {
  const wafers = input.lotOfWafer.length;
  const rank = ranker(wafers);
  return {
    input,
    ranker: rank,
    lotCount: input.lotOfWafer.reduce((most, lot) => Math.max(most, lot + 1), 0),
    responseOrder: rank.order(input.response).slice(),
    ranks: new Float64Array(wafers),
    responseRanks: new Float64Array(wafers),
  };
}

function obstacleOf(bench: Bench): RelateResult['obstacle'] {
  const { responseOrder, input } = bench;
  if (responseOrder.length < LEAST_WAFERS) return 'too-few-wafers';
  if (lotSizes(input.lotOfWafer, responseOrder, bench.lotCount).lots < LEAST_LOTS) return 'too-few-lots';
  return centredRanks(input.response, responseOrder, bench.responseRanks) === 0 ? 'response-is-constant' : null;
}

/**
 * Every parameter against the response: rank correlation, best cut and best optimum, each with a p that counts only as
 * many wafers as are independent; the best of the three, times three, goes into Benjamini–Hochberg over all parameters.
 * Throws a RangeError when lengths don't fit; what cannot be tested is listed in `skipped` with its reason.
 */
export function relate(input: RelateInput, options: RelateOptions = {}): RelateResult {
  checkLengths(input);
  const bench = benchFor(input);
  const obstacle = obstacleOf(bench);
  if (obstacle) return { relations: [], clusters: [], skipped: [], obstacle };
  const skipped: SkippedParameter[] = [];
  const tested: Untested[] = [];
  input.parameters.forEach((parameter, index) => {
    const pair = pairUp(bench, parameter);
    if (typeof pair === 'string') skipped.push({ parameter: index, id: parameter.id, reason: pair });
    else tested.push(relationOf(bench, parameter, index, pair));
  });
  const q = falseDiscoveryQ(tested.map((relation) => relation.p));
  const rate = options.falseDiscoveryRate ?? 0.05;
  const relations = tested
    .map((relation, i): Relation => ({ ...relation, q: q[i] ?? 1, found: (q[i] ?? 1) <= rate }))
    .sort((a, b) => a.q - b.q || a.p - b.p || b.explained - a.explained);
  const together = clusters(input, relations, options.clusterCorrelation ?? 0.8, bench.ranker);
  return { relations, clusters: together, skipped, obstacle: null };
}
