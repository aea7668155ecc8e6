import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FabConfig, JobsModule, personActor, PlatformModule } from '@fabwright/platform';
import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { writeRandomAdapter, writeRandomModel } from '@fabwright/testing/random-model';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { badWeek } from '../../test/sheets.ts';
import { periodFactSheet } from '../fact-sheet/period-fact-sheet.ts';
import { framesOf } from '../wording/frames.ts';
import { ENGLISH, type MessageKey } from '../wording/messages.en.ts';
import { textOf } from '../word-order/taught-wordings.ts';
import { checkNarrative } from '../verifier/check-narrative.ts';
import { CallRepository } from './calls/call.repository.ts';
import { LanguageModule, languageJobs, TextNarrators } from './index.ts';
import { ModelRegistry } from './registry/model-registry.service.ts';

// weights of noise are read and asked by a real runtime in a process of its own
vi.setConfig({ testTimeout: 180_000 });

const LOOSE = { strict: false } as const;
const admin = personActor({ accountId: 'a', name: 'Ingrid', role: 'administrator', productScope: null });

let database: TestDatabase;
let folder: string;
let app: INestApplicationContext;

beforeAll(async () => {
  [database, folder] = [await cloneDatabase(), await mkdtemp(join(tmpdir(), 'fabwright-models-'))];
  await writeRandomModel(join(folder, 'noise.gguf'));
  const config = FabConfig.fromEnvironment({
    FAB_DATABASE_URL: database.url,
    FAB_LOG_LEVEL: 'fatal',
    FAB_DATA_DIR: folder,
    FAB_MODELS_DIR: folder,
  });
  @Module({
    imports: [
      PlatformModule.forRoot({ program: 'test', config, entities: [], migrations: [] }),
      JobsModule.forApi(languageJobs),
      LanguageModule.forApi(),
    ],
  })
  class TestModule {}
  app = await NestFactory.createApplicationContext(TestModule, { logger: false });
});
afterAll(async () => {
  await app?.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

it('a model of random weights that chooses wordings says what is so, and each of its answers is on record', async () => {
  const words = { name: 'Noise', licence: '-', source: 'written by the test', trainedKinds: null };
  const registry = app.get(ModelRegistry, LOOSE);
  const entry = { ...words, grade: 'G1', file: 'noise.gguf', adapterFile: null } as const;
  const { modelId } = await registry.addFile(entry, admin);
  await registry.assign('narration', modelId, admin);
  const sheet = periodFactSheet(badWeek);
  for (const locale of ['en', 'zh-CN'] as const) {
    const told = await (await app.get(TextNarrators, LOOSE).now()).tell(sheet, locale);
    expect(checkNarrative(told.narrative, sheet)).toMatchObject({ kind: 'ok' });
    expect([told.narrative.badge, told.modelWasAway]).toEqual(['model-text', false]);
  }
  const model = await registry.get(modelId);
  expect(model.state).toBe('ready');
  expect(model.hash).toMatch(/^[0-9a-f]{64}$/);
  const calls = await app.get(CallRepository, LOOSE).page({ modelId, verdict: null, state: null }, 100, null);
  expect(calls).toHaveLength(10);
  expect(calls.map(({ state, verdict, modelHash }) => [state, verdict, modelHash])).toEqual(
    calls.map(() => ['answered', 'passed', model.hash]),
  );
  expect(calls.every(({ formHeld, answerTokens }) => formHeld === true && (answerTokens ?? 0) > 0)).toBe(true);
});

it('an adapter of random weights whose card lists what it was taught writes that and nothing else', async () => {
  const messages = (Object.keys(ENGLISH) as MessageKey[]).filter((message) => framesOf(message, 'en').length > 1);
  const frames = messages.map((message) => [message, framesOf(message, 'en').slice(1).map(textOf)]);
  const card = { title: 'Noise', licence: '-', source: '-', adapterOf: 'noise.gguf' };
  await writeRandomAdapter(join(folder, 'adapter.gguf'));
  await writeFile(
    join(folder, 'adapter.gguf.json'),
    JSON.stringify({ ...card, taughtWordings: { en: Object.fromEntries(frames) as unknown } }),
  );
  const words = { name: 'Taught', licence: '-', source: 'written by the test', trainedKinds: null };
  const registry = app.get(ModelRegistry, LOOSE);
  const entry = { ...words, grade: 'G2', file: 'noise.gguf', adapterFile: 'adapter.gguf' } as const;
  const { modelId } = await registry.addFile(entry, admin);
  await registry.assign('narration', modelId, admin);
  const sheet = periodFactSheet(badWeek);
  const narrators = app.get(TextNarrators, LOOSE);
  const told = await (await narrators.now()).tell(sheet, 'en');
  expect(checkNarrative(told.narrative, sheet)).toMatchObject({ kind: 'ok' });
  // noise finds no sentence by itself; a section with a message that was not taught is the templates'
  const isTaught = told.sections.map((section) =>
    section.told.every(({ statement }) => messages.includes(statement.message)),
  );
  expect(new Set(isTaught)).toEqual(new Set([true, false]));
  expect(told.sections.map(({ grade, tries }) => [grade, tries])).toEqual(
    isTaught.map((taught) => (taught ? ['G2', 1] : ['G0', 0])),
  );
  const chinese = await (await narrators.now()).tell(sheet, 'zh-CN');
  expect(chinese.narrative.badge).toBe('template-text');
});
