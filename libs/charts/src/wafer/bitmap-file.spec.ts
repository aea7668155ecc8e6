import { describe, expect, it } from 'vitest';
import { bitmapFile } from './bitmap-file.ts';

describe('a bitmap file', () => {
  it('says its size, its order and where its channels are, and then holds the pixels as they are', () => {
    const pixels = Uint8ClampedArray.from({ length: 16 }, (_, at) => at);
    const file = bitmapFile(pixels, 2);
    const view = new DataView(file.buffer);
    expect(new TextDecoder().decode(file.subarray(0, 2))).toBe('BM');
    const [length, begin] = [view.getUint32(2, true), view.getUint32(10, true)];
    expect(length).toBe(file.length);
    expect([view.getInt32(18, true), view.getInt32(22, true), view.getUint16(28, true)]).toEqual([2, -2, 32]);
    expect([...file.subarray(begin)]).toEqual([...pixels]);
    const pixel = view.getUint32(begin, true);
    const channels = [54, 58, 62, 66].map((at) => {
      const mask = view.getUint32(at, true);
      // the lowest bit that the mask has
      return ((pixel & mask) >>> 0) / ((mask & -mask) >>> 0);
    });
    expect(channels).toEqual([0, 1, 2, 3]);
  });
});
