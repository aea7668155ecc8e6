import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
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

/** Where the mails of the product that the journeys share are read, whichever process runs a journey. */
export interface Mailbox {
  /** The first that fits, once it is there. Rejects after `ms` with the subjects that came. */
  waitFor(fits: (mail: ReceivedMail) => boolean, ms?: number): Promise<ReceivedMail>;
}

/** A server that keeps what it gets. */
export interface MailServer {
  readonly port: number;
  close(): Promise<void>;
}

const LOOK_EVERY_MS = 200;
const FOLDER = 'FABWRIGHT_E2E_MAILS';

/** A real SMTP server on loopback; each mail is a file in `folder`, from where `sharedMailbox` reads it. */
export async function startMailServer(folder: string): Promise<MailServer> {
  process.env[FOLDER] = folder;
  let count = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        const file = path.join(folder, `${(count += 1)}.json`);
        // renamed when it is whole: who looks meanwhile sees nothing
        writeFileSync(`${file}.part`, JSON.stringify({ to, raw: Buffer.concat(chunks).toString('latin1') }));
        renameSync(`${file}.part`, file);
        done();
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Undefined for an instance that was up before: its mails go elsewhere. */
export function sharedMailbox(): Mailbox | undefined {
  const folder = process.env[FOLDER];
  return folder === undefined ? undefined : { waitFor: (fits, ms = 60_000) => waitFor(folder, fits, ms) };
}

async function waitFor(folder: string, fits: (mail: ReceivedMail) => boolean, ms: number): Promise<ReceivedMail> {
  const end = Date.now() + ms;
  for (;;) {
    const mails = mailsIn(folder);
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

function mailsIn(folder: string): ReceivedMail[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.map((name) => {
    const { to, raw } = JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as { to: string[]; raw: string };
    return { to, ...parseMail(raw) };
  });
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
