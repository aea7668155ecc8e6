import { WAFER, type Product } from './products.ts';

/** The dies of a product. Positions are canonical: mm from the centre, notch down, x right, y up. */
export interface DieMap {
  readonly count: number;
  /** Coordinates as the tester reports them. */
  readonly x: Int16Array;
  readonly y: Int16Array;
  readonly xMm: Float32Array;
  readonly yMm: Float32Array;
  /** Distance from the centre over the wafer's radius. */
  readonly r: Float32Array;
  /** 1 where the die reaches into the outer 10 mm. */
  readonly edge: Uint8Array;
  /** Place inside the reticle field, 0 to columns × rows − 1. */
  readonly field: Uint8Array;
  /** Probe-card position 1 to 8: the card is four dies wide and two high. */
  readonly site: Uint8Array;
  /** Least x and y, where a reticle field begins. */
  readonly origin: { readonly x: number; readonly y: number };
}

const maps = new Map<string, DieMap>();

export function dieMapOf(product: Product): DieMap {
  const known = maps.get(product.id);
  if (known) return known;
  const made = buildDieMap(product);
  maps.set(product.id, made);
  return made;
}

interface Place {
  column: number;
  row: number;
  xMm: number;
  yMm: number;
}

function buildDieMap(product: Product): DieMap {
  const places = inProbingOrder(placesOn(product));
  const count = places.length;
  const map = {
    count,
    x: new Int16Array(count),
    y: new Int16Array(count),
    xMm: new Float32Array(count),
    yMm: new Float32Array(count),
    r: new Float32Array(count),
    edge: new Uint8Array(count),
    field: new Uint8Array(count),
    site: new Uint8Array(count),
  };
  const firstColumn = Math.min(...places.map((place) => place.column));
  const firstRow = Math.min(...places.map((place) => place.row));
  const { columns, rows } = product.reticle;
  places.forEach((place, die) => {
    const { column, row } = place;
    const { xMm, yMm } = canonical(place, product);
    map.x[die] = column;
    map.y[die] = row;
    map.xMm[die] = xMm;
    map.yMm[die] = yMm;
    map.r[die] = Math.hypot(xMm, yMm) / (WAFER.diameterMm / 2);
    map.edge[die] = reach(place, product) > WAFER.diameterMm / 2 - WAFER.edgeBandMm ? 1 : 0;
    map.field[die] = ((column - firstColumn) % columns) + columns * ((row - firstRow) % rows);
    map.site[die] = 1 + ((column - firstColumn) % 4) + 4 * ((row - firstRow) % 2);
  });
  return { ...map, origin: { x: firstColumn, y: firstRow } };
}

/** Every whole die inside the edge exclusion, as seen by the tester. */
function placesOn(product: Product): Place[] {
  const most = Math.ceil(WAFER.diameterMm / 2 / Math.min(product.dieWidthMm, product.dieHeightMm));
  const usable = WAFER.diameterMm / 2 - WAFER.edgeExclusionMm;
  const places: Place[] = [];
  for (let row = -most; row <= most; row++) {
    for (let column = -most; column <= most; column++) {
      const place = { column, row, xMm: column * product.dieWidthMm, yMm: row * product.dieHeightMm };
      if (reach(place, product) <= usable) places.push(place);
    }
  }
  return places;
}

/** Distance of a die's farthest corner from the centre. */
function reach(place: Place, product: Product): number {
  return Math.hypot(Math.abs(place.xMm) + product.dieWidthMm / 2, Math.abs(place.yMm) + product.dieHeightMm / 2);
}

/** From what the tester sees to notch down, y up. A notch at the left came from below by a quarter turn clockwise. */
function canonical({ xMm, yMm }: Place, product: Product): { xMm: number; yMm: number } {
  const up = product.yAxis === 'down' ? -yMm : yMm;
  return product.notch === 'left' ? { xMm: -up, yMm: xMm } : { xMm, yMm: up };
}

/** Touchdown by touchdown, row pairs back and forth. */
function inProbingOrder(places: Place[]): Place[] {
  const firstColumn = Math.min(...places.map((place) => place.column));
  const firstRow = Math.min(...places.map((place) => place.row));
  const rank = ({ column, row }: Place) => {
    const band = Math.floor((row - firstRow) / 2);
    const stop = Math.floor((column - firstColumn) / 4);
    return (
      band * 10_000 +
      (band % 2 === 0 ? stop : 99 - stop) * 100 +
      ((row - firstRow) % 2) * 10 +
      ((column - firstColumn) % 4)
    );
  };
  return places.sort((a, b) => rank(a) - rank(b));
}
