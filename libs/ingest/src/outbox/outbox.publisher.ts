import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { EventSink, Rounds, UnitOfWork } from '@fabwright/platform';
import { OutboxRepository } from './outbox.repository.ts';

const BATCH = 200;
const LOOK_EVERY_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
/** Any constant will do: of several workers one publishes, so that the order of the outbox is the order of the topic. */
const PUBLISHER_LOCK = 4_300_003;

/** Sends the outbox to Kafka where there is one: at least once, in the order of commit. */
@Injectable()
export class OutboxPublisher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = new Logger('OutboxPublisher');
  readonly #encoder = new TextEncoder();
  readonly #rounds = new Rounds(() => this.#round(), {
    everyMs: LOOK_EVERY_MS,
    longestPauseMs: LONGEST_PAUSE_MS,
    log: this.#log,
    onFailure: 'the outbox could not be published; it waits and is tried again',
  });

  constructor(
    private readonly uow: UnitOfWork,
    private readonly outbox: OutboxRepository,
    private readonly sink: EventSink,
  ) {}

  onApplicationBootstrap(): void {
    if (this.sink.enabled) this.#rounds.start(0);
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#rounds.stop();
  }

  /**
   * Publishes the oldest that wait; returns how many. They are marked only after the broker has them: a crash between
   * the two sends them twice, and receivers recognise them by their id.
   */
  publishNext(): Promise<number> {
    return this.uow.run(async () => {
      const [lock] = await this.uow.query<{ held: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS held', [
        PUBLISHER_LOCK,
      ]);
      if (lock?.held !== true) return 0;
      const entries = await this.outbox.unpublished(BATCH);
      if (entries.length === 0) return 0;
      await this.sink.publish(
        entries.map(({ topic, key, envelope }) => ({
          topic,
          key,
          bytes: this.#encoder.encode(JSON.stringify(envelope)),
        })),
      );
      await this.outbox.markPublished(
        entries.map((entry) => entry.outboxNo),
        new Date(),
      );
      return entries.length;
    });
  }

  async #round(): Promise<number> {
    return (await this.publishNext()) === BATCH ? 0 : LOOK_EVERY_MS;
  }
}
