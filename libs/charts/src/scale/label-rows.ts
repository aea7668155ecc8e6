export interface RowLabel {
  /** Middle of the text, px. */
  readonly at: number;
  /** px. */
  readonly width: number;
}

/**
 * Lays labels that stand over one line into rows in which none touches its neighbour: the row of each (0 = the lowest),
 * null where no row has room. First come, first served, in the order given.
 * @param gap least distance of two labels of a row, px
 */
export function labelRows(labels: readonly RowLabel[], rows: number, gap: number): (number | null)[] {
  const taken = Array.from({ length: rows }, (): RowLabel[] => []);
  return labels.map((label) => {
    const free = taken.findIndex((row) =>
      row.every(({ at, width }) => Math.abs(at - label.at) >= (width + label.width) / 2 + gap),
    );
    taken[free]?.push(label);
    return free < 0 ? null : free;
  });
}
