import { describe, expect, it } from 'vitest';
import { lagOne, mean, variance } from '../testing/small-fab.ts';
import { hashOf, normalAt, RandomStream, uniformAt } from './stream.ts';

const draw = (count: number, of: (stream: RandomStream) => number) => {
  const stream = new RandomStream(5, 'draws');
  return Array.from({ length: count }, () => of(stream));
};

describe('streams', () => {
  it('are the same for the same name, and differ for another name or seed', () => {
    const first = (seed: number, ...name: (string | number)[]) => new RandomStream(seed, ...name).bits();
    expect(first(1, 'lot', 7)).toBe(first(1, 'lot', 7));
    const others = [first(1, 'lot', 8), first(2, 'lot', 7), first(1, 'lot7'), first(1, 'lot', '7')];
    expect(new Set([first(1, 'lot', 7), ...others]).size).toBe(5);
  });

  it('give no two things the same stream among a hundred thousand', () => {
    const seen = new Set<string>();
    for (let i = 0; i < 100_000; i++) {
      const stream = new RandomStream(3, 'wafer', i);
      seen.add(`${stream.bits()}/${stream.bits()}`);
    }
    expect(seen.size).toBe(100_000);
  });

  it('draw uniform, normal, exponential, gamma and Poisson values with their moments', () => {
    const n = 60_000;
    const uniform = draw(n, (s) => s.uniform());
    expect(mean(uniform)).toBeCloseTo(0.5, 2);
    expect(variance(uniform)).toBeCloseTo(1 / 12, 2);
    expect(Math.abs(lagOne(uniform))).toBeLessThan(0.015);
    const normal = draw(n, (s) => s.normal());
    expect(Math.abs(mean(normal))).toBeLessThan(0.015);
    expect(variance(normal)).toBeCloseTo(1, 1);
    expect(normal.filter((z) => Math.abs(z) > 1.96).length / n).toBeCloseTo(0.05, 2);
    const gamma = draw(n, (s) => s.gammaTwo());
    expect(mean(gamma)).toBeCloseTo(1, 1);
    expect(variance(gamma)).toBeCloseTo(0.5, 1);
    const poisson = draw(n, (s) => s.poisson(6));
    expect(mean(poisson)).toBeCloseTo(6, 1);
    expect(variance(poisson) / 6).toBeCloseTo(1, 1);
  });

  it('read values straight from a hash with the same distributions', () => {
    const hashes = Array.from({ length: 40_000 }, (_, i) => hashOf(9, 'point', i));
    expect(Math.abs(mean(hashes.map(normalAt)))).toBeLessThan(0.02);
    expect(variance(hashes.map(normalAt))).toBeCloseTo(1, 1);
    expect(mean(hashes.map(uniformAt))).toBeCloseTo(0.5, 2);
  });

  it('shuffle without losing or favouring anything', () => {
    const firsts = [0, 0, 0, 0];
    const stream = new RandomStream(1, 'shuffle');
    for (let i = 0; i < 8_000; i++) {
      const shuffled = stream.shuffle([0, 1, 2, 3]);
      expect([...shuffled].sort()).toEqual([0, 1, 2, 3]);
      firsts[shuffled[0] ?? 0]! += 1;
    }
    for (const count of firsts) expect(count / 8_000).toBeCloseTo(0.25, 1);
  });
});
