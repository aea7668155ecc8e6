/**
 * A deterministic stream of uniform numbers in [0, 1), so that a permutation test gives the same p on every machine.
 * Generator: a 32-bit Weyl sequence through the finaliser of MurmurHash3 (Appleby, 2008); good enough to shuffle a few
 * hundred lots, not for secrets.
 */
export function seededUniform(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 4_294_967_296;
  };
}

/** Shuffles the first `count` elements into a random sample of all, in place (Fisher–Yates). */
export function shuffleFirst(items: Int32Array | Float64Array, count: number, uniform: () => number): void {
  for (let i = 0; i < count; i += 1) {
    const j = i + Math.floor(uniform() * (items.length - i));
    const held = items[i] ?? 0;
    items[i] = items[j] ?? 0;
    items[j] = held;
  }
}
