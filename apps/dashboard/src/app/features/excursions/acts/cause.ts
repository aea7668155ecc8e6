import type { FactorInput } from '@fabwright/data-access';

/** What it was, as a person says it: a factor, and words. */
export interface Cause {
  readonly cause: FactorInput;
  readonly words: string;
}
