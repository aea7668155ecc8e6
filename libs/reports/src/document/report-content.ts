import type { Locale } from '@fabwright/facts';
import type { Paper } from '../render/paper.ts';

/** Languages a report is written in. */
export type ReportLanguage = Locale;

/** A piece of a sentence; with `factId` it is a formatted fact and gets its reference number. */
export interface ReportSpan {
  readonly text: string;
  readonly factId?: string | undefined;
  readonly emphasis?: boolean | undefined;
}

/** One of at most five figures of page 1. `value` and `note` are formatted facts or words without digits. */
export interface KeyFigure {
  readonly label: string;
  readonly value: string;
  readonly unit: string;
  readonly note: string;
}

/** A vector picture with its words. Without `svg` the place stays, and says why. */
export interface Figure {
  readonly title: string;
  readonly caption: string;
  readonly svg: string | null;
  readonly missing?: string;
  readonly heightPt: number;
}

export interface MapTile {
  readonly title: string;
  readonly lines: readonly string[];
  readonly svg: string;
}

export interface ReportTable {
  readonly title: string;
  readonly caption: string;
  /** `wide` columns share what the others leave, and wrap. */
  readonly columns: readonly { readonly label: string; readonly align: 'left' | 'right'; readonly wide?: boolean }[];
  readonly rows: readonly (readonly string[])[];
  /** said in place of the rows when there are none */
  readonly empty: string;
}

export type ReportBlock =
  | { readonly kind: 'figure'; readonly figure: Figure }
  | { readonly kind: 'figures'; readonly figures: readonly [Figure, Figure] }
  | {
      readonly kind: 'maps';
      readonly title: string;
      readonly caption: string;
      readonly legend: readonly LegendEntry[];
      readonly tiles: readonly MapTile[];
    }
  | { readonly kind: 'table'; readonly table: ReportTable }
  | { readonly kind: 'text'; readonly text: string };

export interface LegendEntry {
  readonly label: string;
  readonly colour: string;
}

/** A page of its own: one question, its title is the answer. */
export interface ReportSection {
  readonly heading: string;
  /** its name in the contents */
  readonly short: string;
  readonly lead: string;
  readonly blocks: readonly ReportBlock[];
}

/** A fact as the appendix prints it. */
export interface EvidenceRow {
  readonly reference: string;
  readonly value: string;
  readonly definition: string;
  readonly key: string;
  readonly n: string;
  readonly query: string;
  readonly rows: string;
  readonly asOf: string;
}

/** Everything that a finished report says; strings are in the report's language, numbers already formatted. */
export interface ReportContent {
  readonly language: ReportLanguage;
  readonly paper: Paper;
  /** e.g. "Lot report" */
  readonly title: string;
  /** e.g. "N4K791 · PMIC-K7 · CP1" */
  readonly subject: string;
  readonly fab: string;
  readonly headline: readonly ReportSpan[];
  readonly scope: string;
  readonly keyFigures: readonly KeyFigure[];
  readonly badge: string;
  readonly paragraphs: readonly (readonly ReportSpan[])[];
  readonly pageOne: readonly ReportBlock[];
  readonly sections: readonly ReportSection[];
  readonly evidence: readonly EvidenceRow[];
  readonly completeness: readonly string[];
  /** time of the newest result, in fab time with its zone */
  readonly dataTo: string;
  readonly reportId: string;
  readonly livePath: string;
  /** fixed in the file's information, so that the same data give the same bytes */
  readonly createdAt: Date;
}
