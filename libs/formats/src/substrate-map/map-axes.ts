/** Which way a map's coordinates grow, and where its die (0, 0) lies among columns and rows. */
export interface MapAxes {
  readonly x: 'left' | 'right';
  readonly y: 'up' | 'down';
  readonly origin: Corner;
}

export type Corner = 'lower-left' | 'lower-right' | 'upper-left' | 'upper-right' | 'center';

const E142_CORNERS: Readonly<Record<string, Corner>> = {
  lowerleft: 'lower-left',
  lowerright: 'lower-right',
  upperleft: 'upper-left',
  upperright: 'upper-right',
  center: 'center',
};
/** ORLOC of SEMI E5. */
const G85_CORNERS: readonly Corner[] = ['center', 'upper-right', 'upper-left', 'lower-left', 'lower-right'];

/** SEMI E142; left out, the origin is at the lower left and the axes point up and right. Null: not of the standard. */
export function e142Axes(originLocation: string | null, axisDirection: string | null): MapAxes | null {
  const origin = E142_CORNERS[(originLocation ?? 'LowerLeft').trim().toLowerCase()];
  const direction = /^(up|down)(left|right)$/i.exec((axisDirection ?? 'UpRight').trim());
  if (origin === undefined || direction === null) return null;
  return {
    origin,
    y: direction[1]?.toLowerCase() === 'up' ? 'up' : 'down',
    x: direction[2]?.toLowerCase() === 'right' ? 'right' : 'left',
  };
}

/** SEMI G85, which gives no directions: coordinates grow from the origin across the wafer. Null: not of the standard. */
export function g85Axes(originLocation: string | null): MapAxes | null {
  const text = (originLocation ?? '2').trim();
  const origin = /^[0-4]$/.test(text) ? G85_CORNERS[Number(text)] : E142_CORNERS[text.toLowerCase()];
  if (origin === undefined) return null;
  return { origin, x: origin.endsWith('right') ? 'left' : 'right', y: origin.startsWith('upper') ? 'down' : 'up' };
}

/** The smallest coordinate on an axis of `size` dies: 0 where the axis begins at its origin. */
export function firstOf(size: number, axis: 'x' | 'y', { origin, x, y }: MapAxes): number {
  if (origin === 'center') return -Math.floor(size / 2);
  const atStart =
    axis === 'x'
      ? origin.endsWith(x === 'right' ? 'left' : 'right')
      : origin.startsWith(y === 'up' ? 'lower' : 'upper');
  return atStart || size === 0 ? 0 : 1 - size;
}

/** Degrees, clockwise from the bottom as SEMI E5 counts them. */
export function notchAt(degrees: string | null): 'down' | 'left' | 'up' | 'right' | null {
  const turned = ((Number(degrees ?? 0) % 360) + 360) % 360;
  return ({ 0: 'down', 90: 'left', 180: 'up', 270: 'right' } as const)[turned] ?? null;
}
