import type { PartSegment, SortFileItem, SortFileSummary, TestDefinition } from './sort-file.ts';

/** A whole small file in memory, for specs. */
export interface CollectedSortFile {
  readonly items: readonly SortFileItem[];
  readonly segments: readonly PartSegment[];
  /** The last definition of each test. */
  readonly tests: ReadonlyMap<number, TestDefinition>;
  readonly summary: SortFileSummary;
}

export async function collectSortFile(items: AsyncIterable<SortFileItem>): Promise<CollectedSortFile> {
  const all: SortFileItem[] = [];
  for await (const item of items) all.push(item);
  const summary = all.at(-1);
  if (summary?.kind !== 'end') throw new Error('The last item of a file is its summary.');
  const tests = new Map<number, TestDefinition>();
  for (const item of all) if (item.kind === 'test') tests.set(item.test, item);
  return { items: all, segments: all.filter((item) => item.kind === 'segment'), tests, summary };
}

/** The value of a test, by its number and kind, of one part of a segment; NaN where it was not run. */
export function valueOf(file: CollectedSortFile, segment: PartSegment, part: number, test: number): number {
  const column = segment.tests.find((candidate) => file.tests.get(candidate.test)?.number === test);
  return column?.values[part] ?? NaN;
}

/** The bytes in pieces of the given lengths, again and again; a length of 0 makes an empty piece. */
export function inPieces(bytes: Uint8Array, lengths: readonly number[]): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const length = lengths[turn % lengths.length] ?? 1;
    pieces.push(bytes.slice(at, at + length));
    at += length;
  }
  return pieces;
}
