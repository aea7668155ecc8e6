const utf8 = new TextDecoder('utf-8', { fatal: true });
/** Above this many characters String.fromCharCode in a loop is slower than the decoder. */
const SHORT = 48;

export interface DecodedText {
  readonly text: string;
  /** False when the bytes were no UTF-8 and were read as ISO 8859-1. */
  readonly utf8: boolean;
}

/** Reads a Cn field: UTF-8, or ISO 8859-1 where it is not. NULs go (no database keeps them), and blanks around the text. */
export function decodeText(bytes: Uint8Array, start: number, end: number): DecodedText {
  const ascii = end - start <= SHORT ? shortAscii(bytes, start, end) : undefined;
  if (ascii !== undefined) return { text: ascii, utf8: true };
  const field = bytes.subarray(start, end);
  try {
    return { text: clean(utf8.decode(field)), utf8: true };
  } catch {
    return { text: clean(latin1(field)), utf8: false };
  }
}

function shortAscii(bytes: Uint8Array, start: number, end: number): string | undefined {
  let text = '';
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte > 0x7f || byte === 0) return undefined;
    text += String.fromCharCode(byte);
  }
  return text.trim();
}

function latin1(field: Uint8Array): string {
  let text = '';
  for (const byte of field) text += String.fromCharCode(byte);
  return text;
}

function clean(text: string): string {
  return text.replaceAll('\0', '').trim();
}
