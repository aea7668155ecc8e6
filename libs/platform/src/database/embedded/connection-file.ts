import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

/** What is needed to reach the embedded server; kept in a file that only its owner can read. */
export interface ConnectionSecret {
  readonly port: number;
  readonly password: string;
}

const FILE = 'connection.json';

/** The secret kept in `dir`, undefined when there is none yet. Throws when the file is damaged. */
export function readConnection(dir: string): ConnectionSecret | undefined {
  const file = join(dir, FILE);
  if (!existsSync(file)) return undefined;
  const content = JSON.parse(readFileSync(file, 'utf8')) as Partial<ConnectionSecret>;
  if (typeof content.port !== 'number' || typeof content.password !== 'string') {
    throw new Error(`${file} is damaged: it must hold the port and the password of the database.`);
  }
  return { port: content.port, password: content.password };
}

export function writeConnection(dir: string, secret: ConnectionSecret): void {
  const file = join(dir, FILE);
  writeFileSync(`${file}.new`, JSON.stringify(secret), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

export function newPassword(): string {
  return randomBytes(24).toString('base64url');
}

/** A port that is free on the loopback address at this moment. */
export function freePort(): Promise<number> {
  return listenOn(0);
}

/** True when nothing listens on `port` of the loopback address. */
export async function isFree(port: number): Promise<boolean> {
  try {
    await listenOn(port);
    return true;
  } catch {
    return false;
  }
}

function listenOn(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const { port: taken } = server.address() as AddressInfo;
      server.close(() => resolve(taken));
    });
  });
}
