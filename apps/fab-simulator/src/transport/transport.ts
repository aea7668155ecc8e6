import type { EventType } from '@fabwright/contracts';

/** An event ready to be sent. */
export interface Parcel {
  readonly type: EventType;
  readonly id: string;
  readonly partitionKey: string;
  /** The event in structured JSON. */
  readonly body: string;
}

export interface Transport {
  /**
   * Resolves when every parcel has been taken over by the other side, or was refused for good.
   * Waits and tries again for as long as it takes; rejects only when `signal` ends it.
   */
  send(parcels: readonly Parcel[], signal: AbortSignal): Promise<{ refused: { id: string; reason: string }[] }>;
  close(): Promise<void>;
}

/** Says what goes on, one JSON object a line. */
export type Report = (line: { kind: string } & Record<string, unknown>) => void;

/** Waits, or rejects when the signal comes. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason as Error);
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}

/** Milliseconds before attempt n (from 0): doubling from half a second to half a minute, with some scatter. */
export function backOffMs(attempt: number): number {
  return Math.min(30_000, 500 * 2 ** attempt) * (0.75 + 0.5 * Math.random());
}
