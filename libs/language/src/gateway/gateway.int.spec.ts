import { ApiClient, cloneDatabase, type TestDatabase } from '@fabwright/testing';
import {
  Bootstrap,
  FabConfig,
  GraphqlApiModule,
  IdentityApiModule,
  JobsModule,
  metricsRegistry,
  PlatformModule,
  type FirstAccount,
} from '@fabwright/platform';
import { Module, type DynamicModule, type INestApplication, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { dies, echo, hangs, ScriptedModels } from '../../test/scripted-models.ts';
import { badWeek } from '../../test/sheets.ts';
import { periodFactSheet } from '../fact-sheet/period-fact-sheet.ts';
import { plainText } from '../narration/narrative.ts';
import { narrateByTemplate } from '../narration/template-narrator.ts';
import { CallRepository } from './calls/call.repository.ts';
import { LanguageModule, languageJobs, TextNarrators } from './index.ts';

const KEY = 'sk-hush-hush-4711';
const LOOSE = { strict: false } as const;
const week = periodFactSheet(badWeek);

let database: TestDatabase;
let api: INestApplication;
let worker: INestApplication;
let admin: ApiClient;
let manager: ApiClient;
/** What api and worker run: two processes, two factories. */
const atApi = new ScriptedModels();
const atWorker = new ScriptedModels();

async function started(modules: readonly (Type | DynamicModule)[]): Promise<INestApplication> {
  const config = FabConfig.fromEnvironment({
    FAB_DATABASE_URL: database.url,
    FAB_LOG_LEVEL: 'fatal',
    FAB_MODEL_HOSTS: 'models.fab.example,127.0.0.1:8080',
    FAB_MODELS_DIR: import.meta.dirname,
  });
  @Module({ imports: [PlatformModule.forRoot({ program: 'test', config, entities: [], migrations: [] }), ...modules] })
  class TestModule {}
  const app = await NestFactory.create(TestModule, { logger: false });
  await app.listen(0, '127.0.0.1');
  return app;
}

beforeAll(async () => {
  database = await cloneDatabase();
  api = await started([
    GraphqlApiModule.forRoot(),
    IdentityApiModule,
    JobsModule.forApi(languageJobs),
    LanguageModule.forApi(atApi),
  ]);
  worker = await started([JobsModule.forWorker(languageJobs), LanguageModule.forWorker(atWorker)]);
  const people = (await api.get(Bootstrap, LOOSE).demoAccounts()) ?? [];
  const as = async (role: FirstAccount['role']): Promise<ApiClient> => {
    const person = people.find((account) => account.role === role);
    const client = new ApiClient(await api.getUrl());
    await client.signIn(person?.login ?? '', person?.password ?? '');
    return client;
  };
  [admin, manager] = [await as('administrator'), await as('manager')];
});
afterAll(async () => {
  await api.close();
  await worker.close();
  await database.drop();
});
beforeEach(() => {
  for (const models of [atApi, atWorker]) {
    models.script = echo;
    models.capabilities = { grammar: true };
    models.asked.length = 0;
  }
});

const WORDS = `licence: "Apache-2.0", source: "our own server", grade: AUTO`;
const ADD = `mutation ($name: String!, $url: String!) {
  addHttpLanguageModel(input: { name: $name, baseUrl: $url, serverModel: "llama", apiKey: "${KEY}", ${WORDS} }) {
    __typename ... on LanguageModelSaved { model { modelId hasApiKey state } } ... on InvalidInput { issues { field code } }
  } }`;

interface Added {
  readonly addHttpLanguageModel: {
    readonly __typename: string;
    readonly model: { readonly modelId: string; readonly hasApiKey: boolean; readonly state: string };
    readonly issues: readonly { readonly field: string; readonly code: string }[];
  };
}

async function added(name: string): Promise<string> {
  const { data, errors } = await admin.graphql<Added>(ADD, { name, url: 'http://models.fab.example/v1' });
  expect(errors).toEqual([]);
  expect(data?.addHttpLanguageModel).toMatchObject({ model: { hasApiKey: true, state: 'UNKNOWN' } });
  return data!.addHttpLanguageModel.model.modelId;
}

async function assign(modelId: string | null): Promise<void> {
  const { data } = await admin.graphql(
    `mutation ($id: ID) { assignLanguageTask(task: NARRATION, modelId: $id) { __typename } }`,
    { id: modelId },
  );
  expect(data).toEqual({ assignLanguageTask: { __typename: 'Done' } });
}

const told = async (signal?: AbortSignal) => {
  const narrator = await worker.get(TextNarrators, LOOSE).now(signal);
  return { identity: narrator.identity, ...(await narrator.tell(week, 'en', { signal })) };
};
const calls = (modelId: string) =>
  worker.get(CallRepository, LOOSE).page({ modelId, verdict: null, state: null }, 50, null);

describe('the registry', () => {
  it('takes hosts of FAB_MODEL_HOSTS only, and files of the models folder only', async () => {
    for (const url of ['https://api.example.com/v1', 'http://127.0.0.1:9999', 'http://a:b@models.fab.example']) {
      const { data } = await admin.graphql<Added>(ADD, { name: 'outside', url });
      expect(data?.addHttpLanguageModel.issues[0]?.field).toBe('baseUrl');
    }
    for (const file of ['../../../../etc/passwd', 'gateway.int.spec.ts', 'none.gguf']) {
      const { data } = await admin.graphql<{ addFileLanguageModel: { issues: { field: string }[] } }>(
        `mutation ($file: String!) { addFileLanguageModel(input: { name: "f", file: $file, ${WORDS} }) {
          ... on InvalidInput { issues { field code } } } }`,
        { file },
      );
      expect(data?.addFileLanguageModel.issues[0]?.field).toBe('file');
    }
  });

  it('asks no host that the setting does not name any more', async () => {
    const modelId = await added('moved');
    const source = await database.connect();
    await source.query(`UPDATE language_model SET base_url = 'https://elsewhere.example/v1' WHERE model_id = $1`, [
      modelId,
    ]);
    const made = atApi.made.length;
    const { data } = await admin.graphql<{ probeLanguageModel: { model: { state: string; stateReason: string } } }>(
      `mutation { probeLanguageModel(modelId: "${modelId}") { ... on LanguageModelSaved { model { state stateReason } } } }`,
    );
    expect(data?.probeLanguageModel.model).toEqual({
      state: 'FAILED',
      stateReason: 'Its host is not among FAB_MODEL_HOSTS.',
    });
    expect(atApi.made).toHaveLength(made);
  });

  it('is closed to who is no administrator', async () => {
    for (const query of [
      '{ languageModels { folder } }',
      '{ languageCalls { nodes { callId } } }',
      'mutation { assignLanguageTask(task: NARRATION, modelId: null) { __typename } }',
      'mutation { tryLanguageModel(modelId: "x", language: "en") { __typename } }',
    ]) {
      const { errors } = await manager.graphql(query);
      expect(errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
    }
  });

  it('never tells a key: not in an answer, not in the audit; the driver gets it', async () => {
    const modelId = await added('with a key');
    await admin.graphql(`mutation { probeLanguageModel(modelId: "${modelId}") { __typename } }`);
    expect(atApi.made.at(-1)).toMatchObject({ driver: 'http', apiKey: KEY });
    const all = await admin.graphql<{ languageModels: { models: { name: string }[] } }>(
      `{ languageModels { models { modelId name hasApiKey baseUrl hash plays state capabilities { name } } }
         audit(first: 200) { rows { action detail } } }`,
    );
    expect(all.errors).toEqual([]);
    expect(JSON.stringify(all)).not.toContain(KEY);
    expect(JSON.stringify(all)).toContain('models.added');
    const { models } = all.data!.languageModels;
    expect(models.find(({ name }) => name === 'with a key')).toMatchObject({
      hasApiKey: true,
      plays: 'G2',
      state: 'READY',
      hash: 'ab'.repeat(32),
    });
  });

  it('keeps a model that answers, and the calls of one that was removed', async () => {
    const modelId = await added('to be removed');
    const remove = (): Promise<{ data: unknown }> =>
      admin.graphql(`mutation { removeLanguageModel(modelId: "${modelId}") { __typename } }`);
    await assign(modelId);
    await told();
    expect((await remove()).data).toEqual({ removeLanguageModel: { __typename: 'InvalidInput' } });
    await assign(null);
    expect((await remove()).data).toEqual({ removeLanguageModel: { __typename: 'Done' } });
    expect((await remove()).data).toEqual({ removeLanguageModel: { __typename: 'NotFound' } });
    expect((await calls(modelId)).length).toBeGreaterThan(2);
  });
});

describe('a switch', () => {
  it('takes effect at the next text without a restart, and the model before gives its memory back', async () => {
    expect((await told()).narrative.badge).toBe('template-text');
    const [first, second] = [await added('first'), await added('second')];
    await assign(first);
    const by = await told();
    expect(by.narrative.badge).toBe('model-text');
    expect(plainText(by.narrative.headline)).toBe(plainText(narrateByTemplate(week, 'en').headline));
    const closed = atWorker.closed.length;
    await assign(second);
    const after = await told();
    expect(after.identity).not.toBe(by.identity);
    await vi.waitFor(() => expect(atWorker.closed.length).toBeGreaterThan(closed));
    expect((await calls(second)).length).toBeGreaterThan(0);
    await assign(null);
    expect((await told()).identity).toBe('G0');
  });
});

describe('a call', () => {
  it('is on record with who, what, which model, answer and verdict', async () => {
    const modelId = await added('on record');
    await assign(modelId);
    await told();
    const rows = await calls(modelId);
    expect(rows.map(({ subject, attempt, state, verdict }) => [subject, attempt, state, verdict])).toEqual(
      ['headline', 'changed', 'where', 'with', 'open']
        .map((section) => [`${section} en`, 1, 'answered', 'passed'])
        .reverse(),
    );
    expect(rows[0]).toMatchObject({
      actorName: 'Fabwright',
      task: 'narration',
      promptVersion: 'narration-g2/1',
      modelName: 'on record',
      modelHash: 'ab'.repeat(32),
      inputHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      promptTokens: 100,
      answerTokens: 20,
      formHeld: true,
      isTrial: false,
    });
    expect(JSON.parse(rows[0]!.parameters)).toMatchObject({ form: 'grammar', temperature: 0, seed: 1 });
    expect(rows.at(-1)?.output).toContain('{{change}}');
    expect(await metricsRegistry.metrics()).toMatch(/fab_language_calls_total\{[^}]*outcome="answered"[^}]*\} \d+/);
  });

  it('that is refused is asked once more with the complaint; both verdicts are kept, and figures count them', async () => {
    const modelId = await added('liar');
    await assign(modelId);
    atWorker.script = (request, options) =>
      request.messages.at(-1)!.text.includes('was refused') ? echo(request, options) : 'Yield rose by 99.9 %.';
    const text = await told();
    expect(text.narrative.badge).toBe('model-text');
    const rows = await calls(modelId);
    expect(rows.map(({ attempt, verdict }) => [attempt, verdict])).toEqual(
      rows.map((_, at) => (at % 2 === 0 ? [2, 'passed'] : [1, 'refused'])),
    );
    expect(rows[1]?.refusals.join()).toContain('[number]');
    const { data } = await admin.graphql<{
      languageModels: {
        models: { name: string; figures: { firstPass: number; fallback: number; sections: number } }[];
      };
    }>(`{ languageModels { models { name figures { firstPass fallback sections tokensPerSecond calls } } } }`);
    const liar = data?.languageModels.models.find(({ name }) => name === 'liar');
    expect(liar?.figures).toMatchObject({ firstPass: 0, fallback: 0, sections: rows.length / 2 });
  });

  it('that fails is on record with its code, and the text is worded by templates', async () => {
    const modelId = await added('mortal');
    await assign(modelId);
    let answers = 0;
    atWorker.script = (request, options) => (++answers > 1 ? dies(request, options) : echo(request, options));
    const text = await told();
    expect(text.narrative.badge).toBe('mixed-text');
    expect(text.modelWasAway).toBe(true);
    expect((await calls(modelId)).map(({ state, failureCode }) => [state, failureCode])).toEqual([
      ['failed', 'crashed'],
      ['failed', 'crashed'],
      ['answered', null],
    ]);
    const { data } = await admin.graphql(
      `{ languageModels { models { name state stateCode lastFailures { code } } } }`,
    );
    expect(JSON.stringify(data)).toContain('"name":"mortal","state":"FAILED","stateCode":"crashed"');
  });

  it('is called off with who asked', async () => {
    const modelId = await added('slow');
    await assign(modelId);
    atWorker.script = hangs;
    const controller = new AbortController();
    const telling = told(controller.signal);
    await vi.waitFor(() => expect(atWorker.asked).toHaveLength(1));
    controller.abort(new Error('the job was cancelled'));
    await expect(telling).rejects.toThrow('the job was cancelled');
    expect((await calls(modelId)).map(({ state, failureCode }) => [state, failureCode])).toEqual([
      ['failed', 'cancelled'],
    ]);
  });

  it('of a process that was killed is shown as lost', async () => {
    const modelId = await added('killed');
    await assign(modelId);
    await told();
    const source = await database.connect();
    await source.query(
      `UPDATE language_call SET state = 'asked', deadline_at = now() - interval '1 minute' WHERE model_id = $1`,
      [modelId],
    );
    expect((await calls(modelId)).every(({ state }) => state === 'lost')).toBe(true);
    await source.query(`UPDATE language_call SET begun_at = now() - interval '500 days' WHERE model_id = $1`, [
      modelId,
    ]);
    expect(await worker.get(CallRepository, LOOSE).prune(400)).toBeGreaterThan(0);
    expect(await calls(modelId)).toEqual([]);
  });

  it('about facts that an adapter was not trained on is not made', async () => {
    const modelId = await added('narrow');
    await admin.graphql(
      `mutation { changeLanguageModel(modelId: "${modelId}", input: { name: "narrow", ${WORDS},
         trainedKinds: ["yield.final", "yield.change", "period", "lots.below-floor"] }) { __typename } }`,
    );
    await assign(modelId);
    expect((await told()).narrative.badge).toBe('mixed-text');
    expect((await calls(modelId)).map(({ subject }) => subject)).toEqual(['headline en']);
    await assign(null);
  });
});

describe('the grades', () => {
  it('a model that keeps a schema chooses, one that keeps nothing words nothing', async () => {
    const modelId = await added('chooser');
    await assign(modelId);
    atWorker.capabilities = { jsonSchema: true };
    atWorker.script = ({ form }) => {
      if (form.kind !== 'json') throw new Error('no schema');
      const lines = Object.keys(form.schema['properties'] as object);
      return JSON.stringify(Object.fromEntries(lines.map((line) => [line, { frame: 'A', connective: 'none' }])));
    };
    const chosen = await told();
    expect([chosen.narrative.badge, chosen.narrative.grade]).toEqual(['model-text', 'G1']);
    const mute = await added('mute');
    await assign(mute);
    atWorker.capabilities = {};
    expect((await told()).narrative.badge).toBe('template-text');
    expect(await calls(mute)).toEqual([]);
    await assign(null);
  });
});

describe('trying a model out', () => {
  it('words the sample, with the verdict of each section, and counts apart', async () => {
    const modelId = await added('on trial');
    for (const language of ['en', 'zh-CN']) {
      const { data, errors } = await admin.graphql<{
        tryLanguageModel: { badge: string; headline: string; seconds: number; sections: { grade: string }[] };
      }>(
        `mutation { tryLanguageModel(modelId: "${modelId}", language: "${language}") { __typename
           ... on LanguageModelTrial { badge headline paragraphs seconds sections { section grade tries refusals } } } }`,
      );
      expect(errors).toEqual([]);
      expect(data?.tryLanguageModel.headline).toContain('91.2');
      expect(data?.tryLanguageModel.sections.every(({ grade }) => grade === 'G2')).toBe(true);
    }
    const { data } = await admin.graphql<{
      languageCalls: { nodes: { isTrial: boolean; actorName: string }[]; pageInfo: { hasNextPage: boolean } };
    }>(
      `{ languageCalls(modelId: "${modelId}", first: 3) { nodes { isTrial actorName verdict } pageInfo { hasNextPage endCursor } } }`,
    );
    expect(data?.languageCalls.nodes).toHaveLength(3);
    expect(data?.languageCalls.nodes.every(({ isTrial }) => isTrial)).toBe(true);
    expect(data?.languageCalls.nodes[0]?.actorName).not.toBe('Fabwright');
    expect(data?.languageCalls.pageInfo.hasNextPage).toBe(true);
  });

  it('says why where the model can word nothing', async () => {
    const modelId = await added('dumb');
    atApi.capabilities = {};
    const { data } = await admin.graphql(
      `mutation { tryLanguageModel(modelId: "${modelId}", language: "en") { ... on InvalidInput { issues { code } } } }`,
    );
    expect(data).toEqual({ tryLanguageModel: { issues: [{ code: 'model-not-usable' }] } });
  });
});
