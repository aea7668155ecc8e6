import type { Report } from '../transport/transport.ts';
import { readToken } from '../transport/token-file.ts';
import type { Heard, Listener } from './listener.ts';

const TIMEOUT_MS = 10_000;
const NOTHING: Heard = { events: [], cursor: null, acknowledge: () => Promise.resolve() };

/** Reads what goes out from the api, page by page. */
export class HttpListener implements Listener {
  private readonly server: string;
  private readonly tokenFile: string;
  private readonly report: Report;
  private lastTrouble = '';

  constructor(server: string, tokenFile: string, report: Report) {
    this.server = server;
    this.tokenFile = tokenFile;
    this.report = report;
  }

  async hear(cursor: string | null): Promise<Heard> {
    try {
      const url = new URL('/events/v1', this.server);
      if (cursor !== null) url.searchParams.set('after', cursor);
      const response = await fetch(url, {
        headers: { authorization: `Bearer ${await readToken(this.tokenFile)}` },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (!response.ok) return this.trouble(`status ${response.status}`);
      const page = (await response.json()) as { events?: unknown; next?: unknown };
      this.lastTrouble = '';
      if (!Array.isArray(page.events) || typeof page.next !== 'string')
        return this.trouble('an answer that is no page of events');
      return { ...NOTHING, events: page.events, cursor: page.next };
    } catch (error) {
      return this.trouble(error instanceof Error ? error.message : String(error));
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Says each new trouble once. */
  private trouble(reason: string): Heard {
    if (reason !== this.lastTrouble) this.report({ kind: 'not-listening', reason });
    this.lastTrouble = reason;
    return NOTHING;
  }
}
