import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  ModelFailure,
  type AnswerForm,
  type LanguageModel,
  type ModelFailureCode,
  type ModelMessage,
  type ModelRequest,
} from '../src/model/language-model.ts';

export interface OpenAiFront {
  readonly baseUrl: string;
  close(): Promise<void>;
}

/** The part of a chat completion's body that this front understands. */
interface ChatBody {
  readonly messages: readonly { readonly role: ModelMessage['role']; readonly content: string }[];
  readonly max_tokens: number;
  readonly temperature: number;
  readonly seed: number;
  readonly stream: boolean;
  readonly grammar?: string;
  readonly response_format?: {
    readonly type: string;
    readonly json_schema: { readonly schema: Record<string, unknown> };
  };
}

const STATUS: Readonly<Record<ModelFailureCode, number>> = {
  busy: 429,
  refused: 400,
  unreachable: 502,
  deadline: 504,
  crashed: 500,
  malformed: 500,
  cancelled: 500,
};

/**
 * A small server that speaks OpenAI's protocol for a model, with the fields that llama-server takes: what the HTTP
 * driver is tested against, wrong keys, busy answers and streams included.
 */
export async function startOpenAiFront(model: LanguageModel, name: string, apiKey?: string): Promise<OpenAiFront> {
  const server = createServer((request, response) => {
    void serve(request, response).catch((error: unknown) => fail(response, error));
  });
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (apiKey !== undefined && request.headers.authorization !== `Bearer ${apiKey}`) {
      send(response, 401, { error: { type: 'authentication_error' } });
    } else if (request.url === '/v1/models') {
      send(response, 200, { object: 'list', data: [{ id: name, meta: { n_ctx: 4096 } }] });
    } else if (request.url === '/v1/chat/completions') {
      await complete(model, JSON.parse(await textOf(request)) as ChatBody, response);
    } else send(response, 404, { error: { type: 'not_found' } });
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function complete(model: LanguageModel, body: ChatBody, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const options = { signal: gone.signal };
  if (!body.stream) {
    const { text, finish, promptTokens, answerTokens } = await model.ask(requestOf(body), options);
    const usage = { prompt_tokens: promptTokens, completion_tokens: answerTokens };
    send(response, 200, {
      choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: finish }],
      usage,
    });
    return;
  }
  const begin = (): void => {
    if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' });
  };
  const event = (value: object): void => {
    begin();
    response.write(`data: ${JSON.stringify(value)}\n\n`);
  };
  const { finish, promptTokens, answerTokens } = await model.ask(requestOf(body), {
    ...options,
    onText: (content) => event({ choices: [{ index: 0, delta: { content }, finish_reason: null }] }),
  });
  event({ choices: [{ index: 0, delta: {}, finish_reason: finish }] });
  event({ choices: [], usage: { prompt_tokens: promptTokens, completion_tokens: answerTokens } });
  response.end('data: [DONE]\n\n');
}

function requestOf(body: ChatBody): ModelRequest {
  return {
    messages: body.messages.map(({ role, content }) => ({ role, text: content })),
    form: formOf(body),
    maxTokens: body.max_tokens,
    temperature: body.temperature,
    seed: body.seed,
  };
}

function formOf({ grammar, response_format: format }: ChatBody): AnswerForm {
  if (grammar !== undefined) return { kind: 'grammar', gbnf: grammar };
  return format?.type === 'json_schema' ? { kind: 'json', schema: format.json_schema.schema } : { kind: 'text' };
}

function fail(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const code = error instanceof ModelFailure ? error.code : 'malformed';
  send(response, STATUS[code], { error: { type: code } });
}

function send(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
