import { seeded } from '@fabwright/language/test/generated-sheets';

/** Choices that are the same in every run of the same seed. */
export class Draw {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = seeded(Math.imul(seed, 2_654_435_761));
    for (let warm = 0; warm < 8; warm += 1) this.#random();
  }

  chance(probability: number): boolean {
    return this.#random() < probability;
  }

  /** Throws a RangeError where there is nothing to choose from. */
  oneOf<T>(choices: readonly T[]): T {
    const at = Math.floor(this.#random() * choices.length);
    if (at >= choices.length) throw new RangeError('There is nothing to choose from.');
    return choices[at] as T;
  }

  shuffled<T>(items: readonly T[]): T[] {
    return items
      .map((item) => ({ item, key: this.#random() }))
      .sort((a, b) => a.key - b.key)
      .map(({ item }) => item);
  }
}
