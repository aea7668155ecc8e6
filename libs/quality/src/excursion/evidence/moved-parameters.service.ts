import { Injectable } from '@nestjs/common';
import type { ProductScope } from '@fabwright/platform';
import { Maths } from '../../maths/maths.ts';
import type { ExcursionRecord } from '../excursion.ts';
import type { MovedParameter } from '../excursion-evidence.types.ts';
import { ExcursionViews } from '../excursion-views.ts';
import { ExcursionQuestionRepository, type WaferAround } from './excursion-question.repository.ts';
import type { Movement } from './moved-parameters.ts';
import { ParameterRepository, type ParameterColumn } from './parameter.repository.ts';

const MOST_SHOWN = 30;

/** What was measured on the affected wafers before sort and reads differently there than on the others. */
@Injectable()
export class MovedParametersService {
  constructor(
    private readonly questions: ExcursionQuestionRepository,
    private readonly parameters: ParameterRepository,
    private readonly maths: Maths,
    private readonly views: ExcursionViews,
  ) {}

  /** Those that go with being affected beyond chance, the clearest first. Associations: what moved need not be the cause. */
  async moved(record: ExcursionRecord, scope: ProductScope): Promise<MovedParameter[]> {
    const wafers = await this.questions.wafersAround(record, scope);
    if (wafers.length === 0) return [];
    const lots = [...new Set(wafers.map((wafer) => wafer.lotId))];
    const columns = await this.parameters.columns(lots);
    const lotNumbers = new Map(lots.map((lotId, number) => [lotId, number]));
    const movements = await this.maths.run('movedParameters', {
      lotOfWafer: Int32Array.from(wafers, (wafer) => lotNumbers.get(wafer.lotId) ?? 0),
      response: Float64Array.from(wafers, (wafer) => Number(wafer.affected)),
      parameters: columns.map((column, place) => ({
        id: String(place),
        unit: column.unit,
        values: Float64Array.from(wafers, (wafer) => column.values.get(keyOf(wafer)) ?? Number.NaN),
      })),
    });
    const { steps } = await this.views.names([record]);
    return movements.slice(0, MOST_SHOWN).flatMap((movement) => {
      const column = columns[movement.parameter];
      return column ? [shown(movement, column, wafers, steps)] : [];
    });
  }
}

function keyOf({ lotId, waferId }: WaferAround): string {
  return `${lotId}\n${waferId}`;
}

function shown(
  { affected, others, shift, q }: Movement,
  column: ParameterColumn,
  wafers: readonly WaferAround[],
  steps: ReadonlyMap<string, string>,
): MovedParameter {
  const { source, name, statistic, unit, stepId } = column;
  const measured = wafers.filter((wafer) => column.values.has(keyOf(wafer)));
  const bad = measured.filter((wafer) => wafer.affected);
  const lotsOf = (some: readonly WaferAround[]): number => new Set(some.map((wafer) => wafer.lotId)).size;
  return {
    source,
    name,
    statistic,
    unit,
    stepId,
    stepName: steps.get(stepId) ?? stepId,
    toolIds: [...new Set(bad.map((wafer) => column.toolOf.get(keyOf(wafer)) ?? ''))].sort(),
    affected,
    others,
    shift,
    q,
    affectedLots: lotsOf(bad),
    otherLots: lotsOf(measured.filter((wafer) => !wafer.affected)),
  };
}
