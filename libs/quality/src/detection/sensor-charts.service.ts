import { Injectable } from '@nestjs/common';
import {
  emptyDetection,
  sensorKey,
  type Alarm,
  type DetectedExcursion,
  type DetectionState,
} from '@fabwright/analytics';
import { Maths } from '../maths/maths.ts';
import type { FoundExcursion } from './found-excursions.ts';
import { observationsOf } from './judge-sensors.ts';
import { sensorExcursions } from './sensor-excursions.ts';
import { SensorRunRepository, type RunSpan, type SensorRun } from './sensor-run.repository.ts';

/** The charts of one tool with one product: recipes differ by product, and so does who may see what. */
interface Charts {
  state: DetectionState;
  readonly excursions: Map<string, DetectedExcursion>;
  readonly alarms: Map<string, Alarm>;
}

interface ToolCharts {
  /** Number of the newest run that they have seen. */
  readonly upTo: number;
  readonly products: ReadonlyMap<string, Charts>;
}

/**
 * What every sensor of every chamber tells, run by run. A fab has more runs than can be judged anew each time: charts
 * remember what they have seen, in memory only, and go on with the runs that are new. A run that comes later than one
 * which its chart has seen makes that tool be judged anew from the start of the window, so that the order of arrival
 * changes nothing; so does a worker that starts.
 */
@Injectable()
export class SensorCharts {
  #from = 0;
  #seen = 0;
  #tools = new Map<string, ToolCharts>();

  constructor(
    private readonly runs: SensorRunRepository,
    private readonly maths: Maths,
  ) {}

  /** Excursions of the runs since `from` whose number is at most `upTo`. Reads in portions, outside of a transaction. */
  async excursions(from: Date, upTo: number): Promise<FoundExcursion[]> {
    if (from.getTime() !== this.#from) this.#forget(from);
    const after = this.#seen;
    for (const tool of await this.runs.tools({ from, after, upTo })) await this.#goOn({ tool, from, after, upTo });
    this.#seen = Math.max(after, upTo);
    const told = [...this.#tools.values()].flatMap(({ products }) =>
      [...products].map(([product, charts]) => ({ product, ...charts })),
    );
    const lots = told.flatMap(({ alarms }) => [...alarms.values()].map((alarm) => alarm.lot));
    const productOf = await this.runs.products([...new Set(lots)]);
    return told.flatMap((one) => sensorExcursions(one, productOf));
  }

  #forget(from: Date): void {
    this.#from = from.getTime();
    this.#seen = 0;
    this.#tools = new Map();
  }

  async #goOn(span: RunSpan): Promise<void> {
    const known = this.#tools.get(span.tool) ?? { upTo: 0, products: new Map<string, Charts>() };
    // A tool may have been gone through already, when another one failed after it.
    const after = Math.max(span.after, known.upTo);
    const products =
      (await this.#judged(known.products, { ...span, after })) ??
      (await this.#judged(new Map(), { ...span, after: 0 }));
    if (products) this.#tools.set(span.tool, { upTo: span.upTo, products });
  }

  /** Null when a run belongs before one that its chart has seen. What is known stays untouched until all is judged. */
  async #judged(known: ReadonlyMap<string, Charts>, span: RunSpan): Promise<Map<string, Charts> | null> {
    const products = new Map([...known].map(([product, charts]) => [product, copied(charts)]));
    for await (const portion of this.runs.runs(span)) {
      for (const [product, runs] of Map.groupBy(portion, (run) => run.product)) {
        const charts = products.get(product) ?? { state: emptyDetection(), excursions: new Map(), alarms: new Map() };
        if (runs.some((run) => isLate(charts.state, span.tool, run))) return null;
        const { state, excursions, alarms } = await this.maths.run('judgeSensors', {
          tool: span.tool,
          state: charts.state,
          runs,
        });
        for (const one of excursions) charts.excursions.set(one.id, one);
        for (const one of alarms) charts.alarms.set(one.id, one);
        products.set(product, { ...charts, state });
      }
    }
    return products;
  }
}

function copied({ state, excursions, alarms }: Charts): Charts {
  return { state, excursions: new Map(excursions), alarms: new Map(alarms) };
}

function isLate(state: DetectionState, tool: string, run: SensorRun): boolean {
  return observationsOf(tool, run).some((one) => run.at < (state.sensors[sensorKey(one)]?.lastAt ?? -Infinity));
}
