import { Injectable } from '@nestjs/common';
import { median, type PairwiseRow } from '@fabwright/analytics';
import { DomainError, type ProductScope } from '@fabwright/platform';
import { MeasureKind, SplitKind, type MeasureInput, type SplitInput } from '../explore/explore.types.ts';
import { TrendRepository } from '../explore/trend.repository.ts';
import { UnitRepository } from '../explore/unit.repository.ts';
import { Maths } from '../maths/maths.ts';
import { overlapOf, wafersBeside } from '../population/group-overlap.ts';
import type { Population } from '../population/population.ts';
import { PopulationService } from '../population/population.service.ts';
import type { PopulationFilter } from '../population/population.types.ts';
import type { CompareAnswer } from './compare-wafers.ts';
import type { Comparison, LegInput } from './compare.types.ts';
import { DieValuesRepository } from './die-values.repository.ts';
import { groupsOf, viewsOf, type Measured } from './compared-groups.ts';

const MOST_PAIRS = 200;
/** Wafers that are read die by die. */
const MOST_DIE_WAFERS = 500;
const MOST_LEGS = 5_000;

export interface CompareRequest {
  readonly filter: PopulationFilter;
  /** The other one of two free groups. */
  readonly other: PopulationFilter | null;
  readonly measure: MeasureInput;
  readonly split: SplitInput | null;
  readonly legs: readonly LegInput[] | null;
  readonly control: string | null;
  /** All dies are drawn, for a test; what is tested stays the wafers' medians. */
  readonly byDie: boolean;
}

/** Groups of wafers against each other: by equipment, by lot, two free groups, or the legs of an experiment. */
@Injectable()
export class CompareService {
  constructor(
    private readonly populations: PopulationService,
    private readonly trends: TrendRepository,
    private readonly dies: DieValuesRepository,
    private readonly units: UnitRepository,
    private readonly maths: Maths,
  ) {}

  /** Throws NOT_FOUND for a product that may not be seen, INVALID_INPUT for a request that says too little. */
  async compare(request: CompareRequest, scope: ProductScope): Promise<Comparison> {
    check(request);
    const { legs, other, byDie } = request;
    const population = await this.populations.choose(legs ? ofLegs(request.filter, legs) : request.filter, scope);
    const otherPopulation = other && (await this.populations.choose(other, scope));
    const unit = await this.#unit([population, otherPopulation], request.measure);
    const chosen = await this.#read(population, request, other ? 'A' : null);
    const others = otherPopulation ? await this.#read(otherPopulation, request, 'B') : [];
    // Somebody who names some of what the filters choose asks how these differ from the rest.
    const own = wafersBeside(chosen, others);
    const { measured, legsNotFound } = withLegs([...own, ...others], legs);
    const { groups, leftOut } = groupsOf(measured, byDie);
    const isTested = !isByLot(request);
    const question = { groups: groups.map(({ compared }) => compared), control: controlOf(request), isTested };
    const answer = await this.maths.run('compareWafers', question);
    const notFound = await this.populations.notFound(population, otherPopulation);
    return {
      unit: unit ?? '',
      isFraction: unit === null,
      groups: viewsOf(groups, answer),
      groupsLeftOut: leftOut,
      overall: answer.overall,
      design: answer.design,
      pairs: pairsOf(answer),
      inconclusive: isTested ? whyUntested(answer, groups.length) : 'by-lot',
      wafers: measured.length,
      wafersLeftOut: byDie ? await this.#notRead([population, otherPopulation]) : 0,
      overlap: other && { ...overlapOf(own, others), sharedWafers: chosen.length - own.length },
      notFound: legs ? { ...notFound, wafers: [] } : notFound,
      legsNotFound,
    };
  }

  /** That of all groups; throws INVALID_INPUT where two of one's own have different ones. */
  async #unit(populations: readonly (Population | null)[], measure: MeasureInput): Promise<string | null> {
    const units = new Set<string | null>();
    for (const population of populations) if (population) units.add(await this.units.unit(population, measure));
    // a group without values has no unit
    if (units.size > 1) units.delete('');
    const [unit = null, ...others] = units;
    if (others.length === 0) return unit;
    throw new DomainError('INVALID_INPUT', `The groups are in different units (${[...units].join(', ')}).`, {
      detail: { field: 'measure.parameter', reason: 'several-units' },
    });
  }

  /** Of each group, the wafers beyond those whose dies are read. */
  async #notRead(populations: readonly (Population | null)[]): Promise<number> {
    let beyond = 0;
    for (const population of populations) {
      if (population) beyond += Math.max(0, (await this.dies.countWafers(population)) - MOST_DIE_WAFERS);
    }
    return beyond;
  }

  async #read(population: Population, request: CompareRequest, fixed: string | null): Promise<Measured[]> {
    const { measure, split, byDie } = request;
    const label = (row: { split: string | null; lotId: string }): string | null =>
      fixed ?? (split ? row.split : row.lotId);
    if (byDie) {
      const question = { population, test: measure.test ?? Number.NaN, split, mostWafers: MOST_DIE_WAFERS };
      const wafers = await this.dies.read(question);
      return wafers.flatMap((wafer) => {
        const ran = executed(wafer.values);
        if (ran.length === 0) return [];
        return [{ lotId: wafer.lotId, waferId: wafer.waferId, label: label(wafer), value: median(ran), dies: ran }];
      });
    }
    const wafers = await this.trends.byWafer({ population, measure, split, trackOutOf: null });
    return wafers.map((row) => ({
      lotId: row.lotId,
      waferId: row.waferId,
      label: label(row),
      value: row.num / row.den,
      dies: null,
    }));
  }
}

/** Values of the dies on which the test ran. */
function executed(values: Float32Array): Float32Array {
  const ran = new Float32Array(values.length);
  let n = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    ran[n] = value;
    n += 1;
  }
  return ran.subarray(0, n);
}

function check({ legs, byDie, measure, control, other, split }: CompareRequest): void {
  if (byDie) checkDies(measure, split);
  if (other && split) throw invalid('split', 'Two groups of your own are compared without a split.');
  if (!legs) return;
  if (legs.length === 0) throw invalid('legs', 'The list of the experiment names no wafer.');
  if (legs.length > MOST_LEGS) throw invalid('legs', `An experiment has at most ${MOST_LEGS} wafers.`);
  if (control && !legs.some(({ leg }) => leg === control)) {
    throw invalid('control', `No wafer of the list ran in the leg ${control}.`);
  }
}

function checkDies(measure: MeasureInput, split: SplitInput | null): void {
  if (measure.kind !== MeasureKind.TEST) throw invalid('measure.kind', 'Dies can be compared by a test only.');
  if (split?.kind === SplitKind.SITE || split?.kind === SplitKind.TOUCHDOWN) {
    throw invalid('split.kind', 'Values of dies are not told apart by site or touchdown: compare wafers by a yield.');
  }
}

function invalid(field: string, message: string): DomainError {
  return new DomainError('INVALID_INPUT', message, { detail: { field, reason: 'invalid' } });
}

function isByLot({ split, legs, other }: CompareRequest): boolean {
  return !split && !legs && !other;
}

function controlOf({ legs, control }: CompareRequest): string | null {
  return legs ? (control ?? legs[0]?.leg ?? null) : null;
}

function whyUntested({ inconclusive }: CompareAnswer, groups: number): string | null {
  return inconclusive?.reason ?? (groups < 2 ? 'too-few-groups' : null);
}

/** The experiment's own wafers, whenever they were tested. */
function ofLegs({ productId, insertion, dies }: PopulationFilter, legs: readonly LegInput[]): PopulationFilter {
  return {
    productId: productId ?? null,
    insertion: insertion ?? null,
    dies: dies ?? null,
    wafers: legs.flatMap(({ lot, wafer }) => [`${lot}/${wafer}`]),
  };
}

function withLegs(
  measured: readonly Measured[],
  legs: readonly LegInput[] | null,
): { measured: readonly Measured[]; legsNotFound: string[] } {
  if (!legs) return { measured, legsNotFound: [] };
  const legOf = new Map(legs.map(({ lot, wafer, leg }) => [`${lot}/${wafer}`, leg]));
  const found = measured.map((row) => ({ ...row, label: legOf.get(`${row.lotId}/${row.waferId}`) ?? null }));
  const names = new Set(measured.map(({ lotId, waferId }) => `${lotId}/${waferId}`));
  return { measured: found, legsNotFound: [...legOf.keys()].filter((name) => !names.has(name)) };
}

function pairsOf({ pairs }: CompareAnswer) {
  return pairs
    .map(pairView)
    .sort((a, b) => (a.holmP ?? 2) - (b.holmP ?? 2) || Math.abs(b.difference ?? 0) - Math.abs(a.difference ?? 0))
    .slice(0, MOST_PAIRS);
}

function pairView({ a, b, comparison, holmP }: PairwiseRow) {
  const [lotsA = 0, lotsB = 0] = comparison.lots;
  if (comparison.kind === 'inconclusive') {
    return { ...NOTHING, a, b, lotsA, lotsB, reason: comparison.reason };
  }
  const { design, difference, effect, decisive } = comparison;
  return {
    a,
    b,
    lotsA,
    lotsB,
    design,
    difference: difference.value,
    low: difference.interval.low,
    high: difference.interval.high,
    ...effect,
    decisive,
    holmP,
    isDifferent: holmP !== null && holmP < 0.05,
    reason: null,
  };
}

const NOTHING = {
  design: null,
  difference: null,
  low: null,
  high: null,
  cliffsDelta: null,
  standardised: null,
  decisive: null,
  holmP: null,
  isDifferent: false,
} as const;
