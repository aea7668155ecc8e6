/** How a message leaves the house. */
export type DeliveryChannel = 'mail' | 'webhook' | 'folder';

/** A file of the blob store that goes along. It is kept for as long as the message waits. */
export interface DeliveryFile {
  readonly blob: string;
  readonly name: string;
  readonly contentType: string;
  readonly byteSize: number;
}

/**
 * `sending`: a worker has it in hand; when that worker dies the message is sent again under the same id.
 * `not-configured`: it came due on an instance without this channel, and was not sent.
 */
export type DeliveryState = 'queued' | 'sending' | 'sent' | 'failed' | 'cancelled' | 'not-configured';

export interface NewDelivery {
  /** Of several messages with the same key the first is kept, whoever writes them and when. */
  readonly dedupeKey: string;
  readonly channel: DeliveryChannel;
  /** A mail address, the id of a webhook target, or a path under the folder that the settings name. */
  readonly recipient: string;
  /** As shown in the log. */
  readonly recipientName: string | null;
  /** What kind of message it is, e.g. `excursion-notice`. */
  readonly topic: string;
  /** What it is about, e.g. an excursion's id: all messages about it can be cancelled together. */
  readonly aboutId: string | null;
  /** Whose rights the log asks for; null = nobody's product. */
  readonly productId: string | null;
  readonly subject: string;
  readonly text: string;
  readonly html?: string | null;
  /** Body of a webhook. */
  readonly payload?: object | null;
  /** Attached to a mail, put into a folder. */
  readonly files?: readonly DeliveryFile[];
  /** Further headers of a mail, such as List-Unsubscribe. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Not before; default at once. */
  readonly dueAt?: Date;
  /** Tried until this long after it was due; default 24. */
  readonly giveUpAfterHours?: number;
}

/** A message that a worker has in hand. */
export interface ClaimedDelivery {
  readonly deliveryId: string;
  readonly channel: DeliveryChannel;
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  readonly payload: object | null;
  readonly files: readonly DeliveryFile[] | null;
  readonly headers: Readonly<Record<string, string>> | null;
  readonly createdAt: Date;
  readonly giveUpAt: Date;
  /** 1 at the first. */
  readonly attempts: number;
}

/** What came of one attempt. Errors are words for people, without secrets. */
export type SendOutcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'not-configured'; readonly error: string }
  /** Worth another try later. */
  | { readonly kind: 'later'; readonly error: string }
  /** The same message will never be taken. */
  | { readonly kind: 'never'; readonly error: string };

/** One way out. */
export abstract class DeliveryTransport {
  abstract readonly channel: DeliveryChannel;
  /** Never throws. Ends within `SEND_DEADLINE_MS`. */
  abstract send(delivery: ClaimedDelivery): Promise<SendOutcome>;
}

/** No attempt takes longer. */
export const SEND_DEADLINE_MS = 60_000;

const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 30 * 60_000;

/** Pause after the given attempt (1 = the first) in milliseconds: 30 s, 1 min, 2 min … half an hour. */
export function pauseAfter(attempt: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempt - 1, 20));
}
