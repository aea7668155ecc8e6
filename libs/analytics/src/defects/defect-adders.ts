/** Places in mm from the wafer's centre; NaN: not known. Both columns have the same length. */
export interface DefectPlaces {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

export interface DefectAdders {
  /** A 1 for each defect of the later inspection that the earlier one did not have, else 0. */
  readonly added: Uint8Array;
  /** A 1 for each defect of the earlier inspection that the later one does not have, else 0. */
  readonly lost: Uint8Array;
  readonly adders: number;
  /** Defects that both inspections have. */
  readonly carried: number;
  /** Defects of the earlier inspection that the later one does not have: covered, removed, or missed. */
  readonly gone: number;
  /** Defects of the later inspection without a place, which can't be matched: neither adders nor carried. */
  readonly unplaced: number;
}

interface Pair {
  readonly earlier: number;
  readonly later: number;
  readonly distance: number;
}

/**
 * Which defects a later inspection of the same wafer adds to an earlier one: those without a defect of the earlier one
 * within `toleranceMm`. Each defect is matched at most once, the nearest pairs first, so that two defects beside an old
 * one count as one adder. Throws a RangeError for a tolerance that is not above 0.
 */
export function defectAdders(earlier: DefectPlaces, later: DefectPlaces, toleranceMm: number): DefectAdders {
  if (!(toleranceMm > 0)) throw new RangeError(`The tolerance must be above 0 mm, got ${toleranceMm}.`);
  const lost = placedFlags(earlier);
  const added = placedFlags(later);
  const pairs = pairsWithin(earlier, later, toleranceMm).sort((a, b) => a.distance - b.distance || a.later - b.later);
  let carried = 0;
  for (const pair of pairs) {
    if (lost[pair.earlier] === 0 || added[pair.later] === 0) continue;
    lost[pair.earlier] = 0;
    added[pair.later] = 0;
    carried += 1;
  }
  const adders = sum(added);
  return { added, lost, adders, carried, gone: sum(lost), unplaced: added.length - carried - adders };
}

/** Pairs by a grid of cells as wide as the tolerance: only neighbours are compared. */
function pairsWithin(earlier: DefectPlaces, later: DefectPlaces, tolerance: number): Pair[] {
  const cells = cellsOf(earlier, tolerance);
  const pairs: Pair[] = [];
  for (let at = 0; at < later.x.length; at += 1) {
    const place = placeOf(later, at);
    if (place === null) continue;
    for (const old of neighbours(cells, Math.floor(place.x / tolerance), Math.floor(place.y / tolerance))) {
      const known = placeOf(earlier, old);
      const distance = known === null ? Infinity : Math.hypot(place.x - known.x, place.y - known.y);
      if (distance <= tolerance) pairs.push({ earlier: old, later: at, distance });
    }
  }
  return pairs;
}

function cellsOf(places: DefectPlaces, tolerance: number): Map<string, number[]> {
  const cells = new Map<string, number[]>();
  for (let at = 0; at < places.x.length; at += 1) {
    const place = placeOf(places, at);
    if (place === null) continue;
    const key = `${Math.floor(place.x / tolerance)} ${Math.floor(place.y / tolerance)}`;
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, [at]);
    else cell.push(at);
  }
  return cells;
}

function* neighbours(cells: ReadonlyMap<string, readonly number[]>, x: number, y: number): Generator<number> {
  for (let dx = -1; dx <= 1; dx += 1) {
    for (let dy = -1; dy <= 1; dy += 1) yield* cells.get(`${x + dx} ${y + dy}`) ?? [];
  }
}

/** Null for a defect without a place. */
function placeOf({ x, y }: DefectPlaces, at: number): { x: number; y: number } | null {
  const [placeX, placeY] = [x[at] ?? Number.NaN, y[at] ?? Number.NaN];
  return Number.isNaN(placeX) || Number.isNaN(placeY) ? null : { x: placeX, y: placeY };
}

/** A 1 for each defect that has a place. */
function placedFlags(places: DefectPlaces): Uint8Array {
  return Uint8Array.from(places.x, (_, at) => (placeOf(places, at) === null ? 0 : 1));
}

function sum(flags: Uint8Array): number {
  return flags.reduce((total, flag) => total + flag, 0);
}
