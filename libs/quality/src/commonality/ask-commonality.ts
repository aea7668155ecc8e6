import { commonality, seededRandom, type CommonalityInput, type CommonalityResult } from '@fabwright/analytics';

/** A question as it goes into a thread: the random sequence as its seed, so that the same question has one answer. */
export interface AskedCommonality {
  readonly input: CommonalityInput;
  readonly seed: number;
  readonly permutations?: number;
}

export function askCommonality({ input, seed, permutations }: AskedCommonality): CommonalityResult {
  return commonality(input, { random: seededRandom(seed), ...(permutations === undefined ? {} : { permutations }) });
}
