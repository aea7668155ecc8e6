import { setTimeout as sleep } from 'node:timers/promises';
import { ApiClient, cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { PgBoss } from 'pg-boss';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApp, startTestApp } from '../../test/test-app.ts';
import { currentActor, FabConfig, PlatformModule, UnitOfWork } from '../index.ts';
import { personActor } from '../auth/actor.ts';
import { DomainError } from '../errors/index.ts';
import { Bootstrap, type FirstAccount, PeopleService } from '../identity/index.ts';
import { defineJob, JobHandler, type JobRun } from './job-definition.ts';
import type { JobRecord } from './job-record.ts';
import { JobHandlers } from './job-runner.ts';
import { JobRepository } from './job.repository.ts';
import { JobsModule } from './jobs.module.ts';
import { Jobs } from './jobs.service.ts';

interface Counting {
  readonly to: number;
  readonly mode?: 'fails' | 'defect' | 'waits' | 'deaf' | 'same';
}
const COUNT = defineJob<Counting>({ kind: 'test.count', resultUrl: (jobId) => `/results/${jobId}`, concurrency: 3 });
const HASTY = defineJob<Counting>({ kind: 'test.hasty', maxSeconds: 1 });

const seen: { actor: string | undefined; input: Counting }[] = [];

@Injectable()
class CountHandler extends JobHandler<Counting> {
  override readonly definition = COUNT;

  constructor(handlers: JobHandlers) {
    super();
    handlers.register(this);
  }

  override async run({ jobId, input, progress, signal, resultOfSame }: JobRun<Counting>): Promise<object> {
    seen.push({ actor: currentActor()?.name, input });
    if (input.mode === 'fails') throw new DomainError('CONFLICT', 'The lot was deleted meanwhile.');
    if (input.mode === 'defect') throw new Error('postgresql://fab:hush@db is away');
    if (input.mode === 'same') return (await resultOfSame(`to ${input.to}`)) ?? { countedBy: jobId };
    for (let n = 1; n <= input.to; n++) {
      await progress(n / input.to, 'counting');
      if (input.mode === 'waits') await sleep(60_000, undefined, { signal });
    }
    return { counted: input.to };
  }
}

/** Takes longer than it may: in one mode it heeds its signal, in the other it hears nothing. */
@Injectable()
class HastyHandler extends JobHandler<Counting> {
  override readonly definition = HASTY;

  constructor(handlers: JobHandlers) {
    super();
    handlers.register(this);
  }

  override async run({ input, signal }: JobRun<Counting>): Promise<object> {
    if (input.to === 0) return { counted: 0 };
    return sleep(60_000, {}, input.mode === 'deaf' ? { ref: false } : { signal });
  }
}

@Module({ providers: [CountHandler, HastyHandler] })
class CountModule {}

let database: TestDatabase;
let api: RunningApp;
let people: FirstAccount[];
let worker: INestApplicationContext | undefined;

async function startWorker(modules: (typeof CountModule)[] = [CountModule]): Promise<INestApplicationContext> {
  const config = FabConfig.fromEnvironment({ FAB_DATABASE_URL: database.url, FAB_LOG_LEVEL: 'silent' });
  @Module({
    imports: [
      PlatformModule.forRoot({ program: 'worker', config, entities: [], migrations: [] }),
      JobsModule.forWorker([COUNT, HASTY]),
      ...modules,
    ],
  })
  class WorkerModule {}
  return NestFactory.createApplicationContext(WorkerModule, { logger: false, abortOnError: false });
}

beforeAll(async () => {
  database = await cloneDatabase();
  api = await startTestApp(database.url, [JobsModule.forApi([COUNT, HASTY])]);
  people = (await api.app.get(Bootstrap).demoAccounts()) ?? [];
});
afterEach(async () => {
  await worker?.close();
  worker = undefined;
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const jobs = (): Jobs => api.app.get(Jobs);
const recordOf = async (jobId: string): Promise<JobRecord> => {
  const record = await api.app.get(JobRepository).byId(jobId);
  if (!record) throw new Error('The job is gone.');
  return record;
};
async function inState(jobId: string, state: string, ms = 20_000): Promise<JobRecord> {
  for (const deadline = Date.now() + ms; ; await sleep(50)) {
    const record = await recordOf(jobId);
    if (record.state === state) return record;
    if (Date.now() > deadline)
      throw new Error(`The job is ${record.state}, not ${state}: ${JSON.stringify(record.error)}`);
  }
}
async function as(role: FirstAccount['role']): Promise<ApiClient> {
  const person = people.find((account) => account.role === role);
  const client = new ApiClient(api.base);
  await client.signIn(person?.login ?? '', person?.password ?? '');
  return client;
}

describe('a job', () => {
  it('runs in the worker, with progress, and is shown with its result', async () => {
    worker = await startWorker();
    const record = await inState(await jobs().send(COUNT, { to: 3 }), 'done');
    expect(record).toMatchObject({
      progress: 1,
      step: 'counting',
      result: { counted: 3 },
      attempts: 1,
      askedByName: 'Fabwright',
    });
  });

  it('is begun at its commit, by each that may run its kind at a time, not when the queue is looked at next', async () => {
    worker = await startWorker();
    await inState(await jobs().send(COUNT, { to: 1 }), 'done');
    const waits: number[] = [];
    for (let to = 11; to < 16; to++) {
      // Between two looks at the queue, at another moment each time.
      await sleep(to * 20);
      const { startedAt, requestedAt } = await inState(await jobs().send(COUNT, { to }), 'done');
      waits.push(Number(startedAt) - Number(requestedAt));
    }
    const side = [21, 22, 23].map((to) => jobs().send(COUNT, { to, mode: 'waits' }));
    const begun = await Promise.all((await Promise.all(side)).map((jobId) => inState(jobId, 'running')));
    waits.push(...begun.map(({ startedAt, requestedAt }) => Number(startedAt) - Number(requestedAt)));
    await (await database.connect()).query(`UPDATE job SET state = 'cancelled' WHERE state = 'running'`);
    // Looked at every 2 s, the middle one of them would wait for one.
    expect(waits.toSorted((a, b) => a - b)[4]).toBeLessThan(500);
  });

  it('has its turn before those that nobody waits for, also when it was asked for as one of them', async () => {
    const input = (mode: Counting['mode']): Counting => ({ to: 0, ...(mode && { mode }) });
    const behind = [];
    for (const mode of ['fails', 'defect', 'same'] as const)
      behind.push(await jobs().send(HASTY, input(mode), undefined));
    const waited = await jobs().send(HASTY, input(undefined), undefined, 'in-turn');
    expect(await jobs().send(HASTY, input('same'), undefined, 'in-turn')).toBe(behind[2]);
    worker = await startWorker();
    const ended = await Promise.all([...behind, waited].map((jobId) => inState(jobId, 'done')));
    const begun = ended.toSorted((a, b) => Number(a.startedAt) - Number(b.startedAt)).map(({ jobId }) => jobId);
    expect(begun).toEqual([behind[2], waited, behind[0], behind[1]]);
  });

  it('exists only when the transaction that asked for it commits', async () => {
    const uow = api.app.get(UnitOfWork);
    let jobId = '';
    await uow
      .run(async () => {
        jobId = await jobs().send(COUNT, { to: 1_000 });
        throw new Error('rolled back');
      })
      .catch(() => undefined);
    expect(await api.app.get(JobRepository).byId(jobId)).toBeUndefined();
    worker = await startWorker();
    await sleep(2_500);
    expect(seen.some(({ input }) => input.to === 1_000)).toBe(false);
  });

  it('is not queued twice while the same request is under way, whatever the order of its fields', async () => {
    const [first, second] = await Promise.all([
      jobs().send(COUNT, { to: 2, mode: 'waits' }),
      jobs().send(COUNT, { mode: 'waits', to: 2 }),
    ]);
    expect(second).toBe(first);
    expect(await jobs().send(COUNT, { to: 3, mode: 'waits' })).not.toBe(first);
    await (await database.connect()).query(`UPDATE job SET state = 'cancelled' WHERE state = 'queued'`);
  });

  it('fails with the code of what went wrong, or with a correlation id and no word of our inside', async () => {
    worker = await startWorker();
    const conflict = await inState(await jobs().send(COUNT, { to: 1, mode: 'fails' }), 'failed');
    expect(conflict.error).toMatchObject({ code: 'CONFLICT', message: 'The lot was deleted meanwhile.' });
    const defect = await inState(await jobs().send(COUNT, { to: 1, mode: 'defect' }), 'failed');
    expect(defect.error).toMatchObject({ code: 'INTERNAL', correlationId: defect.correlationId });
    expect(JSON.stringify(defect.error)).not.toContain('hush');
  });

  it('begins again in the next worker when this one stops, without counting as an attempt', async () => {
    worker = await startWorker();
    const jobId = await jobs().send(COUNT, { to: 1, mode: 'waits' });
    await inState(jobId, 'running');
    await worker.close();
    expect((await recordOf(jobId)).state).toBe('queued');
    worker = await startWorker();
    expect((await inState(jobId, 'running')).attempts).toBe(1);
    await worker.close();
    await (await database.connect()).query(`UPDATE job SET state = 'cancelled' WHERE job_id = $1`, [jobId]);
  });

  it('of a person comes before those that wait for the system, however many', async () => {
    const [listed] = await api.app.get(PeopleService).list();
    const person = personActor(listed!.account);
    const modes = [undefined, 'fails', 'defect'] as const;
    const waiting = [];
    for (const mode of modes) waiting.push(await jobs().send(HASTY, mode ? { to: 0, mode } : { to: 0 }));
    const own = await jobs().send(HASTY, { to: 0, mode: 'same' }, person);
    worker = await startWorker();
    const begun = await Promise.all([own, ...waiting].map((jobId) => inState(jobId, 'done')));
    const [first, ...others] = begun.map(({ startedAt }) => Number(startedAt));
    expect(first).toBeLessThan(Math.min(...others));
  });

  it('is taken over from a worker that died without a word', async () => {
    const jobId = await jobs().send(COUNT, { to: 2 });
    // What a worker leaves behind that was killed right after it began.
    const dead = new PgBoss({ connectionString: database.url, supervise: false, schedule: false });
    dead.on('error', () => undefined);
    await dead.start();
    expect(await dead.fetch(COUNT.kind)).toHaveLength(1);
    await api.app.get(JobRepository).begin(jobId);
    await dead.stop({ graceful: false });
    worker = await startWorker();
    expect((await inState(jobId, 'done', 45_000)).attempts).toBe(2);
  });

  it.each(['waits', 'deaf'] as const)('whose time is up fails, and the next has its turn (%s)', async (mode) => {
    worker = await startWorker();
    const late = await inState(await jobs().send(HASTY, { to: 1, mode }), 'failed');
    expect(late.error).toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringContaining('longer than 1 s') as string,
    });
    expect(late.attempts).toBe(1);
    await inState(await jobs().send(HASTY, { to: 0 }), 'done');
  });

  it('that another run has overtaken changes nothing any more', async () => {
    const repository = api.app.get(JobRepository);
    const jobId = await jobs().send(COUNT, { to: 77 });
    const stalled = await repository.begin(jobId);
    const current = await repository.begin(jobId);
    if (!stalled || !current) throw new Error('The job has not begun.');
    const failure = { code: 'INTERNAL', message: '', correlationId: '' };
    expect(await repository.progress(stalled, 0.9, 'counting')).toBe(false);
    expect(await repository.requeued(stalled, false)).toBe(false);
    expect(await repository.failed(stalled, failure)).toBe(false);
    expect(await repository.done(stalled, { counted: -1 })).toBe(false);
    expect(await repository.done(current, { counted: 77 })).toBe(true);
    expect(await repository.failed(current, failure)).toBe(false);
    expect(await recordOf(jobId)).toMatchObject({ state: 'done', progress: 1, result: { counted: 77 } });
  });

  it('may take the result of a finished one that did the same work', async () => {
    worker = await startWorker();
    const first = await inState(await jobs().send(COUNT, { to: 5, mode: 'same' }), 'done');
    const again = await inState(await jobs().send(COUNT, { to: 5, mode: 'same' }), 'done');
    const other = await inState(await jobs().send(COUNT, { to: 6, mode: 'same' }), 'done');
    expect(first.result).toEqual({ countedBy: first.jobId });
    expect(again.result).toEqual(first.result);
    expect(again.jobId).not.toBe(first.jobId);
    expect(other.result).toEqual({ countedBy: other.jobId });
  });

  it('runs with the rights that who asked for it has by then', async () => {
    const person = people.find((account) => account.role === 'process-engineer');
    const account = (await api.app.get(PeopleService).list()).find(
      (entry) => entry.account.login === person?.login,
    )?.account;
    const actor = {
      kind: 'person' as const,
      id: account?.accountId ?? '',
      name: 'Tomás Ruiz',
      role: null,
      permissions: new Set<never>(),
      productScope: null,
    };
    const before = await jobs().send(COUNT, { to: 41 }, actor);
    worker = await startWorker();
    await inState(before, 'done');
    expect(seen.find(({ input }) => input.to === 41)?.actor).toBe('Tomás Ruiz');
    await api.app.get(PeopleService).setDisabled(actor.id, true);
    const after = await inState(await jobs().send(COUNT, { to: 42 }, actor), 'failed');
    expect(after.error?.code).toBe('FORBIDDEN');
  });
});

describe('the worker', () => {
  it('does not start while a kind of job has no handler', async () => {
    await expect(startWorker([])).rejects.toThrow('test.count has no handler');
  });
});

describe('over GraphQL', () => {
  const CANCEL = `mutation ($id: ID!) { cancelJob(jobId: $id) { __typename ... on JobAccepted { job { state } } } }`;

  it('a job is seen and cancelled by who asked for it, and by administrators', async () => {
    const owner = await as('yield-engineer');
    const me = await owner.graphql<{ me: { id: string; name: string } }>('{ me { id name } }');
    const actor = {
      kind: 'person' as const,
      ...(me.data?.me ?? { id: '', name: '' }),
      role: null,
      permissions: new Set<never>(),
      productScope: null,
    };
    const jobId = await jobs().send(COUNT, { to: 1, mode: 'waits' }, actor);
    worker = await startWorker();
    await inState(jobId, 'running');

    const stranger = await as('manager');
    expect((await stranger.graphql(`{ job(jobId: "${jobId}") { state } }`)).data).toEqual({ job: null });
    expect((await stranger.graphql(CANCEL, { id: jobId })).data).toEqual({ cancelJob: { __typename: 'NotFound' } });
    const seenByAdministrator = await (await as('administrator')).graphql('{ jobs { jobId askedBy } }');
    expect(JSON.stringify(seenByAdministrator.data)).toContain(jobId);

    const cancelled = await owner.graphql(CANCEL, { id: jobId });
    expect(cancelled.data).toEqual({ cancelJob: { __typename: 'JobAccepted', job: { state: 'cancelled' } } });
    await worker.close();
    worker = undefined;
    expect((await recordOf(jobId)).state).toBe('cancelled');
  });
});
