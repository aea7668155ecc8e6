import type { Params } from '@angular/router';
import type { DefectFilter } from '@fabwright/data-access';

/** Weeks up to the fab's now that the page offers. */
export const PERIODS = [4, 8, 13, 26, 104, 520] as const;
const DEFAULT_WEEKS = 8;
/** In mm. */
export const TOLERANCES = [0.03, 0.05, 0.1, 0.2, 0.5, 1] as const;
const DEFAULT_TOLERANCE = 0.1;

/** What the person chose; undefined = the default, which stays out of the link. */
export interface DefectsChoice {
  readonly product: string | undefined;
  readonly step: string | undefined;
  readonly classes: readonly number[];
  readonly weeks: number;
  readonly toleranceMm: number;
  /** The wafer whose defects are shown. */
  readonly wafer: { readonly lotId: string; readonly waferId: string } | undefined;
}

/** The link's raw parameters: p, step, cls, t (`-8w`), tol, lot, wafer. */
export interface DefectsLink {
  readonly p: string | undefined;
  readonly step: string | undefined;
  readonly cls: string | undefined;
  readonly t: string | undefined;
  readonly tol: string | undefined;
  readonly lot: string | undefined;
  readonly wafer: string | undefined;
}

/** Reads a link; a value that means nothing falls back to the default. */
export function readDefectsLink({ p, step, cls, t, tol, lot, wafer }: DefectsLink): DefectsChoice {
  const weeks = weeksIn(t);
  return {
    product: p || undefined,
    step: step || undefined,
    classes: readClasses(cls),
    weeks: weeks ?? DEFAULT_WEEKS,
    toleranceMm: toleranceIn(tol) ?? DEFAULT_TOLERANCE,
    wafer: lot && wafer ? { lotId: lot, waferId: wafer } : undefined,
  };
}

function weeksIn(t = ''): number | undefined {
  const weeks = Number(/^-(\d{1,3})w$/.exec(t)?.[1]);
  return PERIODS.find((period) => period === weeks);
}

const toleranceIn = (tol = ''): number | undefined => TOLERANCES.find((tolerance) => tolerance === Number(tol));

/** A wafer is named by both. */
function halfWafer(lot: string | undefined, wafer: string | undefined): string[] {
  if (lot && wafer) return [];
  return [...(lot ? [`lot=${lot}`] : []), ...(wafer ? [`wafer=${wafer}`] : [])];
}

/** What of a link means nothing, as written: the page names it. */
export function droppedOf({ cls, t, tol, lot, wafer }: DefectsLink): string[] {
  const classes = (cls ?? '').split(',').filter((code) => code !== '' && readClasses(code).length === 0);
  const unread = { t: weeksIn(t) === undefined, tol: toleranceIn(tol) === undefined };
  return [
    ...(classes.length > 0 ? [`cls=${classes.join(',')}`] : []),
    ...(t && unread.t ? [`t=${t}`] : []),
    ...(tol && unread.tol ? [`tol=${tol}`] : []),
    ...halfWafer(lot, wafer),
  ];
}

export function readClasses(text: string | undefined): readonly number[] {
  const codes = (text ?? '').split(',').filter((code) => /^-?\d{1,5}$/.test(code));
  return [...new Set(codes.map(Number))].slice(0, 100);
}

export function writeClasses(classes: readonly number[]): string | null {
  return classes.length > 0 ? classes.join(',') : null;
}

type Writers = { readonly [Key in keyof DefectsChoice]: (value: DefectsChoice[Key]) => Params };

/** How each choice stands in the link; null = its default, which stays out. */
const WRITERS: Writers = {
  product: (product) => ({ p: product ?? null }),
  step: (step) => ({ step: step ?? null }),
  classes: (classes) => ({ cls: writeClasses(classes) }),
  weeks: (weeks) => ({ t: weeks === DEFAULT_WEEKS ? null : `-${weeks}w` }),
  toleranceMm: (tolerance) => ({ tol: tolerance === DEFAULT_TOLERANCE ? null : tolerance }),
  wafer: (wafer) => ({ lot: wafer?.lotId ?? null, wafer: wafer?.waferId ?? null }),
};

/** Query parameters of a change: defaults become null, so that they leave the link. */
export function writeDefectsLink(change: Partial<DefectsChoice>): Params {
  const parts = (Object.keys(change) as (keyof DefectsChoice)[]).map((key) => written(key, change));
  return Object.assign({}, ...parts) as Params;
}

function written<Key extends keyof DefectsChoice>(key: Key, change: Partial<DefectsChoice>): Params {
  return WRITERS[key](change[key] as DefectsChoice[Key]);
}

export function toDefectFilter({ product, step, classes, weeks, toleranceMm }: DefectsChoice): DefectFilter {
  return { productId: product ?? null, stepId: step ?? null, classes: [...classes], weeks, toleranceMm };
}
