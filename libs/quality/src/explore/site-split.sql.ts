import { DomainError } from '@fabwright/platform';
import { MeasureKind, SplitKind, type MeasureInput, type SplitInput } from './explore.types.ts';
import type { MeasureSql } from './measure.sql.ts';

/** Of these, yields are kept by site and by touchdown: numerator, denominator, and the column of `lot_sites`. */
const KEPT: Partial<Record<MeasureKind, readonly [good: string, dies: string, ofLots: string]>> = {
  [MeasureKind.FINAL_YIELD]: ['last_good', 'last_dies', 'final'],
  [MeasureKind.FIRST_PASS_YIELD]: ['first_good', 'first_dies', 'first'],
  [MeasureKind.RECORD_YIELD]: ['good_records', 'records', 'record'],
};

export interface SiteSplit {
  readonly axis: 'site' | 'touchdown';
  /** Counts of a site's results, and of those that passed. */
  readonly good: string;
  readonly dies: string;
  /** What a lot comes to, as a column of `lot_sites`. */
  readonly ofLots: string;
}

/**
 * How to split by the site or touchdown that made a result; null for any other split, or none. Throws INVALID_INPUT
 * for a measure of which no site has a part.
 */
export function siteSplit(measure: MeasureInput, split: SplitInput | null): SiteSplit | null {
  if (split?.kind !== SplitKind.SITE && split?.kind !== SplitKind.TOUCHDOWN) return null;
  const kept = KEPT[measure.kind];
  if (!kept) {
    throw new DomainError(
      'INVALID_INPUT',
      'Only final, first-pass and record yield are known by site and touchdown: choose one of them, or another split.',
      { detail: { field: 'split.kind', reason: 'not-of-measure' } },
    );
  }
  const [good, dies, ofLots] = kept;
  return { axis: split.kind === SplitKind.SITE ? 'site' : 'touchdown', good, dies, ofLots };
}

/** One row a wafer and site instead of one a wafer. A good die counts among the tested dies of its site. */
export function siteMeasureSql({
  axis,
  good,
  dies,
}: SiteSplit): Pick<MeasureSql, 'join' | 'numerator' | 'denominator'> {
  const join = `JOIN wafer_site_yield v ON v.lot_id = w.lot_id AND v.wafer_id = w.wafer_id AND v.insertion = w.insertion
    CROSS JOIN LATERAL (
      SELECT p.number::text AS label, sum(p.good) AS good, sum(p.dies) AS dies
      FROM unnest(v.${axis}, v.${good}, v.${dies}) AS p(number, good, dies)
      WHERE p.number >= 0 GROUP BY p.number) AS p`;
  return { join, numerator: 'p.good', denominator: 'p.dies' };
}
