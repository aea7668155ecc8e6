import { describe, expect, it } from 'vitest';
import { shownBytes } from './shown-bytes.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('shownBytes', () => {
  it.each(['{"lotId": "L1"}', '晶圆 37 °C — Ω', 'emoji 🙂\n\tindented'])('shows text as it is: %s', (text) => {
    expect(shownBytes(utf8(text))).toBe(text);
  });

  it('shows bytes that are no text by their numbers', () => {
    expect(shownBytes(Uint8Array.of(0x7b, 0xff, 0x00, 0x7d))).toBe('{\\xff\\x00}');
  });

  it('shows what would hide itself, such as a change of the reading direction', () => {
    expect(shownBytes(utf8('a\u202eb'))).toBe('a\\xe2\\x80\\xaeb');
  });

  it('keeps the rest of a text that was cut in the middle of a character', () => {
    expect(shownBytes(utf8('圆').subarray(0, 2))).toBe('\\xe5\\x9c');
  });
});
