import { inspect } from 'node:util';
import { inflateSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import {
  event,
  reply,
  say,
  startScriptedServer,
  type Heard,
  type ScriptedServer,
} from '../../../test/scripted-server.ts';
import type { AskOptions, LanguageModel, ModelFailure, ModelRequest } from '../language-model.ts';
import type { HttpModelOptions } from './endpoint.ts';
import { httpModel } from './http-model.ts';

const KEY = 'sk-very-secret';
const QUESTION: ModelRequest = {
  messages: [{ role: 'user', text: 'Lot LX17 is secret too.' }],
  form: { kind: 'text' },
  maxTokens: 20,
  temperature: 0,
  seed: 1,
};

const servers: ScriptedServer[] = [];
let model: LanguageModel | undefined;

async function serving(
  play: (heard: Heard, number: number) => void | Promise<void>,
  limits: HttpModelOptions['limits'] = {},
): Promise<ScriptedServer> {
  const server = await startScriptedServer(play);
  servers.push(server);
  model = httpModel({
    baseUrl: server.baseUrl,
    model: 'm',
    apiKey: KEY,
    limits: { firstWaitMs: 5, deadlineMs: 5_000, ...limits },
  });
  return server;
}

async function failure(options: AskOptions = {}, question = QUESTION): Promise<ModelFailure> {
  const error: unknown = await model!.ask(question, options).then(
    (answer) => expect.fail(`answered ${JSON.stringify(answer)}`),
    (reason: unknown) => reason,
  );
  // Whatever went wrong: neither the key nor the question is in it.
  expect(inspect(error, { depth: 8, showHidden: true })).not.toMatch(/sk-very|LX17/);
  return error as ModelFailure;
}

/** Answers every probing question as a server of these abilities would. */
function able(abilities: { grammar?: string; json?: string; model?: object }): (heard: Heard) => void {
  return (heard) => {
    const { path, body } = heard;
    const format = body['response_format'] as { type?: string; json_schema?: { schema: unknown } } | undefined;
    if (path === '/v1/models') return reply(heard, { data: [{ id: 'other' }, { id: 'm', ...abilities.model }] });
    if (path === '/v1/embeddings') return reply(heard, { error: { code: 'not_supported' } }, 501);
    const word = /"?enum"?:\["(\w+)"\]/.exec(JSON.stringify(body))?.[1];
    if (format !== undefined && format.type === abilities.json && word !== undefined)
      return say(heard, `{"said":"${word}"}`);
    const told = abilities.grammar === undefined ? '' : JSON.stringify(body[abilities.grammar]);
    say(heard, /root ::= \\"(\w+)\\"/.exec(told)?.[1] ?? 'I am a language model.');
  };
}

afterEach(async () => {
  await model?.close();
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe('a model behind HTTP', { timeout: 20_000 }, () => {
  it('asks in the words of the protocol', async () => {
    const server = await serving((heard) => say(heard, 'Yield fell.', 'length'));
    await expect(model!.ask(QUESTION)).resolves.toEqual({
      text: 'Yield fell.',
      finish: 'length',
      promptTokens: 3,
      answerTokens: 2,
      formHeld: true,
    });
    expect(server.heard.map(({ path, authorization, body }) => ({ path, authorization, body }))).toEqual([
      {
        path: '/v1/chat/completions',
        authorization: `Bearer ${KEY}`,
        body: {
          model: 'm',
          messages: [{ role: 'user', content: 'Lot LX17 is secret too.' }],
          max_tokens: 20,
          temperature: 0,
          seed: 1,
          stream: false,
        },
      },
    ]);
  });

  it('puts a streamed answer together, wherever the stream is cut', async () => {
    await serving(async ({ response }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const bytes = Buffer.from(
        `: here\r\n\r\n${event(null)}${event('良率')}${event('下降。').replaceAll('\n', '\r\n')}${event(null, 'stop')}` +
          'data: {"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":4}}\n\ndata: [DONE]\n\n',
      );
      for (const byte of bytes) {
        response.write(Buffer.from([byte]));
        await new Promise(setImmediate);
      }
      response.end();
    });
    const pieces: string[] = [];
    const answer = await model!.ask(QUESTION, { onText: (piece) => pieces.push(piece) });
    expect(pieces).toEqual(['良率', '下降。']);
    expect(answer).toMatchObject({ text: '良率下降。', finish: 'stop', promptTokens: 9, answerTokens: 4 });
  });

  it('comes back after 429 and 503, when it was told to', async () => {
    const server = await serving((heard, number) => {
      if (number === 1) reply(heard, {}, 429, { 'retry-after': '1' });
      else if (number === 2) reply(heard, {}, 503);
      else say(heard, 'Now.');
    });
    const began = performance.now();
    await expect(model!.ask(QUESTION)).resolves.toMatchObject({ text: 'Now.' });
    expect(performance.now() - began).toBeGreaterThan(990);
    expect(server.heard).toHaveLength(3);
  });

  it('calls a server busy that stays so, or asks for more patience than there is', async () => {
    const server = await serving((heard) => reply(heard, {}, 429), { mostRetries: 2 });
    expect(await failure()).toMatchObject({ code: 'busy' });
    expect(server.heard).toHaveLength(3);
    const patient = await serving((heard) => reply(heard, {}, 503, { 'retry-after': '3600' }));
    expect(await failure()).toMatchObject({ code: 'busy' });
    expect(patient.heard).toHaveLength(1);
  });

  it.each([
    [401, 'refused', 'does not accept the key (status 401, bad_key)'],
    [404, 'refused', 'does not know the model'],
    [400, 'refused', 'would not take the question (status 400, bad_key)'],
    [500, 'refused', 'would not take the question'],
    [502, 'unreachable', 'Nobody answers behind'],
  ])('says what %s means, without the words of the server', async (status, code, words) => {
    await serving((heard) => reply(heard, { error: { code: 'bad_key', message: `LX17 with ${KEY}` } }, status));
    const error = await failure();
    expect(error).toMatchObject({ code });
    expect(error.message).toContain(words);
  });

  it('follows no redirect', async () => {
    const elsewhere = await startScriptedServer((heard) => say(heard, 'caught'));
    servers.push(elsewhere);
    await serving((heard) => reply(heard, {}, 307, { location: `${elsewhere.baseUrl}/chat/completions` }));
    expect(await failure()).toMatchObject({ code: 'refused' });
    expect(elsewhere.heard).toEqual([]);
  });

  it('says when nobody is there', async () => {
    const server = await serving((heard) => say(heard, ''));
    await server.close();
    expect(await failure()).toMatchObject({ code: 'unreachable' });
  });

  it('gives up a server that never answers, and one that falls silent', async () => {
    await serving(() => undefined, { deadlineMs: 100 });
    expect(await failure()).toMatchObject({ code: 'deadline' });
    await serving(({ response }) => void response.writeHead(200).write(event('Yield')), { idleMs: 100 });
    expect((await failure({ onText: () => undefined })).message).toBe('The answer stopped for 0.1 s.');
  });

  it('notices a server that dies in the middle of an answer', async () => {
    await serving(({ response }) => {
      response.writeHead(200).write(event('Yield'));
      setTimeout(() => response.destroy(), 20);
    });
    expect(await failure({ onText: () => undefined })).toMatchObject({ code: 'crashed' });
    await serving(({ response }) => void response.writeHead(200).end(event('Yield')));
    expect(await failure({ onText: () => undefined })).toMatchObject({ code: 'crashed' });
    await serving(({ response }) => void response.writeHead(200).end('data: {"error":{"message":"LX17"}}\n\n'));
    expect(await failure({ onText: () => undefined })).toMatchObject({ code: 'crashed' });
  });

  it('stops the server when whoever asked has gone', async () => {
    let left = false;
    await serving(({ response }) => {
      response.on('close', () => (left = true));
      response.writeHead(200).write(event('Yield'));
    });
    const gone = new AbortController();
    const reason = new Error('the page was left');
    const failed = await failure({ signal: gone.signal, onText: () => gone.abort(reason) });
    expect(failed).toMatchObject({ code: 'cancelled', cause: reason });
    await expect.poll(() => left).toBe(true);
    expect(await failure({ signal: AbortSignal.abort(reason) })).toMatchObject({ code: 'cancelled' });
  });

  it.each([
    ['no JSON', 'LX17 <html>'],
    ['other JSON', '{"answer":"LX17"}'],
    ['no choice', '{"choices":[]}'],
    ['no UTF-8', Buffer.from([0x7b, 0xff, 0xfe])],
    ['more than it may be', `{"choices":[{"message":{"content":"${'x'.repeat(9_000)}"}}]}`],
  ])('does not take %s for an answer', async (_, body) => {
    await serving(({ response }) => void response.writeHead(200).end(body), { mostBytes: 5_000 });
    expect(await failure()).toMatchObject({ code: 'malformed' });
  });

  it('ends what is under way when it is closed', async () => {
    await serving(() => undefined);
    const asked = failure();
    await model!.close();
    expect(await asked).toMatchObject({ code: 'cancelled' });
    expect(await failure()).toMatchObject({ code: 'cancelled' });
  });

  it.each([
    ['ftp://host/v1', undefined],
    ['nonsense', undefined],
    ['http://name:word@host/v1', undefined],
    ['http://host/v1', 'sk-ve\nry'],
  ])('refuses %j as an address, or its key', (baseUrl, apiKey) => {
    expect(() => httpModel({ baseUrl, apiKey })).toThrow(expect.objectContaining({ code: 'refused' }) as Error);
    expect(() => httpModel({ baseUrl, apiKey })).not.toThrow(/sk-ve|word@/);
  });
});

describe('the probe of a server', { timeout: 20_000 }, () => {
  it.each([
    [
      'llama-server',
      { grammar: 'grammar', json: 'json_schema', model: { meta: { n_ctx: 8192, n_ctx_train: 99 } } },
      8192,
    ],
    ['vLLM', { grammar: 'structured_outputs', json: 'json_schema', model: { max_model_len: 32768 } }, 32768],
    ['SGLang', { grammar: 'ebnf', json: 'json_schema' }, null],
    ['llama-cpp-python', { grammar: 'grammar', json: 'json_object' }, null],
  ])('finds out what %s obeys, and asks that way', async (_, abilities, contextTokens) => {
    const server = await serving(able(abilities));
    await expect(model!.probe()).resolves.toEqual({
      name: 'm',
      hash: null,
      contextTokens,
      grammar: true,
      jsonSchema: true,
      embeddings: false,
      images: false,
    });
    const answer = await model!.ask({ ...QUESTION, form: { kind: 'grammar', gbnf: 'root ::= "kept"\n' } });
    expect(answer).toMatchObject({ text: 'kept', formHeld: true });
    expect(server.heard.at(-1)?.body).toHaveProperty(abilities.grammar);
  });

  it('believes no server that only says it obeyed, and asks for the form in words', async () => {
    const server = await serving(able({}));
    await expect(model!.probe()).resolves.toMatchObject({ grammar: false, jsonSchema: false, images: false });
    const schema = { type: 'object', properties: { tool: { type: 'string' } } };
    const answer = await model!.ask({ ...QUESTION, form: { kind: 'json', schema } });
    expect(answer.formHeld).toBe(false);
    expect(JSON.stringify(server.heard.at(-1)?.body)).toContain('Answer with JSON only');
    const grammar = await model!.ask({ ...QUESTION, form: { kind: 'grammar', gbnf: 'root ::= "a"' } });
    expect(grammar.formHeld).toBe(false);
  });

  it('turns a schema into a grammar where the server takes only those', async () => {
    const server = await serving(able({ grammar: 'grammar' }));
    await expect(model!.probe()).resolves.toMatchObject({ grammar: true, jsonSchema: true });
    await model!.ask({ ...QUESTION, form: { kind: 'json', schema: { enum: ['ok'] } } });
    expect(server.heard.at(-1)?.body['grammar']).toMatch(/^root ::= /);
  });

  it('knows a model that sees, and a server that embeds', async () => {
    await serving((heard) => {
      const body = JSON.stringify(heard.body);
      if (heard.path === '/v1/models') return reply(heard, { data: [{ id: 'm' }] });
      if (heard.path === '/v1/embeddings') return reply(heard, { data: [{ embedding: [0.1, 0.2] }] });
      const url = /data:image\/png;base64,([\w+/=]+)/.exec(body)?.[1];
      say(heard, url === undefined ? 'words' : colourOf(url));
    });
    await expect(model!.probe()).resolves.toMatchObject({ embeddings: true, images: true });
  });

  it('says that a model is not there, and takes the first where none is named', async () => {
    const server = await serving(able({}));
    const other = httpModel({ baseUrl: server.baseUrl, model: 'absent' });
    await expect(other.probe()).rejects.toMatchObject({ code: 'refused' });
    const first = httpModel({ baseUrl: server.baseUrl.replace('/v1', '/') });
    await first.ask(QUESTION);
    expect(server.heard.at(-1)?.body['model']).toBe('other');
    expect(server.heard.at(-1)?.authorization).toBeUndefined();
  });
});

/** The colour of a square, from the bytes before its compressed pixels end: what a model that sees would say. */
function colourOf(base64: string): string {
  const png = Buffer.from(base64, 'base64');
  const at = png.indexOf('IDAT');
  const pixels = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
  const [red = 0, green = 0, blue = 0] = pixels.subarray(1, 4);
  if (red > green && red > blue) return 'Red.';
  return green > blue ? 'Green.' : 'Blue.';
}
