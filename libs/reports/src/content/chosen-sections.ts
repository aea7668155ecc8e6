import type { CountUnit } from '@fabwright/facts';
import type { ReportSection } from '../document/report-content.ts';
import type { Printing } from './printing.ts';

/** The sections that a kind of report can have, in their usual order. */
export type SectionsOf<Figures> = Readonly<Record<string, (figures: Figures, printing: Printing) => ReportSection>>;

/**
 * The sections that were asked for, in that order; all in their usual order where nothing was asked. A key that this
 * version does not have is passed over: a definition outlives a version.
 */
export function chosenSections<Figures>(
  all: SectionsOf<Figures>,
  keys: readonly string[] | null | undefined,
  figures: Figures,
  printing: Printing,
): ReportSection[] {
  return (keys ?? Object.keys(all)).flatMap((key) => all[key]?.(figures, printing) ?? []);
}

/** `4 of 13 lots`, of a part of a list. */
export function shareOf(part: readonly unknown[], of: readonly unknown[], unit: CountUnit, printing: Printing): string {
  return printing.share(part.length, of.length, unit);
}
