import type { ImportRelation } from './file-import.ts';

/** A run of a wafer through a test program, as far as its identity needs it. Instants in UTC. */
export interface RunIdentity {
  readonly lotId: string;
  readonly waferId: string;
  readonly insertion: string;
  readonly program: string;
  readonly startedAt: Date;
}

/**
 * How one run stands to the runs that are already there (domain.md §5):
 * same lot, wafer, insertion, program and start, other bytes → `correction`; the same wafer at the same insertion with
 * another start or program → `retest`; the same wafer only at other insertions → `second-insertion`; else `new`.
 */
export function relationOf(run: RunIdentity, known: readonly RunIdentity[]): ImportRelation {
  const sameWafer = known.filter((other) => other.lotId === run.lotId && other.waferId === run.waferId);
  const sameInsertion = sameWafer.filter((other) => other.insertion === run.insertion);
  const isSameRun = sameInsertion.some(
    (other) => other.program === run.program && other.startedAt.getTime() === run.startedAt.getTime(),
  );
  if (isSameRun) return 'correction';
  if (sameInsertion.length > 0) return 'retest';
  return sameWafer.length > 0 ? 'second-insertion' : 'new';
}

const BY_WEIGHT: readonly ImportRelation[] = ['correction', 'retest', 'second-insertion', 'new'];

/** The one word for a file with several runs: a correction of any of them weighs most. */
export function relationOfFile(relations: readonly ImportRelation[]): ImportRelation {
  return BY_WEIGHT.find((relation) => relations.includes(relation)) ?? 'new';
}
