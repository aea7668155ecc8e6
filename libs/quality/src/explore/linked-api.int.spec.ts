import { Bootstrap, TokenService } from '@fabwright/platform';
import { ApiClient, cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type RunningApi } from '../../test/test-api.ts';
import { qualityOn, waferTest, type DieRow } from '../quality.spec-support.ts';

const LOTS = 4;
const lotId = (lot: number): string => `L${lot}`;
const dies = (fails: number): DieRow[] => Array.from({ length: 20 }, (_, x) => [x, 0, x < fails ? 5 : 1, 1]);

let database: TestDatabase;
let api: RunningApi;
let engineer: ApiClient;
let scoped: ApiClient;

beforeAll(async () => {
  database = await cloneDatabase();
  const source = await database.connect();
  const tests = Array.from({ length: LOTS }, (_, lot) =>
    ['W1', 'W2'].map((wafer, place) =>
      waferTest(dies(lot + place), {
        lotId: lotId(lot),
        waferId: `${lotId(lot)}-${wafer}`,
        runId: `${lotId(lot)}-${wafer}`,
        productId: 'A',
        startedAt: new Date(Date.UTC(2026, 9, 1 + lot, 8)).toISOString(),
      }),
    ),
  );
  await qualityOn(source).record(...tests.flat());
  await source.query(`INSERT INTO fab_clock (only_row, newest_event_at) VALUES (true, '2026-10-20T00:00:00Z')`);
  api = await startApi(database.url);
  const people = (await api.app.get(Bootstrap).demoAccounts()) ?? [];
  const person = people.find((account) => account.role === 'manager');
  engineer = new ApiClient(api.base);
  await engineer.signIn(person?.login ?? '', person?.password ?? '');
  const { secret } = await api.app
    .get(TokenService)
    .create({ name: 'other', scopes: ['data:read'], productScope: ['B'] });
  scoped = new ApiClient(api.base, secret);
});
afterAll(async () => {
  await api?.close();
  await database.drop();
});

async function asked<T>(client: ApiClient, query: string, variables: Record<string, unknown> = {}): Promise<T> {
  const { data, errors } = await client.graphql<Record<string, T>>(query, variables);
  expect(errors).toEqual([]);
  return Object.values(data ?? {})[0] as T;
}

describe('what is linked to a trend', () => {
  const MEMBERS = `query ($by: TrendUnit!, $measure: MeasureInput) {
    trendMembers(filter: { productId: "A", weeks: 8 }, by: $by, measure: $measure) { __typename
      ... on TrendMembers { key value weight wafers gross binFrom bin dies membersInAll } } }`;

  it('are the lots of its points, with the bins that their dies failed into', async () => {
    expect(await asked(engineer, MEMBERS, { by: 'WEEK' })).toEqual({
      __typename: 'TrendMembers',
      key: ['L0', 'L1', 'L2', 'L3'],
      value: [39 / 40, 37 / 40, 35 / 40, 33 / 40],
      weight: [40, 40, 40, 40],
      wafers: [2, 2, 2, 2],
      gross: [40, 40, 40, 40],
      binFrom: [0, 1, 2, 3, 4],
      bin: [5, 5, 5, 5],
      dies: [1, 3, 5, 7],
      membersInAll: 4,
    });
  });

  it('are its wafers for a trend by wafer', async () => {
    const members = await asked<{ key: string[]; binFrom: number[]; dies: number[] }>(engineer, MEMBERS, {
      by: 'WAFER',
    });
    expect(members.key).toHaveLength(2 * LOTS);
    expect(members.key[1]).toBe('L0/L0-W2');
    expect(members.binFrom.slice(0, 3)).toEqual([0, 0, 1]);
    await expect(asked(engineer, MEMBERS, { by: 'LOT', measure: { kind: 'TEST' } })).resolves.toMatchObject({
      __typename: 'InvalidInput',
    });
    await expect(asked(scoped, MEMBERS, { by: 'LOT' })).resolves.toMatchObject({ __typename: 'NotFound' });
  });

  it('include the side of the tester', async () => {
    const side = await asked<Record<string, unknown>>(
      engineer,
      `{ testSide(filter: { productId: "A", weeks: 8 }) { ... on TestSide { wafers waferSample lotSample
        sites { reading groups { group good gross lots } } probeCards { reading needs } testers { reading }
        recovery { bin failedFirst retested recovered share { value low } } } } }`,
    );
    expect(side).toMatchObject({
      wafers: 8,
      waferSample: 8,
      lotSample: 4,
      probeCards: { reading: 'ONE_GROUP' },
      testers: { reading: 'ONE_GROUP' },
      recovery: [{ bin: 5, failedFirst: 16, retested: 0, recovered: 0, share: { value: null, low: null } }],
    });
  });
});

describe('a selection that is too long for a link', () => {
  const KEEP = `mutation ($items: [String!]!) { keepSelection(items: $items) { __typename
    ... on KeptSelection { selectionId } } }`;
  const READ = `query ($id: ID!) { selection(selectionId: $id) { __typename ... on KeptSelection { items } } }`;

  it('has one short id, whatever the order, and is read back by whoever may see its lots', async () => {
    const { selectionId } = await asked<{ selectionId: string }>(engineer, KEEP, { items: ['L1', 'L0/L0-W1', 'L9'] });
    expect(selectionId).toMatch(/^[a-z2-7]{10}$/);
    const again = await asked<{ selectionId: string }>(engineer, KEEP, { items: ['L9', 'L0/L0-W1', 'L1', 'L1'] });
    expect(again.selectionId).toBe(selectionId);
    expect(await asked(engineer, READ, { id: selectionId })).toMatchObject({ items: ['L0/L0-W1', 'L1'] });
    expect(await asked(scoped, READ, { id: selectionId })).toMatchObject({ __typename: 'NotFound' });
    expect(await asked(engineer, READ, { id: 'nothing' })).toMatchObject({ __typename: 'NotFound' });
    expect(await asked(engineer, KEEP, { items: [] })).toMatchObject({ __typename: 'InvalidInput' });
  });
});
