import { Injectable } from '@nestjs/common';
import {
  type Actor,
  DomainError,
  FabConfig,
  inScope,
  type ProductScope,
  RawLog,
  UnitOfWork,
} from '@fabwright/platform';
import { CONSUMER } from '../pipeline/consumer-name.ts';
import type { SubmittedEvent } from './batch-parser.ts';

/** Says that an event is kept, not that it is understood: `receipt` is its number in the raw log. */
export interface Receipt {
  readonly id: string;
  readonly source: string;
  readonly receipt: string;
  readonly status: 'accepted';
}

const RETRY_SECONDS = 5;
/** A backlog moves slowly against this, and counting it costs a query. */
const BACKLOG_FRESH_MS = 500;

/** Keeps events that come by HTTP before answering; the worker takes them in from there. */
@Injectable()
export class IntakeService {
  #backlog = { count: 0, at: -Infinity };

  constructor(
    private readonly rawLog: RawLog,
    private readonly uow: UnitOfWork,
    private readonly config: FabConfig,
  ) {}

  /** Throws TOO_MANY_REQUESTS while too much waits for the worker, FORBIDDEN for products outside the token's scope. */
  async keep(actor: Actor, events: readonly SubmittedEvent[]): Promise<Receipt[]> {
    await this.#assertScope(actor.productScope, events);
    await this.#assertRoom(events.length);
    const entries = events.map((event) => event.entry);
    const offsets = await this.rawLog.append(entries, actor.kind === 'token' ? actor.id : null);
    this.#backlog.count += entries.length;
    return entries.map(({ source, eventId }, at) => ({
      id: eventId,
      source,
      receipt: String(offsets[at]),
      status: 'accepted',
    }));
  }

  async #assertRoom(more: number): Promise<void> {
    if (performance.now() - this.#backlog.at > BACKLOG_FRESH_MS) {
      this.#backlog = { count: await this.rawLog.backlog(CONSUMER), at: performance.now() };
    }
    const most = this.config.ingest.maxPendingEvents;
    if (this.#backlog.count + more <= most) return;
    throw new DomainError(
      'TOO_MANY_REQUESTS',
      `${this.#backlog.count} events wait to be taken in, ${most} is the most. Nothing of this batch was kept: send it again later.`,
      { retryAfterSeconds: RETRY_SECONDS, detail: { waiting: this.#backlog.count } },
    );
  }

  /** An event says its product, or is about a lot whose product is known; one that does neither is about no product. */
  async #assertScope(scope: ProductScope, events: readonly SubmittedEvent[]): Promise<void> {
    if (scope === null) return;
    const lots = await this.#productsOf(events.flatMap(({ lotId }) => (lotId === null ? [] : [lotId])));
    const outside = events
      .flatMap(({ productId, lotId }) => [productId, lotId === null ? null : (lots.get(lotId) ?? null)])
      .find((product) => product !== null && !inScope(scope, product));
    if (outside === undefined || outside === null) return;
    throw new DomainError(
      'FORBIDDEN',
      `This token may not write to product ${outside}. Nothing of the batch was kept.`,
      {
        detail: { productId: outside },
      },
    );
  }

  async #productsOf(lotIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.uow.query<{ lotId: string; productId: string }>(
      'SELECT lot_id AS "lotId", product_id AS "productId" FROM lot WHERE lot_id = ANY ($1)',
      [[...new Set(lotIds)]],
    );
    return new Map(rows.map((row) => [row.lotId, row.productId]));
  }
}
