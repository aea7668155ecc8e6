import type { Ending } from '../ending.ts';
import { ModelFailure, type ModelFailureCode } from '../language-model.ts';
import { readText } from './body-reader.ts';
import type { Endpoint, HttpLimits } from './endpoint.ts';

/** Of a refusal's body no more is read. */
const MOST_REFUSAL_BYTES = 64 * 1024;
/** A word such as `context_length_exceeded`; anything longer could be a part of the question. */
const CODE_WORD = /^[A-Za-z][\w.-]{0,60}$/;

/** Sends one question to the endpoint and to nowhere else, again where the server is too busy for it. */
export class Exchange {
  readonly #endpoint: Endpoint;
  readonly #limits: HttpLimits;

  constructor(endpoint: Endpoint, limits: HttpLimits) {
    this.#endpoint = endpoint;
    this.#limits = limits;
  }

  /**
   * The server's response when it is a success; `body` makes it a POST. Throws ModelFailure: `unreachable`, `busy` after
   * the last retry, `refused` for any other status, or what ended the question.
   */
  async send(path: string, body: unknown, ending: Ending): Promise<Response> {
    for (let retry = 0; ; retry += 1) {
      const response = await this.#once(path, body, ending);
      if (response.ok) return response;
      if (response.status !== 429 && response.status !== 503) throw await refusal(response, ending);
      const wait = this.#waitBefore(retry, response.headers.get('retry-after'));
      await response.body?.cancel();
      if (wait === null || wait >= ending.remainingMs) {
        throw new ModelFailure('busy', `The model server has too much to do (status ${response.status}).`);
      }
      await ending.wait(wait);
    }
  }

  async #once(path: string, body: unknown, ending: Ending): Promise<Response> {
    ending.throwIfEnded();
    try {
      return await fetch(this.#endpoint.url(path), {
        method: body === undefined ? 'GET' : 'POST',
        headers: this.#endpoint.headers(body !== undefined),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: ending.signal,
        // A redirect would take the question, and the key, to an address that nobody configured.
        redirect: 'manual',
      });
    } catch (error) {
      ending.throwIfEnded();
      throw new ModelFailure('unreachable', `The model server does not answer${systemCode(error)}.`, { cause: error });
    }
  }

  /** Milliseconds before the next try; null when there is none. */
  #waitBefore(retry: number, retryAfter: string | null): number | null {
    const { mostRetries, firstWaitMs, longestWaitMs } = this.#limits;
    if (retry >= mostRetries) return null;
    const told = retryAfter === null ? 0 : toldWait(retryAfter);
    if (told > longestWaitMs) return null;
    // Half of it by chance, so that all who were sent away do not come back at the same moment.
    const own = Math.min(longestWaitMs, firstWaitMs * 2 ** retry) * (0.5 + Math.random() / 2);
    return Math.max(told, own);
  }
}

/** Retry-After in milliseconds: seconds or a date; 0 for what is neither. */
function toldWait(retryAfter: string): number {
  const seconds = Number(retryAfter);
  const wait = Number.isNaN(seconds) ? Date.parse(retryAfter) - Date.now() : seconds * 1000;
  return Number.isNaN(wait) ? 0 : Math.max(0, wait);
}

function systemCode(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' && CODE_WORD.test(code) ? ` (${code})` : '';
}

const WHY: Readonly<Record<number, readonly [ModelFailureCode, string]>> = {
  401: ['refused', 'The model server does not accept the key'],
  403: ['refused', 'The model server does not accept the key'],
  404: ['refused', 'The model server does not know the model, or has no such API at this address'],
  413: ['refused', 'The question is too long for the model server'],
  502: ['unreachable', 'Nobody answers behind the address of the model server'],
  504: ['unreachable', 'Nobody answers behind the address of the model server'],
};

/** A server's refusal in our words. Its own could quote the question, so only its code word is kept. */
async function refusal(response: Response, ending: Ending): Promise<ModelFailure> {
  const { status } = response;
  if (status >= 300 && status < 400) {
    await response.body?.cancel();
    return new ModelFailure('refused', `The model server sends on to another address (status ${status}).`);
  }
  const [code, words] = WHY[status] ?? ['refused', 'The model server would not take the question'];
  const word = codeWord(await readText(response, ending, MOST_REFUSAL_BYTES).catch(() => ''));
  return new ModelFailure(code, `${words} (status ${status}${word === null ? '' : `, ${word}`}).`);
}

function codeWord(body: string): string | null {
  try {
    const parsed = JSON.parse(body) as { error?: { code?: unknown; type?: unknown } } | null;
    const words = [parsed?.error?.code, parsed?.error?.type];
    return words.find((word): word is string => typeof word === 'string' && CODE_WORD.test(word)) ?? null;
  } catch {
    return null;
  }
}
