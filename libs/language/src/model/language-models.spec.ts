import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeRandomModel } from '@fabwright/testing/random-model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failureOf, languageModelContract, LONG_QUESTION, question } from '../../test/language-model.contract.ts';
import { startOpenAiFront } from '../../test/openai-front.ts';
import { EmbeddedModels } from './embedded/embedded-models.ts';
import { httpModel } from './http/http-model.ts';

let folder: string;
let weights: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fabwright-models-'));
  weights = join(folder, 'noise.gguf');
  await writeRandomModel(weights);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

languageModelContract('embedded', (deadlineMs) => {
  const models = new EmbeddedModels({ limits: { deadlineMs, mostWaiting: 2, niceness: 0 } });
  return Promise.resolve({ model: models.open({ weights }), close: () => models.close() });
});

languageModelContract('behind HTTP', async (deadlineMs) => {
  const models = new EmbeddedModels({ limits: { mostWaiting: 2, niceness: 0 } });
  const front = await startOpenAiFront(models.open({ weights }), 'noise', 'sk-right');
  const limits = { deadlineMs, mostRetries: 0 };
  return {
    model: httpModel({ baseUrl: front.baseUrl, model: 'noise', apiKey: 'sk-right', limits }),
    close: async () => {
      await front.close();
      await models.close();
    },
  };
});

describe('a model behind HTTP', { timeout: 60_000 }, () => {
  it('needs its key, and goes away with its server in the middle of an answer', async () => {
    const models = new EmbeddedModels({ limits: { niceness: 0 } });
    const front = await startOpenAiFront(models.open({ weights }), 'noise', 'sk-right');
    const wrong = httpModel({ baseUrl: front.baseUrl, apiKey: 'sk-wrong' });
    expect(await failureOf(wrong.probe())).toMatchObject({ code: 'refused' });
    const right = httpModel({ baseUrl: front.baseUrl, apiKey: 'sk-right' });
    await right.probe();
    let closing: Promise<void> | undefined;
    const failure = await failureOf(right.ask(LONG_QUESTION, { onText: () => void (closing ??= front.close()) }));
    expect(failure).toMatchObject({ code: 'crashed' });
    await closing;
    expect(await failureOf(right.ask(question()))).toMatchObject({ code: 'unreachable' });
    await Promise.all([right.close(), wrong.close(), models.close()]);
  });
});
