import {
  detect,
  emptyDetection,
  questionOf,
  type CommonalityResult,
  type DetectedExcursion,
} from '@fabwright/analytics';
import { demonstration, type Demonstration, type PlantedCause } from '@fabwright/fab-simulator/scenario';
import { asked } from './asked.ts';
import { isKin, namesCause } from './guilt.ts';
import { lotObservation } from './observations.ts';

/** What an excursion of the demonstration fab came to. */
export type Naming =
  /** The first row is strong, and in the tool of a cause that met the excursion's lots. */
  | 'right'
  /** Strong, and in no such tool. */
  | 'wrong'
  /** Why nothing is named: a code of the engine. */
  | NonNullable<CommonalityResult['obstacle']>
  | NonNullable<CommonalityResult['rows'][number]['because']>
  | 'no-link';

export interface NamedExcursion {
  readonly id: string;
  readonly lots: number;
  readonly naming: Naming;
}

/** The demonstration as a first start tells it: its seed, half a year. */
const SETTINGS = { seed: 20_261, historyDays: 180, wafersPerLot: 13 } as const;

/** Follows the demonstration fab, many causes beside each other, and asks about each excursion as the product does. */
export function demonstrationRun(epoch: number): NamedExcursion[] {
  const fab = demonstration({ ...SETTINGS, epoch });
  const { state, excursions } = detect(emptyDetection(), fab.lots.map(lotObservation));
  return excursions.flatMap((one, at) => {
    const baseline = state.series[`${one.product}/${one.insertion}`]?.baseline;
    if (one.class === 'sensor' || !baseline) return [];
    const lots = fab.lots.filter((lot) => lot.product === one.product);
    const { result } = asked(questionOf(one, baseline, lots.map(lotObservation)), lots, at);
    return [{ id: one.id, lots: one.lots.length, naming: namingOf(result, causesOf(one, fab)) }];
  });
}

function causesOf({ lots }: DetectedExcursion, { causes }: Demonstration): PlantedCause[] {
  const own = new Set(lots);
  return causes.filter(({ affected }) => affected.some(({ lotId, hit }) => own.has(lotId) && hit.length > 0));
}

function namingOf({ obstacle, rows }: CommonalityResult, causes: readonly PlantedCause[]): Naming {
  const [first] = rows;
  if (obstacle !== null || !first) return obstacle ?? 'no-testable-factor';
  if (first.reading !== 'strong') return first.because ?? 'no-link';
  const right = first.levels.some((level) =>
    causes.some(({ guilty }) => namesCause(level, guilty) || isKin(level, guilty)),
  );
  return right ? 'right' : 'wrong';
}

/** How many excursions came to what, the commonest first. */
export function namingCounts(excursions: readonly NamedExcursion[]): [Naming, number][] {
  const counts = [...Map.groupBy(excursions, ({ naming }) => naming)].map(
    ([naming, all]) => [naming, all.length] satisfies [Naming, number],
  );
  return counts.sort((a, b) => b[1] - a[1]);
}
