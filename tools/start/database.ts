import { join } from 'node:path';
import { startEmbeddedPostgres } from '@fabwright/platform/embedded';
import { StartFailure } from './failure.ts';
import { KeepAlive } from './process/keep-alive.ts';

/** The database of this instance, ours or the user's. */
export interface Database {
  /** With the password: a secret. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

export interface DatabaseListener {
  readonly say: (line: string) => void;
  /** The database can't go on under the address that it had. */
  readonly lost: (reason: StartFailure) => void;
}

function asFailure(error: unknown): StartFailure {
  return new StartFailure(error instanceof Error ? error.message : String(error));
}

/**
 * Starts the embedded database, or takes the address of the user's own. Rejects with StartFailure in one line when
 * the embedded one can't start; its data is untouched then.
 */
export async function openDatabase(
  dataDir: string,
  url: string | undefined,
  listener: DatabaseListener,
): Promise<Database> {
  if (url !== undefined) return { url, stop: () => Promise.resolve() };
  const options = { dir: join(dataDir, 'postgres'), log: listener.say };
  let server = await startEmbeddedPostgres(options).catch((error: unknown) => {
    throw asFailure(error);
  });
  const address = server.url;
  const keeper = new KeepAlive({
    name: 'database',
    say: listener.say,
    isAlive: () => server.isAlive(),
    startAgain: async () => {
      server = await startEmbeddedPostgres(options);
      // Its port was taken in between, and the services know the old one only.
      if (server.url !== address) listener.lost(new StartFailure('The database has a new port: start again.'));
    },
  });
  return {
    url: address,
    stop: async () => {
      await keeper.stop();
      await server.stop();
    },
  };
}
