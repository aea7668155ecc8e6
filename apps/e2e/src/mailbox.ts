import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail as it arrived. */
export interface ReceivedMail {
  readonly to: readonly string[];
  /** Decoded, one line. */
  readonly subject: string;
  /** The plain text, decoded. */
  readonly text: string;
  readonly messageId: string;
  readonly attachments: readonly { readonly contentType: string; readonly content: Buffer }[];
}

export interface Mailbox {
  readonly port: number;
  /** For the product: mails go here, and nowhere else. */
  readonly settings: Readonly<Record<'FAB_SMTP_URL' | 'FAB_MAIL_FROM', string>>;
  readonly mails: readonly ReceivedMail[];
  /** The first that fits, once it is there. Rejects after `ms` with the subjects that came. */
  waitFor(fits: (mail: ReceivedMail) => boolean, ms?: number): Promise<ReceivedMail>;
  close(): Promise<void>;
}

const LOOK_EVERY_MS = 200;

/** Where the product that the journeys share sends its mails; undefined for an instance that was up before. */
export function sharedMailPort(): number | undefined {
  const port = process.env['FABWRIGHT_E2E_SMTP_PORT'];
  return port === undefined ? undefined : Number(port);
}

/** A real SMTP server on loopback that keeps what it gets. `port` 0 takes a free one. */
export async function startMailbox(port = 0): Promise<Mailbox> {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({ to, ...parseMail(Buffer.concat(chunks).toString('latin1')) });
        done();
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = (server.server.address() as AddressInfo).port;
  return {
    port: bound,
    settings: { FAB_SMTP_URL: `smtp://127.0.0.1:${bound}`, FAB_MAIL_FROM: 'Fabwright <fabwright@fab.example>' },
    mails,
    waitFor: (fits, ms = 60_000) => waitFor(mails, fits, ms),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function waitFor(
  mails: readonly ReceivedMail[],
  fits: (mail: ReceivedMail) => boolean,
  ms: number,
): Promise<ReceivedMail> {
  const end = Date.now() + ms;
  for (;;) {
    const found = mails.find(fits);
    if (found) return found;
    if (Date.now() > end) {
      throw new Error(
        `No such mail within ${ms / 1000} s; there are: ${mails.map(({ subject }) => subject).join('; ')}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

interface Part {
  readonly header: (name: string) => string;
  readonly body: string;
}

/** A mail as the product sends it: text, and files beside it. */
function parseMail(raw: string): Omit<ReceivedMail, 'to'> {
  const whole = partOf(raw);
  const boundary = /boundary="?([^";]+)"?/i.exec(whole.header('Content-Type'))?.[1];
  const parts = boundary === undefined ? [whole] : piecesOf(whole.body, boundary);
  const text = parts.find(({ header }) => !/^attachment/i.test(header('Content-Disposition')));
  const files = parts.filter(({ header }) => /^attachment/i.test(header('Content-Disposition')));
  return {
    subject: decodeWords(whole.header('Subject')),
    text: text ? bytesOf(text).toString('utf8') : '',
    messageId: whole.header('Message-ID'),
    attachments: files.map((part) => ({ contentType: part.header('Content-Type'), content: bytesOf(part) })),
  };
}

function partOf(raw: string): Part {
  const split = raw.indexOf('\r\n\r\n');
  const head = raw.slice(0, split).replaceAll(/\r\n[ \t]+/g, ' ');
  const header = (name: string): string => new RegExp(`^${name}: *(.*)$`, 'im').exec(head)?.[1]?.trim() ?? '';
  return { header, body: raw.slice(split + 4) };
}

function piecesOf(body: string, boundary: string): Part[] {
  return `\r\n${body}`
    .split(`\r\n--${boundary}`)
    .slice(1, -1)
    .map((piece) => partOf(piece.replace(/^\r\n/, '')));
}

function bytesOf({ header, body }: Part): Buffer {
  const encoding = header('Content-Transfer-Encoding').toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64');
  return Buffer.from(encoding === 'quoted-printable' ? quotedBytes(body.replaceAll('=\r\n', '')) : body, 'latin1');
}

/** RFC 2047: `=?UTF-8?Q?…?=` and `=?UTF-8?B?…?=`; white space between two of them is none. */
function decodeWords(text: string): string {
  return text
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(word, 'base64').toString('utf8')
        : quotedPrintable(word.replaceAll('_', ' ')),
    );
}

function quotedPrintable(text: string): string {
  return Buffer.from(quotedBytes(text), 'latin1').toString('utf8');
}

/** A sign a byte. */
function quotedBytes(text: string): string {
  return text.replaceAll(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
