import { EVENT_TYPE_NAMES, EVENT_TYPES, type EventType, type FabEvent } from '@fabwright/contracts';

/** An event that has its effect now and never again. */
export interface AcceptedEvent {
  readonly event: FabEvent;
  readonly receivedAt: Date;
}

/**
 * Turns events of its types into facts, inside the open unit of work and with no effect outside it.
 * Events come in the order of arrival, which need not be the order of their own times.
 * Throwing refuses the whole batch; the pipeline then finds out which event is to blame.
 */
export interface EventHandler {
  readonly types: readonly EventType[];
  handle(events: readonly AcceptedEvent[]): Promise<void>;
}

/** One handler for each type that Fabwright reads; a missing or doubled one stops the start. */
export class HandlerRegistry {
  readonly #handlers: readonly EventHandler[];
  readonly #ofType = new Map<EventType, EventHandler>();

  /** Handlers run in the given order within a batch: reference data first. */
  constructor(handlers: readonly EventHandler[]) {
    this.#handlers = handlers;
    for (const handler of handlers) for (const type of handler.types) this.#assign(type, handler);
    const missing = EVENT_TYPE_NAMES.filter((type) => EVENT_TYPES[type].direction === 'in' && !this.#ofType.has(type));
    if (missing.length > 0) throw new Error(`No handler for ${missing.join(', ')}: its events could have no effect.`);
  }

  async handle(events: readonly AcceptedEvent[]): Promise<void> {
    for (const handler of this.#handlers) {
      const own = events.filter(({ event }) => this.#ofType.get(event.type) === handler);
      if (own.length > 0) await handler.handle(own);
    }
  }

  #assign(type: EventType, handler: EventHandler): void {
    if (EVENT_TYPES[type].direction !== 'in') throw new Error(`${type} is not read by Fabwright.`);
    if (this.#ofType.has(type)) throw new Error(`${type} has two handlers.`);
    this.#ofType.set(type, handler);
  }
}
