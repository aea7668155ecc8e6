import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { FabConfig } from '../config/index.ts';

export type NotificationHandler = (payload: string) => void;

interface Subscription {
  readonly channel: string;
  readonly onPayload: NotificationHandler;
  readonly onGap: () => void;
}

const RECONNECT_MS = [200, 500, 1_000, 2_000, 5_000] as const;

/**
 * One connection that LISTENs for the whole process and comes back after it was lost. What was notified
 * meanwhile is gone: `onGap` says so, and the listener looks for itself.
 */
@Injectable()
export class PgListener implements OnApplicationShutdown {
  readonly #log = new Logger('PgListener');
  readonly #subscriptions = new Set<Subscription>();
  #client: Promise<pg.Client> | undefined;
  #stopped = false;

  constructor(private readonly config: FabConfig) {}

  /** Resolves once the server listens on `channel`. The result ends the subscription. */
  async listen(
    channel: string,
    onPayload: NotificationHandler,
    onGap: () => void = () => undefined,
  ): Promise<() => void> {
    const subscription = { channel, onPayload, onGap };
    this.#subscriptions.add(subscription);
    const client = await (this.#client ??= this.#connect());
    await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
    return () => {
      this.#subscriptions.delete(subscription);
    };
  }

  async onApplicationShutdown(): Promise<void> {
    this.#stopped = true;
    const client = await this.#client?.catch(() => undefined);
    client?.removeAllListeners('end');
    await client?.end();
  }

  async #connect(): Promise<pg.Client> {
    for (let attempt = 0; ; attempt++) {
      const client = new pg.Client({
        connectionString: this.config.database.url,
        application_name: 'fabwright listener',
        keepAlive: true,
        connectionTimeoutMillis: 5_000,
      });
      // An error is always followed by `end`, which reconnects.
      client.on('error', (error) => this.#log.warn({ err: error }, 'the listening connection was lost'));
      try {
        await client.connect();
        await this.#listenAgain(client);
        return client;
      } catch (error) {
        if (this.#stopped) throw error;
        client.end().catch(() => undefined);
        const pause = RECONNECT_MS[Math.min(attempt, RECONNECT_MS.length - 1)];
        await new Promise((done) => setTimeout(done, pause));
      }
    }
  }

  async #listenAgain(client: pg.Client): Promise<void> {
    client.on('notification', ({ channel, payload }) => {
      for (const subscription of this.#subscriptions) {
        if (subscription.channel === channel) subscription.onPayload(payload ?? '');
      }
    });
    client.on('end', () => {
      if (!this.#stopped) this.#reconnect();
    });
    const channels = new Set([...this.#subscriptions].map(({ channel }) => channel));
    for (const channel of channels) await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
  }

  #reconnect(): void {
    this.#client = this.#connect();
    this.#client.then(
      () => {
        for (const { onGap } of this.#subscriptions) onGap();
      },
      () => undefined,
    );
  }
}
