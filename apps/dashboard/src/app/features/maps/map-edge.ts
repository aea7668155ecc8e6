const PX = 232;
const SINGLE_PX = 340;
const HAS_ROOM = '(min-width: 480px)';

/** Edge of a stacked map in px: two groups and their difference stand side by side, one alone has more room. */
export function mapEdge(compared: boolean): number {
  return !compared && matchMedia(HAS_ROOM).matches ? SINGLE_PX : PX;
}
