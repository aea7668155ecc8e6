import type { InspectionDraft } from './inspection-draft.ts';

/** When the results were taken; the file's own time stands in. Throws KlarfError when there is neither. */
export function inspectionTime({ context, resultTime, fileTime }: InspectionDraft): number {
  const time = resultTime ?? fileTime;
  if (time === null) {
    const what =
      'the file tells no time of the inspection (ResultTimestamp), so a correction could not be told from a new inspection';
    throw context.fail('field-missing', what, undefined, { ...context.place, record: 'ResultTimestamp' });
  }
  if (resultTime === null) {
    context.warn('time-of-file', () => 'The file tells no ResultTimestamp; its FileTimestamp was taken.');
  }
  if (time.dayFirst) {
    context.warn('date-day-first', () => 'The date of the inspection can only be read with the day first, and was.');
  }
  return time.localSeconds;
}
