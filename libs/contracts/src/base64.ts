/**
 * Base64 (RFC 4648, section 4, with padding) without Node's Buffer and without atob/btoa,
 * because this library also runs in the browser and because atob goes through a string of characters.
 */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const PADDING = 61;
const ENCODE = Uint8Array.from(ALPHABET, (letter) => letter.charCodeAt(0));
const DECODE = buildDecodeTable();
const ascii = new TextDecoder('latin1');

function buildDecodeTable(): Uint8Array {
  const table = new Uint8Array(128).fill(255);
  for (let value = 0; value < ENCODE.length; value++) table[ENCODE[value] ?? 0] = value;
  return table;
}

/** Bytes → base64 text with padding. */
export function bytesToBase64(bytes: Uint8Array): string {
  const whole = bytes.length - (bytes.length % 3);
  const out = new Uint8Array(Math.ceil(bytes.length / 3) * 4).fill(PADDING);
  let at = 0;
  for (let i = 0; i < whole; i += 3, at += 4) writeGroup(out, at, 4, bytes, i);
  if (whole < bytes.length) writeGroup(out, at, bytes.length - whole + 1, bytes, whole);
  return ascii.decode(out);
}

/** Three bytes from `from` on as up to four letters; bytes past the end count as 0. */
function writeGroup(out: Uint8Array, at: number, letters: number, bytes: Uint8Array, from: number): void {
  const group = ((bytes[from] ?? 0) << 16) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0);
  for (let i = 0; i < letters; i++) out[at + i] = ENCODE[(group >> (18 - 6 * i)) & 63] ?? 0;
}

/** Number of bytes that a base64 text stands for, or −1 when its length can't be one of a padded text. */
export function base64ByteLength(text: string): number {
  if (text.length % 4 !== 0) return -1;
  if (text.length === 0) return 0;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  return (text.length / 4) * 3 - padding;
}

/** Base64 text → bytes. Throws RangeError on a wrong length and on a character outside the alphabet. */
export function base64ToBytes(text: string): Uint8Array<ArrayBuffer> {
  const length = base64ByteLength(text);
  if (length < 0) throw new RangeError(`base64 text has ${text.length} characters, which is not a multiple of 4`);
  const bytes = new Uint8Array(length);
  let at = 0;
  for (let i = 0; i < text.length; i += 4) {
    const tail = i + 4 === text.length ? length - at : 3;
    const group =
      (valueAt(text, i) << 18) |
      (valueAt(text, i + 1) << 12) |
      (tail > 1 ? valueAt(text, i + 2) << 6 : 0) |
      (tail > 2 ? valueAt(text, i + 3) : 0);
    bytes[at++] = group >> 16;
    if (tail > 1) bytes[at++] = (group >> 8) & 255;
    if (tail > 2) bytes[at++] = group & 255;
  }
  return bytes;
}

function valueAt(text: string, index: number): number {
  const value = DECODE[text.charCodeAt(index)] ?? 255;
  if (value === 255) throw new RangeError(`base64 text has a character outside its alphabet at position ${index}`);
  return value;
}
