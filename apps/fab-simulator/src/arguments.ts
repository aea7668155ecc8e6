import { parseArgs } from 'node:util';

export interface Arguments {
  /** Base address of the api, such as http://127.0.0.1:4300. */
  readonly server: string | undefined;
  readonly tokenFile: string | undefined;
  readonly stateDir: string | undefined;
  readonly kafka: readonly string[];
  readonly seed: number;
  readonly days: number;
  readonly speed: number;
  readonly wafersPerLot: number;
  readonly epoch: number | undefined;
  readonly answerKey: string | undefined;
  readonly dryRun: boolean;
}

export const USAGE = `The demonstration fab: sends its history, then lives on.

  --server URL           api to send to and to listen to
  --token-file FILE      owner-only file with an API token (scopes events:write and events:read)
  --state-dir DIR        keeps how far it has come; created if missing
  --kafka BROKERS        send to and listen on these brokers instead of the api
  --seed N               another fab (default 20261)
  --days N               history in days (default 180)
  --speed N              fab time against wall time (default 60)
  --wafers-per-lot N     1 to 25 (default 13)
  --epoch TIME           fab time of the first start, RFC 3339 (default: now)
  --answer-key FILE      write what is planted; for tests only
  --dry-run              make the history without sending it and print how fast that was`;

/** A wrong argument, in words for the one who typed it. */
export class ArgumentError extends Error {}

export function readArguments(argv: readonly string[]): Arguments {
  const values = parsed(argv);
  const result: Arguments = {
    server: values.server?.replace(/\/+$/, ''),
    tokenFile: values['token-file'],
    stateDir: values['state-dir'],
    kafka: (values.kafka ?? '').split(',').filter((broker) => broker !== ''),
    seed: whole('seed', values.seed ?? '20261', 0, 2_147_483_647),
    days: whole('days', values.days ?? '180', 1, 730),
    speed: whole('speed', values.speed ?? '60', 1, 10_000),
    wafersPerLot: whole('wafers-per-lot', values['wafers-per-lot'] ?? '13', 1, 25),
    epoch: values.epoch === undefined ? undefined : time(values.epoch),
    answerKey: values['answer-key'],
    dryRun: values['dry-run'] === true,
  };
  if (!result.dryRun) requireTarget(result);
  return result;
}

function parsed(argv: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...argv],
      options: {
        server: text,
        'token-file': text,
        'state-dir': text,
        kafka: text,
        seed: text,
        days: text,
        speed: text,
        'wafers-per-lot': text,
        epoch: text,
        'answer-key': text,
        'dry-run': { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new ArgumentError(error instanceof Error ? error.message : String(error));
  }
}

function requireTarget({ server, tokenFile, stateDir, kafka }: Arguments): void {
  if (!stateDir) throw new ArgumentError('--state-dir is needed, to go on after a restart');
  if (kafka.length > 0) return;
  if (!server) throw new ArgumentError('--server or --kafka is needed');
  if (!URL.canParse(server)) throw new ArgumentError(`--server ${server} is not an address`);
  if (!tokenFile) throw new ArgumentError('--token-file is needed with --server');
}

function whole(name: string, text: string, low: number, high: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= low && value <= high) return value;
  throw new ArgumentError(`--${name} must be a whole number from ${low} to ${high}, not ${text}`);
}

function time(text: string): number {
  const value = Date.parse(text);
  if (Number.isNaN(value)) throw new ArgumentError(`--epoch must be an RFC 3339 time, not ${text}`);
  return value;
}
