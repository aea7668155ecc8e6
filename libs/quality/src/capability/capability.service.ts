import { Injectable } from '@nestjs/common';
import type { Capability, SpecLimits } from '@fabwright/analytics';
import { DomainError, type ProductScope } from '@fabwright/platform';
import { DieValuesRepository, type WaferDies } from '../compare/die-values.repository.ts';
import { Maths } from '../maths/maths.ts';
import { PopulationService } from '../population/population.service.ts';
import type { PopulationFilter } from '../population/population.types.ts';
import type { Population } from '../population/population.ts';
import { CapabilityRepository, type RevisionTest } from './capability.repository.ts';
import type {
  CapabilityFigures,
  CapabilityRow,
  CapabilityTable,
  LimitsInput,
  TestCapability,
} from './capability.types.ts';
import { indexView } from './test-capability.ts';

/** Wafers of one test in full. */
const MOST_WAFERS = 500;
/** Of a table: wafers × tests, so that it comes within seconds, however many tests there are. */
const MOST_READINGS = 1_500;
const MOST_WAFERS_OF_TABLE = 60;
const FEWEST_WAFERS_OF_TABLE = 12;
const BINS = 48;

export interface TestRequest {
  readonly filter: PopulationFilter;
  readonly test: number;
  readonly revision: string;
  readonly whatIf: LimitsInput | null;
}

/** How well tests keep their limits. One revision of the program at a time: another one measures otherwise. */
@Injectable()
export class CapabilityService {
  constructor(
    private readonly populations: PopulationService,
    private readonly repository: CapabilityRepository,
    private readonly dies: DieValuesRepository,
    private readonly maths: Maths,
  ) {}

  /** Throws NOT_FOUND for a product that may not be seen, INVALID_INPUT for several products. */
  async table(filter: PopulationFilter, scope: ProductScope): Promise<CapabilityTable> {
    const population = await this.#population(filter, scope);
    const all = await this.repository.tests(population);
    const most = Math.floor(MOST_READINGS / FEWEST_WAFERS_OF_TABLE);
    const tests = all.slice(0, most);
    const mostWafers = Math.min(MOST_WAFERS_OF_TABLE, Math.floor(MOST_READINGS / Math.max(1, tests.length)));
    const rows: CapabilityRow[] = [];
    let wafersRead = 0;
    for (const test of tests) {
      const { revision, test: number } = test;
      if (test.severalUnits) {
        rows.push(refusedRow(test));
        continue;
      }
      const wafers = await this.dies.read({ population, test: number, revision, split: null, mostWafers });
      wafersRead = Math.max(wafersRead, wafers.length);
      const { result } = await this.#ask(wafers, limitsOf(test), null, 0);
      rows.push(rowOf(test, result, wafers));
    }
    const wafers = await this.dies.countWafers(population);
    const testsLeftOut = all.length - tests.length;
    const notFound = await this.populations.notFound(population);
    return { rows: rows.sort(byNeed), wafersRead, wafers, testsLeftOut, notFound };
  }

  async test({ filter, test, revision, whatIf }: TestRequest, scope: ProductScope): Promise<TestCapability> {
    const population = await this.#population(filter, scope);
    const defined = (await this.repository.tests(population)).find(
      (one) => one.test === test && one.revision === revision,
    );
    if (!defined) throw new DomainError('NOT_FOUND', `No wafer of this period ran test ${test} in ${revision}.`);
    if (defined.severalUnits) {
      throw new DomainError(
        'INVALID_INPUT',
        `The unit of test ${test} changed in ${revision}: choose a shorter period.`,
        {
          detail: { field: 'test', reason: 'several-units' },
        },
      );
    }
    const wafers = await this.dies.read({ population, test, revision, split: null, mostWafers: MOST_WAFERS });
    const answer = await this.#ask(wafers, limitsOf(defined), whatIf && limitsOf(whatIf), BINS);
    return {
      row: rowOf(defined, answer.result, wafers),
      histogram: answer.histogram,
      whatIf: answer.whatIf && figuresOf(answer.whatIf),
      wafersRead: wafers.length,
      wafers: await this.dies.countWafers(population),
    };
  }

  #ask(wafers: readonly WaferDies[], limits: SpecLimits, whatIf: SpecLimits | null, bins: number) {
    const values = wafers.map(({ lotId, values: own }) => ({ lot: lotId, values: own }));
    return this.maths.run('testCapability', { wafers: values, limits, whatIf, bins });
  }

  async #population(filter: PopulationFilter, scope: ProductScope): Promise<Population> {
    const population = await this.populations.choose(filter, scope);
    if (population.pairs.length <= 1) return population;
    throw new DomainError('INVALID_INPUT', 'Tests of several products have different limits: choose one product.', {
      detail: { field: 'filter.productId', reason: 'several' },
    });
  }
}

function limitsOf({ lower = null, upper = null, ...rest }: LimitsInput | RevisionTest): SpecLimits {
  return { lower, upper, target: 'target' in rest ? (rest.target ?? null) : null };
}

function rowOf(defined: RevisionTest, result: Capability, wafers: readonly WaferDies[]): CapabilityRow {
  const { test, name, unit, revision } = defined;
  return {
    test,
    name,
    unit,
    revision,
    executed: result.executed,
    total: result.total,
    wafers: wafers.length,
    lots: result.lots,
    survivorsOnly: result.censored !== null,
    figures: figuresOf(result),
  };
}

function refusedRow({ test, name, unit, revision, lower, upper }: RevisionTest): CapabilityRow {
  const figures = { ...NO_FIGURES, lower, upper, target: null, outside: null, refused: 'several-units' };
  return { test, name, unit, revision, executed: 0, total: 0, wafers: 0, lots: 0, survivorsOnly: false, figures };
}

const NO_FIGURES = {
  method: null,
  mean: null,
  sigma: null,
  sigmaWithin: null,
  cp: null,
  cpk: null,
  pp: null,
  ppk: null,
  cpm: null,
  estimatedOutside: null,
} as const;

function figuresOf(result: Capability): CapabilityFigures {
  const { limits, observed } = result;
  const given = { lower: limits.lower, upper: limits.upper, target: limits.target ?? null };
  const outside = observed?.share ?? null;
  if (result.kind === 'no-capability') return { ...NO_FIGURES, ...given, outside, refused: result.reason };
  return {
    ...given,
    refused: null,
    method: result.method,
    mean: result.mean,
    sigma: result.overallSigma,
    sigmaWithin: result.within?.sigma ?? null,
    cp: indexView(result.cp),
    cpk: indexView(result.cpk),
    pp: indexView(result.pp),
    ppk: indexView(result.ppk),
    cpm: indexView(result.cpm),
    outside,
    estimatedOutside: result.estimated?.share ?? null,
  };
}

/** Cpk, or Ppk where there is none. */
function need({ figures: { cpk, ppk } }: CapabilityRow): number {
  return cpk?.value ?? ppk?.value ?? Infinity;
}

function byNeed(a: CapabilityRow, b: CapabilityRow): number {
  const [first, second] = [need(a), need(b)];
  return first === second ? a.test - b.test : first - second;
}
