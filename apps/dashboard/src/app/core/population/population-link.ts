import type { Params } from '@angular/router';
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
  const unread = { t: text('t') !== undefined && !period, lt: text('lt') !== undefined && !lotTypes };
  return {
    choice: {
      ...(plain as Pick<PopulationChoice, (typeof PLAIN)[keyof typeof PLAIN]>),
      lotTypes,
      period,
      lots: readList(text('lots')),
      wafers: readList(text('wafers')),
    },
    dropped: (['t', 'lt'] as const).flatMap((name) => (unread[name] ? [`${name}=${text(name) ?? ''}`] : [])),
  };
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
  const params: Params = {};
  for (const [name, field] of Object.entries(PLAIN)) if (field in change) params[name] = change[field] || null;
  if (lotTypes !== undefined) params['lt'] = lotTypesInLink(lotTypes ?? []);
  if (period !== undefined) params['t'] = periodInLink(period);
  for (const [name, list] of Object.entries({ lots, wafers })) if (list) params[name] = list.join(',') || null;
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
    ...periodFilter(choice.period, calendar),
  };
}

const orNull = (text: string | undefined): string | null => text ?? null;
const listOrNull = <T>(list: readonly T[]): T[] | null => (list.length > 0 ? [...list] : null);

function passagesOf({ step, tool, chamber, recipe }: PopulationChoice): PopulationFilter['through'] {
  if (!step && !tool && !chamber && !recipe) return null;
  return [{ stepId: orNull(step), toolId: orNull(tool), chamber: orNull(chamber), recipeVersion: orNull(recipe) }];
}
