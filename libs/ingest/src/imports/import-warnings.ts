import type { SortFileSummary, SortFileWarningCode } from '@fabwright/formats';
import type { ImportWarning } from './file-import.ts';
import { UNNAMED_INSERTION, type FileIdentity } from './sort-file-terms.ts';

const MISSING = {
  product: 'The file names no product (MIR, field PART_TYP): the lot keeps the product that is known of it.',
  insertion: `The file names no insertion (MIR, fields TEST_COD and FLOW_ID): it is shown as ${UNNAMED_INSERTION}.`,
} as const;

/** What stays with an imported file: each kind once, with its first place and how often it was seen. */
export function warningsOf(identity: FileIdentity, { warnings, warningCounts }: SortFileSummary): ImportWarning[] {
  const ofHeader = identity.missing.map((what) => ({
    code: `${what}-missing`,
    message: MISSING[what],
    count: 1,
    byteOffset: null,
    record: 'MIR',
  }));
  const ofRecords = (Object.entries(warningCounts) as [SortFileWarningCode, number][]).map(([code, count]) => {
    const first = warnings.find((warning) => warning.code === code);
    return {
      code,
      message: first?.message ?? code,
      count,
      byteOffset: first?.byteOffset ?? null,
      record: first?.record ?? null,
    };
  });
  return [...ofHeader, ...ofRecords];
}
