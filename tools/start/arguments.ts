import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { StartFailure } from './failure.ts';

export interface StartOptions {
  readonly port: number;
  /** Address to listen on; loopback unless told otherwise. */
  readonly host: string;
  /** Absolute. */
  readonly dataDir: string;
  readonly demo: boolean;
  /** Days that the demonstration fab tells of its past. */
  readonly historyDays: number;
  /** A PostgreSQL of the user's own; undefined for the embedded one. */
  readonly database: string | undefined;
  /** Brokers of the user's own, `local` for one that we start, undefined for none. */
  readonly kafka: string | undefined;
}

export const HELP = `Usage: npm start -- [options]

  --port N            port of the dashboard and the API (default 4300)
  --host ADDRESS      address to listen on (default 127.0.0.1; 0.0.0.0 lets other machines in)
  --data-dir FOLDER   where data, uploads, secrets and logs lie (default .data)
  --no-demo           an empty fab, with a one-time link for its administrator
  --history-days N    days of its past that the demonstration tells on its first start (default 180)
  --database URL      a PostgreSQL 16 or newer of your own (default: an embedded one in the data folder)
  --kafka BROKERS     events from Kafka: host:port, separated by commas, or "local" for a broker of our own (Java 17)
  --help              this text

Ctrl-C stops everything and loses nothing.`;

const FLAGS = {
  port: { type: 'string' },
  host: { type: 'string' },
  'data-dir': { type: 'string' },
  'no-demo': { type: 'boolean' },
  'history-days': { type: 'string' },
  database: { type: 'string' },
  kafka: { type: 'string' },
  help: { type: 'boolean' },
} as const;

function usage(message: string): StartFailure {
  return new StartFailure(`${message} npm start -- --help lists what is possible.`, 2);
}

function parseFlags(args: readonly string[]): ReturnType<typeof parseArgs<{ options: typeof FLAGS }>>['values'] {
  try {
    return parseArgs({ args: [...args], options: FLAGS, allowPositionals: false }).values;
  } catch (error) {
    const [sentence] = (error instanceof Error ? error.message : String(error)).split(/\.\s/);
    throw usage(`${sentence}.`);
  }
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) throw usage(`--port ${text}: a number from 1 to 65535.`);
  return port;
}

function parseDays(text: string): number {
  const days = Number(text);
  if (!/^\d+$/.test(text) || days < 1 || days > 730) throw usage(`--history-days ${text}: a number from 1 to 730.`);
  return days;
}

function parseDatabase(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const protocol = URL.canParse(text) ? new URL(text).protocol : '';
  if (!['postgres:', 'postgresql:'].includes(protocol)) {
    throw usage('--database: an address like postgresql://user:password@host:5432/database.');
  }
  return text;
}

function parseKafka(text: string | undefined): string | undefined {
  if (text === undefined || text === 'local') return text;
  const brokers = text.split(',').map((broker) => broker.trim());
  if (!brokers.every((broker) => /^[^:\s]+:\d+$/.test(broker))) {
    throw usage(`--kafka ${text}: host:port, separated by commas, or "local".`);
  }
  return brokers.join(',');
}

/**
 * Reads the command line; `help` when that is what was asked for. Relative folders are taken from `from`.
 * Throws StartFailure with exit code 2 for anything that it does not understand.
 */
export function parseStartArguments(args: readonly string[], from: string, root: string): StartOptions | 'help' {
  const flags = parseFlags(args);
  if (flags.help === true) return 'help';
  const folder = flags['data-dir'];
  if (folder === '') throw usage('--data-dir needs a folder.');
  return {
    port: parsePort(flags.port ?? '4300'),
    host: flags.host ?? '127.0.0.1',
    dataDir: folder === undefined ? resolve(root, '.data') : resolve(from, folder),
    demo: flags['no-demo'] !== true,
    historyDays: parseDays(flags['history-days'] ?? '180'),
    database: parseDatabase(flags.database),
    kafka: parseKafka(flags.kafka),
  };
}
