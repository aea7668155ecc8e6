import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Doorbell, PgListener } from '@fabwright/platform';
import { DataSource, type QueryRunner } from 'typeorm';
import { IMPORT_CHANNEL, ImportQueue } from './import-queue.ts';
import { ImportRunner } from './import.runner.ts';

/** A notification can get lost with its connection; looking every so often makes that a delay, not a loss. */
const LOOK_EVERY_MS = 2_000;
/** First half of the advisory lock of an import; any constant that nobody else takes. */
const LOCK_CLASS = 4_300_004;

/** Reads queued files, one at a time: each takes as much of the database as it can get. */
@Injectable()
export class ImportWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = new Logger('ImportWorker');
  #wanted = true;
  readonly #bell = new Doorbell();
  #life: Promise<void> = Promise.resolve();
  #silence: () => void = () => undefined;

  constructor(
    private readonly queue: ImportQueue,
    private readonly runner: ImportRunner,
    private readonly listener: PgListener,
    private readonly dataSource: DataSource,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.#silence = await this.listener.listen(IMPORT_CHANNEL, this.#bell.ring, this.#bell.ring);
    this.#life = this.#live();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#wanted = false;
    this.runner.stop();
    this.#silence();
    this.#bell.ring();
    await this.#life;
  }

  async #live(): Promise<void> {
    while (this.#wanted) {
      this.#bell.reset();
      try {
        for (const importId of await this.queue.waiting()) if (this.#wanted) await this.#runLocked(importId);
      } catch (error) {
        this.#log.warn({ err: error }, 'an import could not be taken in; it is tried again');
      }
      if (this.#wanted) await this.#bell.rest(LOOK_EVERY_MS);
    }
  }

  /** The lock belongs to a session: it ends with the process, however that ends, and another worker takes over. */
  async #runLocked(importId: string): Promise<void> {
    const session = this.dataSource.createQueryRunner();
    try {
      if (!(await tryLock(session, importId))) return;
      try {
        await this.runner.run(importId);
      } finally {
        await session.query('SELECT pg_advisory_unlock($1, hashtext($2))', [LOCK_CLASS, importId]);
      }
    } finally {
      await session.release();
    }
  }
}

async function tryLock(session: QueryRunner, importId: string): Promise<boolean> {
  const sql = 'SELECT pg_try_advisory_lock($1, hashtext($2)) AS held';
  const { records } = await session.query(sql, [LOCK_CLASS, importId], true);
  return (records as { held: boolean }[])[0]?.held === true;
}
