/** Neighbours that had to be pushed together, as one. */
interface Cluster {
  readonly mean: number;
  readonly size: number;
}

/**
 * Moves labels apart that would overlap, keeping their order: the shift in px (positive = down) of each, with the least
 * sum of squares. Less the gaps before it, no label may lie above the one before: isotonic regression, by pooling
 * adjacent violators (Barlow et al. 1972).
 * @param positions wanted positions in px from the top
 * @param gap least distance of two labels in px
 */
export function spreadLabels(positions: readonly number[], gap: number): number[] {
  const order = positions.map((_, index) => index).sort((a, b) => (positions[a] ?? 0) - (positions[b] ?? 0));
  const clusters: Cluster[] = [];
  order.forEach((index, place) => {
    let cluster: Cluster = { mean: (positions[index] ?? 0) - place * gap, size: 1 };
    for (let before = clusters.at(-1); before && before.mean > cluster.mean; before = clusters.at(-1)) {
      cluster = pooled(before, cluster);
      clusters.pop();
    }
    clusters.push(cluster);
  });
  const places = clusters.flatMap(({ mean, size }) => new Array<number>(size).fill(mean));
  const shifts = new Array<number>(positions.length).fill(0);
  order.forEach((index, place) => {
    shifts[index] = (places[place] ?? 0) + place * gap - (positions[index] ?? 0);
  });
  return shifts;
}

function pooled(a: Cluster, b: Cluster): Cluster {
  const size = a.size + b.size;
  return { mean: (a.mean * a.size + b.mean * b.size) / size, size };
}
