import type {
  CommonalityInput,
  CommonalityOptions,
  CommonalityReading,
  CommonalityResult,
  CommonalityRow,
  InconclusiveBecause,
} from './commonality.types.ts';
import { confoundedGroups } from './confounded-groups.ts';
import { contrasts, exposureFlags } from './contrast.ts';
import { exposures, MIN_LOTS_ON_A_SIDE } from './exposure.ts';
import type { Exposure } from './exposure.ts';
import { lotFrame } from './lot-frame.ts';
import type { LotFrame } from './lot-frame.ts';
import { countCases, oddsRatio } from './odds-ratio.ts';
import type { LotTable } from './odds-ratio.ts';
import { rankLevels, retestGivenFirst } from './ranking.ts';
import type { RankedLevel } from './ranking.ts';

const PERMUTATIONS = 10_000;
const SIGNIFICANCE = 0.05;
const ROWS = 50;

/** Within lots carries a row when this much of its score's variance comes from there. */
const MOSTLY_WITHIN = 0.5;

type Obstacle = CommonalityResult['obstacle'];
type Figures = Pick<CommonalityRow, 'exposed' | 'others' | 'oddsRatio' | 'overall' | 'withinLots'>;

interface Verdicts {
  readonly significance: number;
  readonly given: Map<Exposure, number>;
}

type Bounds = Pick<Verdicts, 'significance'> & { readonly enoughCaseLots: boolean };

function lotTables(frame: LotFrame, exposure: Exposure): LotTable[] {
  const flags = exposureFlags(frame, exposure);
  const tables = Array.from({ length: frame.lots }, () => ({
    exposedCases: 0,
    exposed: 0,
    otherCases: 0,
    others: 0,
  }));
  for (let wafer = 0; wafer < frame.wafers; wafer += 1) {
    const table = tables[frame.lotOf[wafer] ?? 0];
    const flag = flags[wafer] ?? -1;
    if (!table || flag < 0) continue;
    const bad = frame.cases[wafer] ?? 0;
    table.exposed += flag;
    table.exposedCases += flag * bad;
    table.others += 1 - flag;
    table.otherCases += (1 - flag) * bad;
  }
  return tables.filter((table) => table.exposed + table.others > 0);
}

function figures(frame: LotFrame, exposure: Exposure): Figures {
  const tables = lotTables(frame, exposure);
  return {
    exposed: countCases(tables, 'exposed'),
    others: countCases(tables, 'others'),
    oddsRatio: oddsRatio(tables),
    ...contrasts(frame, exposure),
  };
}

/** Whether the contrast within lots, where the score rests on it, holds with the lot as the unit. */
function holdsByLot(level: RankedLevel, row: Figures): boolean {
  if (level.terms.withinShare < MOSTLY_WITHIN) return true;
  const low = row.withinLots?.low ?? null;
  return low !== null && low > 0;
}

/** What keeps a level from being decided; null where nothing does. */
function because(
  level: RankedLevel,
  row: Figures,
  { significance, enoughCaseLots }: Bounds,
): InconclusiveBecause | null {
  if (!enoughCaseLots) return 'few-affected-lots';
  if (level.p > significance) return level.smallestReachableP > significance ? 'out-of-reach' : null;
  if (row.exposed.caseLots < MIN_LOTS_ON_A_SIDE) return 'few-affected-with-it';
  return holdsByLot(level, row) ? null : 'not-lot-by-lot';
}

function decided(level: RankedLevel, { significance, given }: Verdicts): CommonalityReading {
  if (level.p > significance) return 'no-link';
  return (given.get(level.exposure) ?? 0) <= significance ? 'strong' : 'confounded';
}

/** A group of levels that these lots can't tell apart, by its first one, and what keeps it from being decided. */
interface Judged {
  readonly group: readonly RankedLevel[];
  readonly lead: RankedLevel;
  readonly row: Figures;
  readonly obstacle: InconclusiveBecause | null;
}

function testedRow({ group, lead, row, obstacle }: Judged, verdicts: Verdicts): CommonalityRow {
  return {
    levels: group.flatMap((level) => level.exposure.levels),
    ...row,
    score: lead.score,
    p: lead.p,
    smallestReachableP: lead.smallestReachableP,
    pGivenFirst: verdicts.given.get(lead.exposure) ?? null,
    reading: obstacle === null ? decided(lead, verdicts) : 'inconclusive',
    because: obstacle,
  };
}

/** A level that fewer than three lots saw (or missed): its figures are shown, and that they decide nothing. */
function untestedRow(frame: LotFrame, exposure: Exposure): CommonalityRow {
  return {
    levels: exposure.levels,
    ...figures(frame, exposure),
    score: 0,
    p: null,
    smallestReachableP: null,
    pGivenFirst: null,
    reading: 'inconclusive',
    because: 'few-lots',
  };
}

/** Levels too rare to be tested that affected wafers went through, those with the most of them first. */
function untestedRows(frame: LotFrame, all: readonly Exposure[], most: number): CommonalityRow[] {
  const caseWafers = (exposure: Exposure): number =>
    exposure.exposed.reduce((sum, wafer) => sum + (frame.cases[wafer] ?? 0), 0);
  return all
    .filter((exposure) => !exposure.testable)
    .map((exposure) => ({ exposure, cases: caseWafers(exposure) }))
    .filter(({ cases }) => cases > 0)
    .sort((a, b) => b.cases - a.cases)
    .slice(0, most)
    .map(({ exposure }) => untestedRow(frame, exposure));
}

/**
 * What is left of each is asked once the strongest is known that these lots can decide: what they can't decide explains
 * nothing. What is strong comes first, whatever else scores higher by chance or by a lot or two.
 */
function testedRows(
  frame: LotFrame,
  ranked: readonly RankedLevel[],
  enoughCaseLots: boolean,
  options: CommonalityOptions,
): CommonalityRow[] {
  const significance = options.significance ?? SIGNIFICANCE;
  const judged = confoundedGroups(frame, ranked, options.rows ?? ROWS).flatMap((group): Judged[] => {
    const lead = group[0];
    if (!lead) return [];
    const row = figures(frame, lead.exposure);
    return [{ group, lead, row, obstacle: because(lead, row, { significance, enoughCaseLots }) }];
  });
  const first = judged.find(({ lead, obstacle }) => obstacle === null && lead.p <= significance)?.lead ?? ranked[0];
  const linked = enoughCaseLots && (ranked[0]?.p ?? 1) <= significance;
  const given = linked && first ? retestGivenFirst(frame, first, ranked, options.random) : new Map<Exposure, number>();
  const rows = judged.map((one) => testedRow(one, { significance, given }));
  const isStrong = ({ reading }: CommonalityRow): boolean => reading === 'strong';
  return [...rows.filter(isStrong), ...rows.filter((row) => !isStrong(row))];
}

function countAffected(frame: LotFrame): { caseWafers: number; caseLots: number } {
  const lots = new Set<number>();
  let caseWafers = 0;
  for (let wafer = 0; wafer < frame.wafers; wafer += 1) {
    if (frame.cases[wafer] !== 1) continue;
    caseWafers += 1;
    lots.add(frame.lotOf[wafer] ?? 0);
  }
  return { caseWafers, caseLots: lots.size };
}

function obstacleOf(frame: LotFrame, testable: readonly Exposure[], caseWafers: number, caseLots: number): Obstacle {
  if (caseWafers === 0) return 'no-cases';
  if (caseWafers === frame.wafers) return 'only-cases';
  if (frame.response.every((value) => value === frame.response[0])) return 'response-is-constant';
  if (testable.length === 0) return 'no-testable-factor';
  return caseLots < MIN_LOTS_ON_A_SIDE ? 'fewer-than-three-affected-lots' : null;
}

/**
 * Which factor the affected wafers share that the others don't, strongest first.
 *
 * A level's score adds what lots say that differ in it (their means) and what wafers say that differ in it inside a lot;
 * p is the chance that the best of all levels scores as much when lots are exchanged inside their stratum and wafers
 * inside their lot. One-sided: only levels whose wafers are worse can be linked. With an obstacle that leaves nothing to
 * compare (`no-cases`, `only-cases`, `response-is-constant`) there are no rows; below three affected lots all rows are
 * "inconclusive". Throws a RangeError when lengths or lot indices of the input don't fit.
 */
export function commonality(input: CommonalityInput, options: CommonalityOptions): CommonalityResult {
  const frame = lotFrame(input);
  const all = exposures(input, frame);
  const testable = all.filter((exposure) => exposure.testable);
  const affected = countAffected(frame);
  const obstacle = obstacleOf(frame, testable, affected.caseWafers, affected.caseLots);
  const counts = {
    wafers: frame.wafers,
    lots: frame.lots,
    ...affected,
    levels: all.reduce((sum, exposure) => sum + exposure.levels.length, 0),
    testedLevels: testable.reduce((sum, exposure) => sum + exposure.levels.length, 0),
    distinctLevels: testable.length,
    obstacle,
  };
  const comparable = obstacle === null || obstacle === 'fewer-than-three-affected-lots';
  if (!comparable && obstacle !== 'no-testable-factor') return { rows: [], permutations: 0, ...counts };
  const most = options.rows ?? ROWS;
  if (!comparable) return { rows: untestedRows(frame, all, most), permutations: 0, ...counts };
  const ranking = rankLevels(frame, testable, options.permutations ?? PERMUTATIONS, options.random);
  const tested = testedRows(frame, ranking.levels, obstacle === null, options);
  const rows = [...tested, ...untestedRows(frame, all, most - tested.length)];
  return { rows, permutations: ranking.permutations, ...counts };
}
