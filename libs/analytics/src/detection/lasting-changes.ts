import { learnStream } from './baseline.ts';
import type { LastingChange, SeriesBaseline, Usual } from './detection-state.ts';
import type { LotFigures } from './lot-figures.ts';

/** Of so many lots in a row … */
const LOTS = 20;
/** … so many lie on one side of the usual, each by so many σ: nearly all of them, so no single tool or chamber did it. */
const MOVED = 17;
const BEYOND = 1;

/**
 * Streams whose level has moved for good: a new limit of a test, another recipe everywhere. The lots in which that
 * showed are one excursion; what is usual is then learnt anew, since every later lot would be an alarm of the same
 * event otherwise, for ever. `lots` in time order; gives those after the changes that are known already.
 */
export function lastingChanges(lots: readonly LotFigures[], baseline: SeriesBaseline): LastingChange[] {
  const found = Object.keys(baseline.lotMeans).flatMap((key) => changesOf(lots, baseline, key));
  return found.sort((a, b) => a.after - b.after || (a.key < b.key ? -1 : 1));
}

function changesOf(lots: readonly LotFigures[], baseline: SeriesBaseline, key: string): LastingChange[] {
  const known = baseline.changes.findLast((change) => change.key === key);
  const since = known?.after ?? baseline.to;
  let usual: Usual | undefined = known?.lotMean ?? baseline.lotMeans[key];
  const later = lots.filter((lot) => lot.observation.at > since && lot.streams.has(key));
  const found: LastingChange[] = [];
  let from = 0;
  for (let end = LOTS; end <= later.length; end += 1) {
    const run = later.slice(Math.max(from, end - LOTS), end);
    if (run.length < LOTS || !haveMoved(run, key, usual)) continue;
    const change = { ...learnStream(run, key), key, after: run.at(-1)?.observation.at ?? since };
    found.push(change);
    usual = change.lotMean;
    from = end;
  }
  return found;
}

/** Nearly all lots lie on one side of the usual. */
function haveMoved(run: readonly LotFigures[], key: string, usual: Usual | undefined): boolean {
  if (!usual || usual.sigma <= 0 || usual.n < 3) return false;
  const z = run.map((lot) => ((lot.streams.get(key)?.chart ?? usual.centre) - usual.centre) / usual.sigma);
  const sum = (side: 1 | -1): number => z.filter((value) => side * value > BEYOND).length;
  return Math.max(sum(1), sum(-1)) >= MOVED;
}

/** The limits that a lot of this time is judged by. */
export function baselineAt(baseline: SeriesBaseline, at: number): SeriesBaseline {
  const inForce = baseline.changes.filter(({ after }) => after < at);
  if (inForce.length === 0) return baseline;
  const [lotMeans, memory] = [{ ...baseline.lotMeans }, { ...baseline.memory }];
  const [wafers, withinLots] = [{ ...baseline.wafers }, { ...baseline.withinLots }];
  for (const change of inForce) {
    lotMeans[change.key] = change.lotMean;
    memory[change.key] = change.memory;
    if (change.wafers) wafers[change.key] = change.wafers;
    if (change.withinLots) withinLots[change.key] = change.withinLots;
  }
  return { ...baseline, lotMeans, memory, wafers, withinLots };
}
