import type { Params } from '@angular/router';
import type {
  LotType,
  MeasureInput,
  MeasureKind,
  PassageInput,
  PopulationFilter,
  SplitInput,
  SplitKind,
  TrendUnit,
} from '@fabwright/data-access';
import { epochDay, fromEpochDay, isoDate, startOfDay, type CalendarDate, type FabCalendar } from '@fabwright/facts';

export const LOT_TYPES: readonly LotType[] = ['PRODUCTION', 'ENGINEERING', 'QUALIFICATION'];
export const PERIODS = [4, 8, 13, 26, 52, 104] as const;
export const DEFAULT_WEEKS = 8;
const MOST_WEEKS = 520;
/** Stands for all products in a link; without it the first is meant. */
export const ALL_PRODUCTS = '*';
/** Selections longer than this get a short id instead. */
export const MOST_IN_LINK = 50;
const KEPT = '~';

export type ExplorePeriod =
  | { readonly kind: 'weeks'; readonly weeks: number }
  | { readonly kind: 'days'; readonly first: CalendarDate; readonly last: CalendarDate };

/** A list in a link: its items, or the id under which the server keeps them. */
export type LinkedList = { readonly items: readonly string[] } | { readonly kept: string };

/** What the person chose; null and undefined = no choice, which stays out of the link. */
export interface ExploreChoice {
  readonly product: string | undefined;
  readonly insertion: string | undefined;
  readonly lotTypes: readonly LotType[];
  readonly period: ExplorePeriod;
  readonly lots: LinkedList | null;
  readonly wafers: LinkedList | null;
  readonly step: string | null;
  readonly tool: string | null;
  readonly chamber: string | null;
  readonly recipe: string | null;
  readonly revision: string | null;
  readonly tester: string | null;
  readonly card: string | null;
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
};
const OF_A_STEP: readonly SplitKind[] = ['TOOL', 'CHAMBER', 'RECIPE_VERSION'];
/** Names in the link of choices that are plain text. */
const PLAIN = {
  step: 'f.step',
  tool: 'f.tool',
  chamber: 'f.chamber',
  recipe: 'f.recipe',
  revision: 'f.rev',
  tester: 'f.tester',
  card: 'f.card',
  trackOutOf: 'at',
  highlight: 'hl',
} as const;
type PlainName = keyof typeof PLAIN;

/** Reads a link; a value that means nothing falls back to the default and is named. */
export function readExploreLink(params: Params): ReadExploreLink {
  const dropped: string[] = [];
  // a name that stands twice in an address counts by its last value
  const text = (name: string): string | undefined => {
    const given: unknown = Array.isArray(params[name]) ? params[name].at(-1) : params[name];
    return typeof given === 'string' && given !== '' ? given : undefined;
  };
  const read = <T>(name: string, parse: (given: string) => T | null, fallback: T): T => {
    const given = text(name);
    const value = given === undefined ? null : parse(given);
    if (given !== undefined && value === null) dropped.push(`${name}=${given}`);
    return value ?? fallback;
  };
  const plain = (name: PlainName): string | null => text(PLAIN[name]) ?? null;
  const choice: ExploreChoice = {
    product: text('p'),
    insertion: text('ins'),
    lotTypes: read('lt', readLotTypes, ['PRODUCTION']),
    period: read('t', readPeriod, { kind: 'weeks', weeks: DEFAULT_WEEKS }),
    lots: read<LinkedList | null>('lots', readList, null),
    wafers: read<LinkedList | null>('wafers', readList, null),
    step: plain('step'),
    tool: plain('tool'),
    chamber: plain('chamber'),
    recipe: plain('recipe'),
    revision: plain('revision'),
    tester: plain('tester'),
    card: plain('card'),
    measure: read('y', readMeasure, { kind: 'FINAL_YIELD' }),
    by: read('by', (given) => UNITS[given] ?? null, 'LOT'),
    trackOutOf: plain('trackOutOf'),
    split: read<SplitInput | null>('split', readSplit, null),
    highlight: plain('highlight'),
    selection: read<LinkedList | null>('sel', readList, null),
    testSide: read('v', (given) => (given === 'test' ? true : null), false),
  };
  return { choice, dropped };
}

/** Query parameters of a change: defaults become null, so that they leave the link. */
export function writeExploreLink(change: Partial<ExploreChoice>): Params {
  const written: Params = {};
  for (const [key, value] of Object.entries(change)) {
    const writer = WRITERS[key as keyof ExploreChoice];
    if (writer) Object.assign(written, writer(value as never));
  }
  return written;
}

type Writers = { readonly [K in keyof ExploreChoice]: (value: ExploreChoice[K]) => Params };

const plainWriter =
  (name: PlainName) =>
  (value: string | null): Params => ({ [PLAIN[name]]: value || null });

const WRITERS: Writers = {
  product: (value) => ({ p: value ?? null }),
  insertion: (value) => ({ ins: value ?? null }),
  lotTypes: (value) => ({ lt: lotTypesInLink(value) }),
  period: (value) => ({ t: periodInLink(value) }),
  lots: (value) => ({ lots: listInLink(value) }),
  wafers: (value) => ({ wafers: listInLink(value) }),
  step: plainWriter('step'),
  tool: plainWriter('tool'),
  chamber: plainWriter('chamber'),
  recipe: plainWriter('recipe'),
  revision: plainWriter('revision'),
  tester: plainWriter('tester'),
  card: plainWriter('card'),
  measure: (value) => ({ y: value.kind === 'FINAL_YIELD' ? null : measureKey(value) }),
  by: (value) => ({ by: value === 'LOT' ? null : value.toLowerCase() }),
  trackOutOf: plainWriter('trackOutOf'),
  split: (value) => ({ split: value && splitKey(value) }),
  highlight: plainWriter('highlight'),
  selection: (value) => ({ sel: listInLink(value) }),
  testSide: (value) => ({ v: value ? 'test' : null }),
};

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

export function readSplit(key: string): SplitInput | null {
  const [name = '', ...rest] = key.split(':');
  const kind = SPLITS[name];
  const stepId = rest.join(':');
  if (!kind || OF_A_STEP.includes(kind) !== (stepId !== '')) return null;
  return stepId ? { kind, stepId } : { kind };
}

function readList(given: string): LinkedList | null {
  if (given.startsWith(KEPT)) return /^~[a-z2-7]{10}$/.test(given) ? { kept: given.slice(1) } : null;
  const items = given.split(',').filter((item) => item !== '');
  return items.length > 0 ? { items } : null;
}

function listInLink(list: LinkedList | null): string | null {
  if (!list) return null;
  return 'kept' in list ? `${KEPT}${list.kept}` : list.items.join(',') || null;
}

function readLotTypes(given: string): readonly LotType[] | null {
  if (given === 'all') return LOT_TYPES;
  const types = given.split(',').flatMap((name) => LOT_TYPES.filter((type) => type.toLowerCase() === name));
  return types.length > 0 ? types : null;
}

function lotTypesInLink(types: readonly LotType[]): string | null {
  if (types.length === 0 || (types.length === 1 && types[0] === 'PRODUCTION')) return null;
  return types.length === LOT_TYPES.length ? 'all' : types.map((type) => type.toLowerCase()).join(',');
}

function readPeriod(given: string): ExplorePeriod | null {
  const weeks = Number(/^-(\d{1,3})w$/.exec(given)?.[1] ?? 0);
  if (weeks > 0 && weeks <= MOST_WEEKS) return { kind: 'weeks', weeks };
  const [, from, to] = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(given) ?? [];
  const [first, last] = [readDay(from), readDay(to)];
  return first && last && epochDay(first) <= epochDay(last) ? { kind: 'days', first, last } : null;
}

function readDay(text = ''): CalendarDate | null {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  if (year === 0) return null;
  // 31 February would silently become a day in March
  const back = fromEpochDay(epochDay({ year, month, day }));
  return back.month === month && back.day === day ? back : null;
}

function periodInLink(period: ExplorePeriod): string | null {
  if (period.kind === 'days') return `${isoDate(period.first)}..${isoDate(period.last)}`;
  return period.weeks === DEFAULT_WEEKS ? null : `-${period.weeks}w`;
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
  lists: KnownLists,
  calendar: FabCalendar,
): PopulationFilter {
  const through = passageOf(choice);
  return {
    productId: product,
    insertion: choice.insertion ?? null,
    lotTypes: [...choice.lotTypes],
    ...periodOf(choice.period, calendar),
    lots: lists.lots && [...lists.lots],
    wafers: lists.wafers && [...lists.wafers],
    through: through ? [through] : null,
    programRevision: choice.revision,
    tester: choice.tester,
    probeCard: choice.card,
  };
}

function passageOf({ step, tool, chamber, recipe }: ExploreChoice): PassageInput | null {
  if (!step && !tool && !chamber && !recipe) return null;
  return { stepId: step, toolId: tool, chamber, recipeVersion: recipe };
}

function periodOf(period: ExplorePeriod, { zone }: FabCalendar): Pick<PopulationFilter, 'weeks' | 'from' | 'to'> {
  if (period.kind === 'weeks') return { weeks: period.weeks };
  const afterLast = fromEpochDay(epochDay(period.last) + 1);
  return { from: startOfDay(period.first, zone).toISOString(), to: startOfDay(afterLast, zone).toISOString() };
}
