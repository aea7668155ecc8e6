import type { ImportWarning } from './file-import.ts';
import { UNNAMED_INSERTION, type FileIdentity, type SortFileTerms } from './sort-file-terms.ts';

/** Warnings as any reader keeps them: the first places, and all of them counted. */
export interface ReaderWarnings {
  readonly warnings: readonly {
    readonly code: string;
    readonly message: string;
    readonly byteOffset: number;
    readonly record: string;
  }[];
  readonly warningCounts: Readonly<Record<string, number>>;
}

/** What stays with an imported sort file: each kind once, with its first place and how often it was seen. */
export function warningsOf(identity: FileIdentity, end: ReaderWarnings, terms: SortFileTerms): ImportWarning[] {
  const message = {
    product: `The file names no product (${terms.product}): the lot keeps the product that is known of it.`,
    insertion: `The file names no insertion (${terms.insertion}): it is shown as ${UNNAMED_INSERTION}.`,
  };
  const ofHeader = identity.missing.map((what) => ({
    code: `${what}-missing`,
    message: message[what],
    count: 1,
    byteOffset: null,
    record: terms.header,
  }));
  return [...ofHeader, ...warningsByCode(end)];
}

export function warningsByCode({ warnings, warningCounts }: ReaderWarnings): ImportWarning[] {
  return Object.entries(warningCounts).map(([code, count]) => {
    const first = warnings.find((warning) => warning.code === code);
    return {
      code,
      message: first?.message ?? code,
      count,
      byteOffset: first?.byteOffset ?? null,
      record: first?.record ?? null,
    };
  });
}
