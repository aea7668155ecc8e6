import { TokenService } from '@fabwright/platform';
import { dies, echo, hangs, ScriptedModels } from '@fabwright/language/test/scripted-models';
import { ApiClient, cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { lotStart, product, waferTest } from '../../test/fab-data.ts';
import { pdfText } from '../../test/pdf-text.ts';
import { jobWhen, order, ordered, stateOf } from '../../test/report-client.ts';
import { startReportApps, type ReportApps } from '../../test/report-apps.ts';

// a busy machine lays out a report in seconds, not in the usual fraction of one
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const models = new ScriptedModels();
let database: TestDatabase;
let apps: ReportApps;
let client: ApiClient;

const A1 = { kind: 'lot', lotId: 'A1', language: 'en', paper: 'A4' };
const rows = async <T>(sql: string): Promise<T[]> => (await database.connect()).query(sql);

/** As the administration's page does it, without signing in. */
async function narrateBy(name: string | null): Promise<void> {
  await rows('DELETE FROM language_task');
  if (name === null) return;
  await rows(`INSERT INTO language_model (model_id, name, driver, base_url, server_model, licence, source, grade, version,
      created_by, created_at, changed_at)
    VALUES (gen_random_uuid(), '${name}', 'http', 'http://127.0.0.1:1', '${name}', '-', '-', 'auto', 1, 't', now(), now())
    ON CONFLICT DO NOTHING`);
  await rows(
    `INSERT INTO language_task SELECT 'narration', model_id, 't', now() FROM language_model WHERE name = '${name}'`,
  );
}

const callsOf = (
  name: string,
): Promise<{ state: string; code: string | null; actor: string; verdict: string | null }[]> =>
  rows(`SELECT state, failure_code AS code, actor_name AS actor, verdict FROM language_call
         WHERE model_name = '${name}' ORDER BY call_id`);

async function madeText(language = 'en'): Promise<{ text: string; step: string | null }> {
  const { state, file } = await ordered(client, { ...A1, language });
  return { text: (await pdfText(new Uint8Array(await file.arrayBuffer()))).all, step: state.step };
}

beforeAll(async () => {
  database = await cloneDatabase();
  apps = await startReportApps(database.url, { models });
  const tested = (wafer: number, loss: number) =>
    waferTest({
      lotId: 'A1',
      waferId: `A1-${wafer}`,
      productId: 'A',
      startedAt: `2026-11-1${wafer}T01:00:00Z`,
      loss,
      seed: wafer,
    });
  await apps.record(product('A'), lotStart('A1', 'A', 2, '2026-11-01'), tested(1, 0.06), tested(2, 0.1));
  const scopes = ['data:read', 'reports:read', 'reports:write', 'jobs:read'] as const;
  const { secret } = await apps.api.get(TokenService).create({ name: 'asker', scopes, productScope: null });
  client = new ApiClient(apps.base, secret);
});
afterAll(async () => {
  await apps?.[Symbol.asyncDispose]();
  await database.drop();
});
beforeEach(() => {
  models.script = echo;
  models.asked.length = 0;
});

describe('a report', () => {
  it('is worded by the model that narrates now, and made anew when another one does', async () => {
    await narrateBy(null);
    expect((await madeText()).text).toContain('Template text');
    await narrateBy('one');
    const by = await madeText();
    expect([by.step, by.text.includes('Model text, checked')]).toEqual(['storing', true]);
    const calls = await callsOf('one');
    expect(calls.length).toBeGreaterThan(1);
    expect(
      calls.every(({ state, verdict, actor }) => state === 'answered' && verdict === 'passed' && actor === 'asker'),
    ).toBe(true);
    const before = models.asked.length;
    expect((await madeText()).step).toBe('gathering');
    expect(models.asked).toHaveLength(before);
    await narrateBy('two');
    expect((await madeText()).step).toBe('storing');
    await narrateBy(null);
    expect((await madeText()).text).toContain('Template text');
  });

  it('goes out although the model dies in the middle, says so, and asks it again the next time', async () => {
    await narrateBy('mortal');
    let answers = 0;
    models.script = (request, options) => (++answers > 1 ? dies(request, options) : echo(request, options));
    expect((await madeText()).text).toContain('Model text, checked; in part template text');
    expect((await callsOf('mortal')).map(({ state, code }) => [state, code])).toEqual([
      ['answered', null],
      ['failed', 'crashed'],
      ['failed', 'crashed'],
    ]);
    models.script = echo;
    const again = await madeText();
    expect([again.step, again.text.includes('in part template text')]).toEqual(['storing', false]);
    expect((await madeText()).step).toBe('gathering');
  });

  it('goes out in template text when nobody answers', async () => {
    await narrateBy('away');
    models.script = dies;
    const { text } = await madeText('zh-CN');
    expect(text).toContain('模板文字');
    expect(text).not.toContain('模型文字');
  });

  it('that is cancelled calls its question off', async () => {
    await narrateBy('slow');
    models.script = hangs;
    const jobId = await order(client, A1);
    await jobWhen(client, jobId, ({ step }) => step === 'narrating-headline');
    await vi.waitFor(() => expect(models.asked).toHaveLength(1));
    await client.graphql(`mutation { cancelJob(jobId: "${jobId}") { __typename } }`);
    await vi.waitFor(async () =>
      expect((await callsOf('slow')).map(({ state, code }) => [state, code])).toEqual([['failed', 'cancelled']]),
    );
    expect((await stateOf(client, jobId)).state).toBe('cancelled');
    await narrateBy(null);
  });
});
