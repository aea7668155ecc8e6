import { studentTCritical } from '../inference/student-t.ts';
import { MIN_LOTS_FOR_INTERVAL, type Interval, type LotDies, type TooFewLots } from './group-yield.ts';
import { ratioEstimate } from './ratio-estimate.ts';

/** A product's lots in two periods. */
export interface ProductLots {
  readonly name: string;
  readonly now: readonly LotDies[];
  readonly before: readonly LotDies[];
}

/** A part of a change, percentage points. */
export interface ChangePart {
  readonly valuePp: number;
  readonly interval: Interval | TooFewLots;
  /** Whether the interval leaves out zero; null when there is none. */
  readonly significant: boolean | null;
}

/** What a product added to a change, percentage points of the total. */
export interface ProductChange {
  readonly name: string;
  readonly withinPp: number;
  /** Of the shift to or from it, by how its yield stands to that of all. */
  readonly mixPp: number;
}

/** `total` is `within` + `mix`, exactly. */
export interface MixChange {
  readonly total: ChangePart;
  /** Each product's own change, weighted by the mean of its shares of the dies. */
  readonly within: ChangePart;
  /** The shift of dies between products, at the mean of their yields. */
  readonly mix: ChangePart;
  readonly products: readonly ProductChange[];
}

/** A product on one side: its share of all dies, and its yield where it has dies. */
interface Side {
  readonly weight: number;
  readonly yield: number | null;
  /** Null with fewer lots than a variance needs. */
  readonly variance: number | null;
  readonly lots: number;
}

/** A yield with its factor in a sum. */
interface Term {
  readonly factor: number;
  readonly side: Side;
}

interface Parts {
  readonly name: string;
  readonly within: readonly Term[];
  readonly mix: readonly Term[];
}

/**
 * The change of a total yield split into what happened within products and what came of making more of some and less of
 * others: Σ w̄(y₁−y₀) and Σ ȳ(w₁−w₀), bars for the means of both periods (Bennet's symmetric split, J. R. Stat. Soc.
 * 83:455, 1920: nothing is left over, and the periods may be swapped). A product of one period only is all mix.
 * Intervals take lots as the unit and the shares as given; degrees of freedom by Satterthwaite. Null where a period has
 * no dies. Throws a RangeError for a confidence outside (0, 1).
 */
export function mixChange(products: readonly ProductLots[], confidence = 0.95): MixChange | null {
  const [grossNow, grossBefore] = [grossOf(products, 'now'), grossOf(products, 'before')];
  if (grossNow === 0 || grossBefore === 0) return null;
  const parts = products.map((product) =>
    partsOf(product.name, sideOf(product.now, grossNow), sideOf(product.before, grossBefore)),
  );
  // Shares add up to the whole on both sides, so any level may be taken off: set against the total, more of a product
  // that yields less than all counts as a loss, and not as the gain that its own dies are.
  const level = (totalOf(products, 'now', grossNow) + totalOf(products, 'before', grossBefore)) / 2;
  const within = parts.flatMap((part) => part.within);
  const mix = parts.flatMap((part) => part.mix);
  return {
    total: partWith([...within, ...mix], confidence),
    within: partWith(within, confidence),
    mix: partWith(mix, confidence),
    products: parts.map((part) => ({
      name: part.name,
      withinPp: sumPp(part.within),
      mixPp: sumPp(part.mix) - 100 * level * factorOf(part.mix),
    })),
  };
}

function grossOf(products: readonly ProductLots[], side: 'now' | 'before'): number {
  return products.reduce((sum, product) => sum + product[side].reduce((dies, { gross }) => dies + gross, 0), 0);
}

function totalOf(products: readonly ProductLots[], side: 'now' | 'before', gross: number): number {
  return products.reduce((sum, product) => sum + product[side].reduce((dies, { good }) => dies + good, 0), 0) / gross;
}

/** By how much the product's share has moved. */
function factorOf(mix: readonly Term[]): number {
  return mix.reduce((sum, { factor }) => sum + factor, 0);
}

function sideOf(lots: readonly LotDies[], total: number): Side {
  const counted = lots.filter(({ gross }) => gross > 0);
  const good = counted.reduce((sum, lot) => sum + lot.good, 0);
  const gross = counted.reduce((sum, lot) => sum + lot.gross, 0);
  const enough = counted.length >= MIN_LOTS_FOR_INTERVAL;
  return {
    weight: gross / total,
    yield: gross > 0 ? good / gross : null,
    variance: enough ? ratioEstimate(counted, good, gross).variance : null,
    lots: counted.length,
  };
}

function partsOf(name: string, now: Side, before: Side): Parts {
  const shift = now.weight - before.weight;
  if (now.yield === null || before.yield === null) {
    const only = now.yield === null ? before : now;
    return { name, within: [], mix: only.yield === null ? [] : [{ factor: shift, side: only }] };
  }
  const weight = (now.weight + before.weight) / 2;
  const factors = (first: number, second: number): Term[] => [
    { factor: first, side: now },
    { factor: second, side: before },
  ];
  return { name, within: factors(weight, -weight), mix: factors(shift / 2, shift / 2) };
}

function sumPp(terms: readonly Term[]): number {
  return 100 * terms.reduce((sum, { factor, side }) => sum + factor * (side.yield ?? 0), 0);
}

/** The same yield may stand in several terms: its factors add up before its variance is taken. */
function partWith(terms: readonly Term[], confidence: number): ChangePart {
  const valuePp = sumPp(terms);
  const bySide = [...Map.groupBy(terms, ({ side }) => side)]
    .map(([side, same]) => ({ side, factor: same.reduce((sum, term) => sum + term.factor, 0) }))
    .filter(({ factor }) => factor !== 0);
  const fewest = Math.min(...bySide.map(({ side }) => side.lots));
  if (fewest < MIN_LOTS_FOR_INTERVAL) {
    return {
      valuePp,
      interval: { kind: 'too-few-lots', lots: fewest, needs: MIN_LOTS_FOR_INTERVAL },
      significant: null,
    };
  }
  const half = 100 * halfWidth(bySide, confidence);
  const interval = { low: valuePp - half, high: valuePp + half, confidence };
  return { valuePp, interval, significant: interval.low > 0 || interval.high < 0 };
}

function halfWidth(terms: readonly Term[], confidence: number): number {
  const variances = terms.map(({ factor, side }) => ({ value: factor ** 2 * (side.variance ?? 0), lots: side.lots }));
  const variance = variances.reduce((sum, { value }) => sum + value, 0);
  if (variance === 0) return 0;
  const df = variance ** 2 / variances.reduce((sum, { value, lots }) => sum + value ** 2 / (lots - 1), 0);
  return studentTCritical(confidence, df) * Math.sqrt(variance);
}
