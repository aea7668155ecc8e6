import { EVENT_TYPES, type FabEvent } from '@fabwright/contracts';
import type { EventSink } from '@fabwright/platform';

const MOST_TRIES = 40;

/** Sends events as a fab would: with their keys, and again and again while the broker is down. */
export class KafkaSender {
  readonly #encoder = new TextEncoder();

  constructor(private readonly sink: EventSink) {}

  /** Resolves when the broker has all of them; some may have arrived twice. */
  async send(events: readonly FabEvent[]): Promise<void> {
    const messages = events.map((event) => ({
      topic: EVENT_TYPES[event.type].topic,
      key: event.partitionkey,
      bytes: this.#encoder.encode(JSON.stringify(event)),
    }));
    for (let from = 0; from < messages.length; from += 100) {
      await persistently(() => this.sink.publish(messages.slice(from, from + 100)));
    }
  }

  sendRaw(topic: string, bytes: Uint8Array): Promise<void> {
    return this.sink.publish([{ topic, key: 'poison', bytes }]);
  }
}

async function persistently(send: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await send();
      return;
    } catch (error) {
      if (attempt === MOST_TRIES) throw error;
      await new Promise((done) => setTimeout(done, 500));
    }
  }
}
