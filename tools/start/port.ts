import { type AddressInfo, createServer } from 'node:net';
import { StartFailure } from './failure.ts';

function listenOnce(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const { port: taken } = server.address() as AddressInfo;
      server.close(() => resolve(taken));
    });
  });
}

const REASONS: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (_host, port) =>
    `Port ${port} is used by another program: stop that one, or choose another port with --port.`,
  EACCES: (_host, port) => `Port ${port} needs rights that you do not have: choose one above 1023 with --port.`,
  EADDRNOTAVAIL: (host) => `${host} is no address of this machine: choose one with --host, such as 0.0.0.0 for all.`,
  ENOTFOUND: (host) => `${host} is not known as an address: choose one with --host, such as 0.0.0.0 for all.`,
};

/** Throws StartFailure when we could not listen there. */
export async function assertPortFree(port: number, host: string): Promise<void> {
  try {
    await listenOnce(port, host);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const explain = REASONS[code];
    throw new StartFailure(explain?.(host, port) ?? `Port ${port} of ${host} can't be used: ${message}.`);
  }
}

/** A port of the loopback address that is free at this moment. */
export function findFreePort(): Promise<number> {
  return listenOnce(0, '127.0.0.1');
}
