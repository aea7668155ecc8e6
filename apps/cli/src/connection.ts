import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CliError, UsageError } from './cli-error.ts';

export const DEFAULT_SERVER = 'http://127.0.0.1:4300';
export const DEFAULT_DATA_DIR = '.data';

/** Where the API is and what proves who asks. */
export interface Connection {
  readonly server: URL;
  readonly token: string;
}

export interface ConnectionOptions {
  readonly server?: string | undefined;
  readonly token?: string | undefined;
  readonly dataDir?: string | undefined;
}

/**
 * `--server`, else the address of the instance in the data folder, else the default port of this machine;
 * `--token`, else FAB_TOKEN, else the owner-only file of a local instance. Throws CliError with the remedy.
 */
export async function resolveConnection(
  options: ConnectionOptions,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Connection> {
  const dataDir = options.dataDir ?? DEFAULT_DATA_DIR;
  const server = options.server ?? environment['FAB_SERVER'] ?? (await serverOf(dataDir)) ?? DEFAULT_SERVER;
  return {
    server: parseServer(server),
    token: options.token ?? environment['FAB_TOKEN'] ?? (await readToken(dataDir)),
  };
}

function parseServer(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new UsageError(`--server ${text} is no address. Write it like ${DEFAULT_SERVER}.`);
  }
  return url;
}

async function serverOf(dataDir: string): Promise<string | null> {
  const text = await readFile(join(dataDir, 'server-url'), 'utf8').catch(() => null);
  return text === null ? null : text.trim();
}

async function readToken(dataDir: string): Promise<string> {
  const path = join(dataDir, 'secrets', 'cli-token');
  const file = await stat(path).catch(() => null);
  if (file === null) {
    throw new CliError(
      `There is no token: ${path} does not exist. Start the instance first, name its folder with --data-dir, ` +
        'or pass a token from Settings → Tokens with --token.',
    );
  }
  if (process.platform !== 'win32' && (file.mode & 0o077) !== 0) {
    throw new CliError(`${path} can be read by others. Run: chmod 600 ${path}`);
  }
  const token = (await readFile(path, 'utf8')).trim();
  if (token === '') throw new CliError(`${path} is empty. Restart the instance, which writes a new token.`);
  return token;
}
