import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from './seeded-random.ts';
import { shuffleBlocks, shuffleFirst } from './shuffle.ts';

describe('shuffled blocks', () => {
  it('are what each block would be by itself, one after the other', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1 })), fc.nat(), (blocks, seed) => {
        const [one, other] = [seededRandom(seed), seededRandom(seed)];
        const apart = blocks.map((block) => {
          const items = Int32Array.from(block);
          shuffleFirst(items, items.length, one);
          return [...items];
        });
        const together = Int32Array.from(blocks.flat());
        shuffleBlocks(
          together,
          blocks.map((_, at) => blocks.slice(0, at + 1).flat().length),
          other,
        );
        expect([...together]).toEqual(apart.flat());
      }),
    );
  });
});
