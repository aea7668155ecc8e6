const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Bytes as people can read them: UTF-8 where they are, with control characters and bytes that are no text as \xNN, so
 * that nothing in a message can disguise itself on a screen. `bytes` may be cut in the middle of a character.
 */
export function shownBytes(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const length = characterLength(bytes[at] ?? 0);
    const character = decode(bytes.subarray(at, at + length));
    if (character === null || isHidden(character)) {
      text += escaped(bytes[at] ?? 0);
      at += 1;
    } else {
      text += character;
      at += length;
    }
  }
  return text;
}

function characterLength(lead: number): number {
  if (lead >= 0xf0) return 4;
  if (lead >= 0xe0) return 3;
  return lead >= 0xc0 ? 2 : 1;
}

function decode(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

/** Control and format characters (such as those that turn the reading direction), except tab and new line. */
function isHidden(character: string): boolean {
  return character !== '\n' && character !== '\t' && /^[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]?$/u.test(character);
}

function escaped(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, '0')}`;
}
