/**
 * Random numbers that depend only on (seed, name of the thing), never on what was generated before:
 * the newest weeks are made first, and a restart makes the same fab again.
 */

/** Mixes one more 32-bit number into a hash (multiply and xor-shift, as in the finalisers of Murmur3). */
export function mix(hash: number, value: number): number {
  let h = Math.imul(hash ^ value, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

export type KeyPart = string | number;

/** 32-bit hash of a seed and the parts of a name. */
export function hashOf(seed: number, ...parts: KeyPart[]): number {
  let hash = mix(0x2545f491, seed);
  for (const part of parts) {
    if (typeof part === 'number') hash = mix(mix(hash, part | 0), Math.floor(part / 0x1_0000_0000) | 0);
    else for (let i = 0; i < part.length; i++) hash = mix(hash, part.charCodeAt(i) + 0x10000);
    hash = mix(hash, 0x51ab);
  }
  return hash;
}

const QUANTILES = normalQuantiles(65_536);

/** Standard normal quantiles at (i + ½)/n, by adding up the density from −6 to 6 with the mid-point rule. */
function normalQuantiles(n: number): Float64Array {
  const table = new Float64Array(n);
  const step = 1e-4;
  const scale = step / Math.sqrt(2 * Math.PI);
  let cumulated = 0;
  let at = 0;
  for (let z = -6; z < 6 && at < n; z += step) {
    const middle = z + step / 2;
    cumulated += scale * Math.exp((-middle * middle) / 2);
    while (at < n && (at + 0.5) / n <= cumulated) table[at++] = middle;
  }
  return table;
}

/** A standard normal value for a hash, the same each time. */
export function normalAt(hash: number): number {
  return QUANTILES[mix(hash, 0x7f4a) >>> 16] ?? 0;
}

/** A value in [0, 1) for a hash, the same each time. */
export function uniformAt(hash: number): number {
  return mix(hash, 0x3c6e) / 0x1_0000_0000;
}

/** A stream of its own for each thing: sfc32, seeded from two hashes of its name. */
export class RandomStream {
  private a: number;
  private b: number;
  private c = 0x9e3779b9;
  private counter = 1;
  private spare = -1;

  constructor(seed: number, ...parts: KeyPart[]) {
    this.a = hashOf(seed, ...parts);
    this.b = hashOf(mix(seed, 0x1b873593), ...parts);
    for (let i = 0; i < 12; i++) this.bits();
  }

  /** 32 random bits. */
  bits(): number {
    const t = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + t;
    this.c |= 0;
    return t >>> 0;
  }

  /** In [0, 1). */
  uniform(): number {
    return this.bits() / 0x1_0000_0000;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.uniform();
  }

  /** Whole number from low to high, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.uniform() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  /** Standard normal in 65,536 levels (|z| ≤ 4.3): two from each draw, fast enough for 12,000 values a wafer. */
  normal(): number {
    if (this.spare >= 0) {
      const index = this.spare;
      this.spare = -1;
      return QUANTILES[index] ?? 0;
    }
    const bits = this.bits();
    this.spare = bits & 0xffff;
    return QUANTILES[bits >>> 16] ?? 0;
  }

  /** Exponential with mean 1. */
  exponential(): number {
    return -Math.log(1 - this.uniform());
  }

  /** Gamma with shape 2 and mean 1: the clustering of defects with α = 2. */
  gammaTwo(): number {
    return (this.exponential() + this.exponential()) / 2;
  }

  /** Poisson by multiplying uniforms (Knuth); the mean must be below 500, beyond which exp underflows. */
  poisson(mean: number): number {
    const limit = Math.exp(-mean);
    let count = -1;
    let product = 1;
    do {
      count++;
      product *= this.uniform();
    } while (product > limit);
    return count;
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[this.whole(0, items.length - 1)] ?? items[0];
  }

  /** Fisher–Yates, in place. */
  shuffle<T>(items: T[]): T[] {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.whole(0, i);
      const kept = items[i] as T;
      items[i] = items[j] as T;
      items[j] = kept;
    }
    return items;
  }
}
