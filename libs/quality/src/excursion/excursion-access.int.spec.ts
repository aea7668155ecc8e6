import { PeopleService, UnitOfWork } from '@fabwright/platform';
import { ApiClient, cloneDatabase } from '@fabwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, startExcursionFab, type ExcursionFab, type Values } from '../../test/excursion-fab.ts';

let fab: ExcursionFab;

beforeAll(async () => {
  fab = await startExcursionFab(await cloneDatabase(), (base, token) => new ApiClient(base, token));
});
afterAll(() => fab?.close());

describe('who may', () => {
  const ACTS = {
    acknowledgeExcursion: '',
    assignExcursion: 'version: 1, ownerId: "x"',
    containExcursion: 'version: 1, containment: { lotIds: [], reason: "r" }',
    setExcursionCause: 'version: 1, cause: { kind: OTHER, id: "x" }, words: "w"',
    closeExcursion: 'version: 1, reason: "r"',
    dismissExcursion: 'version: 1, reason: "r"',
    reopenExcursion: 'version: 1, reason: "r"',
    commentExcursion: 'text: "t"',
    addExcursionAction: 'action: { what: "w", assigneeName: "n" }',
    completeExcursionAction: 'actionId: "00000000-0000-4000-8000-000000000000"',
  };
  const cells = Object.entries(ACTS).flatMap(([name, args]) =>
    (['manager', 'process-engineer', 'yield-engineer', 'administrator'] as const).map(
      (role) => [name, role, args] as const,
    ),
  );

  it.each(cells)('%s: %s', async (name, role, args) => {
    const query = `mutation { ${name}(excursionId: "EX-9999"${args && `, ${args}`}) { __typename } }`;
    const { data, errors } = await fab.people[role].graphql<Values>(query);
    if (role === 'manager') expect(errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    else expect(['NotFound', 'InvalidInput']).toContain((data?.[name] as Values)['__typename']);
  });

  it('shows a manager everything and offers nothing to do', async () => {
    const id = await fab.opened();
    const seen = await fab.one(id, 'state possibleActs lots { lotId }', fab.people.manager);
    expect(seen).toMatchObject({ state: 'OPEN', possibleActs: [], lots: [{ lotId: 'A4' }, { lotId: 'A5' }] });
  });

  it('shows nothing of a product outside of the scope, and lets nobody act there', async () => {
    const id = await fab.opened();
    expect(await fab.one(id, 'state', fab.scoped)).toEqual({ __typename: 'Forbidden' });
    expect(
      (await fab.ask(fab.scoped, `{ excursions(filter: {}) { total rows { excursionId } } }`))['excursions'],
    ).toEqual({
      total: 0,
      rows: [],
    });
    expect((await fab.ask(fab.scoped, `{ excursionCounts { waiting } }`))['excursionCounts']).toEqual({ waiting: 0 });
    const bytes = await fab.scoped.fetch(`/maps/v1/excursions/${id}/stacked.bin?group=affected`);
    expect(bytes.status).toBe(403);
    const engineers = await fab.api.app.get(PeopleService).list();
    const account = engineers.find(({ account }) => account.role === 'process-engineer')!.account;
    await fab.api.app.get(PeopleService).setProductScope(account.accountId, ['B']);
    const refused = await fab.act(
      fab.people['process-engineer'],
      'commentExcursion',
      `excursionId: "${id}", text: "t"`,
    );
    await fab.api.app.get(PeopleService).setProductScope(account.accountId, null);
    expect(refused).toMatchObject({ __typename: 'Forbidden' });
  });
});

describe('what is listed and counted', () => {
  it('is filtered, paged newest first, and counted with the share that was dismissed', async () => {
    const engineer = fab.people['yield-engineer'];
    const source = fab.api.app.get(UnitOfWork);
    await source.query(
      'TRUNCATE excursion, excursion_pattern, excursion_entry, excursion_action, excursion_lot, excursion_hold_request',
    );
    const ids = [await fab.opened({ openedAt: new Date(at(14)) }), await fab.opened({ openedAt: new Date(at(16)) })];
    const old = await fab.opened({ openedAt: new Date(at(15)), fromHistory: true });
    await fab.act(engineer, 'dismissExcursion', `excursionId: "${ids[0]}", version: 1, reason: "tester"`);
    const list = async (filter: string, page = '') =>
      (
        await fab.ask(
          engineer,
          `{ excursions(filter: ${filter}${page}) { total rows { excursionId } pageInfo { endCursor } } }`,
        )
      )['excursions'] as { total: number; rows: { excursionId: string }[]; pageInfo: { endCursor: string } };
    const first = await list('{}', ', first: 1');
    expect(first).toMatchObject({ total: 2, rows: [{ excursionId: ids[1] }] });
    const next = await list('{}', `, first: 1, after: "${first.pageInfo.endCursor}"`);
    expect(next.rows).toEqual([{ excursionId: old }]);
    expect((await list('{ states: [DISMISSED] }')).rows).toEqual([{ excursionId: ids[0] }]);
    expect((await list('{ search: "a5" }')).total).toBe(2);
    expect((await list('{ search: "nothing" }')).total).toBe(0);
    expect((await list('{ kinds: [BIN] }')).total).toBe(0);
    expect((await list('{ severities: [MAJOR] }')).total).toBe(2);
    expect((await list('{ severities: [MINOR] }')).total).toBe(0);
    expect((await list('{ fromHistory: true }')).rows).toEqual([{ excursionId: old }]);
    expect((await list('{ fromHistory: false }')).rows).toEqual([{ excursionId: ids[1] }]);
    expect((await list('{ productId: "A", unacknowledged: true }')).total).toBe(2);
    const counts = await fab.ask(
      engineer,
      `{ excursionCounts { waiting falseAlarms { dismissed opened days } states { state count } } }`,
    );
    expect(counts['excursionCounts']).toMatchObject({
      waiting: 1,
      falseAlarms: { dismissed: 1, opened: 3, days: 90 },
    });
  });
});
