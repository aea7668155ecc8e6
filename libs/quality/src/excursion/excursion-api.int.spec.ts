import { decodeStackedDies } from '@fabwright/contracts';
import { Bootstrap, FabClock, PeopleService, TokenService, UnitOfWork, type Role } from '@fabwright/platform';
import { ApiClient, cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startExcursionApi, type SpecOutgoingEvents } from '../../test/excursion-api.ts';
import type { RunningApi } from '../../test/test-api.ts';
import { asEvent, qualityOn, waferTest, type DieRow } from '../quality.spec-support.ts';
import { DETECTORS, type ExcursionRecord } from './excursion.ts';
import { ExcursionChanges, type ExcursionChange } from './excursion-changes.ts';
import { ExcursionAct } from './excursion-state.ts';
import { ExcursionRepository } from './excursion.repository.ts';
import { excursionOf } from './excursion.spec-support.ts';
import { ExcursionWriter } from './excursion.writer.ts';
import { ParameterRepository } from './evidence/parameter.repository.ts';

type Values = Record<string, unknown>;

let database: TestDatabase;
let api: RunningApi & { outbox: SpecOutgoingEvents };
let people: Readonly<Record<Role, ApiClient>>;
/** Sees product B only. */
let scoped: ApiClient;
let made = 0;

const wafer = (...fails: number[]): DieRow[] => Array.from({ length: 10 }, (_, x) => [x, 0, fails[x] ?? 1, x / 10]);
const at = (day: number): string => `2026-11-${String(day).padStart(2, '0')}T08:00:00Z`;
const tested = (lotId: string, day: number, dies: DieRow[], productId = 'A', waferId = 'W1') =>
  waferTest(dies, { lotId, productId, waferId, runId: `${lotId}-${waferId}`, startedAt: at(day) });

const processed = (lotId: string, toolId: string, day: number, chambers: Readonly<Record<string, string>>) =>
  asEvent(
    'fab.process-run.v1',
    {
      runId: `${lotId}-${toolId}-${day}`,
      lotId,
      lotNo: lotId,
      productId: 'A',
      stepId: 'ETCH',
      stepName: 'Contact etch',
      area: 'Etch',
      toolId,
      recipe: { id: 'R', version: day < 5 ? '7' : '8' },
      startedAt: at(day),
      endedAt: at(day),
      wafers: Object.entries(chambers).map(([waferId, chamber]) => ({ waferId, chamber })),
      sensors: [
        {
          name: 'he_flow',
          unit: 'sccm',
          statistic: 'mean',
          values: Object.keys(chambers).map((_, place) => 12.5 + place),
        },
      ],
    },
    at(day),
  );

const repaired = asEvent(
  'fab.maintenance.v1',
  { maintenanceId: 'M1', toolId: 'ETC-1', chamber: 'B', kind: 'pm', startedAt: at(2), endedAt: at(3), note: 'ring' },
  at(3),
);

/** Writes an excursion as the detectors do, with the lots A4 and A5. */
async function opened(over: Partial<ExcursionRecord> = {}): Promise<string> {
  const excursionId = over.excursionId ?? `EX-${String(++made).padStart(4, '0')}`;
  const after = excursionOf({ ...over, excursionId });
  const lots = ['A4', 'A5'].map((lotId, place) => ({
    lotId,
    excursionId,
    waferIds: ['W1'],
    lossPp: 10,
    alarms: place === 0 ? [{ ...ALARM, stream: after.subject }] : [],
    testedAt: new Date(at(16 + place)),
  }));
  const [uow, writer, excursions] = [api.app.get(UnitOfWork), api.app.get(ExcursionWriter), repository()];
  const fabAt = await api.app.get(FabClock).now();
  await uow.run(async () => {
    await excursions.setLots(excursionId, lots);
    const entries = [{ act: ExcursionAct.OPENED, before: null, after: null, reason: null }];
    const change = { before: null, after, entries, actor: DETECTORS, at: new Date(), fabAt, lotIds: ['A4', 'A5'] };
    await writer.write([change]);
  });
  return excursionId;
}
const ALARM = { rule: 'floor', direction: 'low', value: 0.7, centre: 0.9, limit: 0.8, score: 4 } as const;
const repository = (): ExcursionRepository => api.app.get(ExcursionRepository);

beforeAll(async () => {
  database = await cloneDatabase();
  const source = await database.connect();
  const fab = qualityOn(source);
  await fab.record(
    tested('A1', 9, wafer()),
    tested('A2', 10, wafer()),
    tested('A4', 16, wafer(5, 5, 7)),
    tested('A4', 16, wafer(), 'A', 'W2'),
    tested('A5', 17, wafer(5, 5, 5)),
    tested('B1', 17, wafer(7), 'B'),
    processed('A4', 'ETC-1', 4, { W1: 'B', W2: 'A' }),
    processed('A5', 'ETC-1', 5, { W1: 'B' }),
    processed('A1', 'ETC-1', 1, { W1: 'B' }),
    processed('IN1', 'ETC-1', 6, { W1: 'B', W2: 'A' }),
    processed('IN2', 'ETC-1', 6, { W1: 'A' }),
    repaired,
  );
  await source.query(`INSERT INTO fab_clock (only_row, newest_event_at) VALUES (true, '2026-11-20T00:00:00Z')`);
  api = await startExcursionApi(database.url);
  const accounts = (await api.app.get(Bootstrap).demoAccounts()) ?? [];
  const clients = accounts.map(async ({ role, login, password }) => {
    const client = new ApiClient(api.base);
    await client.signIn(login, password);
    return [role, client] as const;
  });
  people = Object.fromEntries(await Promise.all(clients)) as Record<Role, ApiClient>;
  const tokens = api.app.get(TokenService);
  const { secret } = await tokens.create({ name: 'scoped', scopes: ['data:read'], productScope: ['B'] });
  scoped = new ApiClient(api.base, secret);
});
afterAll(async () => {
  await api?.close();
  await database.drop();
});
beforeEach(() => {
  api.outbox.sent.length = 0;
});

async function ask(client: ApiClient, query: string, variables: Values = {}): Promise<Values> {
  const { data, errors } = await client.graphql<Values>(query, variables);
  expect(errors).toEqual([]);
  return data!;
}

const RESULT = `__typename
  ... on ExcursionChanged { excursion { excursionId state version ownerName acknowledgedBy settledReason
    cause { kind id words } } }
  ... on ExcursionOutdated { message excursion { version state } }
  ... on InvalidInput { issues { field code } } ... on NotFound { message } ... on Forbidden { message }`;

/** Calls a mutation; `args` as GraphQL text. */
async function act(client: ApiClient, name: string, args: string): Promise<Values> {
  return (await ask(client, `mutation { ${name}(${args}) { ${RESULT} } }`))[name] as Values;
}

const one = async (excursionId: string, fields: string, client = people['yield-engineer']): Promise<Values> => {
  const query = `query ($id: ID!) { excursion(excursionId: $id) { __typename ... on Excursion { ${fields} } } }`;
  return (await ask(client, query, { id: excursionId }))['excursion'] as Values;
};

describe('the life of an excursion', () => {
  it('goes from open to closed, each step with who, why and an event that goes out', async () => {
    const id = await opened();
    const engineer = people['process-engineer'];
    const owners = (await ask(engineer, `{ excursionOwners(productId: "A") { accountId role } }`))['excursionOwners'];
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
      expect(await act(engineer, name, `excursionId: "${id}"${args && `, ${args}`}`)).toMatchObject({
        __typename: 'ExcursionChanged',
        excursion: expected,
      });
    }
    const { entries } = (await one(id, 'entries { act actorName byDetectors reason }')) as { entries: Values[] };
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
    const told = api.outbox.sent.filter((event) => event.type === 'fab.excursion.v1');
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
    const id = await opened();
    await act(people['process-engineer'], 'dismissExcursion', `excursionId: "${id}", version: 1, reason: "tester"`);
    const late = await act(people['yield-engineer'], 'closeExcursion', `excursionId: "${id}", version: 1, reason: "x"`);
    expect(late).toMatchObject({ __typename: 'ExcursionOutdated', excursion: { version: 2, state: 'DISMISSED' } });
    const not = await act(
      people['yield-engineer'],
      'dismissExcursion',
      `excursionId: "${id}", version: 2, reason: "x"`,
    );
    expect(not).toMatchObject({ __typename: 'InvalidInput', issues: [{ field: 'state', code: 'state' }] });
  });

  it('lets one of two win who act at the same moment', async () => {
    const id = await opened();
    const both = await Promise.all(
      [people['process-engineer'], people['yield-engineer']].map((client) =>
        act(client, 'dismissExcursion', `excursionId: "${id}", version: 1, reason: "none"`),
      ),
    );
    expect(both.map((result) => result['__typename']).sort()).toEqual(['ExcursionChanged', 'ExcursionOutdated']);
    const { entries } = (await one(id, 'entries { act }')) as { entries: Values[] };
    expect(entries).toHaveLength(2);
  });

  it('keeps actions with who and until when, done once', async () => {
    const id = await opened();
    const engineer = people['yield-engineer'];
    const action = `action: { what: "Measure the ring", assigneeName: "Vendor", dueAt: "2026-11-24T00:00:00Z" }`;
    await act(engineer, 'addExcursionAction', `excursionId: "${id}", ${action}`);
    const nobody = await act(engineer, 'addExcursionAction', `excursionId: "${id}", action: { what: "x" }`);
    expect(nobody).toMatchObject({ issues: [{ field: 'assigneeName', code: 'empty' }] });
    const fields = 'version actions { actionId what assigneeName doneBy }';
    const before = (await one(id, fields)) as { actions: { actionId: string }[] };
    const done = `excursionId: "${id}", actionId: "${before.actions[0]?.actionId}", comment: "7 µm"`;
    await act(engineer, 'completeExcursionAction', done);
    await act(engineer, 'completeExcursionAction', done);
    expect(await one(id, fields)).toMatchObject({
      version: 3,
      actions: [{ what: 'Measure the ring', assigneeName: 'Vendor', doneBy: 'Ada Kovač' }],
    });
    const unknown = `excursionId: "${id}", actionId: "00000000-0000-4000-8000-000000000000"`;
    expect(await act(engineer, 'completeExcursionAction', unknown)).toMatchObject({ __typename: 'NotFound' });
  });

  it('asks for each lot once, and only for lots that are there', async () => {
    const id = await opened();
    const engineer = people['yield-engineer'];
    const contain = (version: number, lots: string) =>
      act(
        engineer,
        'containExcursion',
        `excursionId: "${id}", version: ${version}, containment: { lotIds: ${lots}, reason: "ring" }`,
      );
    expect(await contain(1, '["IN1", "NONE"]')).toMatchObject({ issues: [{ field: 'lotIds', code: 'not-found' }] });
    expect(api.outbox.sent.filter((event) => event.type === 'fab.lot-hold-request.v1')).toEqual([]);
    await contain(1, '["IN1", "IN1"]');
    await contain(2, '["IN1", "IN2"]');
    const requests = api.outbox.sent.filter((event) => event.type === 'fab.lot-hold-request.v1');
    expect(requests.map((event) => event.data)).toMatchObject([
      { requestId: `${id}/IN1`, lotId: 'IN1', excursionId: id, requestedBy: 'Ada Kovač', reason: 'ring' },
      { requestId: `${id}/IN2`, lotId: 'IN2' },
    ]);
  });

  it('writes nothing at all when a listener of the hook fails', async () => {
    const id = await opened();
    const seen: ExcursionChange[] = [];
    const end = api.app.get(ExcursionChanges).subscribe((change) => {
      seen.push(change);
      return Promise.reject(new Error('no mail today'));
    });
    const { errors } = await people['yield-engineer'].graphql(
      `mutation { commentExcursion(excursionId: "${id}", text: "hm") { __typename } }`,
    );
    end();
    expect(errors).toHaveLength(1);
    expect(seen).toMatchObject([
      { after: { excursionId: id, version: 2 }, entries: [{ act: 'comment', reason: 'hm' }] },
    ]);
    expect(await one(id, 'version entries { act }')).toMatchObject({ version: 1, entries: [{ act: 'OPENED' }] });
    expect(api.outbox.sent.filter((event) => event.id === `${id}/2`)).toEqual([]);
  });
});

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
    const { data, errors } = await people[role].graphql<Values>(query);
    if (role === 'manager') expect(errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    else expect(['NotFound', 'InvalidInput']).toContain((data?.[name] as Values)['__typename']);
  });

  it('shows a manager everything and offers nothing to do', async () => {
    const id = await opened();
    const seen = await one(id, 'state possibleActs lots { lotId }', people.manager);
    expect(seen).toMatchObject({ state: 'OPEN', possibleActs: [], lots: [{ lotId: 'A4' }, { lotId: 'A5' }] });
  });

  it('shows nothing of a product outside of the scope, and lets nobody act there', async () => {
    const id = await opened();
    expect(await one(id, 'state', scoped)).toEqual({ __typename: 'Forbidden' });
    expect((await ask(scoped, `{ excursions(filter: {}) { total rows { excursionId } } }`))['excursions']).toEqual({
      total: 0,
      rows: [],
    });
    expect((await ask(scoped, `{ excursionCounts { waiting } }`))['excursionCounts']).toEqual({ waiting: 0 });
    const bytes = await scoped.fetch(`/maps/v1/excursions/${id}/stacked.bin?group=affected`);
    expect(bytes.status).toBe(403);
    const engineers = await api.app.get(PeopleService).list();
    const account = engineers.find(({ account }) => account.role === 'process-engineer')!.account;
    await api.app.get(PeopleService).setProductScope(account.accountId, ['B']);
    const refused = await act(people['process-engineer'], 'commentExcursion', `excursionId: "${id}", text: "t"`);
    await api.app.get(PeopleService).setProductScope(account.accountId, null);
    expect(refused).toMatchObject({ __typename: 'Forbidden' });
  });
});

describe('what is listed and counted', () => {
  it('is filtered, paged newest first, and counted with the share that was dismissed', async () => {
    const engineer = people['yield-engineer'];
    const source = api.app.get(UnitOfWork);
    await source.query(
      'TRUNCATE excursion, excursion_pattern, excursion_entry, excursion_action, excursion_lot, excursion_hold_request',
    );
    const ids = [await opened({ openedAt: new Date(at(14)) }), await opened({ openedAt: new Date(at(16)) })];
    const old = await opened({ openedAt: new Date(at(15)), fromHistory: true });
    await act(engineer, 'dismissExcursion', `excursionId: "${ids[0]}", version: 1, reason: "tester"`);
    const list = async (filter: string, page = '') =>
      (
        await ask(
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
    const counts = await ask(
      engineer,
      `{ excursionCounts { waiting falseAlarms { dismissed opened days } states { state count } } }`,
    );
    expect(counts['excursionCounts']).toMatchObject({
      waiting: 1,
      falseAlarms: { dismissed: 1, opened: 3, days: 90 },
    });
  });
});

describe('the evidence', () => {
  const SUSPECT = {
    suspect: {
      kind: 'chamber',
      id: 'ETC-1/B',
      stepId: 'ETCH',
      toolId: 'ETC-1',
      chamber: 'B',
      pValue: 0.001,
    },
  } as Partial<ExcursionRecord>;

  it('names lots with their alarms, the suspect, and what is still in line behind it', async () => {
    const id = await opened(SUSPECT);
    const shown = await one(
      id,
      `subject { kind label } suspect { kind id stepName pValue } reasons { code values { name number text } }
       lots { lotId wafers waferIds finalYield alarms { rule value limit } onHold }
       inLine { lotId exposedWafers wafers currentStep holdRequestedAt }`,
    );
    expect(shown).toMatchObject({
      suspect: { kind: 'CHAMBER', id: 'ETC-1/B', stepName: 'Contact etch', pValue: 0.001 },
      lots: [
        { lotId: 'A4', wafers: 2, waferIds: ['W1'], finalYield: 0.85, alarms: [{ rule: 'floor', value: 0.7 }] },
        { lotId: 'A5', wafers: 1, finalYield: 0.7, alarms: [] },
      ],
      inLine: [{ lotId: 'IN1', exposedWafers: 1, wafers: 2 }],
    });
  });

  it('stacks the affected wafers and those they are set against', async () => {
    const id = await opened();
    const { stacks } = (await one(id, 'stacks { affectedWafers baselineWafers dieCount affectedUrl baselineUrl }')) as {
      stacks: { affectedUrl: string; baselineUrl: string };
    };
    expect(stacks).toMatchObject({ affectedWafers: 2, baselineWafers: 3, dieCount: 10 });
    const read = async (url: string): Promise<ArrayBuffer> => {
      const response = await people.manager.fetch(url);
      if (!response.ok) throw new Error(await response.text());
      return response.arrayBuffer();
    };
    const bytes = async (url: string) => decodeStackedDies(await read(url));
    expect([...(await bytes(stacks.affectedUrl)).failed]).toEqual([2, 2, 2, 0, 0, 0, 0, 0, 0, 0]);
    expect([...(await bytes(stacks.baselineUrl)).tested]).toEqual(new Array(10).fill(3));
    const wrong = await people.manager.fetch(`/maps/v1/excursions/${id}/stacked.bin?group=all`);
    expect(wrong.status).toBe(400);
  });

  it('puts the tool, its runs, lots, alarms and people on one time axis', async () => {
    const id = await opened(SUSPECT);
    await act(people['yield-engineer'], 'commentExcursion', `excursionId: "${id}", text: "looks like the ring"`);
    const { timeline } = await one(
      id,
      `timeline { from to place tool { state from to note } runs { lotId affected sorted wafers }
        lots { lotId affected } alarms { lotId rule } people { act who words } }`,
    );
    expect(timeline).toMatchObject({
      place: 'ETC-1/B',
      tool: [
        { state: 'usual', to: '2026-11-04T08:00:00.000Z' },
        { state: 'suspect', from: '2026-11-04T08:00:00.000Z' },
        { state: 'maintenance', note: 'ring' },
      ],
      lots: [{ lotId: 'A1', affected: false }, { lotId: 'A2' }, { lotId: 'A4', affected: true }, { lotId: 'A5' }],
      alarms: [{ lotId: 'A4', rule: 'floor' }],
      people: [{ act: 'COMMENTED', who: 'Ada Kovač', words: 'looks like the ring' }],
    });
    const { runs } = timeline as { runs: Values[] };
    expect(runs).toContainEqual({ lotId: 'IN1', affected: false, sorted: false, wafers: 1 });
    expect(runs).toContainEqual({ lotId: 'A4', affected: true, sorted: true, wafers: 1 });
    expect(runs).toHaveLength(4);
  });

  it('names what was changed around it, what the affected wafers share most first', async () => {
    const id = await opened();
    const { changesAround } = await one(
      id,
      'changesAround { kind at endedAt toolId chamber stepName what before after note contrast }',
    );
    expect(changesAround).toMatchObject([
      { kind: 'MAINTENANCE', toolId: 'ETC-1', chamber: 'B', what: 'pm', note: 'ring', contrast: 1 },
      { kind: 'RECIPE', stepName: 'Contact etch', what: 'R', before: '7', after: '8' },
    ]);
  });

  it('finds past ones that looked alike, with what they turned out to be', async () => {
    const id = await opened(SUSPECT);
    const past = await opened({ ...SUSPECT, openedAt: new Date(at(2)), firstLotAt: new Date(at(2)) });
    const cause = 'cause: { kind: CHAMBER, id: "ETC-1/B", toolId: "ETC-1", chamber: "B" }, words: "worn ring"';
    await act(people['yield-engineer'], 'setExcursionCause', `excursionId: "${past}", version: 1, ${cause}`);
    const { similar } = (await one(id, 'similar { excursionId similarity shared cause state }')) as {
      similar: Values[];
    };
    expect(similar.find((row) => row['excursionId'] === past)).toMatchObject({
      cause: 'worn ring',
      state: 'CAUSE_FOUND',
      shared: expect.arrayContaining(['chamber', 'tool', 'product']) as string[],
    });
    expect(similar.map((row) => row['excursionId'])).not.toContain(id);
  });

  it('says why so few lots decide nothing, instead of naming a culprit', async () => {
    const id = await opened();
    const { commonality, movedParameters } = await one(
      id,
      `commonality { obstacle wafers caseWafers rows { reading levels { id toolId chamber stepName } p } }
       movedParameters { name }`,
    );
    expect(commonality).toMatchObject({ wafers: 5, caseWafers: 2 });
    const { rows } = commonality as { rows: Values[] };
    expect(rows.every((row) => row['reading'] !== 'STRONG')).toBe(true);
    expect(movedParameters).toEqual([]);
  });

  it('reads each parameter of each wafer once, of its last measurement', async () => {
    const columns = await api.app.get(ParameterRepository, { strict: false }).columns(['A4', 'A5']);
    const flow = columns.find((column) => column.name === 'he_flow');
    expect(flow).toMatchObject({ source: 'sensor', statistic: 'mean', unit: 'sccm', stepId: 'ETCH' });
    expect([...(flow?.values ?? [])]).toEqual([
      ['A4\nW1', 12.5],
      ['A4\nW2', 13.5],
      ['A5\nW1', 12.5],
    ]);
  });

  it('answers the commonality of a selection, and refuses what is of two insertions', async () => {
    const ask2 = async (cases: string, others: string, client = people.manager) =>
      (
        await ask(
          client,
          `{ commonality(cases: ${cases}, others: ${others}) { __typename
             ... on Commonality { wafers caseWafers lots } ... on InvalidInput { issues { field code } } } }`,
        )
      )['commonality'];
    expect(await ask2('{ lots: ["A4", "A5"] }', '{ lots: ["A1", "A2", "A4"] }')).toEqual({
      __typename: 'Commonality',
      wafers: 5,
      caseWafers: 3,
      lots: 4,
    });
    expect(await ask2('{ lots: ["A4"] }', '{ productId: "A" }', scoped)).toMatchObject({ __typename: 'NotFound' });
  });
});
