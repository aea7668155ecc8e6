import { currentActor, type ProductScope } from '@fabwright/platform';
import { EVERY_PRODUCT } from '../definition/definition.ts';
import type { ReportContent } from '../document/report-content.ts';
import type { ReportRequest, ReportSummary } from './report-request.ts';

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

/** Whose eyes a report is made for: those of who asks, or of anybody who may see its product and nothing else. */
export function scopeOf({ scope, productId }: ReportRequest): ProductScope {
  if (scope === 'product') return productId === EVERY_PRODUCT ? null : [productId];
  return currentActor()?.productScope ?? null;
}
