import { ApiClient, cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { Controller, Get, Module, Post } from '@nestjs/common';
import { Query, Resolver } from '@nestjs/graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApp, startTestApp } from '../../test/test-app.ts';
import { Allow, Public } from '../auth/index.ts';
import { Bootstrap, type FirstAccount } from './bootstrap.ts';
import { TokenService } from './token.service.ts';

@Controller('probe')
class ProbeController {
  @Allow('wafers:exclude')
  @Post('exclude')
  exclude(): string {
    return 'excluded';
  }

  @Allow('data:read')
  @Get('data')
  data(): string {
    return 'data';
  }

  @Public()
  @Get('defect')
  defect(): never {
    throw new Error('connect postgresql://fab:hush@db/fab');
  }
}

@Resolver()
class ProbeResolver {
  @Public()
  @Query(() => String)
  defect(): never {
    throw new Error('connect postgresql://fab:hush@db/fab');
  }
}

/** What lint refuses: a way in that does not say who may come. Made at run time, past the rule. */
class Undeclared {
  never(): string {
    return 'never';
  }
}
const never = Object.getOwnPropertyDescriptor(Undeclared.prototype, 'never') ?? {};
class UndeclaredController extends Undeclared {}
class UndeclaredResolver extends Undeclared {}
Controller('probe')(UndeclaredController);
Resolver()(UndeclaredResolver);
Get('undeclared')(UndeclaredController.prototype, 'never', never);
Query(() => String, { name: 'undeclared' })(UndeclaredResolver.prototype, 'never', never);

@Module({ controllers: [ProbeController, UndeclaredController], providers: [ProbeResolver, UndeclaredResolver] })
class ProbeModule {}

let database: TestDatabase;
let running: RunningApp;
let people: FirstAccount[];

beforeAll(async () => {
  database = await cloneDatabase();
  running = await startTestApp(database.url, [ProbeModule]);
  people = (await running.app.get(Bootstrap).demoAccounts()) ?? [];
});
afterAll(async () => {
  await running.close();
  await database.drop();
});

async function as(role: FirstAccount['role']): Promise<ApiClient> {
  const person = people.find((account) => account.role === role);
  const client = new ApiClient(running.base);
  const response = await client.signIn(person?.login ?? '', person?.password ?? '');
  expect(response.status).toBe(200);
  return client;
}

const codeOf = async (response: Response): Promise<unknown> => ((await response.json()) as { code: unknown }).code;

describe('signing in', () => {
  it('gives a cookie that scripts and other sites do not get, and tells who one is', async () => {
    const client = new ApiClient(running.base);
    const person = people[1] as FirstAccount;
    const response = await client.signIn(person.login.toUpperCase(), person.password);
    expect(await response.json()).toEqual({ account: 'yield', name: 'Ada Kovač', role: 'yield-engineer' });
    expect(response.headers.get('set-cookie')).toMatch(/HttpOnly/);
    expect(response.headers.get('set-cookie')).toMatch(/SameSite=Lax/);
    const session = (await (await client.fetch('/auth/session')).json()) as Record<string, unknown>;
    expect(session).toMatchObject({ account: 'yield', role: 'yield-engineer', productScope: null, fabTimeZone: 'UTC' });
    expect(session['permissions']).toContain('wafers:exclude');
    const stored: { n: number }[] = await (
      await database.connect()
    ).query(`SELECT count(*)::int AS n FROM session WHERE encode(session_hash, 'escape') LIKE 'fabs_%'`);
    expect(stored[0]?.n).toBe(0);
  });

  it('says the same for an unknown account and a wrong password', async () => {
    const unknown = await new ApiClient(running.base).signIn('nobody', 'wrong-password');
    const wrong = await new ApiClient(running.base).signIn('manager', 'wrong-password');
    expect([unknown.status, wrong.status]).toEqual([401, 401]);
    const texts = [await unknown.json(), await wrong.json()].map((body) => (body as { message: string }).message);
    expect(texts[0]).toBe(texts[1]);
  });

  it('is slowed down per account and address, with the time to wait', async () => {
    const client = new ApiClient(running.base);
    const statuses = [];
    for (let i = 0; i < 6; i++) statuses.push((await client.signIn('guessed', `wrong-${i}`)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    const refused = await client.signIn('guessed', 'again');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await as('process-engineer');
  });

  it('ends with signing out', async () => {
    const client = await as('manager');
    const cookie = client.cookie ?? '';
    expect((await client.post('/auth/sign-out', {})).status).toBe(204);
    const replay = await fetch(`${running.base}/auth/session`, { headers: { cookie } });
    expect(replay.status).toBe(401);
  });

  it('is refused from a page of another site', async () => {
    const response = await new ApiClient(running.base).post(
      '/auth/sign-in',
      { account: 'manager', password: 'x' },
      { origin: 'https://evil.example' },
    );
    expect(response.status).toBe(403);
  });
});

describe('the guard', () => {
  it('lets in by permission', async () => {
    expect((await (await as('yield-engineer')).post('/probe/exclude', {})).status).toBe(201);
    const refused = await (await as('manager')).post('/probe/exclude', {});
    expect(refused.status).toBe(403);
    expect(await codeOf(refused)).toBe('FORBIDDEN');
  });

  it('closes what declares nothing, over HTTP and GraphQL, to administrators too', async () => {
    const client = await as('administrator');
    expect((await client.fetch('/probe/undeclared')).status).toBe(403);
    expect((await client.graphql('{ undeclared }')).errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
  });

  it('answers 401 to strangers', async () => {
    const stranger = new ApiClient(running.base);
    expect((await stranger.fetch('/probe/data')).status).toBe(401);
    expect((await stranger.graphql('{ people { login } }')).errors[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
  });

  it('refuses a change that a foreign page sends with our cookie', async () => {
    const client = await as('yield-engineer');
    const cookie = client.cookie ?? '';
    const send = (headers: Record<string, string>): Promise<Response> =>
      fetch(`${running.base}/probe/exclude`, { method: 'POST', headers: { cookie, ...headers } });
    expect((await send({})).status).toBe(403);
    expect((await send({ 'x-fabwright-csrf': '1', origin: 'https://evil.example' })).status).toBe(403);
    expect((await send({ 'x-fabwright-csrf': '1', 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await send({ 'x-fabwright-csrf': '1', origin: running.base })).status).toBe(201);
    const graphql = await fetch(`${running.base}/graphql`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'mutation { signOutEverywhere { count } }' }),
    });
    expect(JSON.stringify(await graphql.json())).toContain('FORBIDDEN');
    expect((await client.fetch('/probe/data')).status).toBe(200);
  });

  it('takes a token for its scopes only, until it is revoked', async () => {
    const tokens = running.app.get(TokenService);
    const { token, secret } = await tokens.create({ name: 'reader', scopes: ['data:read'], productScope: ['PMIC-K7'] });
    const machine = new ApiClient(running.base, secret);
    expect((await machine.fetch('/probe/data')).status).toBe(200);
    expect((await machine.post('/probe/exclude', {})).status).toBe(403);
    await tokens.revoke(token.tokenId);
    expect((await machine.fetch('/probe/data')).status).toBe(401);
  });
});

describe('errors', () => {
  it('tell nothing of our inside, but a correlation id', async () => {
    const response = await fetch(`${running.base}/probe/defect`, { headers: { 'x-correlation-id': 'trace-4711' } });
    expect(response.status).toBe(500);
    expect(response.headers.get('x-correlation-id')).toBe('trace-4711');
    const body = (await response.json()) as Record<string, unknown>;
    expect(body).toMatchObject({ code: 'INTERNAL', correlationId: 'trace-4711' });
    expect(JSON.stringify(body)).not.toContain('hush');
    const { errors } = await new ApiClient(running.base).graphql('{ defect }');
    expect(errors[0]?.extensions).toMatchObject({ code: 'INTERNAL' });
    expect(JSON.stringify(errors)).not.toMatch(/hush|stacktrace/);
  });

  it('name what is wrong with a query', async () => {
    const client = await as('manager');
    expect((await client.graphql('{ nothing }')).errors[0]?.extensions?.['code']).toBe('GRAPHQL_VALIDATION_FAILED');
    const deep = `{ __schema { types { fields { type { ${'ofType { '.repeat(10)} name ${'} '.repeat(10)} } } } } }`;
    expect((await client.graphql(deep)).errors[0]?.extensions?.['code']).toMatch(/TOO_DEEP|VALIDATION/);
    const costly = `{ ${Array.from({ length: 800 }, (_, i) => `a${i}: me { id name }`).join(' ')} }`;
    const refused = await client.graphql(costly);
    expect(refused.status).toBe(400);
    expect(refused.errors[0]?.extensions?.['code']).toBe('QUERY_TOO_COMPLEX');
  });
});

describe('people', () => {
  const INVITE = `mutation ($input: InvitePersonInput!) { invitePerson(input: $input) {
    ... on InviteLinkMade { path person { accountId invited } } ... on InvalidInput { issues { field code } } } }`;

  it('are invited by a link that works once', async () => {
    const admin = await as('administrator');
    const input = { login: 'grace', name: 'Grace', role: 'PROCESS_ENGINEER', productScope: ['PMIC-K7'] };
    const made = await admin.graphql<{
      invitePerson: { path: string; person: { accountId: string; invited: boolean } };
    }>(INVITE, { input });
    expect(made.data?.invitePerson.person.invited).toBe(true);
    const token = new URL(made.data?.invitePerson.path ?? '', running.base).searchParams.get('token') ?? '';
    const grace = new ApiClient(running.base);
    expect((await grace.post('/auth/accept-invite', { token, password: 'short' })).status).toBe(400);
    expect(
      (await grace.post('/auth/accept-invite', { token, password: 'correct horse', name: 'Grace H.' })).status,
    ).toBe(200);
    const session = (await (await grace.fetch('/auth/session')).json()) as Record<string, unknown>;
    expect(session).toMatchObject({ account: 'grace', name: 'Grace H.', productScope: ['PMIC-K7'] });
    const again = await new ApiClient(running.base).post('/auth/accept-invite', { token, password: 'another horse' });
    expect(again.status).toBe(410);
    const taken = await admin.graphql(INVITE, { input });
    expect(JSON.stringify(taken.data)).toContain('login-taken');
  });

  it('lose their session when they are disabled, their rights when the role changes', async () => {
    const admin = await as('administrator');
    const engineer = await as('process-engineer');
    const list = await admin.graphql<{ people: { accountId: string; login: string }[] }>(
      '{ people { accountId login } }',
    );
    const idOf = (login: string): string => list.data?.people.find((person) => person.login === login)?.accountId ?? '';
    const role = `mutation ($id: ID!, $role: Role!) { changePersonRole(accountId: $id, role: $role) {
      ... on PersonChanged { person { role } } ... on InvalidInput { issues { code } } } }`;
    expect((await engineer.post('/probe/exclude', {})).status).toBe(403);
    await admin.graphql(role, { id: idOf('process'), role: 'YIELD_ENGINEER' });
    expect((await engineer.post('/probe/exclude', {})).status).toBe(201);
    const last = await admin.graphql(role, { id: idOf('admin'), role: 'MANAGER' });
    expect(JSON.stringify(last.data)).toContain('last-administrator');
    await admin.graphql(`mutation ($id: ID!) { setPersonDisabled(accountId: $id, disabled: true) { __typename } }`, {
      id: idOf('process'),
    });
    expect((await engineer.fetch('/auth/session')).status).toBe(401);
    expect((await engineer.graphql('{ people { login } }')).errors).toHaveLength(1);
  });

  it('change their own password and keep only this session', async () => {
    const here = await as('manager');
    const there = await as('manager');
    const password = people.find((account) => account.role === 'manager')?.password;
    const change = `mutation ($current: String!, $next: String!) { changeOwnPassword(current: $current, next: $next) {
      __typename ... on InvalidInput { issues { field code } } } }`;
    const wrong = await here.graphql(change, { current: 'nope', next: 'a fine new one' });
    expect(JSON.stringify(wrong.data)).toContain('wrong-password');
    const done = await here.graphql(change, { current: password, next: 'a fine new one' });
    expect(JSON.stringify(done.data)).toContain('PasswordChanged');
    expect((await here.fetch('/auth/session')).status).toBe(200);
    expect((await there.fetch('/auth/session')).status).toBe(401);
  });

  it('leave a trace in the audit, with who and without secrets', async () => {
    const rows: { actor_name: string; action: string; detail: unknown }[] = await (
      await database.connect()
    ).query('SELECT actor_name, action, detail FROM audit_entry');
    expect(rows.map((row) => row.action)).toEqual(
      expect.arrayContaining(['people.invited', 'people.role-changed', 'tokens.created']),
    );
    expect(rows.find((row) => row.action === 'people.role-changed')?.actor_name).toBe('Ingrid Berg');
    expect(JSON.stringify(rows)).not.toMatch(/fab[tsi]_|argon2/);
  });
});

describe('the audit', () => {
  it('is read page by page, newest first, by administrators', async () => {
    const admin = await as('administrator');
    interface Page {
      readonly audit: {
        rows: { auditId: string; at: string }[];
        pageInfo: { endCursor: string; hasNextPage: boolean };
      };
    }
    const ask = `query ($after: String) { audit(first: 3, after: $after) { rows { auditId at } pageInfo { endCursor hasNextPage } } }`;
    const first = await admin.graphql<Page>(ask);
    const second = await admin.graphql<Page>(ask, { after: first.data?.audit.pageInfo.endCursor });
    const rows = [...(first.data?.audit.rows ?? []), ...(second.data?.audit.rows ?? [])];
    expect(new Set(rows.map(({ auditId }) => auditId)).size).toBe(6);
    expect(rows.map(({ at }) => at)).toEqual(
      rows
        .map(({ at }) => at)
        .sort()
        .reverse(),
    );
    expect((await admin.graphql(ask, { after: 'no cursor' })).errors[0]?.extensions?.['code']).toBe('INVALID_INPUT');
    expect((await (await as('yield-engineer')).graphql(ask)).errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
  });
});

describe('the first start', () => {
  it('makes accounts only on an empty instance', async () => {
    expect(people.map((account) => account.role)).toEqual([
      'manager',
      'yield-engineer',
      'process-engineer',
      'administrator',
    ]);
    expect(await running.app.get(Bootstrap).demoAccounts()).toBeUndefined();
    expect(await running.app.get(Bootstrap).administratorInvite()).toBeUndefined();
  });

  it('invites the administrator of an empty fab, again at the next start until it was accepted', async () => {
    await using empty = await cloneDatabase();
    const other = await startTestApp(empty.url);
    const bootstrap = other.app.get(Bootstrap);
    const first = await bootstrap.administratorInvite();
    const second = await bootstrap.administratorInvite();
    const client = new ApiClient(other.base);
    const accept = (secret = ''): Promise<Response> =>
      client.post('/auth/accept-invite', { token: secret, password: 'long enough', name: 'Ingrid' });
    expect((await accept(first?.secret)).status).toBe(410);
    expect((await accept(second?.secret)).status).toBe(200);
    expect((await client.graphql('{ people { role } }')).data).toEqual({ people: [{ role: 'ADMINISTRATOR' }] });
    expect(await bootstrap.administratorInvite()).toBeUndefined();
    await other.close();
  });
});
