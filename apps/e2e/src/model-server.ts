import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A question as it came. */
interface Heard {
  readonly key: string | undefined;
  readonly messages: readonly { readonly content: string }[];
}

export interface ModelServer {
  readonly baseUrl: string;
  readonly host: string;
  readonly heard: readonly Heard[];
  close(): Promise<void>;
}

interface Body {
  readonly messages?: Heard['messages'];
  readonly grammar?: string;
}

/** What makes a first answer wrong, so that the journey sees a refusal and a second try. */
const LIE = 'Yield rose by 99 %.';

/**
 * An OpenAI-compatible server on loopback that keeps a grammar where that is one word, and otherwise gives back the
 * lines that it was to reword; the very first time it lies.
 */
export async function startModelServer(): Promise<ModelServer> {
  const heard: Heard[] = [];
  const answer = ({ messages = [], grammar }: Body): string => {
    const word = /^root ::= "(\w+)"\s*$/.exec(grammar ?? '')?.[1];
    if (word !== undefined) return word;
    const asked = messages.at(-1)?.content ?? '';
    if (!asked.includes('{{')) return 'Something.';
    const isFirst = heard.filter((one) => one.messages.at(-1)?.content.includes('{{')).length === 1;
    return isFirst ? LIE : (asked.split('\n\n')[0] ?? '');
  };
  const server = createServer((request, response) => {
    void play(request, response, (body) => {
      heard.push({ key: request.headers.authorization, messages: body.messages ?? [] });
      return answer(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    host: `127.0.0.1:${port}`,
    heard,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function play(request: IncomingMessage, response: ServerResponse, answer: (body: Body) => string): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const reply = (value: unknown, status = 200): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  };
  if (request.url === '/v1/models') return reply({ data: [{ id: 'journey-1b', context_length: 4096 }] });
  if (request.url !== '/v1/chat/completions') return reply({ error: 'not here' }, 404);
  const text = answer(JSON.parse(Buffer.concat(chunks).toString()) as Body);
  reply({
    choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 120, completion_tokens: 30 },
  });
}
