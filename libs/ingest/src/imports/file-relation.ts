import type { RunRelation } from '@fabwright/quality';

const BY_WEIGHT: readonly RunRelation[] = ['correction', 'retest', 'second-insertion', 'new'];

/** The one word for a file with several runs: a correction of any of them weighs most. */
export function relationOfFile(relations: readonly RunRelation[]): RunRelation {
  return BY_WEIGHT.find((relation) => relations.includes(relation)) ?? 'new';
}
