/** Makes the first `count` elements a random sample of all, in place (Fisher–Yates). `uniform`: numbers in [0, 1). */
export function shuffleFirst(items: Int32Array | Float64Array, count: number, uniform: () => number): void {
  sampleWithin(items, { start: 0, end: items.length }, count, uniform);
}

/** Shuffles each block by itself, in place; a block ends before the next of `ends`. `uniform`: numbers in [0, 1). */
export function shuffleBlocks(items: Int32Array, ends: readonly number[], uniform: () => number): void {
  let start = 0;
  for (const end of ends) {
    sampleWithin(items, { start, end }, end - start, uniform);
    start = end;
  }
}

function sampleWithin(
  items: Int32Array | Float64Array,
  { start, end }: { readonly start: number; readonly end: number },
  count: number,
  uniform: () => number,
): void {
  for (let i = start; i < start + count; i += 1) {
    const j = i + Math.floor(uniform() * (end - i));
    const held = items[i] ?? 0;
    items[i] = items[j] ?? 0;
    items[j] = held;
  }
}
