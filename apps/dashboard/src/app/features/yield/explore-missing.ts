import type { MeasureInput } from '@fabwright/data-access';
import { splitKey, type ExploreChoice } from './explore-link.ts';
import type { Catalogue } from './explore.store.ts';
import type { TrendParts } from './explore-view.ts';

/** What narrows wafers beyond what a catalogue is of. */
const NARROWED = ['step', 'tool', 'chamber', 'recipe', 'revision', 'tester', 'card'] as const;

/** A bin into which no die of these wafers fell: a chart of it would be a line at zero. Null catalogue: not known yet. */
export function isEmptyBin({ kind, bin }: MeasureInput, catalogue: Catalogue | null): boolean {
  return kind === 'BIN' && catalogue !== null && !catalogue.bins.some(({ number }) => number === bin);
}

/** Why there is no point, where the wafers are there: nobody measured this on them, or they never ran at the step. */
export function reasonOfNoPoint(choice: ExploreChoice, catalogue: Catalogue | null): 'noValue' | 'noTrackOut' | null {
  const someWafers = (catalogue?.programRevisions.length ?? 0) > 0;
  if (!someWafers || NARROWED.some((name) => choice[name])) return null;
  const { trackOutOf } = choice;
  if (trackOutOf && !catalogue?.steps.some(({ stepId }) => stepId === trackOutOf)) return 'noTrackOut';
  return 'noValue';
}

/** The split as the link has it, where nothing is known of any wafer. */
export function unknownSplit({ split }: ExploreChoice, trend: TrendParts | null): string | null {
  const groups = trend?.groups ?? [];
  return split && groups.length > 0 && groups.every(({ label }) => label === null) ? splitKey(split) : null;
}

/** A highlight that none of the groups has. */
export function unknownHighlight({ highlight }: ExploreChoice, trend: TrendParts | null): string | null {
  if (!highlight || !trend || trend.points.key.length === 0) return null;
  return trend.groups.some(({ label }) => label === highlight) ? null : highlight;
}
