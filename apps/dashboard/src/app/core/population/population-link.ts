import type { Params } from '@angular/router';
import { DieSelection } from '@fabwright/contracts';
import type { LotType, PopulationFilter } from '@fabwright/data-access';
import type { FabCalendar } from '@fabwright/facts';
import { lotTypesInLink, readLotTypes } from './lot-types-link.ts';
import { periodFilter, periodInLink, readPeriod, type Period } from './period-link.ts';

/** Which wafers a page is about, as a person chose them; undefined, null and empty = no choice. */
export interface PopulationChoice<List = readonly string[]> {
  readonly product: string | undefined;
  readonly insertion: string | undefined;
  readonly lotTypes: readonly LotType[] | null;
  readonly period: Period | null;
  readonly lots: List;
  /** As lot/wafer, or the wafer's id alone. */
  readonly wafers: List;
  readonly step: string | undefined;
  readonly tool: string | undefined;
  readonly chamber: string | undefined;
  readonly recipe: string | undefined;
  readonly revision: string | undefined;
  readonly tester: string | undefined;
  readonly card: string | undefined;
  /** Text of the positions of the die map over which wafers are counted; undefined = all. */
  readonly dies: string | undefined;
}

/** Names in the address, the same on every page. */
export const POPULATION_PARAMETERS = [
  'p',
  'ins',
  'lt',
  't',
  'lots',
  'wafers',
  'f.step',
  'f.tool',
  'f.chamber',
  'f.recipe',
  'f.rev',
  'f.tester',
  'f.card',
  'dies',
] as const;

const PLAIN = {
  p: 'product',
  ins: 'insertion',
  'f.step': 'step',
  'f.tool': 'tool',
  'f.chamber': 'chamber',
  'f.recipe': 'recipe',
  'f.rev': 'revision',
  'f.tester': 'tester',
  'f.card': 'card',
} as const satisfies Record<string, keyof PopulationChoice>;

export interface ReadPopulation {
  readonly choice: PopulationChoice;
  /** Parameters that mean nothing, as written: a page names them instead of dropping them in silence. */
  readonly dropped: readonly string[];
}

/** Reads a page's parameters. */
export function readPopulation(params: Params): ReadPopulation {
  const text = (name: string): string | undefined => linkText(params, name);
  const plain = Object.fromEntries(Object.entries(PLAIN).map(([name, field]) => [field, text(name)]));
  const [period, lotTypes] = [readPeriod(text('t')), readLotTypes(text('lt'))];
  const dies = readDies(text('dies'));
  const unread = {
    t: text('t') !== undefined && !period,
    lt: text('lt') !== undefined && !lotTypes,
    dies: text('dies') !== undefined && !dies,
  };
  return {
    choice: {
      ...(plain as Pick<PopulationChoice, (typeof PLAIN)[keyof typeof PLAIN]>),
      lotTypes,
      period,
      lots: readList(text('lots')),
      wafers: readList(text('wafers')),
      dies,
    },
    dropped: (['t', 'lt', 'dies'] as const).flatMap((name) => (unread[name] ? [shortened(name, text(name))] : [])),
  };
}

/** Edited by hand, it may be anything. */
function readDies(text: string | undefined): string | undefined {
  return text !== undefined && DieSelection.read(text) ? text : undefined;
}

const MOST_SHOWN = 60;

function shortened(name: string, text = ''): string {
  return `${name}=${text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text}`;
}

/** What an address says under a name; of a name that stands there twice, the last counts. */
export function linkText(params: Params, name: string): string | undefined {
  const given: unknown = params[name];
  const value: unknown = Array.isArray(given) ? given.at(-1) : given;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Ids as people paste them: by commas, semicolons, tabs, spaces or lines; each once. */
export function readList(text = ''): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((id) => id !== ''))];
}

/** Parameters of a change: what was not chosen becomes null, so that it leaves the link. */
export function writePopulation(change: Partial<PopulationChoice>): Params {
  const { lotTypes, period, lots, wafers } = change;
  const params: Params = writeNames(change);
  if (lotTypes !== undefined) params['lt'] = lotTypesInLink(lotTypes ?? []);
  if (period !== undefined) params['t'] = periodInLink(period);
  for (const [name, list] of Object.entries({ lots, wafers })) if (list) params[name] = list.join(',') || null;
  return params;
}

/** Dies are those of one product's map: they leave with it. */
function writeNames(change: Partial<PopulationChoice>): Params {
  const params: Params = {};
  for (const [name, field] of Object.entries(PLAIN)) if (field in change) params[name] = change[field] || null;
  if ('dies' in change || 'product' in change) params['dies'] = change.dies ?? null;
  return params;
}

/** The query's filter. */
export function toPopulationFilter(choice: PopulationChoice, calendar: FabCalendar): PopulationFilter {
  return {
    productId: orNull(choice.product),
    insertion: orNull(choice.insertion),
    lotTypes: listOrNull(choice.lotTypes ?? []),
    lots: listOrNull(choice.lots),
    wafers: listOrNull(choice.wafers),
    through: passagesOf(choice),
    programRevision: orNull(choice.revision),
    tester: orNull(choice.tester),
    probeCard: orNull(choice.card),
    dies: orNull(choice.dies),
    ...periodFilter(choice.period, calendar),
  };
}

const orNull = (text: string | undefined): string | null => text ?? null;
const listOrNull = <T>(list: readonly T[]): T[] | null => (list.length > 0 ? [...list] : null);

function passagesOf({ step, tool, chamber, recipe }: PopulationChoice): PopulationFilter['through'] {
  if (!step && !tool && !chamber && !recipe) return null;
  return [{ stepId: orNull(step), toolId: orNull(tool), chamber: orNull(chamber), recipeVersion: orNull(recipe) }];
}
