import { DieState, geometryFromDies, ringOf, sectorOf } from '@fabwright/analytics';
import type { Extent } from '@fabwright/fab';
import type { ZoneYield } from './wafer.types.ts';

const RINGS = 5;
const SECTORS = 8;

/** One wafer's dies, final results; `state`: see `DieState`. */
export interface ZoneDies {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly state: ArrayLike<number>;
}

/**
 * Yield by ring of equal area (`sector` null), then by ring and sector, over the dies that have a verdict.
 * `extent` is that of the die map, so that a wafer that was tested in part keeps its zones.
 */
export function zoneYields(dies: ZoneDies, extent: Extent): ZoneYield[] {
  const geometry = geometryFromDies([extent.minX, extent.maxX], [extent.minY, extent.maxY]);
  const rings = Array.from({ length: RINGS }, (_, ring) => emptyZone(ring, null));
  const sectors = Array.from({ length: RINGS * SECTORS }, (_, zone) =>
    emptyZone(Math.floor(zone / SECTORS), zone % SECTORS),
  );
  for (let die = 0; die < dies.x.length; die++) {
    const state = dies.state[die] ?? DieState.noVerdict;
    if (state === DieState.noVerdict) continue;
    const good = state === DieState.firstPassGood || state === DieState.recovered ? 1 : 0;
    const [x, y] = [dies.x[die] ?? 0, dies.y[die] ?? 0];
    const ring = ringOf(x, y, geometry, RINGS);
    for (const zone of [rings[ring], sectors[ring * SECTORS + sectorOf(x, y, geometry, SECTORS)]]) {
      if (!zone) continue;
      zone.gross += 1;
      zone.good += good;
    }
  }
  return [...rings, ...sectors].map((zone) => ({ ...zone, yield: zone.gross > 0 ? zone.good / zone.gross : null }));
}

function emptyZone(ring: number, sector: number | null): ZoneYield {
  return { ring, sector, gross: 0, good: 0, yield: null };
}
