import { ApiClient, cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type RunningApp } from '../../test/test-app.ts';
import { Bootstrap } from '../identity/bootstrap.ts';
import { SavedViewApiModule } from './saved-view.module.ts';

let database: TestDatabase;
let api: RunningApp;
const people = new Map<string, ApiClient>();

beforeAll(async () => {
  database = await cloneDatabase();
  api = await startTestApp(database.url, [SavedViewApiModule]);
  for (const { role, login, password } of (await api.app.get(Bootstrap).demoAccounts()) ?? []) {
    const client = new ApiClient(api.base);
    await client.signIn(login, password);
    people.set(role, client);
  }
});
afterAll(async () => {
  await api?.close();
  await database.drop();
});

async function ask<T>(role: string, query: string, variables: object = {}): Promise<T> {
  const { data, errors } = await people.get(role)!.graphql<Record<string, T>>(query, { ...variables });
  expect(errors).toEqual([]);
  return Object.values(data!)[0]!;
}

interface View {
  readonly viewId: string;
  readonly name: string;
  readonly address: string;
  readonly own: boolean;
  readonly start: boolean;
}
const views = (role: string) =>
  ask<View[]>(role, '{ savedViews { viewId name address own start sharedWith savedBy } }');
const save = (role: string, name: string, address: string, sharedWith: string[] = []) =>
  ask<{ __typename: string; viewId?: string; issues?: { field: string }[] }>(
    role,
    `mutation ($name: String!, $address: String!, $sharedWith: [Role!]!) {
      saveView(name: $name, address: $address, sharedWith: $sharedWith) {
        __typename ... on SavedView { viewId } ... on InvalidInput { issues { field } } } }`,
    { name, address, sharedWith },
  );
const remove = (role: string, viewId: string) =>
  ask<{ __typename: string }>(role, 'mutation ($viewId: ID!) { deleteView(viewId: $viewId) { __typename } }', {
    viewId,
  });
const start = (role: string, viewId: string | null) =>
  ask<{ __typename: string }>(role, 'mutation ($viewId: ID) { startWithView(viewId: $viewId) { __typename } }', {
    viewId,
  });

describe('saved views', () => {
  it('are kept under a name that is the person’s own; the same name takes the new address', async () => {
    const first = await save('yield-engineer', ' Etch ', '/yield?p=K7&by=chamber');
    const again = await save('yield-engineer', 'Etch', '/yield?p=K7&t=-4w');
    expect(again.viewId).toBe(first.viewId);
    await save('manager', 'Etch', '/overview');
    expect(await views('yield-engineer')).toMatchObject([{ name: 'Etch', address: '/yield?p=K7&t=-4w', own: true }]);
  });

  it('are shared with a role, which may start with them but not change them', async () => {
    const shared = await save('yield-engineer', 'Monday', '/overview?t=-1w', ['MANAGER']);
    const [, monday] = await views('manager');
    expect(monday).toMatchObject({ name: 'Monday', own: false, start: false });
    expect((await views('process-engineer')).map(({ name }) => name)).not.toContain('Monday');
    await expect(remove('manager', shared.viewId ?? '')).resolves.toEqual({ __typename: 'NotFound' });
    await expect(start('manager', shared.viewId ?? '')).resolves.toEqual({ __typename: 'Done' });
    expect((await views('manager')).find(({ start: starts }) => starts)?.name).toBe('Monday');
    await expect(start('process-engineer', shared.viewId ?? '')).resolves.toEqual({ __typename: 'NotFound' });
  });

  it('lead nowhere else, and are gone for all when they are deleted', async () => {
    for (const address of ['//elsewhere.example', 'https://elsewhere.example', '/\\elsewhere', 'yield', '']) {
      await expect(save('manager', 'Away', address)).resolves.toMatchObject({ issues: [{ field: 'address' }] });
    }
    await expect(save('manager', ' ', '/overview')).resolves.toMatchObject({ issues: [{ field: 'name' }] });
    const monday = (await views('yield-engineer')).find(({ name }) => name === 'Monday');
    await expect(remove('yield-engineer', monday?.viewId ?? '')).resolves.toEqual({ __typename: 'Done' });
    expect((await views('manager')).map(({ name }) => name)).toEqual(['Etch']);
  });
});
