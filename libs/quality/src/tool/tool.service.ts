import { Injectable } from '@nestjs/common';
import { DomainError, FabClock, type ProductScope } from '@fabwright/platform';
import { PopulationService } from '../population/population.service.ts';
import { chosenPeriod } from '../yield/fab-calendar.ts';
import { compareYields } from './compare-yields.ts';
import { ToolRepository, type ToolQuery } from './tool.repository.ts';
import type { SeasoningPoint, Tool, ToolFilter, ToolList, ToolSensorInput } from './tool.types.ts';

/** Tools by what they did in a period, for those products that a person may see. */
@Injectable()
export class ToolService {
  constructor(
    private readonly tools: ToolRepository,
    private readonly populations: PopulationService,
    private readonly clock: FabClock,
  ) {}

  /** By area and id. */
  async list(filter: ToolFilter, scope: ProductScope): Promise<ToolList> {
    const { query, period } = await this.#choose(null, filter, scope);
    const rows = await this.tools.tools(query);
    const [{ yields, excludedWafers }, pms] = [
      await this.#yields(query, scope),
      await this.tools.lastPms(rows.map(({ toolId }) => toolId)),
    ];
    return {
      period,
      excludedWafers,
      tools: rows.map((row) => ({
        ...row,
        chambers: [...row.chambers],
        lastPm: pms.get(row.toolId) ?? null,
        yields: yields.get(row.toolId) ?? [],
      })),
    };
  }

  /** Throws NOT_FOUND for a tool that never ran anything which may be seen. */
  async tool(toolId: string, filter: ToolFilter, scope: ProductScope): Promise<Tool> {
    const { query, period } = await this.#choose(toolId, filter, scope);
    const known = await this.#known(query);
    const [row, runs, runsInAll, maintenance, sensors, { yields, excludedWafers }] = await Promise.all([
      this.tools.tools(query),
      this.tools.runs(query),
      this.tools.countRuns(query),
      this.tools.maintenance(query),
      this.tools.sensors(query),
      this.#yields(query, scope),
    ]);
    return {
      ...known,
      period,
      chambers: [...(row[0]?.chambers ?? [])],
      runs,
      runsInAll,
      maintenance,
      sensors,
      yields: yields.get(toolId) ?? [],
      excludedWafers,
    };
  }

  /** In time order. Throws NOT_FOUND as `tool` does. */
  async seasoning(
    toolId: string,
    sensor: ToolSensorInput,
    filter: ToolFilter,
    scope: ProductScope,
  ): Promise<SeasoningPoint[]> {
    const { query } = await this.#choose(toolId, filter, scope);
    await this.#known(query);
    return this.tools.seasoning(query, sensor);
  }

  async #known(query: ToolQuery) {
    const known = await this.tools.known({ ...query, productId: null });
    if (known) return known;
    throw new DomainError('NOT_FOUND', `There is no tool ${query.toolId ?? ''} with runs that you may see.`);
  }

  /** What was sorted, whenever that was: the period is that of the runs. */
  async #yields(query: ToolQuery, scope: ProductScope) {
    const { pairs } = await this.populations.choose({ productId: query.productId }, scope);
    const yields = compareYields(await this.tools.touched(query, pairs));
    return { yields, excludedWafers: await this.tools.excluded(query, pairs) };
  }

  async #choose(toolId: string | null, filter: ToolFilter, scope: ProductScope) {
    const { from, to, label } = chosenPeriod(filter, await this.clock.now(), this.populations.calendar);
    if (from >= to) {
      throw new DomainError('INVALID_INPUT', 'The period ends before it begins: choose another.', {
        detail: { field: 'filter.from', reason: 'after-to' },
      });
    }
    const query: ToolQuery = { toolId, productId: filter.productId ?? null, scope, from, to };
    return { query, period: label };
  }
}
