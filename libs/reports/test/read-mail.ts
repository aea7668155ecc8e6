/** A mail as its reader sees it. */
export interface ReadMail {
  readonly to: string;
  readonly subject: string;
  /** By lower-case name, folding undone. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly attachments: readonly { readonly name: string; readonly content: Uint8Array }[];
}

/** Takes a MIME message apart as far as ours go: text, and files beside it. */
export function readMail({ to, raw }: { readonly to: readonly string[]; readonly raw: string }): ReadMail {
  const { headers, body } = partOf(raw);
  const boundary = /boundary="?([^";]+)"?/i.exec(headers['content-type'] ?? '')?.[1];
  const parts = boundary === undefined ? [{ headers, body }] : piecesOf(body, boundary).map(partOf);
  const text = parts.find((part) => /^text\/plain/i.test(part.headers['content-type'] ?? ''));
  return {
    to: to[0]?.toLowerCase() ?? '',
    subject: decodedWords(headers['subject'] ?? ''),
    headers,
    text: text ? Buffer.from(contentOf(text)).toString('utf8') : '',
    attachments: parts
      .filter((part) => /^attachment/i.test(part.headers['content-disposition'] ?? ''))
      .map((part) => ({ name: nameOf(part.headers['content-disposition'] ?? ''), content: contentOf(part) })),
  };
}

interface Part {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function partOf(raw: string): Part {
  const end = raw.indexOf('\r\n\r\n');
  const lines = raw
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const pairs = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { headers: Object.fromEntries(pairs), body: raw.slice(end + 4) };
}

function piecesOf(body: string, boundary: string): string[] {
  return `\r\n${body}`
    .split(`\r\n--${boundary}`)
    .slice(1, -1)
    .map((piece) => piece.replace(/^\r\n/, ''));
}

function contentOf({ headers, body }: Part): Uint8Array {
  const encoding = headers['content-transfer-encoding']?.toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64');
  return encoding === 'quoted-printable' ? quotedPrintable(body) : Buffer.from(body, 'utf8');
}

function quotedPrintable(text: string): Buffer {
  const joined = text.replaceAll(/=\r\n/g, '');
  return Buffer.from(
    joined.replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}

/** `=?UTF-8?B?…?=` and `=?UTF-8?Q?…?=`, which may break a character between two of them. */
function decodedWords(text: string): string {
  const joined = text.replaceAll(/\?=\s+=\?/g, '?==?');
  return joined.replaceAll(/(?:=\?UTF-8\?[BQ]\?[^?]*\?=)+/gi, (words) =>
    Buffer.concat(
      [...words.matchAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi)].map(([, kind = '', content = '']) =>
        kind.toUpperCase() === 'B' ? Buffer.from(content, 'base64') : quotedPrintable(content.replaceAll('_', ' ')),
      ),
    ).toString('utf8'),
  );
}

/** A name in RFC 2231's pieces, in encoded words, or as it is. */
function nameOf(disposition: string): string {
  const pieces = [...disposition.matchAll(/filename\*\d+\*?=(?:utf-8'')?"?([^";]*)"?/gi)].map(
    ([, piece = '']) => piece,
  );
  if (pieces.length > 0) return decodeURIComponent(pieces.join(''));
  const whole = /filename\*=utf-8''([^;]+)/i.exec(disposition)?.[1];
  return whole !== undefined
    ? decodeURIComponent(whole)
    : decodedWords(/filename="?([^";]*)"?/i.exec(disposition)?.[1] ?? '');
}
