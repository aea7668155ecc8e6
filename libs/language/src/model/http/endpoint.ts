import { ModelFailure } from '../language-model.ts';

/** Where a server is and what it may cost to ask it. */
export interface HttpModelOptions {
  /** Address of an OpenAI-compatible API, such as `http://10.1.2.3:8000/v1`; an address without a path gets `/v1`. */
  readonly baseUrl: string;
  /** The model's name at the server; without one, the first that the server lists. */
  readonly model?: string | undefined;
  readonly apiKey?: string | undefined;
  readonly limits?: Partial<HttpLimits> | undefined;
}

export interface HttpLimits {
  /** A whole question with its retries, in milliseconds. Node gives up by itself after 5 min without a byte. */
  readonly deadlineMs: number;
  /** Silence in the middle of an answer, in milliseconds. */
  readonly idleMs: number;
  /** One question of the probe, in milliseconds. */
  readonly probeMs: number;
  /** How often a question is asked again that the server was too busy for. */
  readonly mostRetries: number;
  /** The first wait before asking again; each is twice the one before, with jitter. In milliseconds. */
  readonly firstWaitMs: number;
  /** A server that asks for a longer wait than this is busy. In milliseconds. */
  readonly longestWaitMs: number;
  /** A longer answer is refused, in bytes as they come over the wire. */
  readonly mostBytes: number;
}

export const HTTP_LIMITS: HttpLimits = {
  deadlineMs: 120_000,
  idleMs: 30_000,
  probeMs: 30_000,
  mostRetries: 3,
  firstWaitMs: 500,
  longestWaitMs: 20_000,
  mostBytes: 4 * 2 ** 20,
};

/** What a header may hold; a key with anything else can't be sent, and Node's complaint would quote it. */
const KEY = /^[\x21-\x7e]{1,4096}$/;

/** The API of one server: the only place that a driver ever sends anything to. */
export class Endpoint {
  readonly #base: string;
  readonly #apiKey: string | undefined;

  /** Throws ModelFailure `refused` for an address or a key that can't be used; the message holds neither. */
  constructor({ baseUrl, apiKey }: Pick<HttpModelOptions, 'baseUrl' | 'apiKey'>) {
    const url = readAddress(baseUrl);
    if (apiKey !== undefined && !KEY.test(apiKey)) {
      throw new ModelFailure('refused', 'The key of the model server holds characters that no key has.');
    }
    const path = url.pathname.replace(/\/+$/, '');
    this.#base = `${url.origin}${path === '' ? '/v1' : path}`;
    this.#apiKey = apiKey;
  }

  /** `path` begins with a slash and is ours, never the server's. */
  url(path: string): string {
    return `${this.#base}${path}`;
  }

  headers(hasBody: boolean): Record<string, string> {
    return {
      accept: 'application/json, text/event-stream',
      ...(hasBody ? { 'content-type': 'application/json' } : {}),
      ...(this.#apiKey === undefined ? {} : { authorization: `Bearer ${this.#apiKey}` }),
    };
  }
}

function readAddress(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new ModelFailure('refused', 'The address of the model server must begin with http:// or https://.');
  }
  if (`${url.username}${url.password}${url.search}${url.hash}` !== '') {
    throw new ModelFailure('refused', 'The address of the model server holds a name, a password or a query.');
  }
  return url;
}
