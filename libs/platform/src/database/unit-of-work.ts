import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import {
  DataSource,
  type EntityManager,
  type EntityTarget,
  type ObjectLiteral,
  type QueryResult,
  type Repository,
} from 'typeorm';
import { DEFAULT_RETRY, isRetryable, type RetryPolicy } from './retry-policy.ts';

interface Unit {
  readonly manager: EntityManager;
  readonly afterCommit: (() => void | Promise<void>)[];
}

export interface UnitOptions {
  readonly isolation?: 'READ COMMITTED' | 'REPEATABLE READ' | 'SERIALIZABLE';
  readonly retry?: RetryPolicy;
}

/**
 * One transaction for everything that is called inside `run`, however deep: repositories take `manager` and
 * need no parameter for it.
 *
 * The whole unit runs again after a deadlock, a serialization failure or a lost connection, so `work` must
 * have no effect outside the database; such effects go to `afterCommit`. When the connection is lost during
 * COMMIT nobody knows whether it happened: every write is idempotent for that reason too.
 */
@Injectable()
export class UnitOfWork {
  readonly #current = new AsyncLocalStorage<Unit>();

  constructor(private readonly dataSource: DataSource) {}

  get active(): boolean {
    return this.#current.getStore() !== undefined;
  }

  /** The transaction's manager inside `run`, the pool's outside. */
  get manager(): EntityManager {
    return this.#current.getStore()?.manager ?? this.dataSource.manager;
  }

  repo<T extends ObjectLiteral>(target: EntityTarget<T>): Repository<T> {
    return this.manager.getRepository(target);
  }

  /** Rows of a query with parameters (of RETURNING for a change), in the transaction where there is one. */
  async query<T>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
    return (await this.#ask(sql, parameters)).records as T[];
  }

  /** How many rows a change touched. */
  async execute(sql: string, parameters: readonly unknown[] = []): Promise<number> {
    return (await this.#ask(sql, parameters)).affected ?? 0;
  }

  /** Runs `effect` once the unit has committed; at once when there is none. A unit that fails drops it. */
  afterCommit(effect: () => void | Promise<void>): void {
    const unit = this.#current.getStore();
    if (unit) unit.afterCommit.push(effect);
    else void effect();
  }

  /** Runs `work` in a transaction; joins the one that is open. Rejects with what `work` threw, after a rollback. */
  async run<T>(work: () => Promise<T>, options: UnitOptions = {}): Promise<T> {
    if (this.active) return work();
    const policy = options.retry ?? DEFAULT_RETRY;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#once(work, options);
      } catch (error) {
        if (attempt >= policy.attempts || !isRetryable(error)) throw error;
        // Jitter, so that two units that stood in each other's way don't meet again.
        await sleep(policy.pauseMs(attempt + 1) * (0.5 + Math.random()));
      }
    }
  }

  /** Runs `work` outside the open unit, e.g. to record a failure that must outlive the rollback. */
  outside<T>(work: () => Promise<T>): Promise<T> {
    return this.#current.exit(work);
  }

  /** The structured form: TypeORM's plain form differs between SELECT and UPDATE … RETURNING. */
  async #ask(sql: string, parameters: readonly unknown[]): Promise<QueryResult> {
    const ofUnit = this.#current.getStore()?.manager.queryRunner;
    if (ofUnit) return ofUnit.query(sql, [...parameters], true);
    const runner = this.dataSource.createQueryRunner();
    try {
      return await runner.query(sql, [...parameters], true);
    } finally {
      await runner.release();
    }
  }

  async #once<T>(work: () => Promise<T>, { isolation = 'READ COMMITTED' }: UnitOptions): Promise<T> {
    const afterCommit: Unit['afterCommit'] = [];
    const result = await this.dataSource.transaction(isolation, (manager) =>
      this.#current.run({ manager, afterCommit }, work),
    );
    for (const effect of afterCommit) await effect();
    return result;
  }
}
