import type { FabEvent } from '@fabwright/contracts';
import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PatternStore } from '../excursion/evidence/pattern.store.ts';
import { SimilarService } from '../excursion/evidence/similar.service.ts';
import { StacksService } from '../excursion/evidence/stacks.service.ts';
import { ExcursionChanges } from '../excursion/excursion-changes.ts';
import { ExcursionRepository } from '../excursion/excursion.repository.ts';
import { Maths } from '../maths/maths.ts';
import { qualityOn, waferTest, type DieRow } from '../quality.spec-support.ts';
import { detectionOn } from './detection.spec-support.ts';
import { PatternsService } from './patterns.service.ts';

const CLOCK_AT = new Date('2026-11-20T00:00:00Z');
const HALF_A_DAY = 43_200_000;
const SIDE = 20;

/** What goes wrong with a lot: 40 dies at the top or at the bottom fall into a bin. */
interface Trouble {
  readonly bin: number;
  readonly top: boolean;
}
const EVENTS = new Map<number, Trouble>(
  [
    [30, { bin: 5, top: true }],
    [55, { bin: 6, top: true }],
    [80, { bin: 7, top: false }],
  ].flatMap(([first, trouble]) => [0, 1, 2].map((at) => [(first as number) + at, trouble as Trouble] as const)),
);

/** About twenty fails anywhere, and the trouble on top. */
function dies(number: number, wafer: number): DieRow[] {
  const usual = new Set(
    Array.from({ length: 18 + ((number * 7 + wafer * 3) % 5) }, (_, at) => (at * 37 + number * 11 + wafer * 53) % 400),
  );
  const trouble = EVENTS.get(number);
  return Array.from({ length: SIDE * SIDE }, (_, at): DieRow => {
    const [x, y] = [at % SIDE, Math.floor(at / SIDE)];
    const hit = trouble !== undefined && (trouble.top ? y >= SIDE - 4 : y < 4) && x % 2 === 0;
    return [x, y, hit ? trouble.bin : usual.has(at) ? 9 : 1, 0.5];
  });
}

const lot = (number: number): FabEvent[] =>
  [1, 2, 3].map((wafer) =>
    waferTest(dies(number, wafer), {
      lotId: `L${String(number).padStart(3, '0')}`,
      waferId: `W${wafer}`,
      runId: `${number}-${wafer}`,
      startedAt: new Date(CLOCK_AT.getTime() - (101 - number) * HALF_A_DAY).toISOString(),
    }),
  );

let database: TestDatabase;
const maths = new Maths();
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(async () => {
  await maths.onApplicationShutdown();
  await database.drop();
});

describe('where on the wafer the lots of an excursion fail', () => {
  it('is kept with it, and tells which past ones looked alike, whatever their bins', async () => {
    const { uow, record } = qualityOn(await database.connect());
    for (let number = 1; number <= 90; number += 10) {
      await record(...Array.from({ length: 10 }, (_, at) => lot(number + at)).flat());
    }
    const changes = new ExcursionChanges();
    const outcome = await detectionOn(uow, { changes, sent: [], maths, clockAt: CLOCK_AT, url: database.url }).run();
    expect(outcome).toMatchObject({ outcome: 'done', opened: 3 });
    const [excursions, store] = [new ExcursionRepository(uow), new PatternStore(uow)];
    const patterns = new PatternsService(excursions, new StacksService(uow, maths), store);
    await patterns.refresh(outcome.excursionIds);
    const known = await store.of(outcome.excursionIds);
    expect([...known.values()].every(({ strength, cells }) => strength > 3 && cells.length === 72)).toBe(true);

    const rows = await uow.query<{ id: string }>('SELECT excursion_id AS id FROM excursion ORDER BY first_lot_at');
    const [first, second, third] = rows.map((row) => row.id);
    const similar = async (id: string | undefined) => {
      const found = await excursions.find(id ?? '', null);
      return found ? new SimilarService(uow, store).similar(found.record, null) : [];
    };
    expect((await similar(second)).find((one) => one.excursionId === first)?.shared).toContain('stack');
    const others = await similar(third);
    expect(others.every((one) => !one.shared.includes('stack'))).toBe(true);
  });

  it('of a newer version is not replaced by that of an older one', async () => {
    const { uow } = qualityOn(await database.connect());
    const store = new PatternStore(uow);
    const [row] = await uow.query<{ id: string }>('SELECT excursion_id AS id FROM excursion LIMIT 1');
    const pattern = (strength: number) => ({ rings: 1, sectors: 2, cells: [0, 1], strength });
    await store.write(row!.id, 9, pattern(4));
    await store.write(row!.id, 8, pattern(2));
    await store.write(row!.id, 8, null);
    expect((await store.of([row!.id])).get(row!.id)).toEqual(pattern(4));
  });
});
