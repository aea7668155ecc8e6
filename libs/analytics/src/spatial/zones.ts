import { ringOf, sectorOf, type DieCounts, type WaferGeometry, type ZoneRate } from './ring-sector-profile.ts';

/** How to cut a wafer. Coordinates in die steps, notch down, X right, Y up. */
export type ZoneScheme =
  /** Rings of equal area, the centre first. */
  | { readonly kind: 'rings'; readonly rings: number }
  /** Equal angles, anticlockwise from +X. */
  | { readonly kind: 'sectors'; readonly sectors: number }
  /** Ring-major: zone = ring · sectors + sector. */
  | { readonly kind: 'rings-sectors'; readonly rings: number; readonly sectors: number }
  /** Upper right, upper left, lower left, lower right. */
  | { readonly kind: 'quadrants' }
  /** 0 inside, 1 within `exclusion` of the edge, as a share of the radius (3 mm of 150 mm: .02). */
  | { readonly kind: 'edge'; readonly exclusion: number }
  /** Position in the reticle: fields of columns × rows dies, one of which begins at (originX, originY). */
  | ReticleGrid<'reticle-position'>
  /** The shots themselves, numbered from the lowest row, left to right. */
  | ReticleGrid<'shots'>;

interface ReticleGrid<K extends string> {
  readonly kind: K;
  readonly columns: number;
  readonly rows: number;
  readonly originX: number;
  readonly originY: number;
}

export interface ZoneMap {
  readonly zones: number;
  /** Zone of each die, in the order of the dies. */
  readonly zoneOf: Int32Array;
}

const modulo = (value: number, size: number): number => ((value % size) + size) % size;

function whole(value: number, name: string): number {
  if (!Number.isInteger(value) || value < 1)
    throw new RangeError(`${name} must be a whole number from 1, got ${value}.`);
  return value;
}

/** Zone of each die. Throws a RangeError for counts below 1, or an exclusion outside (0, 1). */
export function assignZones(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  geometry: WaferGeometry,
  scheme: ZoneScheme,
): ZoneMap {
  if (scheme.kind === 'shots') return assignShots(x, y, scheme);
  const { zones, of } = rule(geometry, scheme);
  return { zones, zoneOf: Int32Array.from({ length: x.length }, (_, i) => of(x[i] ?? 0, y[i] ?? 0)) };
}

function rule(
  geometry: WaferGeometry,
  scheme: Exclude<ZoneScheme, ReticleGrid<'shots'>>,
): { zones: number; of: (x: number, y: number) => number } {
  switch (scheme.kind) {
    case 'rings': {
      const rings = whole(scheme.rings, 'rings');
      return { zones: rings, of: (x, y) => ringOf(x, y, geometry, rings) };
    }
    case 'quadrants':
      return { zones: 4, of: (x, y) => sectorOf(x, y, geometry, 4) };
    case 'sectors': {
      const sectors = whole(scheme.sectors, 'sectors');
      return { zones: sectors, of: (x, y) => sectorOf(x, y, geometry, sectors) };
    }
    case 'rings-sectors': {
      const [rings, sectors] = [whole(scheme.rings, 'rings'), whole(scheme.sectors, 'sectors')];
      const of = (x: number, y: number): number =>
        ringOf(x, y, geometry, rings) * sectors + sectorOf(x, y, geometry, sectors);
      return { zones: rings * sectors, of };
    }
    case 'edge':
      return { zones: 2, of: edgeRule(geometry, scheme.exclusion) };
    case 'reticle-position': {
      const [columns, rows] = [whole(scheme.columns, 'columns'), whole(scheme.rows, 'rows')];
      const of = (x: number, y: number): number =>
        modulo(y - scheme.originY, rows) * columns + modulo(x - scheme.originX, columns);
      return { zones: columns * rows, of };
    }
  }
}

function edgeRule(geometry: WaferGeometry, exclusion: number): (x: number, y: number) => number {
  if (!(exclusion > 0 && exclusion < 1)) throw new RangeError(`An edge exclusion lies in (0, 1), got ${exclusion}.`);
  return (x, y) => {
    const radius = Math.hypot((x - geometry.centreX) / geometry.radiusX, (y - geometry.centreY) / geometry.radiusY);
    return radius > 1 - exclusion ? 1 : 0;
  };
}

function assignShots(x: ArrayLike<number>, y: ArrayLike<number>, grid: ReticleGrid<'shots'>): ZoneMap {
  const [columns, rows] = [whole(grid.columns, 'columns'), whole(grid.rows, 'rows')];
  const shots = Array.from({ length: x.length }, (_, i) => ({
    column: Math.floor(((x[i] ?? 0) - grid.originX) / columns),
    row: Math.floor(((y[i] ?? 0) - grid.originY) / rows),
  }));
  const ordered = [...new Map(shots.map((shot) => [`${shot.row}/${shot.column}`, shot])).entries()].sort(
    ([, a], [, b]) => a.row - b.row || a.column - b.column,
  );
  const numbers = new Map(ordered.map(([key], zone) => [key, zone]));
  return {
    zones: ordered.length,
    zoneOf: Int32Array.from(shots, ({ row, column }) => numbers.get(`${row}/${column}`) ?? 0),
  };
}

/** Counts of each zone. A reticle stack is this with `reticle-position`. */
export function zoneRates(dies: DieCounts, { zones, zoneOf }: ZoneMap): ZoneRate[] {
  const rates = Array.from({ length: zones }, (_, zone) => ({ zone, dies: 0, tested: 0, failed: 0 }));
  for (let i = 0; i < dies.x.length; i += 1) {
    const rate = rates[zoneOf[i] ?? 0];
    if (!rate) continue;
    rate.dies += 1;
    rate.tested += dies.tested[i] ?? 0;
    rate.failed += dies.failed[i] ?? 0;
  }
  return rates.map((rate) => ({ ...rate, failRate: rate.tested > 0 ? rate.failed / rate.tested : null }));
}
