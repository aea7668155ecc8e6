/** One event on its way out. */
export interface OutgoingMessage {
  readonly topic: string;
  /** Messages with the same key stay in order. */
  readonly key: string;
  readonly bytes: Uint8Array;
}

/** Where events go. */
export abstract class EventSink {
  /** False where there is no broker: then the outbox is read by `GET /events/v1`. */
  abstract readonly enabled: boolean;

  /**
   * Resolves when the broker has all of them for good. When it rejects, some may have arrived: publish all again,
   * receivers recognise them by their CloudEvents id.
   */
  abstract publish(messages: readonly OutgoingMessage[]): Promise<void>;

  abstract stop(): Promise<void>;
}

/** Without a broker. */
export class NoSink extends EventSink {
  override readonly enabled = false;

  override publish(): Promise<void> {
    return Promise.reject(new Error('There is no broker to publish to.'));
  }

  override stop(): Promise<void> {
    return Promise.resolve();
  }
}

export const CLOUDEVENTS_HEADERS = { 'content-type': 'application/cloudevents+json; charset=utf-8' } as const;
