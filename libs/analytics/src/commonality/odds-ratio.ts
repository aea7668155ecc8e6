import { studentTCritical } from '../inference/student-t.ts';
import type { CaseCount, OddsRatio } from './commonality.types.ts';

/** Wafers of one lot by exposure: cases and all. */
export interface LotTable {
  readonly exposedCases: number;
  readonly exposed: number;
  readonly otherCases: number;
  readonly others: number;
}

/** Added to each of the four cells. */
const HALF = 0.5;

/** Σ 1/(cell + ½) of a two-by-two table. */
function cellVariance(cells: readonly number[]): number {
  return cells.reduce((sum, cell) => sum + 1 / (cell + HALF), 0);
}

/** Cases and others among wafers and lots of one side. */
export function countCases(lots: readonly LotTable[], side: 'exposed' | 'others'): CaseCount {
  const of = (lot: LotTable): [number, number] =>
    side === 'exposed' ? [lot.exposedCases, lot.exposed] : [lot.otherCases, lot.others];
  let caseWafers = 0;
  let wafers = 0;
  let caseLots = 0;
  let seen = 0;
  for (const lot of lots) {
    const [cases, all] = of(lot);
    caseWafers += cases;
    wafers += all;
    if (cases > 0) caseLots += 1;
    if (all > 0) seen += 1;
  }
  return { caseWafers, wafers, caseLots, lots: seen };
}

/** Σ over lots of (Σ of the linearised log odds ratio over the lot's wafers)², times m/(m − 1). */
function clusteredVariance(lots: readonly LotTable[], exposed: CaseCount, others: CaseCount): number {
  const p1 = (exposed.caseWafers + HALF) / (exposed.wafers + 1);
  const p0 = (others.caseWafers + HALF) / (others.wafers + 1);
  const unit1 = 1 / (exposed.wafers * p1 * (1 - p1));
  const unit0 = 1 / (others.wafers * p0 * (1 - p0));
  let sum = 0;
  for (const lot of lots) {
    const influence = (lot.exposedCases - lot.exposed * p1) * unit1 - (lot.otherCases - lot.others * p0) * unit0;
    sum += influence * influence;
  }
  return (sum * lots.length) / Math.max(1, lots.length - 1);
}

/**
 * Odds of a wafer being a case, exposed against others, with ½ added to each cell (Haldane, Ann. Hum. Genet. 20:309, 1956;
 * Anscombe, Biometrika 43:461, 1956), and a 95 % interval on the logarithm. The variance is the largest of Woolf's for
 * wafers (Ann. Hum. Genet. 19:251, 1955), the sandwich with lots as clusters, and, where a cell is empty and the sandwich
 * has nothing to see, Woolf's with lots counted instead of wafers. null where a side has no wafers.
 */
export function oddsRatio(lots: readonly LotTable[]): OddsRatio | null {
  const exposed = countCases(lots, 'exposed');
  const others = countCases(lots, 'others');
  if (exposed.wafers === 0 || others.wafers === 0) return null;
  const cells = [
    exposed.caseWafers,
    exposed.wafers - exposed.caseWafers,
    others.caseWafers,
    others.wafers - others.caseWafers,
  ] as const;
  const logRatio = Math.log(((cells[0] + HALF) * (cells[3] + HALF)) / ((cells[1] + HALF) * (cells[2] + HALF)));
  let variance = Math.max(cellVariance(cells), clusteredVariance(lots, exposed, others));
  if (cells.includes(0)) {
    const byLot = [exposed.caseLots, exposed.lots - exposed.caseLots, others.caseLots, others.lots - others.caseLots];
    variance = Math.max(variance, cellVariance(byLot));
  }
  const half = studentTCritical(0.95, Math.max(1, lots.length - 1)) * Math.sqrt(variance);
  return { ratio: Math.exp(logRatio), low: Math.exp(logRatio - half), high: Math.exp(logRatio + half) };
}
