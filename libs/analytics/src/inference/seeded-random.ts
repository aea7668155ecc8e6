/**
 * Uniform numbers in [0, 1) that are the same for the same seed (any integer), so that a permutation test gives one
 * answer per question. Source: Mulberry32, T. Ettinger, public domain; its period of 2³² is far above what is drawn here.
 */
export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
