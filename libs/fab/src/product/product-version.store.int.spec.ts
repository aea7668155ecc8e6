import { encodeInt16, type EventData } from '@fabwright/contracts';
import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventOf, fabOn } from '../fab.spec-support.ts';
import { withBin } from './product-definition.ts';

let database: TestDatabase;
let fab: ReturnType<typeof fabOn>;
beforeAll(async () => {
  database = await cloneDatabase();
  fab = fabOn(await database.connect());
});
afterAll(() => database.drop());

const definition = (productId: string, version: number, name: string, over: { floor?: number; day?: number } = {}) => {
  const data: EventData<'fab.product-definition.v1'> = {
    productId,
    version,
    name,
    waferDiameterMm: 200,
    dieWidthMm: 5,
    dieHeightMm: 5,
    edgeExclusionMm: 3,
    notch: 'left',
    axes: { x: 'right', y: 'down' },
    dies: { x: encodeInt16(Int16Array.of(0, 1, 0)), y: encodeInt16(Int16Array.of(0, 0, 0)) },
    bins: [],
    insertions: [{ id: 'CP1', name: 'Sort' }],
    tests: [],
    targets: [{ insertion: 'CP1', yieldTarget: 0.95, floor: over.floor ?? 0.8 }],
  };
  return eventOf('fab.product-definition.v1', data, new Date(Date.UTC(2026, 0, over.day ?? version)).toISOString());
};

const versionsOf = (productId: string) =>
  fab.uow.query<{ version: number; source: string; name: string }>(
    `SELECT version, source, definition->>'name' AS name FROM product_version WHERE product_id = $1 ORDER BY version`,
    [productId],
  );

const insertions = (productId: string) =>
  fab.uow.query('SELECT floor, set_by FROM product_target WHERE product_id = $1', [productId]);

describe('definitions of a product', () => {
  it('are kept by version; the highest is shown, whatever the order of arrival', async () => {
    await fab.record(definition('A', 3, 'Third'));
    await fab.record(definition('A', 1, 'First'));
    await fab.record(definition('A', 3, 'Third again'));
    expect((await versionsOf('A')).map((row) => row.version)).toEqual([1, 3]);
    expect((await fab.versions.current('A'))?.definition).toMatchObject({
      name: 'Third',
      orientation: { notch: 'left', axisX: 'right', axisY: 'down' },
    });
    const [dieMap] = await fab.versions.dieMapVersions(['A']);
    expect(dieMap).toMatchObject({ version: 1, grossDies: 2, notch: 'left', effectiveAt: new Date('2026-01-01') });
  });

  it('take targets from the newest by its own time, until a person sets them', async () => {
    await fab.record(definition('B', 2, 'B', { floor: 0.7, day: 20 }));
    await fab.record(definition('B', 1, 'B', { floor: 0.6, day: 10 }));
    expect(await insertions('B')).toMatchObject([{ floor: 0.7 }]);
    await fab.uow.query(`UPDATE product_target SET floor = 0.9, set_by = 'Ada' WHERE product_id = 'B'`);
    await fab.record(definition('B', 3, 'B', { floor: 0.5, day: 30 }));
    expect(await insertions('B')).toMatchObject([{ floor: 0.9, set_by: 'Ada' }]);
  });

  it('make room for a version made on screen, and correct from the same time on', async () => {
    await fab.record(definition('C', 1, 'C'));
    const bin = { kind: 'soft', number: 5, name: 'Leakage', pass: false } as const;
    await fab.uow.run(() => fab.versions.addFromScreen('C', (current) => withBin(current, bin)));
    await fab.record(definition('C', 2, 'C from MES'));
    await fab.record(definition('C', 2, 'C from MES'));
    expect(await versionsOf('C')).toEqual([
      { version: 1, source: 'event', name: 'C' },
      { version: 2, source: 'screen', name: 'C' },
      { version: 3, source: 'event', name: 'C from MES' },
    ]);
    const versions = await fab.versions.dieMapVersions(['C']);
    expect(versions[1]?.effectiveAt).toEqual(versions[0]?.effectiveAt);
  });
});
