import { atLeast, atMost, type BenchRow } from '../bench/bench-row.ts';
import { LARGE, SMALL } from './tasks.ts';
import type { TruthOutcome } from './truth-run.ts';
import { wilson } from './wilson.ts';

/** What is to be reached. */
const TARGETS = {
  firstOfLarge: 0.9,
  firstThreeOfSmall: 0.75,
  innocents: 0.05,
  delayLots: 2,
  falseAWeek: 1,
  rawFirst: 0.6,
  runs: 240,
  minutes: 15,
} as const;

const identifiable = (one: TruthOutcome): boolean => one.verdict?.identifiable === true;

/** The middle of the sorted values; of an even number the upper one, so that nothing is made to look better. */
export function upperMedian(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Infinity;
}

function counted(outcomes: readonly TruthOutcome[], test: (one: TruthOutcome) => boolean): { k: number; n: number } {
  return { k: outcomes.filter(test).length, n: outcomes.length };
}

function lowerBound(name: string, { k, n }: { k: number; n: number }, target: number): BenchRow {
  const words = `${name}: Wilson lower bound of ${k}/${n}, reference = their share`;
  return atLeast(words, wilson(k, n).low, '', target, n === 0 ? null : k / n);
}

function upperBound(name: string, { k, n }: { k: number; n: number }, target: number): BenchRow {
  const words = `${name}: Wilson upper bound of ${k}/${n}, reference = their share`;
  return atMost(words, wilson(k, n).high, '', target, n === 0 ? null : k / n);
}

/** Affected lots until the first alarm; never = Infinity. Runs whose cause reached no lot of the product don't count. */
function delays(outcomes: readonly TruthOutcome[]): number[] {
  return outcomes.filter((one) => one.affectedLots > 0).map((one) => one.delay ?? Infinity);
}

function sum(outcomes: readonly TruthOutcome[], of: (one: TruthOutcome) => number): number {
  return outcomes.reduce((total, one) => total + of(one), 0);
}

export function truthRows(outcomes: readonly TruthOutcome[], minutes: number): BenchRow[] {
  const large = outcomes.filter((one) => one.sizeSigma === LARGE && identifiable(one));
  const small = outcomes.filter((one) => one.sizeSigma === SMALL && identifiable(one));
  const innocents = { k: sum(outcomes, (one) => one.innocentStrong), n: sum(outcomes, (one) => one.innocentLevels) };
  const falseAWeek = sum(outcomes, (one) => one.falseExcursions) / sum(outcomes, (one) => one.productWeeks);
  return [
    lowerBound(
      '3 σ_lot causes ranked first',
      counted(large, (one) => one.rank === 1),
      TARGETS.firstOfLarge,
    ),
    lowerBound(
      '1.5 σ_lot causes among the first three',
      counted(small, (one) => one.rank !== null && one.rank <= 3),
      TARGETS.firstThreeOfSmall,
    ),
    upperBound('innocent factors called strong', innocents, TARGETS.innocents),
    atMost('median delay to the first alarm', upperMedian(delays(outcomes)), 'affected lots', TARGETS.delayLots),
    atMost('false excursions', falseAWeek, 'a week a product', TARGETS.falseAWeek),
    upperBound(
      '3 σ_lot causes first by raw mean difference',
      counted(large, (one) => one.rawFirst),
      TARGETS.rawFirst,
    ),
    atLeast('runs', outcomes.length, '', TARGETS.runs),
    atMost('time', minutes, 'min', TARGETS.minutes),
  ];
}

const HEADINGS = [
  'cause',
  'σ_lot',
  'runs',
  'identifiable',
  'first',
  'first three',
  'strong',
  'raw first',
  'delay',
  'missed',
  'all first',
];

/** One line a cause and size, to see where it is weak: nothing is left out. */
export function truthDetails(outcomes: readonly TruthOutcome[]): string[][] {
  const groups = new Map<string, TruthOutcome[]>();
  for (const one of outcomes) {
    const key = one.kind === 'nothing' ? one.kind : `${one.kind}|${one.sizeSigma}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const lines = [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, group]) => detailOf(key, group));
  return [HEADINGS, ...lines];
}

function detailOf(key: string, group: readonly TruthOutcome[]): string[] {
  const [kind = '', size = '–'] = key.split('|');
  const fair = group.filter(identifiable);
  const count = (test: (one: TruthOutcome) => boolean): string => String(fair.filter(test).length);
  const waits = delays(group);
  const median = upperMedian(waits);
  return [
    kind,
    size,
    String(group.length),
    String(fair.length),
    count((one) => one.rank === 1),
    count((one) => one.rank !== null && one.rank <= 3),
    count((one) => one.strong),
    count((one) => one.rawFirst),
    waits.length === 0 ? '–' : Number.isFinite(median) ? String(median) : 'never',
    String(waits.filter((wait) => wait === Infinity).length),
    String(group.filter((one) => one.rank === 1).length),
  ];
}

/** Figures that no target belongs to. */
export function truthNotes(outcomes: readonly TruthOutcome[]): string[] {
  const nothing = outcomes.filter((one) => one.kind === 'nothing');
  const withCause = outcomes.filter((one) => one.kind !== 'nothing');
  const accused = (group: readonly TruthOutcome[]): string =>
    `${group.filter((one) => one.innocentStrong > 0).length} of ${group.length}`;
  const events = withCause.filter((one) => one.excursionsOfEvent > 0);
  const each = sum(events, (one) => one.excursionsOfEvent) / Math.max(1, events.length);
  return [
    `Runs in which at least one innocent factor was called strong: ${accused(nothing)} with nothing wrong, ${accused(withCause)} with a cause.`,
    `Excursions that hold lots of the one planted event, on average: ${each.toFixed(2)}.`,
    `Time a run on its thread: ${(sum(outcomes, (one) => one.milliseconds) / outcomes.length / 1000).toFixed(1)} s.`,
  ];
}
