import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A question as a scripted server got it. */
export interface Heard {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
  readonly response: ServerResponse;
}

export interface ScriptedServer {
  readonly baseUrl: string;
  readonly heard: Heard[];
  close(): Promise<void>;
}

/** An HTTP server on loopback that does to each question what a test wants: answers, lies, dies or says nothing. */
export async function startScriptedServer(
  play: (heard: Heard, number: number) => void | Promise<void>,
): Promise<ScriptedServer> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const one = { path: request.url ?? '', authorization: request.headers.authorization, body, response };
      return play(one, heard.push(one));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${port}/v1`, heard, close: () => close(server) };
}

/** Answers with a status and JSON. */
export function reply({ response }: Heard, value: unknown, status = 200, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
}

/** Answers a question to /chat/completions with this text. */
export function say(heard: Heard, text: string, finish = 'stop'): void {
  reply(heard, {
    choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: finish }],
    usage: { prompt_tokens: 3, completion_tokens: 2 },
  });
}

/** One event of a streamed answer. */
export function event(text: string | null, finish: string | null = null): string {
  return `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: text }, finish_reason: finish }] })}\n\n`;
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
