import type { Params } from '@angular/router';
import type { LotFilter, LotSort, LotType } from '@fabwright/data-access';
import type { FabCalendar } from '@fabwright/facts';
import { lotTypesInLink, readLotTypes } from '../../core/population/lot-types-link.ts';
import { periodFilter, periodInLink, readPeriod, type Period } from '../../core/population/period-link.ts';

/** What the person chose; undefined and null = no choice, which stays out of the link. */
export interface LotsChoice {
  readonly product: string | undefined;
  readonly insertion: string | undefined;
  readonly lotTypes: readonly LotType[];
  readonly period: Period | null;
  readonly search: string;
  readonly belowFloor: boolean;
  readonly onHold: boolean;
  readonly sort: LotSort;
  readonly descending: boolean;
}

/** The link's raw parameters: p, ins, lt, t (`-8w`, `2026-09-28..2026-11-23`), q, floor, hold, sort (`-final`). */
export interface LotsLink {
  readonly p: string | undefined;
  readonly ins: string | undefined;
  readonly lt: string | undefined;
  readonly t: string | undefined;
  readonly q: string | undefined;
  readonly floor: string | undefined;
  readonly hold: string | undefined;
  readonly sort: string | undefined;
}

export interface ReadLink {
  readonly choice: LotsChoice;
  /** Parameters that mean nothing here, as written: the page names them instead of dropping them in silence. */
  readonly dropped: readonly string[];
}

const SORTS: Readonly<Record<string, LotSort>> = {
  tested: 'TESTED_AT',
  final: 'FINAL_YIELD',
  first: 'FIRST_PASS_YIELD',
  lot: 'LOT',
  wafers: 'WAFERS',
};
const DEFAULT_SORT = '-tested';

/** Reads a link; a value that means nothing falls back to the default and is named. */
export function readLotsLink(link: LotsLink): ReadLink {
  const lotTypes = readLotTypes(link.lt);
  const period = readPeriod(link.t);
  const sort = readSort(link.sort);
  const unread = { lt: lotTypes === null, t: period === null, sort: sort === null };
  const choice: LotsChoice = {
    product: link.p || undefined,
    insertion: link.ins || undefined,
    lotTypes: lotTypes ?? ['PRODUCTION'],
    period,
    search: (link.q ?? '').trim(),
    belowFloor: link.floor === 'below',
    onHold: link.hold === 'yes',
    ...(sort ?? { sort: 'TESTED_AT', descending: true }),
  };
  return { choice, dropped: namesOf(link, unread) };
}

function namesOf(link: LotsLink, unread: Readonly<Record<'lt' | 't' | 'sort', boolean>>): string[] {
  return (['lt', 't', 'sort'] as const).flatMap((name) =>
    link[name] && unread[name] ? [`${name}=${link[name]}`] : [],
  );
}

function readSort(text: string | undefined): Pick<LotsChoice, 'sort' | 'descending'> | null {
  const [, minus, name] = /^(-?)(\w+)$/.exec(text ?? '') ?? [];
  const sort = SORTS[name ?? ''];
  return sort ? { sort, descending: minus === '-' } : null;
}

/** Query parameters of a change: defaults become null, so that they leave the link. Any change starts at page one. */
export function writeLotsLink(change: Partial<LotsChoice>): Params {
  return { after: null, page: null, ...plainParams(change), ...codedParams(change) };
}

function plainParams(change: Partial<LotsChoice>): Params {
  const params: Params = {};
  if ('product' in change) params['p'] = change.product ?? null;
  if ('insertion' in change) params['ins'] = change.insertion ?? null;
  if (change.search !== undefined) params['q'] = change.search.trim() || null;
  return { ...params, ...flagParams(change) };
}

function flagParams({ belowFloor, onHold }: Partial<LotsChoice>): Params {
  const params: Params = {};
  if (belowFloor !== undefined) params['floor'] = belowFloor ? 'below' : null;
  if (onHold !== undefined) params['hold'] = onHold ? 'yes' : null;
  return params;
}

function codedParams({ lotTypes, period, sort, descending = true }: Partial<LotsChoice>): Params {
  const params: Params = {};
  if (lotTypes) params['lt'] = lotTypesInLink(lotTypes);
  if (period !== undefined) params['t'] = periodInLink(period);
  if (sort) params['sort'] = sortInLink(sort, descending);
  return params;
}

function sortInLink(sort: LotSort, descending: boolean): string | null {
  const name = Object.entries(SORTS).find(([, value]) => value === sort)?.[0] ?? 'tested';
  const text = `${descending ? '-' : ''}${name}`;
  return text === DEFAULT_SORT ? null : text;
}

/** The query's filter. Days are the fab's days; weeks are counted by the server from the fab's now. */
export function toLotFilter(choice: LotsChoice, calendar: FabCalendar): LotFilter {
  return {
    productId: choice.product ?? null,
    insertion: choice.insertion ?? null,
    lotTypes: [...choice.lotTypes],
    search: choice.search || null,
    belowFloor: choice.belowFloor || null,
    onHold: choice.onHold || null,
    ...periodFilter(choice.period, calendar),
  };
}
