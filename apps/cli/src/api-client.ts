import { createReadStream } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { Transform } from 'node:stream';
import { CliError } from './cli-error.ts';
import type { Connection } from './connection.ts';

/** The public API from a shell. Every method throws CliError with what to do. */
export class ApiClient {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async getJson(path: string): Promise<unknown> {
    const response = await this.#fetch(path, { headers: this.#headers() });
    return readJson(response);
  }

  async postJson(path: string, body: unknown): Promise<unknown> {
    const response = await this.#fetch(path, {
      method: 'POST',
      headers: { ...this.#headers(), 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return readJson(response);
  }

  /** The body as a stream of bytes. */
  async getBytes(path: string): Promise<ReadableStream<Uint8Array>> {
    const response = await this.#fetch(path, { headers: this.#headers() });
    if (!response.ok) throw failure(response.status, await response.text());
    if (response.body === null) throw new CliError('The server sent an empty answer where a file was expected.');
    return response.body;
  }

  /** Sends a file as it lies on disk, without loading it. `onBytes` gets the bytes sent since the last call. */
  async sendFile(path: string, file: string, byteSize: number, onBytes: (sent: number) => void): Promise<unknown> {
    const url = this.#url(path);
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(url, {
      method: 'POST',
      headers: { ...this.#headers(), 'content-type': 'application/octet-stream', 'content-length': String(byteSize) },
    });
    const answer = new Promise<IncomingMessage>((resolve, reject) => {
      request.once('response', resolve);
      request.once('error', reject);
    });
    const meter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        onBytes(chunk.byteLength);
        done(null, chunk);
      },
    });
    // A server that refuses the file answers before it has read all of it: its answer says more than the broken pipe.
    const sent = pipeline(createReadStream(file), meter, request).catch(() => undefined);
    const response = await answer.catch((error: unknown) => {
      throw unreachable(this.#connection.server, error);
    });
    const text = await bodyText(response);
    await sent;
    const status = response.statusCode ?? 0;
    if (status < 200 || status >= 300) throw failure(status, text);
    return parseJson(text);
  }

  #headers(): Record<string, string> {
    return { authorization: `Bearer ${this.#connection.token}`, accept: 'application/json, application/pdf' };
  }

  #url(path: string): URL {
    return new URL(path, this.#connection.server);
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(this.#url(path), init);
    } catch (error) {
      throw unreachable(this.#connection.server, error);
    }
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!response.ok) throw failure(response.status, text);
  return parseJson(text);
}

async function bodyText(response: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of response) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new CliError('The answer is not JSON, so this is not a Fabwright server. Check --server.');
  }
}

function unreachable(server: URL, error: unknown): CliError {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const why = cause instanceof Error ? cause.message : String(cause);
  return new CliError(`No answer from ${server.origin} (${why}). Is the instance running? Its address: --server URL.`);
}

/** What an HTTP status means to the person at the shell. */
export function failure(status: number, body: string): CliError {
  const said = messageOf(body);
  const because = said === null ? '' : `: ${said}`;
  if (status === 401)
    return new CliError(`The token is not accepted${because}. Make one in Settings → Tokens, or use --data-dir.`);
  if (status === 403)
    return new CliError(`The token may not do this${because}. It needs the scope that the command's help names.`);
  if (status === 404) return new CliError(`Not found${because}.`);
  if (status === 413) return new CliError(`The file is larger than the server takes${because}.`);
  if (status === 429) return new CliError(`The server is busy${because}. Try again in a minute.`);
  return new CliError(`The server answered ${status}${because}.`);
}

function messageOf(body: string): string | null {
  try {
    const parsed = JSON.parse(body) as { message?: unknown } | null;
    return typeof parsed?.message === 'string' ? parsed.message.replace(/\.$/, '') : null;
  } catch {
    return null;
  }
}
