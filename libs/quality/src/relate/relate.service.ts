import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { relate, type RelateResult } from '@fabwright/analytics';
import type { ProductScope } from '@fabwright/platform';
import { MeasureKind, type MeasureInput } from '../explore/explore.types.ts';
import { TrendRepository, type WaferMeasure } from '../explore/trend.repository.ts';
import { UnitRepository } from '../explore/unit.repository.ts';
import { Maths } from '../maths/maths.ts';
import type { Population } from '../population/population.ts';
import { PopulationService } from '../population/population.service.ts';
import type { PopulationFilter } from '../population/population.types.ts';
import { fitBand } from './fit-band.ts';
import { ParameterRepository } from './parameter.repository.ts';
import { ParameterTable, type ParameterName } from './parameter-table.ts';
import type { RelateColumns } from './relate-columns.ts';
import { rowsOf, scatterRow, skippedCounts } from './relation-rows.ts';
import { type Relations, type RelationScatter, RelationShape } from './relate.types.ts';

/** More would take longer than a person waits and change no rank: the newest say it. */
const MOST_WAFERS = 20_000;
const MOST_ANSWERS = 20;

type Found = Omit<Relations, 'unit' | 'isFraction' | 'notFound'>;

/** Everything that was measured on wafers against their yield, a bin or a parameter. */
@Injectable()
export class RelateService {
  /** By question and data; the one not asked for longest comes first. */
  readonly #answers = new Map<string, Promise<Found>>();

  constructor(
    private readonly populations: PopulationService,
    private readonly trends: TrendRepository,
    private readonly parameters: ParameterRepository,
    private readonly units: UnitRepository,
    private readonly maths: Maths,
  ) {}

  /** Throws NOT_FOUND for a product that may not be seen, INVALID_INPUT for a response that says too little. */
  async relations(filter: PopulationFilter, response: MeasureInput, scope: ProductScope): Promise<Relations> {
    const population = await this.populations.choose(filter, scope);
    const [unit, notFound] = [await this.units.unit(population, response), await this.populations.notFound(population)];
    const found = await this.#cached(population, response);
    return { ...found, unit: unit ?? '', isFraction: unit === null, notFound };
  }

  async scatter(
    filter: PopulationFilter,
    response: MeasureInput,
    parameter: MeasureInput,
    scope: ProductScope,
  ): Promise<RelationScatter> {
    const population = await this.populations.choose(filter, scope);
    const ask = (measure: MeasureInput) => this.trends.byWafer({ population, measure, split: null, trackOutOf: null });
    const [ys, xs] = [await ask(response), await ask(parameter)];
    const [unit, parameterUnit] = [
      await this.units.unit(population, response),
      await this.units.unit(population, parameter),
    ];
    const byWafer = new Map(xs.map((row) => [keyOf(row), row.num / row.den]));
    const both = ys.flatMap((row) => {
      const x = byWafer.get(keyOf(row));
      return x === undefined ? [] : [{ row, x, y: row.num / row.den }];
    });
    const { lotOfWafer } = lotsOf(both.map(({ row }) => row));
    const values = Float64Array.from(both, ({ x }) => x);
    const result = relate({
      lotOfWafer,
      response: Float64Array.from(both, ({ y }) => y),
      parameters: [{ id: '0', unit: parameterUnit, values }],
      ...groupsByProduct(both.map(({ row }) => row)),
    });
    const relation = scatterRow(result, parameterName(parameter, parameterUnit));
    const [x, y] = [both.map((one) => one.x), both.map((one) => one.y)];
    return {
      unit: unit ?? '',
      isFraction: unit === null,
      parameterUnit: parameterUnit ?? '',
      parameterIsFraction: parameterUnit === null,
      wafers: both.map(({ row }) => keyOf(row)),
      x,
      y,
      relation,
      fit: relation?.shape === RelationShape.MONOTONE ? fitBand(x, y, relation.effectiveWafers) : null,
      obstacle: both.length === 0 ? 'no-wafers' : (result.obstacle ?? result.skipped[0]?.reason ?? null),
    };
  }

  async #cached(population: Population, response: MeasureInput): Promise<Found> {
    const question = JSON.stringify([await this.parameters.newestFact(), population, response]);
    const key = createHash('sha256').update(question).digest('base64');
    const answer = this.#answers.get(key) ?? this.#ask(population, response);
    this.#answers.delete(key);
    this.#answers.set(key, answer);
    // An answer that failed is asked for again.
    answer.catch(() => this.#answers.delete(key));
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > MOST_ANSWERS && oldest !== undefined) this.#answers.delete(oldest);
    return answer;
  }

  async #ask(population: Population, response: MeasureInput): Promise<Found> {
    const all = await this.trends.byWafer({ population, measure: response, split: null, trackOutOf: null });
    const wafers = all.slice(-MOST_WAFERS);
    const { lots, lotOfWafer } = lotsOf(wafers);
    const counts = { wafers: wafers.length, lots: lots.length, wafersLeftOut: all.length - wafers.length };
    if (wafers.length === 0) {
      return { ...counts, rows: [], tested: 0, found: 0, skipped: [], obstacle: 'no-wafers' };
    }
    const table = new ParameterTable(new Map(wafers.map((row, at) => [keyOf(row), at])));
    const insertions = [...new Set(population.pairs.map((pair) => pair.insertion))];
    const places = await this.parameters.addSensors(table, lots, wafers.length);
    await this.parameters.addMetrology(table, lots);
    await this.parameters.addEtest(table, lots);
    const changed = await this.parameters.addTests(table, lots, insertions);
    const steps = [...places.keys()];
    const columns: RelateColumns = {
      input: {
        lotOfWafer,
        response: Float32Array.from(wafers, ({ num, den }) => num / den),
        parameters: withoutResponse(table, response),
        ...groupsByProduct(wafers),
      },
      groupingOf: Int32Array.from(table.names, ({ stepId }) => (stepId ? steps.indexOf(stepId) : -1)),
      groupings: [...places.values()],
    };
    const result = await this.maths.run('relateColumns', columns);
    const related = foundIn(result, table.names);
    const skipped = changed > 0 ? [{ reason: 'several-units', parameters: changed }] : [];
    return { ...counts, ...related, skipped: [...related.skipped, ...skipped] };
  }
}

function foundIn(
  result: RelateResult,
  names: readonly ParameterName[],
): Omit<Found, 'wafers' | 'lots' | 'wafersLeftOut'> {
  return {
    rows: rowsOf(result, names),
    tested: result.relations.length,
    found: result.relations.filter(({ found }) => found).length,
    skipped: skippedCounts(result),
    obstacle: result.obstacle,
  };
}

const keyOf = ({ lotId, waferId }: Pick<WaferMeasure, 'lotId' | 'waferId'>): string => `${lotId}/${waferId}`;

function lotsOf(wafers: readonly WaferMeasure[]): { lots: string[]; lotOfWafer: Int32Array } {
  const codes = new Map<string, number>();
  for (const { lotId } of wafers) if (!codes.has(lotId)) codes.set(lotId, codes.size);
  return { lots: [...codes.keys()], lotOfWafer: Int32Array.from(wafers, ({ lotId }) => codes.get(lotId) ?? 0) };
}

/** Products differ in everything: between them any two parameters go together. */
function groupsByProduct(wafers: readonly WaferMeasure[]): { groupOfWafer?: Int32Array } {
  const products = [...new Set(wafers.map(({ productId }) => productId))];
  if (products.length < 2) return {};
  return { groupOfWafer: Int32Array.from(wafers, ({ productId }) => products.indexOf(productId)) };
}

/** A parameter goes with itself: that is no finding. An empty column is skipped with its reason by `relate`. */
function withoutResponse(table: ParameterTable, { kind, test, stepId, parameter, statistic }: MeasureInput) {
  const isResponse = (name: ParameterName): boolean =>
    name.kind === kind &&
    (kind === MeasureKind.TEST
      ? name.test === test
      : name.name === parameter &&
        (name.stepId ?? null) === (stepId ?? null) &&
        name.statistic === (kind === MeasureKind.FDC ? (statistic ?? 'mean') : null));
  return table.parameters().map((column, at) => {
    const name = table.names[at];
    return name && isResponse(name)
      ? { ...column, values: new Float32Array(column.values.length).fill(Number.NaN) }
      : column;
  });
}

function parameterName(measure: MeasureInput, unit: string | null): ParameterName {
  return {
    kind: measure.kind as ParameterName['kind'],
    stepId: measure.stepId ?? null,
    name: measure.parameter ?? String(measure.test ?? measure.bin ?? ''),
    statistic: measure.statistic ?? null,
    test: measure.test ?? null,
    unit: unit ?? '',
  };
}
