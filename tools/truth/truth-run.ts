import {
  detect,
  emptyDetection,
  questionOf,
  type CommonalityResult,
  type DetectedExcursion,
  type Detection,
  type ExcursionQuestion,
} from '@fabwright/analytics';
import {
  INSERTION,
  PRODUCTS,
  scenario,
  type Scenario,
  type ScenarioKind,
  type ScenarioLot,
} from '@fabwright/fab-simulator/scenario';
import { asked } from './asked.ts';
import { factorsOf } from './factors.ts';
import { isKin, namesCause } from './guilt.ts';
import { levelsOf, worstByRawMean, type Level } from './levels.ts';
import { lotObservation, sensorObservation } from './observations.ts';
import { oracle, type Verdict } from './oracle.ts';

const WEEK = 7 * 86_400_000;
const MAIN = PRODUCTS[0]?.id ?? '';
/** Exposures that resemble the truth's so much are no proof of innocence, nor of guilt. */
const RESEMBLES = 0.7;

export interface TruthTask {
  readonly kind: ScenarioKind;
  readonly seed: number;
  readonly sizeSigma: number;
}

/** What one fab with one planted cause came to. */
export interface TruthOutcome extends TruthTask {
  readonly weeks: number;
  /** Excursions that opened on a lot that nothing had happened to, by product with limits. */
  readonly falseExcursions: number;
  readonly productWeeks: number;
  /** Affected lots of the main product until the first alarm that one of them raised; null = never, or none affected. */
  readonly delay: number | null;
  readonly affectedLots: number;
  /** Excursions that hold affected lots. */
  readonly excursionsOfEvent: number;
  readonly verdict: Verdict | null;
  /** Place of the first row that names the cause, from 1; null where none does. */
  readonly rank: number | null;
  /** Where the row that names the cause also is strong. */
  readonly strong: boolean;
  /** Whether the worst raw mean difference names it. */
  readonly rawFirst: boolean;
  readonly innocentLevels: number;
  readonly innocentStrong: number;
  readonly milliseconds: number;
}

export function truthRun(task: TruthTask): TruthOutcome {
  const begun = performance.now();
  const fab = scenario(task.kind, task.seed, task.sizeSigma);
  // A third of the runs with all sensors, harmless shifts and seasoning among them: they take longest to make.
  const sensors = task.seed % 3 === 0 ? fab.sensors().map(sensorObservation) : [];
  const detection = detect(emptyDetection(), [...fab.lots.map(lotObservation), ...sensors]);
  const excursions = detection.excursions.filter((one) => one.class !== 'sensor');
  const event = eventOf(fab, detection);
  const ranking = rankingOf(fab, detection, event.excursion, task);
  return {
    ...task,
    weeks: (fab.to - fab.from) / WEEK,
    ...falseAlarms(fab, detection, excursions),
    delay: event.delay,
    affectedLots: event.affectedLots,
    excursionsOfEvent: event.excursions,
    ...ranking,
    milliseconds: performance.now() - begun,
  };
}

/** Lots of a product that were really hit. */
function hitLots(fab: Scenario, product: string): { lotId: string; sortedAt: number }[] {
  return (fab.truth?.affected ?? []).filter((one) => one.product === product && one.hit.length > 0);
}

function falseAlarms(fab: Scenario, { state }: Detection, excursions: readonly DetectedExcursion[]) {
  let falseExcursions = 0;
  let productWeeks = 0;
  for (const { id } of PRODUCTS) {
    const baseline = state.series[`${id}/${INSERTION}`]?.baseline;
    if (!baseline) continue;
    productWeeks += (fab.to - baseline.to) / WEEK;
    const hit = new Map(hitLots(fab, id).map((one) => [one.sortedAt, one.lotId]));
    falseExcursions += excursions.filter((one) => one.product === id && !hit.has(one.detectedAt)).length;
  }
  return { falseExcursions, productWeeks };
}

/** How many affected lots the first alarm on one of them took, and the excursion that holds most of them. */
function eventOf(fab: Scenario, { alarms, excursions }: Detection) {
  const hit = hitLots(fab, MAIN);
  const ids = new Set(hit.map((one) => one.lotId));
  const first = alarms.find((one) => one.class === 'yield' && ids.has(one.lot));
  const concerned = (one: DetectedExcursion): number => one.lots.filter((lot) => ids.has(lot)).length;
  const holding = excursions.filter((one) => one.product === MAIN && concerned(one) > 0);
  const excursion = [...holding].sort((a, b) => concerned(b) - concerned(a))[0];
  const delay = first ? hit.filter((one) => one.sortedAt <= first.at).length : null;
  return { delay, excursion, excursions: holding.length, affectedLots: hit.length };
}

interface Ranking {
  readonly verdict: Verdict | null;
  readonly rank: number | null;
  readonly strong: boolean;
  readonly rawFirst: boolean;
  readonly innocentLevels: number;
  readonly innocentStrong: number;
}

function rankingOf(
  fab: Scenario,
  { state }: Detection,
  excursion: DetectedExcursion | undefined,
  { seed }: TruthTask,
): Ranking {
  const verdict = verdictOf(fab);
  const baseline = state.series[`${MAIN}/${INSERTION}`]?.baseline;
  const lots = fab.lots.filter((lot) => lot.product === MAIN);
  const asked = excursion ?? (fab.truth ? undefined : worstByChance(lots));
  if (!baseline || !asked) {
    return { verdict, rank: null, strong: false, rawFirst: false, innocentLevels: 0, innocentStrong: 0 };
  }
  return { verdict, ...answerOf(fab, questionOf(asked, baseline, lots.map(lotObservation)), lots, seed) };
}

function answerOf(
  fab: Scenario,
  question: ExcursionQuestion,
  lots: readonly ScenarioLot[],
  seed: number,
): Omit<Ranking, 'verdict'> {
  const { factors, result } = asked(question, lots, seed);
  const levels = levelsOf(factors);
  const guilty = fab.truth?.guilty ?? [];
  const place = result.rows.findIndex((row) => row.levels.some((level) => namesCause(level, guilty)));
  const raw = worstByRawMean(levels, question.response);
  return {
    rank: place < 0 ? null : place + 1,
    strong: result.rows[place]?.reading === 'strong',
    rawFirst: raw !== undefined && namesCause(raw, guilty),
    ...innocents(fab, question, levels, result),
  };
}

/** Fixed by the key: all lots around the time at which the cause met them. */
function verdictOf(fab: Scenario): Verdict | null {
  const { truth } = fab;
  const hit = hitLots(fab, MAIN);
  const [first, last] = [hit[0], hit.at(-1)];
  if (!truth || !first || !last) return null;
  const lots = fab.lots.filter(
    (lot) =>
      lot.product === MAIN && lot.sortedAt >= first.sortedAt - WEEK / 2 && lot.sortedAt <= last.sortedAt + WEEK / 2,
  );
  const lotOfWafer = Int32Array.from(lots.flatMap((lot, index) => lot.wafers.map(() => index)));
  const wafers = lots.flatMap((lot) => lot.wafers.map((wafer) => ({ wafer, substrateBatch: lot.substrateBatch })));
  return oracle(truth, lots, lotOfWafer, levelsOf(factorsOf(wafers)), PRODUCTS[0]?.sigmaLotPp ?? 0);
}

/** Where nothing happened: the six worst of the last forty lots, as if somebody had asked about them. */
function worstByChance(lots: readonly ScenarioLot[]): DetectedExcursion | undefined {
  const late = lots.slice(-40);
  const loss = (lot: ScenarioLot): number => {
    const gross = lot.wafers.reduce((sum, wafer) => sum + wafer.gross, 0);
    return 1 - lot.wafers.reduce((sum, wafer) => sum + wafer.good, 0) / gross;
  };
  const worst = [...late].sort((a, b) => loss(b) - loss(a)).slice(0, 6);
  const times = worst.map((lot) => lot.sortedAt);
  const stream = { kind: 'yield', product: MAIN, insertion: INSERTION, name: '' } as const;
  return {
    id: 'by-chance',
    class: 'yield',
    product: MAIN,
    insertion: INSERTION,
    tool: '',
    detectedAt: Math.min(...times),
    from: Math.min(...times),
    to: Math.max(...times),
    lots: worst.map((lot) => lot.lotId),
    wafers: [],
    leading: stream,
    leadingScore: 0,
    streams: [stream],
    places: [],
    alarmIds: [],
    reasons: [],
    changePp: null,
    ended: false,
    related: [],
  };
}

/** Levels that have no part in the cause, and how many of them were called strong. */
function innocents(fab: Scenario, question: ExcursionQuestion, levels: readonly Level[], result: CommonalityResult) {
  const guilty = fab.truth?.guilty ?? [];
  const exposed = new Set(
    (fab.truth?.affected ?? []).flatMap((lot) => lot.exposed.map((one) => `${lot.lotId}/${one.waferId}`)),
  );
  const truly = Int8Array.from(question.wafers, ({ lot, waferId }) => (exposed.has(`${lot}/${waferId}`) ? 1 : 0));
  const innocent = levels.filter(
    (level) => !namesCause(level, guilty) && !isKin(level, guilty) && Math.abs(phi(truly, level.flags)) < RESEMBLES,
  );
  const names = new Set(innocent.map(nameOf));
  const strong = result.rows.filter(
    (row) => row.reading === 'strong' && row.levels.every((level) => names.has(nameOf(level))),
  );
  return { innocentLevels: names.size, innocentStrong: strong.length };
}

function nameOf({ factorId, level }: Pick<Level, 'factorId' | 'level'>): string {
  return `${factorId}=${level ?? ''}`;
}

/** Correlation of two yes-or-no columns; 0 where one does not vary. */
function phi(a: Int8Array, b: Int8Array): number {
  let [n, inA, inB, both] = [0, 0, 0, 0];
  a.forEach((x, i) => {
    const y = b[i] ?? -1;
    if (y < 0) return;
    n++;
    inA += x;
    inB += y;
    both += x & y;
  });
  const spread = inA * (n - inA) * inB * (n - inB);
  return spread > 0 ? (n * both - inA * inB) / Math.sqrt(spread) : 0;
}
