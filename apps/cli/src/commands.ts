import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './cli-error.ts';
import type { ConnectionOptions } from './connection.ts';
import type { ReportRequest } from './report/report-command.ts';

/** What the command line asks for. */
export type Command =
  | { readonly name: 'help' }
  | {
      readonly name: 'import';
      readonly paths: readonly string[];
      readonly json: boolean;
      readonly connection: ConnectionOptions;
    }
  | {
      readonly name: 'report';
      readonly request: ReportRequest;
      readonly file: string;
      readonly connection: ConnectionOptions;
    };

export const USAGE = `Usage: fab COMMAND [options]

  fab import PATH…                 wafer sort (STDF), defects (KLARF), wafer maps (SEMI E142, G85), also .gz:
                                   files, folders or globs; recognised by content
      --json                       the result of each file as JSON
  fab report lot LOT -o FILE       PDF report of a lot
  fab report week PRODUCT WEEK -o FILE
                                   PDF report of a product's fab week, such as 2026-W47
      --insertion NAME             which insertion; the product's first when left out
      --language en|zh-CN          default en
      --paper A4|LETTER            default A4

  --server URL      address of the instance (default: that of the data folder, else http://127.0.0.1:4300)
  --token TOKEN     API token with scope imports:write or reports:read (default: FAB_TOKEN)
  --data-dir DIR    folder of a local instance, whose owner-only token is used (default: .data)

Exit code: 0 all done · 1 something failed · 2 wrong command line`;

const CONNECTION = {
  server: { type: 'string' },
  token: { type: 'string' },
  'data-dir': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsConfig['options'];

const IMPORT = { ...CONNECTION, json: { type: 'boolean' } } as const satisfies ParseArgsConfig['options'];
const REPORT = {
  ...CONNECTION,
  output: { type: 'string', short: 'o' },
  insertion: { type: 'string' },
  language: { type: 'string' },
  paper: { type: 'string' },
} as const satisfies ParseArgsConfig['options'];

/** Reads the command line. Throws UsageError naming what is wrong. */
export function parseCommand(words: readonly string[]): Command {
  const [name, ...rest] = words;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') return { name: 'help' };
  if (name === 'import') return parseImport(rest);
  if (name === 'report') return parseReport(rest);
  throw new UsageError(`There is no command "${name}".`);
}

function parseImport(words: string[]): Command {
  const { values, positionals } = parse(words, IMPORT);
  if (values.help === true) return { name: 'help' };
  if (positionals.length === 0) throw new UsageError('fab import needs at least one file, folder or glob.');
  return { name: 'import', paths: positionals, json: values.json === true, connection: connectionOf(values) };
}

function parseReport(words: string[]): Command {
  const { values, positionals } = parse(words, REPORT);
  if (values.help === true) return { name: 'help' };
  if (values.output === undefined) throw new UsageError('fab report needs -o FILE: where the PDF is to be written.');
  const language = choice('--language', values.language ?? 'en', ['en', 'zh-CN']);
  const paper = choice('--paper', values.paper ?? 'A4', ['A4', 'LETTER']);
  const shared = { language, paper, ...(values.insertion === undefined ? {} : { insertion: values.insertion }) };
  return {
    name: 'report',
    request: reportOf(positionals, shared),
    file: values.output,
    connection: connectionOf(values),
  };
}

function reportOf(
  words: readonly string[],
  shared: { language: string; paper: string; insertion?: string },
): ReportRequest {
  const [kind, first, second, ...more] = words;
  if (kind === 'lot' && first !== undefined && second === undefined) return { kind, lotId: first, ...shared };
  if (kind === 'week' && first !== undefined && second !== undefined && more.length === 0) {
    if (!/^\d{4}-W\d{2}$/.test(second)) throw new UsageError(`"${second}" is no week. Write it like 2026-W47.`);
    return { kind, productId: first, week: second, ...shared };
  }
  throw new UsageError('Write fab report lot LOT -o FILE, or fab report week PRODUCT WEEK -o FILE.');
}

function choice(option: string, given: string, allowed: readonly string[]): string {
  const match = allowed.find((value) => value.toLowerCase() === given.toLowerCase());
  if (match === undefined) throw new UsageError(`${option} ${given}: use ${allowed.join(' or ')}.`);
  return match;
}

function connectionOf(values: { server?: string; token?: string; 'data-dir'?: string }): ConnectionOptions {
  return { server: values.server, token: values.token, dataDir: values['data-dir'] };
}

function parse<T extends NonNullable<ParseArgsConfig['options']>>(words: string[], options: T) {
  try {
    return parseArgs({ args: words, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
