import type { WaferDraft } from './inspection-draft.ts';
import type { KlarfContext } from './klarf-context.ts';

/**
 * Compares the defects that were read with the file's own summary, and returns the latter. None read where the summary
 * has some means that the file was not understood: an error. Another number is a warning, since tools leave defects
 * out of the list on purpose (sampling for review).
 */
export function checkAgainstSummary(context: KlarfContext, wafer: WaferDraft): number | null {
  const { rows, stated, waferId, place } = wafer;
  if (!wafer.listed) {
    const what = `wafer "${waferId}" has no DefectList`;
    throw context.fail('results-missing', what, 'Remove what names the wafer, or export its results too.', place);
  }
  if (stated === null) {
    const message = () =>
      `The file has no summary of wafer "${waferId}", so its ${rows.count} defects could not be checked.`;
    context.warn('summary-missing', message, place);
    return null;
  }
  const total = [...stated.values()].reduce((sum, count) => sum + count, 0);
  if (rows.count === 0 && total > 0) {
    const what = `the summary of wafer "${waferId}" has ${total} defects, and none was found in its DefectList`;
    throw context.fail('defects-missing', what, undefined, place);
  }
  if (total !== rows.count) {
    const message = () => `Wafer "${waferId}" lists ${rows.count} defects; its own summary has ${total}.`;
    context.warn('summary-contradiction', message, place);
  }
  return total;
}
