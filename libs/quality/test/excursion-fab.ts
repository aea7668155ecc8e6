import { FabClock, Bootstrap, TokenService, UnitOfWork, type Role } from '@fabwright/platform';
import type { DataSource } from 'typeorm';
import { expect } from 'vitest';
import { DETECTORS, type ExcursionRecord } from '../src/excursion/excursion.ts';
import { ExcursionAct } from '../src/excursion/excursion-state.ts';
import { ExcursionRepository } from '../src/excursion/excursion.repository.ts';
import { excursionOf } from '../src/excursion/excursion.spec-support.ts';
import { ExcursionWriter } from '../src/excursion/excursion.writer.ts';
import { asEvent, qualityOn, waferTest, type DieRow } from '../src/quality.spec-support.ts';
import { startExcursionApi, type SpecOutgoingEvents } from './excursion-api.ts';
import type { RunningApi } from './test-api.ts';

export type Values = Record<string, unknown>;

/** Who asks the api. */
interface Client {
  signIn(account: string, password: string): Promise<unknown>;
  graphql<T>(
    query: string,
    variables?: Values,
  ): Promise<{ readonly data: T | null; readonly errors: readonly { readonly extensions?: unknown }[] }>;
  fetch(path: string): Promise<Response>;
}

interface Database {
  readonly url: string;
  connect(): Promise<DataSource>;
  drop(): Promise<void>;
}

const wafer = (...fails: number[]): DieRow[] => Array.from({ length: 10 }, (_, x) => [x, 0, fails[x] ?? 1, x / 10]);
/** A moment of the day in November. */
export const at = (day: number): string => `2026-11-${String(day).padStart(2, '0')}T08:00:00Z`;
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

const ALARM = { rule: 'floor', direction: 'low', value: 0.7, centre: 0.9, limit: 0.8, score: 4 } as const;

const RESULT = `__typename
  ... on ExcursionChanged { excursion { excursionId state version ownerName acknowledgedBy settledReason
    cause { kind id words } } }
  ... on ExcursionOutdated { message excursion { version state } }
  ... on InvalidInput { issues { field code } } ... on NotFound { message } ... on Forbidden { message }`;

async function ask(client: Client, query: string, variables: Values = {}): Promise<Values> {
  const { data, errors } = await client.graphql<Values>(query, variables);
  expect(errors).toEqual([]);
  return data as Values;
}

/** Calls a mutation; `args` as GraphQL text. */
async function act(client: Client, name: string, args: string): Promise<Values> {
  return (await ask(client, `mutation { ${name}(${args}) { ${RESULT} } }`))[name] as Values;
}

/** Lots, runs and a repair of a fab, an api over them, and the people who ask it. */
export interface ExcursionFab {
  readonly api: RunningApi & { readonly outbox: SpecOutgoingEvents };
  readonly people: Readonly<Record<Role, Client>>;
  /** Sees product B only. */
  readonly scoped: Client;
  readonly ask: typeof ask;
  readonly act: typeof act;
  /** Fields of one excursion, as a yield engineer sees it. */
  one(excursionId: string, fields: string, client?: Client): Promise<Values>;
  /** Writes an excursion as the detectors do, with the lots A4 and A5. */
  opened(over?: Partial<ExcursionRecord>): Promise<string>;
  close(): Promise<void>;
}

export async function startExcursionFab(
  database: Database,
  client: (base: string, token?: string) => Client,
): Promise<ExcursionFab> {
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
  const api = await startExcursionApi(database.url);
  const accounts = (await api.app.get(Bootstrap).demoAccounts()) ?? [];
  const clients = accounts.map(async ({ role, login, password }) => {
    const person = client(api.base);
    await person.signIn(login, password);
    return [role, person] as const;
  });
  const people = Object.fromEntries(await Promise.all(clients)) as Record<Role, Client>;
  const { secret } = await api.app
    .get(TokenService)
    .create({ name: 'scoped', scopes: ['data:read'], productScope: ['B'] });
  let made = 0;
  return {
    api,
    people,
    scoped: client(api.base, secret),
    ask,
    act,
    one: async (excursionId, fields, client = people['yield-engineer']) => {
      const query = `query ($id: ID!) { excursion(excursionId: $id) { __typename ... on Excursion { ${fields} } } }`;
      return (await ask(client, query, { id: excursionId }))['excursion'] as Values;
    },
    opened: (over = {}) =>
      written(api, { ...over, excursionId: over.excursionId ?? `EX-${String(++made).padStart(4, '0')}` }),
    close: async () => {
      await api.close();
      await database.drop();
    },
  };
}

async function written(api: RunningApi, over: Partial<ExcursionRecord> & { excursionId: string }): Promise<string> {
  const { excursionId } = over;
  const after = excursionOf(over);
  const lots = ['A4', 'A5'].map((lotId, place) => ({
    lotId,
    excursionId,
    waferIds: ['W1'],
    lossPp: 10,
    alarms: place === 0 ? [{ ...ALARM, stream: after.subject }] : [],
    testedAt: new Date(at(16 + place)),
  }));
  const [uow, writer] = [api.app.get(UnitOfWork), api.app.get(ExcursionWriter)];
  const fabAt = await api.app.get(FabClock).now();
  await uow.run(async () => {
    await api.app.get(ExcursionRepository).setLots(excursionId, lots);
    const entries = [{ act: ExcursionAct.OPENED, before: null, after: null, reason: null }];
    const change = { before: null, after, entries, actor: DETECTORS, at: new Date(), fabAt, lotIds: ['A4', 'A5'] };
    await writer.write([change]);
  });
  return excursionId;
}
