import { mean } from '../distribution/quantiles.ts';
import { welchTest } from '../inference/welch.ts';
import { scaleMapping } from './chart-scale.ts';
import type { EwmaPoint } from './ewma.ts';
import { learnPhaseLimits, placePoint } from './phase-limits.ts';
import { absoluteReasons, judgeSegment, type BareReason, type Segment } from './phase-reasons.ts';
import { spreadKind } from './phase-spread.ts';
import type {
  Breakpoint,
  ChartPhase,
  ChartReason,
  PhaseLimits,
  PhaseShift,
  PhasedChart,
  PhasedChartOptions,
  StoredLimits,
  TimedPoint,
} from './phase-types.ts';
import { checkPoints, splitAtBreakpoints, storedFor, type PhaseStretch } from './phases.ts';
import type { SpreadPoint } from './within-lot-chart.ts';

const KIND_ORDER: readonly ChartReason['kind'][] = ['floor', 'ceiling', 'sigma', 'slope', 'spread'];

/**
 * Control chart with phases: each breakpoint (PM, recipe, program, card, limit, mask) begins a phase, which has limits
 * kept from before (`stored`), or learns its own on its first points. A phase with too few points says so, and its
 * points are judged by the limits before it: a PM gone wrong raises its alarm at once. A phase that has learnt its own
 * limits tells how far its centre moved (`shift`), since no rule inside it can see that.
 * Points in time order. Throws a RangeError for points out of order or without a number, and for a range chart of more
 * than 25 values a point.
 */
export function phasedChart(
  points: readonly TimedPoint[],
  breakpoints: readonly Breakpoint[] = [],
  options: PhasedChartOptions = {},
): PhasedChart {
  checkPoints(points);
  const stretches = splitAtBreakpoints(points, breakpoints);
  const phases = judgePhases(points, stretches, options);
  const phaseOf = points.map((_, i) => phases.findIndex(({ from, to }) => from <= i && i <= to));
  const ewma: (EwmaPoint | null)[] = points.map(() => null);
  const spread: (SpreadPoint | null)[] = points.map(() => null);
  const reasons: BareReason[] = absoluteReasons(points, options);
  for (const segment of segmentsOf(points, phases)) {
    const judged = judgeSegment(points, segment, options);
    segment.indices.forEach((index, i) => {
      ewma[index] = judged.ewma[i] ?? null;
      spread[index] = judged.spread[i] ?? null;
    });
    reasons.push(...judged.reasons);
  }
  return {
    points: points.map((point, i) => placed(point, phaseOf[i] ?? 0, phases)),
    phases,
    ewma,
    spread,
    spreadOf: spreadKind(options.chart ?? 'lot-means'),
    reasons: reasons
      .map((reason) => ({ ...reason, id: points[reason.index]?.id ?? '', phase: phaseOf[reason.index] ?? 0 }))
      .sort((a, b) => a.index - b.index || KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind)),
    breakpoints: [...breakpoints].sort((a, b) => a.time - b.time),
  };
}

function placed(point: TimedPoint, phase: number, phases: readonly ChartPhase[]): PhasedChart['points'][number] {
  const limits = phases[phase]?.limits;
  if (!limits) return { phase, centre: null, lower: null, upper: null, z: null };
  const { centre, lower, upper, z } = placePoint(point, limits);
  return { phase, centre, lower, upper, z };
}

function judgePhases(
  points: readonly TimedPoint[],
  stretches: readonly PhaseStretch[],
  options: PhasedChartOptions,
): ChartPhase[] {
  const chart = options.chart ?? 'lot-means';
  const stored = storedFor(
    points,
    stretches,
    (options.stored ?? []).filter(({ limits }) => limits.chart === chart),
  );
  const phases: ChartPhase[] = [];
  stretches.forEach((stretch, index) => {
    const members = points.slice(stretch.from, stretch.to + 1);
    const own = learnPhaseLimits(members, options);
    const before = phases.at(-1) ?? null;
    const earlier = before?.limits ?? null;
    const { limits, judgedBy } = chosenLimits(stored[index] ?? null, own, earlier);
    const shift =
      before && earlier && own.kind === 'phase-limits'
        ? shiftBetween(points.slice(before.from, before.to + 1), members, earlier, own)
        : null;
    phases.push({ index, ...stretch, own, judgedBy, limits, shift });
  });
  return phases;
}

function chosenLimits(
  stored: StoredLimits | null,
  own: ChartPhase['own'],
  earlier: PhaseLimits | null,
): Pick<ChartPhase, 'limits' | 'judgedBy'> {
  if (stored) return { limits: stored.limits, judgedBy: 'stored' };
  if (own.kind === 'phase-limits') return { limits: own, judgedBy: 'own' };
  return earlier ? { limits: earlier, judgedBy: 'earlier' } : { limits: null, judgedBy: 'none' };
}

/** On the scale of the earlier limits, so that a phase which changed its scale can still be compared. */
function shiftBetween(
  before: readonly TimedPoint[],
  after: readonly TimedPoint[],
  earlier: PhaseLimits,
  own: PhaseLimits,
): PhaseShift {
  const { toChart, fromChart } = scaleMapping(earlier.scale);
  const charted = (points: readonly TimedPoint[]): number[] =>
    points.filter(({ seasoning }) => seasoning !== true).map(({ value }) => toChart(value));
  const level = charted(after);
  return {
    value: scaleMapping(own.scale).fromChart(own.chartCentre) - fromChart(earlier.chartCentre),
    sigmas: (mean(level) - earlier.chartCentre) / earlier.chartSigma,
    p: welchTest(level, charted(before))?.p ?? null,
  };
}

/** Neighbouring phases under the very same limits are one segment. */
function segmentsOf(points: readonly TimedPoint[], phases: readonly ChartPhase[]): Segment[] {
  const segments: { limits: PhaseLimits; indices: number[] }[] = [];
  for (const { limits, from, to } of phases) {
    if (!limits) continue;
    const last = segments.at(-1);
    const segment = last?.limits === limits ? last : { limits, indices: [] };
    if (segment !== last) segments.push(segment);
    for (let i = from; i <= to; i += 1) if (points[i]?.seasoning !== true) segment.indices.push(i);
  }
  return segments;
}
