import { UnitOfWork } from '@fabwright/platform';
import type { FabEvent } from '@fabwright/contracts';
import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ExcursionChanges } from '../excursion/excursion-changes.ts';
import { Maths } from '../maths/maths.ts';
import { qualityOn, waferTest, type DieRow } from '../quality.spec-support.ts';
import { detectionOn } from './detection.spec-support.ts';

const CLOCK_AT = new Date('2026-11-20T00:00:00Z');
const HALF_A_DAY = 43_200_000;

/** Does something the first time that the detectors compute. */
class MathsInBetween extends Maths {
  act: (() => Promise<void>) | null = null;

  override async run<K extends Parameters<Maths['run']>[0]>(
    task: K,
    input: Parameters<typeof Maths.prototype.run<K>>[1],
    signal?: AbortSignal,
  ): ReturnType<typeof Maths.prototype.run<K>> {
    const { act } = this;
    if (task === 'findExcursions' && act) {
      this.act = null;
      await act();
    }
    return super.run(task, input, signal);
  }
}

let database: TestDatabase;
let quality: ReturnType<typeof qualityOn>;
let sent: FabEvent[];
const maths = new MathsInBetween();
const plain = new Maths();

const detection = (asked: Maths, uow: UnitOfWork = quality.uow) =>
  detectionOn(uow, { changes: new ExcursionChanges(), sent, maths: asked, clockAt: CLOCK_AT, url: database.url });

const dies = (failing: number): DieRow[] =>
  Array.from({ length: 200 }, (_, at) => [at % 20, Math.floor(at / 20), at < failing ? 5 : 1, 0.5]);

/** Lot `number`, tested two a day; from 50 to 53 much worse. */
const lot = (number: number): FabEvent[] =>
  [1, 2, 3].map((wafer) =>
    waferTest(dies(18 + ((number * 7 + wafer * 3) % 5) + (number >= 50 && number < 54 ? 40 : 0)), {
      lotId: `L${String(number).padStart(3, '0')}`,
      waferId: `W${wafer}`,
      runId: `${number}-${wafer}`,
      startedAt: new Date(CLOCK_AT.getTime() - (62 - number) * HALF_A_DAY).toISOString(),
    }),
  );

async function record(from: number, to: number): Promise<void> {
  for (let number = from; number < to; number += 10) {
    await quality.record(...Array.from({ length: Math.min(10, to - number) }, (_, at) => lot(number + at)).flat());
  }
}

const stored = () =>
  quality.uow.query<{ id: string; state: string; lots: string[] }>(`
    SELECT e.excursion_id AS id, e.state, array_agg(l.lot_id ORDER BY l.lot_id) AS lots
    FROM excursion e JOIN excursion_lot l USING (excursion_id) GROUP BY e.excursion_id ORDER BY 1`);

beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(async () => {
  await Promise.all([maths.onApplicationShutdown(), plain.onApplicationShutdown()]);
  await database.drop();
});
beforeEach(async () => {
  await database.drop();
  database = await cloneDatabase();
  quality = qualityOn(await database.connect());
  sent = [];
});

describe('while the detectors compute', () => {
  it('they hold no transaction open', async () => {
    await record(1, 52);
    const open: number[] = [];
    maths.act = async () => {
      const rows = await quality.uow.query<{ open: number }>(
        `SELECT count(*)::int AS open FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL`,
      );
      open.push(rows[0]?.open ?? -1);
    };
    await detection(maths).run();
    expect(open).toEqual([0]);
  });

  it('what is recorded meanwhile is neither lost nor doubled', async () => {
    await record(1, 52);
    maths.act = () => record(52, 54);
    expect(await detection(maths).run()).toMatchObject({ outcome: 'done', opened: 1 });
    expect(await stored()).toMatchObject([{ id: 'EX-0001', lots: ['L050', 'L051'] }]);
    expect(await detection(maths).run()).toMatchObject({ outcome: 'done', opened: 0, changed: 1 });
    expect(await stored()).toMatchObject([{ id: 'EX-0001', lots: ['L050', 'L051', 'L052', 'L053'] }]);
    expect(await detection(maths).run()).toMatchObject({ outcome: 'idle' });
    expect(sent).toHaveLength(2);
  });

  it('another worker that has written meanwhile makes them look anew instead of writing what is older', async () => {
    await record(1, 52);
    const other = new UnitOfWork(await database.connect());
    maths.act = async () => {
      await record(52, 54);
      await detection(plain, other).run();
    };
    expect(await detection(maths).run()).toMatchObject({ outcome: 'idle' });
    expect(await stored()).toMatchObject([{ id: 'EX-0001', lots: ['L050', 'L051', 'L052', 'L053'] }]);
    expect(sent).toHaveLength(1);
  });

  it('what a person decides meanwhile stands', async () => {
    await record(1, 52);
    await detection(plain).run();
    await record(52, 54);
    maths.act = async () => {
      await quality.uow.query(`UPDATE excursion SET state = 'dismissed', touched = true, settled_fab_at = $1`, [
        CLOCK_AT,
      ]);
    };
    await detection(maths).run();
    expect(await stored()).toMatchObject([{ id: 'EX-0001', state: 'dismissed', lots: ['L050', 'L051'] }]);
  });
});
