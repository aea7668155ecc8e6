/** Charts are laid out in px of the screen and printed at this many points a px, so that 11 px become 7.6 pt. */
export const POINTS_PER_PX = 0.69;

/** Points on paper → px of the layout. */
export function toPx(points: number): number {
  return Math.round(points / POINTS_PER_PX);
}

/** Between two figures side by side, points. */
export const FIGURE_GAP_PT = 17;
