/** What a report job shows of itself, in order; the dashboard has words for each. */
export const REPORT_STEPS = [
  'gathering',
  'narrating',
  'narrating-headline',
  'narrating-changed',
  'narrating-where',
  'narrating-with',
  'narrating-open',
  'drawing',
  'laying-out',
  'storing',
] as const;
export type ReportStep = (typeof REPORT_STEPS)[number];
