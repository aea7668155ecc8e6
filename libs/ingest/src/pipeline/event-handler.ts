import { EVENT_TYPE_NAMES, EVENT_TYPES, type EventType, type FabEventOf } from '@fabwright/contracts';

/** An event that has its effect now and never again. */
export interface AcceptedEvent<T extends EventType> {
  readonly event: FabEventOf<T>;
  readonly receivedAt: Date;
}

/**
 * Turns events of one type into facts, inside the open unit of work and with no effect outside it.
 * Events come in the order of arrival, which need not be the order of their own times.
 * Throwing refuses the whole batch; the pipeline then finds out which event is to blame.
 */
export interface EventHandler<T extends EventType = EventType> {
  readonly type: T;
  handle(events: readonly AcceptedEvent<T>[]): Promise<void>;
}

/** Ties a handler to its type, so that the registry can hold handlers of all types. */
export function eventHandler<T extends EventType>(
  type: T,
  handle: (events: readonly AcceptedEvent<T>[]) => Promise<void>,
): EventHandler {
  // The registry hands a handler only events of its own type.
  return { type, handle: handle as EventHandler['handle'] };
}

/** One handler for each type that Fabwright reads; a missing or doubled one stops the start. */
export class HandlerRegistry {
  readonly #handlers = new Map<EventType, EventHandler>();

  constructor(handlers: readonly EventHandler[]) {
    for (const handler of handlers) {
      if (EVENT_TYPES[handler.type].direction !== 'in') throw new Error(`${handler.type} is not read by Fabwright.`);
      if (this.#handlers.has(handler.type)) throw new Error(`${handler.type} has two handlers.`);
      this.#handlers.set(handler.type, handler);
    }
    const missing = inboundTypes().filter((type) => !this.#handlers.has(type));
    if (missing.length > 0) throw new Error(`No handler for ${missing.join(', ')}: its events could have no effect.`);
  }

  /** Hands events to their handlers, type by type in the order of the contracts' list: reference data come first. */
  async handle(events: readonly AcceptedEvent<EventType>[]): Promise<void> {
    for (const type of inboundTypes()) {
      const own = events.filter(({ event }) => event.type === type);
      if (own.length > 0) await this.#handlers.get(type)?.handle(own);
    }
  }
}

function inboundTypes(): EventType[] {
  return EVENT_TYPE_NAMES.filter((type) => EVENT_TYPES[type].direction === 'in');
}
