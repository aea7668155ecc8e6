import { ApiClient, cloneDatabase } from '@fabwright/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startExcursionFab, type ExcursionFab, type Values } from '../../test/excursion-fab.ts';
import { ExcursionChanges, type ExcursionChange } from './excursion-changes.ts';

let fab: ExcursionFab;

beforeAll(async () => {
  fab = await startExcursionFab(await cloneDatabase(), (base, token) => new ApiClient(base, token));
});
afterAll(() => fab?.close());
beforeEach(() => {
  fab.api.outbox.sent.length = 0;
});

describe('the life of an excursion', () => {
  it('goes from open to closed, each step with who, why and an event that goes out', async () => {
    const id = await fab.opened();
    const engineer = fab.people['process-engineer'];
    const owners = (await fab.ask(engineer, `{ excursionOwners(productId: "A") { accountId role } }`))[
      'excursionOwners'
    ];
    const owner = (owners as { accountId: string; role: string }[]).find((one) => one.role === 'yield-engineer')!;
    expect((owners as { role: string }[]).some((one) => one.role === 'manager')).toBe(false);
    const steps: [string, string, Values][] = [
      ['acknowledgeExcursion', '', { state: 'OPEN', acknowledgedBy: 'Tomás Ruiz' }],
      ['assignExcursion', `version: 2, ownerId: "${owner.accountId}"`, { ownerName: 'Ada Kovač' }],
      [
        'containExcursion',
        `version: 3, containment: { lotIds: ["IN1"], reason: "ring", suspect: { kind: CHAMBER, id: "ETC-1/B", toolId: "ETC-1", chamber: "B" } }`,
        { state: 'CONTAINED' },
      ],
      [
        'setExcursionCause',
        `version: 4, cause: { kind: CHAMBER, id: "ETC-1/B", toolId: "ETC-1", chamber: "B" }, words: "worn ring"`,
        { state: 'CAUSE_FOUND', cause: { kind: 'CHAMBER', id: 'ETC-1/B', words: 'worn ring' } },
      ],
      ['closeExcursion', `version: 5, reason: "ring replaced"`, { state: 'CLOSED', settledReason: 'ring replaced' }],
      ['reopenExcursion', `version: 6, reason: "again"`, { state: 'OPEN', settledReason: null, version: 7 }],
    ];
    for (const [name, args, expected] of steps) {
      expect(await fab.act(engineer, name, `excursionId: "${id}"${args && `, ${args}`}`)).toMatchObject({
        __typename: 'ExcursionChanged',
        excursion: expected,
      });
    }
    const { entries } = (await fab.one(id, 'entries { act actorName byDetectors reason }')) as { entries: Values[] };
    expect(entries.map((entry) => entry['act'])).toEqual([
      'OPENED',
      'ACKNOWLEDGED',
      'ASSIGNED',
      'CONTAINED',
      'HOLD_REQUESTED',
      'CAUSE_FOUND',
      'CLOSED',
      'REOPENED',
    ]);
    expect(entries[0]).toMatchObject({ byDetectors: true });
    expect(entries.at(-1)).toMatchObject({ actorName: 'Tomás Ruiz', reason: 'again' });
    const told = fab.api.outbox.sent.filter((event) => event.type === 'fab.excursion.v1');
    expect(told.map((event) => event.data.state)).toEqual([
      'opened',
      'updated',
      'updated',
      'updated',
      'updated',
      'closed',
      'updated',
    ]);
    expect(told.at(-1)?.data).toMatchObject({
      changePp: -12.6,
      lotIds: ['A4', 'A5'],
      suspects: [{ kind: 'chamber', id: 'ETC-1/B' }],
    });
  });

  it('refuses who looked at an older state, and shows how it stands now', async () => {
    const id = await fab.opened();
    await fab.act(
      fab.people['process-engineer'],
      'dismissExcursion',
      `excursionId: "${id}", version: 1, reason: "tester"`,
    );
    const late = await fab.act(
      fab.people['yield-engineer'],
      'closeExcursion',
      `excursionId: "${id}", version: 1, reason: "x"`,
    );
    expect(late).toMatchObject({ __typename: 'ExcursionOutdated', excursion: { version: 2, state: 'DISMISSED' } });
    const not = await fab.act(
      fab.people['yield-engineer'],
      'dismissExcursion',
      `excursionId: "${id}", version: 2, reason: "x"`,
    );
    expect(not).toMatchObject({ __typename: 'InvalidInput', issues: [{ field: 'state', code: 'state' }] });
  });

  it('lets one of two win who act at the same moment', async () => {
    const id = await fab.opened();
    const both = await Promise.all(
      [fab.people['process-engineer'], fab.people['yield-engineer']].map((client) =>
        fab.act(client, 'dismissExcursion', `excursionId: "${id}", version: 1, reason: "none"`),
      ),
    );
    expect(both.map((result) => result['__typename']).sort()).toEqual(['ExcursionChanged', 'ExcursionOutdated']);
    const { entries } = (await fab.one(id, 'entries { act }')) as { entries: Values[] };
    expect(entries).toHaveLength(2);
  });

  it('keeps actions with who and until when, done once', async () => {
    const id = await fab.opened();
    const engineer = fab.people['yield-engineer'];
    const action = `action: { what: "Measure the ring", assigneeName: "Vendor", dueAt: "2026-11-24T00:00:00Z" }`;
    await fab.act(engineer, 'addExcursionAction', `excursionId: "${id}", ${action}`);
    const nobody = await fab.act(engineer, 'addExcursionAction', `excursionId: "${id}", action: { what: "x" }`);
    expect(nobody).toMatchObject({ issues: [{ field: 'assigneeName', code: 'empty' }] });
    const fields = 'version actions { actionId what assigneeName doneBy }';
    const before = (await fab.one(id, fields)) as { actions: { actionId: string }[] };
    const done = `excursionId: "${id}", actionId: "${before.actions[0]?.actionId}", comment: "7 µm"`;
    await fab.act(engineer, 'completeExcursionAction', done);
    await fab.act(engineer, 'completeExcursionAction', done);
    expect(await fab.one(id, fields)).toMatchObject({
      version: 3,
      actions: [{ what: 'Measure the ring', assigneeName: 'Vendor', doneBy: 'Ada Kovač' }],
    });
    const unknown = `excursionId: "${id}", actionId: "00000000-0000-4000-8000-000000000000"`;
    expect(await fab.act(engineer, 'completeExcursionAction', unknown)).toMatchObject({ __typename: 'NotFound' });
  });

  it('asks for each lot once, and only for lots that are there', async () => {
    const id = await fab.opened();
    const engineer = fab.people['yield-engineer'];
    const contain = (version: number, lots: string) =>
      fab.act(
        engineer,
        'containExcursion',
        `excursionId: "${id}", version: ${version}, containment: { lotIds: ${lots}, reason: "ring" }`,
      );
    expect(await contain(1, '["IN1", "NONE"]')).toMatchObject({ issues: [{ field: 'lotIds', code: 'not-found' }] });
    expect(fab.api.outbox.sent.filter((event) => event.type === 'fab.lot-hold-request.v1')).toEqual([]);
    await contain(1, '["IN1", "IN1"]');
    await contain(2, '["IN1", "IN2"]');
    const requests = fab.api.outbox.sent.filter((event) => event.type === 'fab.lot-hold-request.v1');
    expect(requests.map((event) => event.data)).toMatchObject([
      { requestId: `${id}/IN1`, lotId: 'IN1', excursionId: id, requestedBy: 'Ada Kovač', reason: 'ring' },
      { requestId: `${id}/IN2`, lotId: 'IN2' },
    ]);
  });

  it('writes nothing at all when a listener of the hook fails', async () => {
    const id = await fab.opened();
    const seen: ExcursionChange[] = [];
    const end = fab.api.app.get(ExcursionChanges).subscribe((change) => {
      seen.push(change);
      return Promise.reject(new Error('no mail today'));
    });
    const { errors } = await fab.people['yield-engineer'].graphql(
      `mutation { commentExcursion(excursionId: "${id}", text: "hm") { __typename } }`,
    );
    end();
    expect(errors).toHaveLength(1);
    expect(seen).toMatchObject([
      { after: { excursionId: id, version: 2 }, entries: [{ act: 'comment', reason: 'hm' }] },
    ]);
    expect(await fab.one(id, 'version entries { act }')).toMatchObject({ version: 1, entries: [{ act: 'OPENED' }] });
    expect(fab.api.outbox.sent.filter((event) => event.id === `${id}/2`)).toEqual([]);
  });
});
