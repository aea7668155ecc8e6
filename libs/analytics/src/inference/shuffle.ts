/** Makes the first `count` elements a random sample of all, in place (Fisher–Yates). `uniform`: numbers in [0, 1). */
export function shuffleFirst(items: Int32Array | Float64Array, count: number, uniform: () => number): void {
  for (let i = 0; i < count; i += 1) {
    const j = i + Math.floor(uniform() * (items.length - i));
    const held = items[i] ?? 0;
    items[i] = items[j] ?? 0;
    items[j] = held;
  }
}
