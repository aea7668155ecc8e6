import { Bootstrap, PeopleService, TokenService } from '@fabwright/platform';
import { ApiClient, cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type RunningApi } from '../../test/test-api.ts';
import { qualityOn, waferTest } from '../quality.spec-support.ts';

let database: TestDatabase;
let api: RunningApi;
const people = new Map<string, ApiClient>();

const LEGS = [
  { lot: 'LA', wafer: 'LA-1', leg: 'old' },
  { lot: 'LA', wafer: 'LA-2', leg: 'new' },
  { lot: 'LB', wafer: 'LB-1', leg: 'new' },
  { lot: 'LATER', wafer: 'LATER-1', leg: 'old' },
];

beforeAll(async () => {
  database = await cloneDatabase();
  const source = await database.connect();
  const tests = ['A', 'B'].map((productId) => {
    const [lotId, waferId] = [`L${productId}`, `L${productId}-1`];
    return waferTest([[0, 0, 1, 1, 1]], { lotId, waferId, runId: waferId, productId });
  });
  await qualityOn(source).record(...tests);
  api = await startApi(database.url);
  for (const { role, login, password } of (await api.app.get(Bootstrap).demoAccounts()) ?? []) {
    const client = new ApiClient(api.base);
    await client.signIn(login, password);
    people.set(role, client);
  }
}, 60_000);
afterAll(async () => {
  await api?.close();
  await database.drop();
});

const FIELDS =
  'experimentId name keptBy own changeable sharedWith control lots hidden legs { name wafers } wafers { lot wafer leg }';
interface Answer {
  readonly __typename: string;
  readonly experimentId: string;
  readonly name: string;
  readonly hidden: number;
  readonly wafers: readonly { lot: string; leg: string }[];
  readonly issues: readonly { field: string; code: string }[];
}

async function ask<T = Answer>(role: string, query: string, variables: object = {}): Promise<T> {
  const { data, errors } = await people.get(role)!.graphql<Record<string, T>>(query, { ...variables });
  expect(errors).toEqual([]);
  return Object.values(data!)[0]!;
}
const KEEP = `mutation ($name: String!, $legs: [LegInput!]!, $control: String, $sharedWith: [Role!]!) {
  keepExperiment(name: $name, legs: $legs, control: $control, sharedWith: $sharedWith) {
    __typename ... on SplitExperiment { ${FIELDS} } ... on InvalidInput { issues { field code } } } }`;
const CHANGE = `mutation ($experimentId: ID!, $name: String!, $sharedWith: [Role!]!) {
  changeExperiment(experimentId: $experimentId, name: $name, sharedWith: $sharedWith) {
    __typename ... on SplitExperiment { ${FIELDS} } ... on InvalidInput { issues { field code } } } }`;
const REMOVE = 'mutation ($experimentId: ID!) { deleteExperiment(experimentId: $experimentId) { __typename } }';
const FIND = `query ($experimentId: ID!) { splitExperiment(experimentId: $experimentId) {
  __typename ... on SplitExperiment { ${FIELDS} } } }`;
const keep = (role: string, name: string, legs: readonly object[] = LEGS, sharedWith: string[] = []) =>
  ask(role, KEEP, { name, legs, sharedWith });
const names = async (role: string): Promise<string[]> =>
  (await ask<Answer[]>(role, '{ splitExperiments { name } }')).map(({ name }) => name);
const audit = async (): Promise<string[]> => {
  const source = await database.connect();
  const rows: { action: string }[] = await source.query(
    `SELECT action FROM audit_entry WHERE action LIKE 'experiments.%' ORDER BY at, audit_id`,
  );
  return rows.map(({ action }) => action);
};

describe('a list of a split experiment', () => {
  it('is kept once, whatever order it is written in; what is not tested yet stays in it', async () => {
    const first = await keep('yield-engineer', ' Etch 7 ');
    expect(first).toMatchObject({
      name: 'Etch 7',
      own: true,
      control: 'old',
      lots: 3,
      hidden: 0,
      legs: [
        { name: 'old', wafers: 2 },
        { name: 'new', wafers: 2 },
      ],
    });
    const again = await ask('yield-engineer', KEEP, {
      name: 'Etch 7',
      legs: LEGS.toReversed(),
      control: 'old',
      sharedWith: [],
    });
    expect(again.experimentId).toBe(first.experimentId);
    expect(await names('yield-engineer')).toEqual(['Etch 7']);
    expect(await audit()).toEqual(['experiments.kept']);
  });

  it('takes another name when it is kept again, but not one that another list has', async () => {
    expect(await keep('yield-engineer', 'Etch 8')).toMatchObject({ name: 'Etch 8' });
    expect(await keep('yield-engineer', 'Etch 8', LEGS.slice(0, 2))).toMatchObject({
      issues: [{ field: 'name', code: 'taken' }],
    });
    expect(await keep('yield-engineer', ' ')).toMatchObject({ issues: [{ field: 'name', code: 'length' }] });
    expect(await keep('yield-engineer', 'Two', [LEGS[0]!, { ...LEGS[0]!, leg: 'new' }])).toMatchObject({
      issues: [{ field: 'legs', code: 'two-legs' }],
    });
    expect(await names('yield-engineer')).toEqual(['Etch 8']);
    expect(await audit()).toEqual(['experiments.kept', 'experiments.changed']);
  });

  it('is kept once by two who press at the same time', async () => {
    const legs = LEGS.slice(0, 3);
    const both = await Promise.all([keep('process-engineer', 'Twice', legs), keep('process-engineer', 'Twice', legs)]);
    expect(new Set(both.map(({ experimentId }) => experimentId)).size).toBe(1);
    expect(await names('process-engineer')).toEqual(['Twice']);
  });
});

describe('roles and experiments', () => {
  it('a role it is shared with opens it by its link, and changes nothing', async () => {
    const [{ experimentId } = { experimentId: '' }] = await ask<Answer[]>(
      'yield-engineer',
      '{ splitExperiments { experimentId } }',
    );
    expect(await ask('process-engineer', FIND, { experimentId })).toEqual({ __typename: 'NotFound' });
    await ask('yield-engineer', CHANGE, { experimentId, name: 'Etch 9', sharedWith: ['PROCESS_ENGINEER', 'MANAGER'] });
    expect(await ask('process-engineer', FIND, { experimentId })).toMatchObject({
      name: 'Etch 9',
      own: false,
      changeable: false,
    });
    expect(await names('manager')).toEqual(['Etch 9']);
    const change = { experimentId, name: 'Mine', sharedWith: [] };
    expect(await ask('process-engineer', CHANGE, change)).toMatchObject({ __typename: 'NotFound' });
    expect(await ask('process-engineer', REMOVE, { experimentId })).toMatchObject({ __typename: 'NotFound' });
  });

  it('a manager keeps, renames and deletes none', async () => {
    const client = people.get('manager')!;
    for (const [query, variables] of [
      [KEEP, { name: 'M', legs: LEGS, sharedWith: [] }],
      [CHANGE, { experimentId: 'x', name: 'M', sharedWith: [] }],
      [REMOVE, { experimentId: 'x' }],
    ] as const) {
      const { data, errors } = await client.graphql(query, variables);
      expect(JSON.stringify([data, errors])).toContain('FORBIDDEN');
    }
  });

  it('a machine reads what nobody shared with it neither', async () => {
    const token = { name: 'reader', scopes: ['data:read' as const], productScope: null };
    const machine = new ApiClient(api.base, (await api.app.get(TokenService).create(token)).secret);
    const { data } = await machine.graphql<{ splitExperiments: unknown[] }>('{ splitExperiments { name } }');
    expect(data?.splitExperiments).toEqual([]);
  });

  it('show wafers of the person’s products alone, and none at all where nothing is theirs', async () => {
    const accounts = await api.app.get(PeopleService).list();
    const { accountId } = accounts.find(({ account }) => account.role === 'manager')!.account;
    const [{ experimentId } = { experimentId: '' }] = await ask<Answer[]>(
      'manager',
      '{ splitExperiments { experimentId } }',
    );
    await api.app.get(PeopleService).setProductScope(accountId, ['A']);
    const seen = await ask('manager', FIND, { experimentId });
    expect(seen).toMatchObject({ hidden: 1, lots: 2 });
    expect(seen.wafers.map(({ lot }) => lot)).toEqual(['LA', 'LA', 'LATER']);
    const other = await keep('yield-engineer', 'B only', [LEGS[2]!], ['MANAGER']);
    expect(await names('manager')).not.toContain('B only');
    expect(await ask('manager', FIND, { experimentId: other.experimentId })).toEqual({ __typename: 'NotFound' });
    await api.app.get(PeopleService).setProductScope(accountId, null);
    expect(await names('manager')).toContain('B only');
  });

  it('an administrator renames and deletes anybody’s, once, and the audit says so', async () => {
    const { experimentId } = (await ask<Answer[]>('administrator', '{ splitExperiments { experimentId name } }')).find(
      ({ name }) => name === 'Twice',
    )!;
    const change = { experimentId, name: 'Thrice', sharedWith: [] };
    expect(await ask('administrator', CHANGE, change)).toMatchObject({ name: 'Thrice', own: false, changeable: true });
    expect(await names('process-engineer')).toContain('Thrice');
    expect(await ask('administrator', REMOVE, { experimentId })).toEqual({ __typename: 'Done' });
    expect(await ask('administrator', REMOVE, { experimentId })).toEqual({ __typename: 'NotFound' });
    expect(await names('process-engineer')).not.toContain('Thrice');
    expect((await audit()).at(-1)).toBe('experiments.deleted');
  });
});
