import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@fabwright/platform/embedded';
import { delayBeforeRestart } from './process/back-off.ts';
import { StartFailure } from './failure.ts';

const CHECK_MS = 500;

/** The database of this instance, ours or the user's. */
export interface Database {
  /** With the password: a secret. */
  readonly url: string;
  stop(): Promise<void>;
}

export interface DatabaseListener {
  readonly say: (line: string) => void;
  /** The database can't go on under the address that it had. */
  readonly lost: (reason: StartFailure) => void;
}

function asFailure(error: unknown): StartFailure {
  return new StartFailure(error instanceof Error ? error.message : String(error));
}

/** The packaged PostgreSQL in the data folder, started again when it ends unasked. */
class EmbeddedDatabase implements Database {
  readonly url: string;
  private readonly dir: string;
  private readonly listener: DatabaseListener;
  private server: EmbeddedPostgres;
  private stopping = false;
  private failures = 0;
  private timer: NodeJS.Timeout;
  private restarting: Promise<void> = Promise.resolve();

  constructor(server: EmbeddedPostgres, dir: string, listener: DatabaseListener) {
    this.url = server.url;
    this.server = server;
    this.dir = dir;
    this.listener = listener;
    this.timer = setTimeout(() => this.check(), CHECK_MS);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    await this.restarting;
    await this.server.stop();
  }

  private check(): void {
    if (this.stopping) return;
    if (this.server.isAlive()) {
      this.timer = setTimeout(() => this.check(), CHECK_MS);
      return;
    }
    this.listener.say('The database ended unexpectedly; starting it again.');
    this.restarting = this.startAgain();
  }

  private async startAgain(): Promise<void> {
    try {
      this.server = await startEmbeddedPostgres({ dir: this.dir });
      this.failures = 0;
      // Its port was taken in between: the services know the old one only.
      if (this.server.url !== this.url)
        this.listener.lost(new StartFailure('The database has a new port: start again.'));
    } catch (error) {
      this.failures += 1;
      this.listener.say(asFailure(error).message);
    }
    const delay = this.failures === 0 ? CHECK_MS : delayBeforeRestart(this.failures);
    if (!this.stopping) this.timer = setTimeout(() => this.check(), delay);
  }
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
  const dir = join(dataDir, 'postgres');
  try {
    return new EmbeddedDatabase(await startEmbeddedPostgres({ dir, log: listener.say }), dir, listener);
  } catch (error) {
    throw asFailure(error);
  }
}
