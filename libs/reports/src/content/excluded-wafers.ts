import type { Printing } from './printing.ts';
import { sharedWords } from './shared-words.ts';

export interface ExcludableWafer {
  readonly waferId: string;
  readonly excluded: { readonly reason: string; readonly by: string; readonly at: Date } | null;
}

/** A sentence for each wafer that somebody took out, in their own words; or that there is none. */
export function excludedLines(wafers: readonly ExcludableWafer[], printing: Printing): string[] {
  const { completeness: words } = sharedWords(printing.locale);
  const lines = wafers.flatMap(({ waferId, excluded }) => {
    if (!excluded) return [];
    const { reason, by, at } = excluded;
    return [words.excluded(printing.asIs(waferId), printing.asIs(reason), printing.asIs(by), printing.time(at))];
  });
  return lines.length > 0 ? lines : [words.noneExcluded];
}
