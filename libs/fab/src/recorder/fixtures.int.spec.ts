import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseEnvelope, type FabEvent } from '@fabwright/contracts';
import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fabOn } from '../fab.spec-support.ts';
import { packRuns } from '../process-run/run-places.sql.ts';
import { packSlots } from '../register/lot-slots.sql.ts';

let database: TestDatabase;
let source: DataSource;
let fab: ReturnType<typeof fabOn>;
beforeAll(async () => {
  database = await cloneDatabase();
  source = await database.connect();
  fab = fabOn(source);
});
afterAll(() => database.drop());

/** Everything that the contracts promise to take. */
function fixtures(): FabEvent[] {
  const root = fileURLToPath(new URL('../../../contracts/src/', import.meta.url));
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /fixtures.*\.json$/.test(name),
  );
  return files.flatMap((name) => {
    const parsed = parseEnvelope(JSON.parse(readFileSync(root + name, 'utf8')));
    return parsed.ok ? [parsed.event] : [];
  });
}

/** Every row of every table of the fab but those that carry a number or a time of writing. */
async function everything(): Promise<Record<string, unknown>> {
  const tables = ['lot', 'lot_event', 'lot_genealogy', 'lot_hold', 'wafer', 'process_run', 'process_run_wafer'];
  tables.push('metrology_run', 'metrology_wafer', 'etest_run', 'etest_wafer', 'defect_inspection', 'maintenance');
  tables.push('product', 'product_version', 'product_target', 'step', 'tool', 'run_places', 'lot_slots');
  const found: Record<string, unknown> = {};
  for (const table of tables) {
    found[table] = await source.query(
      `SELECT to_jsonb(t) - 'seq' - 'created_at' AS row FROM ${table} t ORDER BY (to_jsonb(t) - 'seq' - 'created_at')::text`,
    );
  }
  return found;
}

describe('every fixture of the contracts', () => {
  it('is recorded, leaves no table of its kind empty, and changes nothing the second time', async () => {
    const events = fixtures();
    expect(events.length).toBeGreaterThan(15);
    await fab.record(...events);
    const once = await everything();
    for (const [table, rows] of Object.entries(once))
      expect([table, (rows as unknown[]).length]).not.toEqual([table, 0]);
    for (const event of events.toReversed()) await fab.record(event);
    await fab.record(...events);
    expect(await everything()).toEqual(once);
  });

  it('leaves rows side by side that are those which the facts give', async () => {
    const kept = await everything();
    await source.query('TRUNCATE run_places, lot_slots');
    await source.query(packRuns('true'));
    await source.query(packSlots('true'));
    expect(await everything()).toEqual(kept);
  });
});
