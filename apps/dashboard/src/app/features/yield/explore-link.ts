import type { Params } from '@angular/router';
import type {
  LotType,
  MeasureInput,
  MeasureKind,
  PopulationFilter,
  SplitInput,
  SplitKind,
  TrendUnit,
} from '@fabwright/data-access';
import type { FabCalendar } from '@fabwright/facts';
import type { Period } from '../../core/population/period-link.ts';
import {
  linkText,
  readList,
  readPopulation,
  toPopulationFilter,
  writePopulation,
  type PopulationChoice,
} from '../../core/population/population-link.ts';

export const PERIODS = [4, 8, 13, 26, 52, 104] as const;
export const DEFAULT_WEEKS = 8;
/** Stands for all products in a link; without it the first is meant. */
export const ALL_PRODUCTS = '*';
/** Selections longer than this get a short id instead. */
export const MOST_IN_LINK = 50;
const KEPT = '~';

/** A list in a link: its items, or the id under which the server keeps them. */
export type LinkedList = { readonly items: readonly string[] } | { readonly kept: string };

/** What the person chose; null and undefined = no choice, which stays out of the link. */
export interface ExploreChoice extends PopulationChoice<LinkedList | null> {
  readonly lotTypes: readonly LotType[];
  readonly period: Period;
  readonly measure: MeasureInput;
  readonly by: TrendUnit;
  /** Time is the end of the run at this step; null: the end of sort. */
  readonly trackOutOf: string | null;
  readonly split: SplitInput | null;
  /** Label of the group that is told from the others. */
  readonly highlight: string | null;
  readonly selection: LinkedList | null;
  readonly testSide: boolean;
}

export interface ReadExploreLink {
  readonly choice: ExploreChoice;
  /** Parameters that mean nothing here, as written: the page names them. */
  readonly dropped: readonly string[];
}

const YIELDS: Readonly<Record<string, MeasureKind>> = {
  final: 'FINAL_YIELD',
  first: 'FIRST_PASS_YIELD',
  record: 'RECORD_YIELD',
  recovery: 'RECOVERY',
};
const UNITS: Readonly<Record<string, TrendUnit>> = { lot: 'LOT', wafer: 'WAFER', day: 'DAY', week: 'WEEK' };
const SPLITS: Readonly<Record<string, SplitKind>> = {
  product: 'PRODUCT',
  tool: 'TOOL',
  chamber: 'CHAMBER',
  recipe: 'RECIPE_VERSION',
  slot: 'SLOT',
  tester: 'TESTER',
  card: 'PROBE_CARD',
  rev: 'PROGRAM_REVISION',
  site: 'SITE',
  touchdown: 'TOUCHDOWN',
};
/** Known of the results of sort alone: final, first-pass and record yield. */
const SITED: readonly MeasureKind[] = ['FINAL_YIELD', 'FIRST_PASS_YIELD', 'RECORD_YIELD'];
const OF_A_STEP: readonly SplitKind[] = ['TOOL', 'CHAMBER', 'RECIPE_VERSION'];

/** Reads a link; a value that means nothing falls back to the default and is named. */
export function readExploreLink(params: Params): ReadExploreLink {
  const population = readPopulation(params);
  const dropped = [...population.dropped];
  const read = <T>(name: string, parse: (given: string) => T | null, fallback: T): T => {
    const given = linkText(params, name);
    const value = given === undefined ? null : parse(given);
    if (given !== undefined && value === null) dropped.push(`${name}=${given}`);
    return value ?? fallback;
  };
  const choice: ExploreChoice = {
    ...population.choice,
    lotTypes: population.choice.lotTypes ?? ['PRODUCTION'],
    period: population.choice.period ?? { kind: 'weeks', weeks: DEFAULT_WEEKS },
    lots: read<LinkedList | null>('lots', readLinkedList, null),
    wafers: read<LinkedList | null>('wafers', readLinkedList, null),
    measure: read('y', readMeasure, { kind: 'FINAL_YIELD' }),
    by: read('by', (given) => UNITS[given] ?? null, 'LOT'),
    trackOutOf: linkText(params, 'at') ?? null,
    split: read<SplitInput | null>('split', readSplit, null),
    highlight: linkText(params, 'hl') ?? null,
    selection: read<LinkedList | null>('sel', readLinkedList, null),
    testSide: read('v', (given) => (given === 'test' ? true : null), false),
  };
  return { choice, dropped };
}

/** Query parameters of a change: defaults become null, so that they leave the link. */
export function writeExploreLink(change: Partial<ExploreChoice>): Params {
  const { lots, wafers, period, ...rest } = change;
  const written: Params = writePopulation(period ? { ...rest, period: chosenPeriod(period) } : rest);
  for (const [key, value] of Object.entries(change)) {
    const writer = WRITERS[key as keyof typeof WRITERS];
    if (writer) Object.assign(written, writer(value as never));
  }
  return written;
}

type Writers = {
  readonly [K in 'lots' | 'wafers' | Exclude<keyof ExploreChoice, keyof PopulationChoice>]: (
    value: ExploreChoice[K],
  ) => Params;
};

/** What is the explorer's own. */
const WRITERS: Writers = {
  lots: (value) => ({ lots: listInLink(value) }),
  wafers: (value) => ({ wafers: listInLink(value) }),
  measure: (value) => ({ y: value.kind === 'FINAL_YIELD' ? null : measureKey(value) }),
  by: (value) => ({ by: value === 'LOT' ? null : value.toLowerCase() }),
  trackOutOf: (value) => ({ at: value || null }),
  split: (value) => ({ split: value && splitKey(value) }),
  highlight: (value) => ({ hl: value || null }),
  selection: (value) => ({ sel: listInLink(value) }),
  testSide: (value) => ({ v: value ? 'test' : null }),
};

/** The usual weeks stay out of the link. */
function chosenPeriod(period: Period): Period | null {
  return period.kind === 'weeks' && period.weeks === DEFAULT_WEEKS ? null : period;
}

/** A measure as links and lists name it: `final`, `bin:5`, `test:1000`, `fdc:STEP:mean:he_flow`. */
export function measureKey({ kind, bin, test, stepId, parameter, statistic }: MeasureInput): string {
  const plain = Object.entries(YIELDS).find(([, known]) => known === kind);
  if (plain) return plain[0];
  if (kind === 'BIN') return `bin:${bin}`;
  if (kind === 'TEST') return `test:${test}`;
  if (kind === 'ETEST') return `et:${parameter}`;
  return kind === 'METROLOGY' ? `met:${stepId}:${parameter}` : `fdc:${stepId}:${statistic ?? 'mean'}:${parameter}`;
}

export function readMeasure(key: string): MeasureInput | null {
  const plain = YIELDS[key];
  if (plain) return { kind: plain };
  const [kind = '', ...parts] = key.split(':');
  return PARAMETERS[kind]?.(parts) ?? null;
}

/** Names of parameters come last: they may hold colons. */
const PARAMETERS: Readonly<Record<string, (parts: readonly string[]) => MeasureInput | null>> = {
  bin: ([number]) => numbered('bin', number),
  test: ([number]) => numbered('test', number),
  et: (parts) => (parts[0] ? { kind: 'ETEST', parameter: parts.join(':') } : null),
  met: ([stepId, ...name]) => (stepId && name[0] ? { kind: 'METROLOGY', stepId, parameter: name.join(':') } : null),
  fdc: ([stepId, statistic, ...name]) =>
    stepId && statistic && name[0] ? { kind: 'FDC', stepId, statistic, parameter: name.join(':') } : null,
};

function numbered(kind: 'bin' | 'test', text = ''): MeasureInput | null {
  if (!/^\d{1,9}$/.test(text)) return null;
  return kind === 'bin' ? { kind: 'BIN', bin: Number(text) } : { kind: 'TEST', test: Number(text) };
}

/** `chamber:STEP05`, `slot`. */
export function splitKey({ kind, stepId }: SplitInput): string {
  const name = Object.entries(SPLITS).find(([, known]) => known === kind)?.[0] ?? '';
  return stepId ? `${name}:${stepId}` : name;
}

/** A split by what made the result: the probe card's site, or the touchdown. */
export function isBySite(split: SplitInput | null): boolean {
  return split?.kind === 'SITE' || split?.kind === 'TOUCHDOWN';
}

/** Whether a measure is counted over dies; the others are values of whole wafers. */
export function isOfDies({ kind }: MeasureInput): boolean {
  return kind === undefined || kind === 'BIN' || Object.values(YIELDS).includes(kind);
}

/** Whether a measure has a part for each site. */
export function hasSites({ kind }: MeasureInput): boolean {
  return kind !== undefined && SITED.includes(kind);
}

/** Another measure; one without sites takes their split away. */
export function toMeasure(measure: MeasureInput, { split }: ExploreChoice): Partial<ExploreChoice> {
  return isBySite(split) && !hasSites(measure) ? { measure, split: null, highlight: null } : { measure };
}

export function readSplit(key: string): SplitInput | null {
  const [name = '', ...rest] = key.split(':');
  const kind = SPLITS[name];
  const stepId = rest.join(':');
  if (!kind || OF_A_STEP.includes(kind) !== (stepId !== '')) return null;
  return stepId ? { kind, stepId } : { kind };
}

function readLinkedList(given: string): LinkedList | null {
  if (given.startsWith(KEPT)) return /^~[a-z2-7]{10}$/.test(given) ? { kept: given.slice(1) } : null;
  const items = readList(given);
  return items.length > 0 ? { items } : null;
}

function listInLink(list: LinkedList | null): string | null {
  if (!list) return null;
  return 'kept' in list ? `${KEPT}${list.kept}` : list.items.join(',') || null;
}

/** Lists that the link only names by id, once they are known. */
export interface KnownLists {
  readonly lots: readonly string[] | null;
  readonly wafers: readonly string[] | null;
}

/** The choice as the server takes it; `product` null = all. */
export function toPopulation(
  choice: ExploreChoice,
  product: string | null,
  { lots, wafers }: KnownLists,
  calendar: FabCalendar,
): PopulationFilter {
  return toPopulationFilter(
    { ...choice, product: product ?? undefined, lots: lots ?? [], wafers: wafers ?? [] },
    calendar,
  );
}
