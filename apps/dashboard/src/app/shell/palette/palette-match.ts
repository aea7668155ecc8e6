/** How well a text answers what was typed, 0 = best; null = not at all. */
export function rankOf(typed: string, text: string): number | null {
  const [wanted, whole] = [bare(typed), bare(text)];
  if (wanted === '') return 0;
  if (whole.startsWith(wanted)) return 0;
  // people remember the end of an id: 800 means N4K800
  if (whole.endsWith(wanted)) return 1;
  return whole.includes(wanted) ? 2 : null;
}

/** The entries that answer, best first; the order given decides between equals. */
export function best<Entry extends { readonly label: string }>(typed: string, entries: readonly Entry[]): Entry[] {
  return entries
    .map((entry) => ({ entry, rank: rankOf(typed, entry.label) }))
    .filter((found): found is { entry: Entry; rank: number } => found.rank !== null)
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry);
}

/** Dashes, dots and spaces are typed or left out as one likes. */
function bare(text: string): string {
  return text.toLowerCase().replaceAll(/[\s\p{P}]/gu, '');
}
