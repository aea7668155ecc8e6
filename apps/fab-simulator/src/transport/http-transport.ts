import { MEDIA_TYPES } from '@fabwright/contracts';
import { backOffMs, pause, type Parcel, type Report, type Transport } from './transport.ts';
import { readToken } from './token-file.ts';

interface Answer {
  readonly status: number;
  readonly retryAfterMs: number | undefined;
  readonly text: string;
}

const TIMEOUT_MS = 60_000;

/** Sends batches to the api. A batch that is too large or that holds something wrong is halved until the one at fault is found. */
export class HttpTransport implements Transport {
  private readonly url: string;
  private readonly tokenFile: string;
  private readonly report: Report;

  constructor(server: string, tokenFile: string, report: Report) {
    this.url = `${server}/ingest/v1/events`;
    this.tokenFile = tokenFile;
    this.report = report;
  }

  async send(parcels: readonly Parcel[], signal: AbortSignal): Promise<{ refused: { id: string; reason: string }[] }> {
    for (let attempt = 0; parcels.length > 0; attempt++) {
      const answer = await this.post(parcels, signal);
      if (answer.status >= 200 && answer.status < 300) break;
      if (isRefusal(answer.status)) return this.halve(parcels, answer, signal);
      const wait = Math.max(answer.retryAfterMs ?? 0, answer.retryAfterMs === undefined ? backOffMs(attempt) : 50);
      if (answer.status !== 429 || attempt > 5) {
        this.report({
          kind: 'waiting',
          status: answer.status,
          reason: answer.text.slice(0, 300),
          ms: Math.round(wait),
        });
      }
      await pause(wait, signal);
    }
    return { refused: [] };
  }

  async close(): Promise<void> {
    // Connections belong to the process-wide pool of fetch and end with the process.
  }

  private async halve(parcels: readonly Parcel[], answer: Answer, signal: AbortSignal) {
    const [only] = parcels;
    if (parcels.length === 1 && only) {
      return { refused: [{ id: only.id, reason: `${answer.status} ${answer.text.slice(0, 300)}` }] };
    }
    const middle = Math.ceil(parcels.length / 2);
    const first = await this.send(parcels.slice(0, middle), signal);
    const second = await this.send(parcels.slice(middle), signal);
    return { refused: [...first.refused, ...second.refused] };
  }

  /** Status 0 stands for an api that can't be reached. */
  private async post(parcels: readonly Parcel[], signal: AbortSignal): Promise<Answer> {
    try {
      const token = await readToken(this.tokenFile);
      const response = await fetch(this.url, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': `${MEDIA_TYPES.batch}; charset=utf-8` },
        body: `[${parcels.map((parcel) => parcel.body).join(',')}]`,
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      return {
        status: response.status,
        retryAfterMs: retryAfter(response.headers.get('retry-after')),
        text: await response.text(),
      };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      return { status: 0, retryAfterMs: undefined, text: causeOf(error) };
    }
  }
}

/** The sender has to change something: trying the same again would not help. */
function isRefusal(status: number): boolean {
  return status === 400 || status === 413 || status === 422;
}

/** Seconds or a date, as HTTP allows both. */
function retryAfter(header: string | null): number | undefined {
  if (header === null) return undefined;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), 120_000) : undefined;
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
