import type { CatalogueQuery } from '@fabwright/data-access';

const MOST_SHOWN = 60;

/** Chosen bins of which the wafers have no die: their share of the maps is zero. Null catalogue: not known yet. */
export function emptyBins(bins: readonly number[], catalogue: CatalogueQuery['catalogue'] | null): number[] {
  return catalogue ? bins.filter((bin) => !catalogue.bins.some(({ number }) => number === bin)) : [];
}

/** A link's selection of which the gallery has nothing, as written; empty while there is no gallery. */
export function unknownSelection(text: string | undefined, known: readonly string[]): string[] {
  if (!text || known.length === 0) return [];
  return [`sel=${text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text}`];
}
