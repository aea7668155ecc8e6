import { currentActor, type ProductScope } from '@fabwright/platform';
import type { ReportRequest } from './report-request.ts';

/** Whose eyes a report is made for: those of who asks, or of anybody who may see its product and nothing else. */
export function scopeOf({ scope, productId }: ReportRequest): ProductScope {
  return scope === 'product' ? [productId] : (currentActor()?.productScope ?? null);
}
