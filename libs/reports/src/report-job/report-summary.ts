import type { ReportContent } from '../document/report-content.ts';

/** What a report says in a few lines, for the mail that brings it. In the report's language, numbers formatted. */
export interface ReportSummary {
  readonly headline: string;
  /** e.g. "PMIC-K7 · CP1 · 2026 W47" */
  readonly subject: string;
  readonly figures: readonly { readonly label: string; readonly value: string; readonly note: string }[];
}

export function reportSummary({ headline, subject, keyFigures }: ReportContent): ReportSummary {
  return {
    headline: headline.map(({ text }) => text).join(''),
    subject,
    figures: keyFigures.map(({ label, value, unit, note }) => ({
      label,
      value: unit === '' ? value : `${value} ${unit}`,
      note,
    })),
  };
}
