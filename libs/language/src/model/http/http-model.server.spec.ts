import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failureOf, LONG_QUESTION, question } from '../../../test/language-model.contract.ts';
import type { LanguageModel } from '../language-model.ts';
import { httpModel } from './http-model.ts';

// Against a server that nobody here wrote; `npm run test:model-servers` starts it and says where it is.
const baseUrl = process.env['FAB_TEST_MODEL_SERVER'] ?? '';
const apiKey = process.env['FAB_TEST_MODEL_SERVER_KEY'] ?? '';

describe('a real model server', { timeout: 120_000 }, () => {
  let model: LanguageModel;
  beforeAll(() => {
    model = httpModel({ baseUrl, model: 'noise', apiKey });
  });
  afterAll(() => model.close());

  it('is seen to obey grammars and schemas, and not to see or embed', async () => {
    await expect(model.probe()).resolves.toMatchObject({
      name: 'noise',
      grammar: true,
      jsonSchema: true,
      images: false,
    });
  });

  it('gives the same answer to the same question, whole or in pieces', async () => {
    const request = question({ form: { kind: 'grammar', gbnf: 'root ::= [a-z]{20}\n' } });
    const first = await model.ask(request);
    expect(first).toMatchObject({ formHeld: true, finish: 'stop' });
    expect(first.text).toMatch(/^[a-z]{20}$/);
    expect(first.promptTokens).toBeGreaterThan(10);
    const pieces: string[] = [];
    const again = await model.ask(request, { onText: (piece) => pieces.push(piece) });
    expect(again.text).toBe(first.text);
    expect(pieces.join('')).toBe(first.text);
    expect(pieces.length).toBeGreaterThan(1);
  });

  it('keeps a grammar in Chinese and a JSON schema', async () => {
    const gbnf = 'root ::= "良率" ("上升" | "下降") "。"\n';
    const chinese = await model.ask(question({ form: { kind: 'grammar', gbnf }, maxTokens: 200 }));
    expect(chinese.text).toMatch(/^良率(上升|下降)。$/u);
    const schema = { type: 'object', properties: { tool: { enum: ['ET-04', 'ET-07'] } }, required: ['tool'] };
    const json = await model.ask(question({ form: { kind: 'json', schema }, maxTokens: 400 }));
    expect(JSON.parse(json.text)).toMatchObject({ tool: expect.stringMatching(/^ET-0[47]$/) as string });
  });

  it('says that an answer was cut', async () => {
    await expect(model.ask({ ...LONG_QUESTION, maxTokens: 25 })).resolves.toMatchObject({ finish: 'length' });
  });

  it('answers the next question when one was given up in the middle', async () => {
    const gone = new AbortController();
    const left = model.ask(LONG_QUESTION, { signal: gone.signal, onText: () => gone.abort() });
    expect(await failureOf(left)).toMatchObject({ code: 'cancelled' });
    await expect(model.ask({ ...LONG_QUESTION, maxTokens: 5 })).resolves.toMatchObject({ finish: 'length' });
  });

  it('refuses a wrong key, and a question that is too long', async () => {
    const stranger = httpModel({ baseUrl, model: 'noise', apiKey: 'sk-wrong' });
    expect(await failureOf(stranger.ask(question()))).toMatchObject({ code: 'refused' });
    const words = 'wafer '.repeat(3000);
    const long = model.ask(question({ messages: [{ role: 'user', text: words }] }));
    expect(await failureOf(long)).toMatchObject({ code: 'refused' });
  });
});
