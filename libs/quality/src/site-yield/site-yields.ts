import { MISSING_COORDINATE, Verdict, type RetestConsolidation } from '@fabwright/analytics';

/** Part records of one segment: columns of one length. `touchdown` null = the tester does not say. */
export interface SitedSegment {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly verdict: ArrayLike<number>;
  readonly site: ArrayLike<number>;
  readonly touchdown: ArrayLike<number> | null;
}

/** Stands for the touchdown of results whose tester does not say it. */
export const NO_TOUCHDOWN = -1;

/**
 * What each site of the probe card made of a wafer at each touchdown: parallel columns, ascending by site and
 * touchdown. All are counts, of dies or of part records, and only of those with a verdict.
 */
export interface SiteYields {
  readonly site: Int32Array;
  readonly touchdown: Int32Array;
  /** Dies whose first result was made here, and those of them that passed. */
  readonly firstDies: Int32Array;
  readonly firstGood: Int32Array;
  /** Dies whose last result was made here, and those of them that passed. */
  readonly lastDies: Int32Array;
  readonly lastGood: Int32Array;
  /** Part records, with those of dies without coordinates. */
  readonly records: Int32Array;
  readonly goodRecords: Int32Array;
}

type Count = Exclude<keyof SiteYields, 'site' | 'touchdown'>;
type Place = { readonly site: number; readonly touchdown: number } & Record<Count, number>;

const COUNTS: readonly Count[] = ['firstDies', 'firstGood', 'lastDies', 'lastGood', 'records', 'goodRecords'];

/**
 * A result belongs to the site and touchdown that made it, so a die whose retest was made on another site counts there
 * at last. `merged` is the consolidation of the same segments.
 */
export function siteYields(
  segments: readonly SitedSegment[],
  merged: Pick<RetestConsolidation, 'firstRecord' | 'lastRecord'>,
): SiteYields {
  const places = new Map<number, Place>();
  const records = segments.reduce((sum, { x }) => sum + x.length, 0);
  const placeOf = new Array<Place | null>(records).fill(null);
  const passed = new Uint8Array(records);
  let record = 0;
  for (const segment of segments) {
    for (let at = 0; at < segment.x.length; at += 1, record += 1) {
      if (segment.verdict[at] === Verdict.none) continue;
      const place = placed(places, segment.site[at] ?? 0, segment.touchdown?.[at] ?? NO_TOUCHDOWN);
      passed[record] = Number(segment.verdict[at] === Verdict.pass);
      place.records += 1;
      place.goodRecords += passed[record] ?? 0;
      placeOf[record] = isPlaced(segment, at) ? place : null;
    }
  }
  countDies(merged.firstRecord, placeOf, passed, 'firstDies', 'firstGood');
  countDies(merged.lastRecord, placeOf, passed, 'lastDies', 'lastGood');
  return columnsOf([...places.values()].sort((a, b) => a.site - b.site || a.touchdown - b.touchdown));
}

/** Dies without a verdict have a record without one, which belongs to no place. */
function countDies(
  recordOfDie: Uint32Array,
  placeOf: readonly (Place | null)[],
  passed: Uint8Array,
  dies: Count,
  good: Count,
): void {
  for (const record of recordOfDie) {
    const place = placeOf[record];
    if (!place) continue;
    place[dies] += 1;
    place[good] += passed[record] ?? 0;
  }
}

function isPlaced({ x, y }: SitedSegment, at: number): boolean {
  return x[at] !== MISSING_COORDINATE && y[at] !== MISSING_COORDINATE;
}

/** Both are 16 bits wide. */
function placed(places: Map<number, Place>, site: number, touchdown: number): Place {
  const key = site * 131_072 + touchdown;
  const known = places.get(key);
  if (known) return known;
  const made = {
    site,
    touchdown,
    firstDies: 0,
    firstGood: 0,
    lastDies: 0,
    lastGood: 0,
    records: 0,
    goodRecords: 0,
  };
  places.set(key, made);
  return made;
}

function columnsOf(places: readonly Place[]): SiteYields {
  const column = (name: keyof Place): Int32Array => Int32Array.from(places, (place) => place[name]);
  const counts = Object.fromEntries(COUNTS.map((name) => [name, column(name)])) as Record<Count, Int32Array>;
  return { site: column('site'), touchdown: column('touchdown'), ...counts };
}
