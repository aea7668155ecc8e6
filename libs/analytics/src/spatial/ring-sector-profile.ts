/**
 * Where dies lie on the wafer, in die steps after normalisation (notch down, X right, Y up).
 * `radiusX`, `radiusY`: the same physical radius in columns and in rows; they differ when dies are not square.
 */
export interface WaferGeometry {
  readonly centreX: number;
  readonly centreY: number;
  readonly radiusX: number;
  readonly radiusY: number;
}

/** A zone of the wafer: ring 0 is the centre; sector 0 starts at +X and counts anticlockwise. */
export interface ZoneRate {
  readonly zone: number;
  readonly dies: number;
  readonly tested: number;
  readonly failed: number;
  /** failed / tested, a fraction of 1; null where nothing was tested. */
  readonly failRate: number | null;
}

/** Die positions with their counts, as a stacked map has them. */
export interface DieCounts {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly tested: ArrayLike<number>;
  readonly failed: ArrayLike<number>;
}

/**
 * Geometry when no die map gives one: the wafer is the ellipse (in die steps) around the bounding box of its dies,
 * half a die added so that the outermost die lies inside. Throws a RangeError without dies.
 */
export function geometryFromDies(x: ArrayLike<number>, y: ArrayLike<number>): WaferGeometry {
  if (x.length === 0) throw new RangeError('A wafer without dies has no geometry.');
  const [minX, maxX] = extent(x);
  const [minY, maxY] = extent(y);
  return {
    centreX: (minX + maxX) / 2,
    centreY: (minY + maxY) / 2,
    radiusX: (maxX - minX) / 2 + 0.5,
    radiusY: (maxY - minY) / 2 + 0.5,
  };
}

function extent(values: ArrayLike<number>): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? 0;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

/** Ring of a die: rings of equal area, so ring = ⌊n·(r/R)²⌋; dies beyond R belong to the outermost. */
export function ringOf(x: number, y: number, geometry: WaferGeometry, rings: number): number {
  const u = (x - geometry.centreX) / geometry.radiusX;
  const v = (y - geometry.centreY) / geometry.radiusY;
  return Math.min(rings - 1, Math.floor((u * u + v * v) * rings));
}

/** Sector of a die by its angle from +X, anticlockwise, equal angles. */
export function sectorOf(x: number, y: number, geometry: WaferGeometry, sectors: number): number {
  const u = (x - geometry.centreX) / geometry.radiusX;
  const v = (y - geometry.centreY) / geometry.radiusY;
  const turn = (Math.atan2(v, u) / (2 * Math.PI) + 1) % 1;
  return Math.min(sectors - 1, Math.floor(turn * sectors));
}

function profile(dies: DieCounts, zones: number, zoneOf: (x: number, y: number) => number): ZoneRate[] {
  if (!Number.isInteger(zones) || zones < 1) throw new RangeError(`A profile needs at least 1 zone, got ${zones}.`);
  const rates = Array.from({ length: zones }, (_, zone) => ({ zone, dies: 0, tested: 0, failed: 0 }));
  for (let i = 0; i < dies.x.length; i += 1) {
    const rate = rates[zoneOf(dies.x[i] ?? 0, dies.y[i] ?? 0)];
    if (!rate) continue;
    rate.dies += 1;
    rate.tested += dies.tested[i] ?? 0;
    rate.failed += dies.failed[i] ?? 0;
  }
  return rates.map((rate) => ({ ...rate, failRate: rate.tested > 0 ? rate.failed / rate.tested : null }));
}

/** Fail rate by ring of equal area, centre first. Throws a RangeError for fewer than one ring. */
export function ringProfile(dies: DieCounts, geometry: WaferGeometry, rings = 5): ZoneRate[] {
  return profile(dies, rings, (x, y) => ringOf(x, y, geometry, rings));
}

/** Fail rate by sector, anticlockwise from +X. Throws a RangeError for fewer than one sector. */
export function sectorProfile(dies: DieCounts, geometry: WaferGeometry, sectors = 8): ZoneRate[] {
  return profile(dies, sectors, (x, y) => sectorOf(x, y, geometry, sectors));
}
