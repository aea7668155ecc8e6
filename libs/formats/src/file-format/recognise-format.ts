export type FileFormat = 'stdf' | 'klarf' | 'e142' | 'g85';

/** Bytes from its beginning by which a file is recognised. */
export const RECOGNISED_BY = 8192;

const FAR_TYPE = 0;
const FAR_SUBTYPE = 10;

/**
 * The format of a file by its first (unpacked) bytes, whatever its name; null when it is none that can be read. A file
 * that only begins like one is told apart by its reader, which says what is wrong with it.
 */
export function recogniseFormat(head: Uint8Array): FileFormat | null {
  if (head[2] === FAR_TYPE && head[3] === FAR_SUBTYPE && (head[0] === 2 || head[1] === 2)) return 'stdf';
  const text = textOf(head).trimStart();
  if (/^(?:FileVersion\s|Record\s+FileRecord)/.test(text)) return 'klarf';
  if (!text.startsWith('<')) return null;
  const root = /<(?:[\w.-]+:)?(MapData|Map)[\s>/]/.exec(text);
  if (root === null) return null;
  return root[1] === 'MapData' ? 'e142' : 'g85';
}

/** As much of it as is text; UTF-16 by its byte order mark, all else as it stands. */
function textOf(head: Uint8Array): string {
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(head);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(head);
  return new TextDecoder('utf-8').decode(head);
}
