import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CommitOrder } from './commit-order.ts';
import { sqlState } from './retry-policy.ts';
import { UnitOfWork } from './unit-of-work.ts';

let database: TestDatabase;
let source: DataSource;
let uow: UnitOfWork;

beforeAll(async () => {
  database = await cloneDatabase();
  source = await database.connect();
  uow = new UnitOfWork(source);
  await source.query('CREATE TABLE account_of_test (id int PRIMARY KEY, amount int NOT NULL)');
});
afterAll(() => database.drop());
beforeEach(async () => {
  await source.query('DELETE FROM account_of_test');
  await source.query('INSERT INTO account_of_test VALUES (1, 0), (2, 0)');
});

const add = (id: number): Promise<unknown[]> =>
  uow.query('UPDATE account_of_test SET amount = amount + 1 WHERE id = $1', [id]);
const amounts = async (): Promise<number[]> =>
  (await source.query<{ amount: number }[]>('SELECT amount FROM account_of_test ORDER BY id')).map((row) => row.amount);

describe('a unit of work', () => {
  it('rolls back everything that nested units wrote when the outer one fails', async () => {
    const unit = uow.run(async () => {
      await uow.run(() => add(1));
      throw new Error('no');
    });
    await expect(unit).rejects.toThrow('no');
    expect(await amounts()).toEqual([0, 0]);
  });

  it('runs effects after the commit, in order, and none when it fails', async () => {
    const seen: string[] = [];
    await uow.run(async () => {
      uow.afterCommit(async () => void seen.push(`first sees ${(await amounts())[0]}`));
      uow.afterCommit(() => void seen.push('second'));
      await add(1);
      expect(seen).toEqual([]);
    });
    await uow
      .run(() => {
        uow.afterCommit(() => void seen.push('never'));
        return Promise.reject(new Error('no'));
      })
      .catch(() => undefined);
    expect(seen).toEqual(['first sees 1', 'second']);
  });

  it('runs a deadlocked unit again until both are done', async () => {
    let runs = 0;
    const both = barrier(2);
    const crossing = (first: number, second: number): Promise<void> => {
      let attempt = 0;
      return uow.run(async () => {
        runs++;
        await add(first);
        if (attempt++ === 0) await both();
        await add(second);
      });
    };
    await Promise.all([crossing(1, 2), crossing(2, 1)]);
    expect(await amounts()).toEqual([2, 2]);
    expect(runs).toBe(3);
  });

  it('runs a unit again that conflicts with another under SERIALIZABLE', async () => {
    const both = barrier(2);
    const increment = (): Promise<void> => {
      let attempt = 0;
      return uow.run(
        async () => {
          const [row] = await uow.query<{ amount: number }>('SELECT amount FROM account_of_test WHERE id = 1');
          if (attempt++ === 0) await both();
          await uow.query('UPDATE account_of_test SET amount = $1 WHERE id = 1', [(row?.amount ?? 0) + 1]);
        },
        { isolation: 'SERIALIZABLE' },
      );
    };
    await Promise.all([increment(), increment()]);
    expect((await amounts())[0]).toBe(2);
  });

  it('runs a unit again whose connection was ended', async () => {
    let runs = 0;
    await uow.run(async () => {
      runs++;
      await add(1);
      const [row] = await uow.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      if (runs === 1) await source.query('SELECT pg_terminate_backend($1)', [row?.pid]);
      await add(2);
    });
    expect(runs).toBe(2);
    expect(await amounts()).toEqual([1, 1]);
  });

  it('gives up after the attempts of its policy, with the last error', async () => {
    let runs = 0;
    const unit = uow.run(
      async () => {
        runs++;
        await uow.query(`DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$`);
      },
      { retry: { attempts: 3, pauseMs: () => 1 } },
    );
    await expect(unit).rejects.toSatisfy((error) => sqlState(error) === '40001');
    expect(runs).toBe(3);
  });

  it('does not repeat a failure that would only fail again', async () => {
    let runs = 0;
    const unit = uow.run(async () => {
      runs++;
      await uow.query('INSERT INTO account_of_test VALUES (1, 0)');
    });
    await expect(unit).rejects.toSatisfy((error) => sqlState(error) === '23505');
    expect(runs).toBe(1);
  });
});

describe('numbers in commit order', () => {
  it('are never seen out of order by a reader', async () => {
    const order = new CommitOrder(uow);
    await source.query('CREATE TABLE numbered (n int PRIMARY KEY)');
    let highest = 0;
    let writing = true;
    const reader = (async () => {
      while (writing) {
        const [row] = await source.query<{ top: number; how_many: number }[]>(
          'SELECT coalesce(max(n), 0) AS top, count(*)::int AS how_many FROM numbered',
        );
        // With gaps only where a unit rolled back (none here), top = count proves nothing is missing below.
        expect(row?.how_many).toBe(row?.top);
        highest = row?.top ?? 0;
      }
    })();
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let i = 0; i < 10; i++) {
        await uow.run(async () => {
          const count = 1 + ((writer + i) % 3);
          const first = await order.next('fact_seq', count);
          await uow.query('INSERT INTO numbered SELECT generate_series($1::int, $1::int + $2::int - 1)', [
            first,
            count,
          ]);
        });
      }
    });
    await Promise.all(writers);
    writing = false;
    await reader;
    expect(highest).toBeGreaterThan(0);
  });

  it('are refused outside a unit', async () => {
    await expect(new CommitOrder(uow).next('fact_seq')).rejects.toThrow('unit of work');
  });
});

/** Resolves for everybody once `count` have arrived. */
function barrier(count: number): () => Promise<void> {
  let arrived = 0;
  let open: () => void = () => undefined;
  const all = new Promise<void>((resolve) => (open = resolve));
  return () => {
    if (++arrived === count) open();
    return all;
  };
}
