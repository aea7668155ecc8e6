/**
 * Moves labels apart that would overlap, keeping their order: the shift in px (positive = down) of each.
 * @param positions wanted positions in px from the top
 * @param gap least distance of two labels in px
 */
export function spreadLabels(positions: readonly number[], gap: number): number[] {
  const order = positions.map((_, index) => index).sort((a, b) => (positions[a] ?? 0) - (positions[b] ?? 0));
  const placed = new Array<number>(positions.length).fill(0);
  let previous = Number.NEGATIVE_INFINITY;
  for (const index of order) {
    previous = Math.max(positions[index] ?? 0, previous + gap);
    placed[index] = previous;
  }
  return centred(positions, placed, order, gap);
}

/** Pushing only downwards would bend a cluster away from its lines: move each cluster up by half its push. */
function centred(wanted: readonly number[], placed: number[], order: readonly number[], gap: number): number[] {
  const shifts = placed.map((position, index) => position - (wanted[index] ?? 0));
  let start = 0;
  for (let i = 1; i <= order.length; i++) {
    const here = placed[order[i] ?? -1] ?? Number.POSITIVE_INFINITY;
    const before = placed[order[i - 1] ?? -1] ?? 0;
    if (i < order.length && here - before <= gap + 1e-6) continue;
    const cluster = order.slice(start, i);
    const mean = cluster.reduce((sum, index) => sum + (shifts[index] ?? 0), 0) / cluster.length;
    for (const index of cluster) shifts[index] = (shifts[index] ?? 0) - mean;
    start = i;
  }
  return shifts;
}
