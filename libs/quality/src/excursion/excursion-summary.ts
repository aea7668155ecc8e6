import type { Reason } from '@fabwright/analytics';
import type { ExcursionRecord } from './excursion.ts';

const SEEN: Readonly<Record<Reason['code'], string>> = {
  'lot-outside-limits': 'a lot lies outside its control limits',
  'slow-shift': 'the lots have shifted slowly',
  'below-floor': 'a lot lies below the floor',
  'wafers-spread': 'the wafers of a lot differ more than usual',
  'wafers-stand-out': 'some wafers of a lot stand out',
  'chamber-stands-out': 'wafers that shared a chamber stand out',
  'sensor-moved': 'a sensor has moved',
};

/**
 * One English line for machines and mail subjects, such as `yield of PMIC-K7 at CP1: a lot lies below the floor;
 * 6 lots, 71 wafers, 12.6 pp`. Screens and reports put the structured reasons into words themselves.
 */
export function summaryOf(record: ExcursionRecord): string {
  const { subject, productId, insertion, reasons, lotCount, waferCount, lossPp } = record;
  const metric = subject.name === '' ? subject.kind : `${subject.kind} ${subject.name}`;
  const where = insertion === null ? productId : `${productId} at ${insertion}`;
  const [first] = reasons;
  const loss = lossPp === null ? '' : `, ${lossPp.toFixed(1)} pp`;
  return `${metric} of ${where}: ${first ? SEEN[first.code] : 'changed'}; ${lotCount} lots, ${waferCount} wafers${loss}`;
}
