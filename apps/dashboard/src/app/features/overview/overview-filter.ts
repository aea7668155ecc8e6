import type { Params } from '@angular/router';
import type { Grouping, LotType, YieldFilter, YieldKind } from '@fabwright/data-access';
import { lotTypesInLink, readLotTypes } from '../../core/population/lot-types-link.ts';

/** Weeks up to the fab's now that the page offers. */
export const PERIODS = [4, 8, 13, 26] as const;
export type PeriodWeeks = (typeof PERIODS)[number];
const DEFAULT_WEEKS: PeriodWeeks = 8;

const KINDS: Readonly<Record<string, YieldKind>> = { final: 'FINAL', first: 'FIRST_PASS', record: 'RECORD' };

/** What the person chose; undefined = the default, which stays out of the link. */
export interface OverviewChoice {
  readonly product: string | undefined;
  readonly insertion: string | undefined;
  readonly weeks: PeriodWeeks;
  readonly kind: YieldKind;
  readonly by: Grouping;
  readonly lotTypes: readonly LotType[];
}

/** The link's raw parameters, as DESIGN names them: p, ins, t (`-8w`), y, by, lt. */
export interface OverviewLink {
  readonly p: string | undefined;
  readonly ins: string | undefined;
  readonly t: string | undefined;
  readonly y: string | undefined;
  readonly by: string | undefined;
  readonly lt: string | undefined;
}

/** Reads a link; a value that means nothing falls back to the default. */
export function readLink(link: OverviewLink): OverviewChoice {
  return {
    product: link.p || undefined,
    insertion: link.ins || undefined,
    weeks: weeksOf(link.t),
    kind: KINDS[link.y ?? ''] ?? 'FINAL',
    by: link.by === 'week' ? 'WEEK' : 'LOT',
    lotTypes: readLotTypes(link.lt) ?? ['PRODUCTION'],
  };
}

function weeksOf(text = ''): PeriodWeeks {
  const weeks = Number(/^-(\d{1,3})w$/.exec(text)?.[1]);
  return PERIODS.find((period) => period === weeks) ?? DEFAULT_WEEKS;
}

type Writers = {
  readonly [Key in keyof OverviewChoice]: readonly [string, (value: OverviewChoice[Key]) => string | null];
};

/** How each choice stands in the link; null = its default, which stays out. */
const WRITERS: Writers = {
  product: ['p', (product) => product ?? null],
  insertion: ['ins', (insertion) => insertion ?? null],
  weeks: ['t', (weeks) => (weeks === DEFAULT_WEEKS ? null : `-${weeks}w`)],
  kind: ['y', kindInLink],
  by: ['by', (by) => (by === 'LOT' ? null : 'week')],
  lotTypes: ['lt', lotTypesInLink],
};

/** Query parameters of a change: defaults become null, so that they leave the link. */
export function writeLink(change: Partial<OverviewChoice>): Params {
  return Object.fromEntries(Object.keys(change).map((key) => written(key as keyof OverviewChoice, change)));
}

function written<Key extends keyof OverviewChoice>(key: Key, change: Partial<OverviewChoice>): [string, string | null] {
  const [parameter, write] = WRITERS[key];
  return [parameter, write(change[key] as OverviewChoice[Key])];
}

function kindInLink(kind: YieldKind): string | null {
  if (kind === 'FINAL') return null;
  return Object.entries(KINDS).find(([, value]) => value === kind)?.[0] ?? null;
}

/** The query's filter. The server counts the weeks from the fab's now, which the browser's clock may not be. */
export function toYieldFilter(choice: OverviewChoice, productId: string): YieldFilter {
  return {
    productId,
    insertion: choice.insertion ?? null,
    lotTypes: [...choice.lotTypes],
    weeks: choice.weeks,
  };
}
