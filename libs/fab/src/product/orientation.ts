/** How the coordinates of a map were taken: the notch as the tester sees the wafer, and where its axes point. */
export interface MapOrientation {
  readonly notch: 'down' | 'up' | 'left' | 'right';
  readonly axisX: 'right' | 'left';
  readonly axisY: 'up' | 'down';
}

/** Notch down, X right, Y up: how every map in the read models lies. */
export const NORMAL_ORIENTATION: MapOrientation = { notch: 'down', axisX: 'right', axisY: 'up' };

/** The code of a missing coordinate, which stays what it is. */
const MISSING = -32_768;

export function isNormal(orientation: MapOrientation): boolean {
  return orientation.notch === 'down' && orientation.axisX === 'right' && orientation.axisY === 'up';
}

/** True when columns become rows, so that width and height of a die change places. */
export function isQuarterTurn(orientation: MapOrientation): boolean {
  return orientation.notch === 'left' || orientation.notch === 'right';
}

/**
 * Die coordinates in the normal orientation (notch down, X right, Y up), as new columns; the given ones stay.
 * First the axes are pointed right and up as the tester sees the wafer, then the wafer is turned about the die (0, 0)
 * until its notch is down. A record without coordinates (−32,768) keeps that code.
 */
export function normaliseCoordinates(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  orientation: MapOrientation,
): { x: Int16Array; y: Int16Array } {
  const turned = { x: Int16Array.from(x), y: Int16Array.from(y) };
  if (isNormal(orientation)) return turned;
  const signX = orientation.axisX === 'right' ? 1 : -1;
  const signY = orientation.axisY === 'up' ? 1 : -1;
  for (let die = 0; die < turned.x.length; die++) {
    const rawX = turned.x[die] ?? MISSING;
    const rawY = turned.y[die] ?? MISSING;
    if (rawX === MISSING || rawY === MISSING) continue;
    const [newX, newY] = turn(rawX * signX, rawY * signY, orientation.notch);
    turned.x[die] = newX;
    turned.y[die] = newY;
  }
  return turned;
}

function turn(x: number, y: number, notch: MapOrientation['notch']): [number, number] {
  switch (notch) {
    case 'down':
      return [x, y];
    case 'up':
      return [-x, -y];
    case 'left':
      return [-y, x];
    case 'right':
      return [y, -x];
  }
}
