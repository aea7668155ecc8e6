import { LIMITS, MEDIA_TYPES } from '@fabwright/contracts';
import { DomainError, type RawEntry } from '@fabwright/platform';

/** One event of a request: what is kept of it, and what can be read of it at once. */
export interface SubmittedEvent {
  readonly entry: RawEntry;
  /** `data.productId` and `data.lotId` where they are texts. */
  readonly productId: string | null;
  readonly lotId: string | null;
}

const TOKEN_TYPES = [MEDIA_TYPES.batch, MEDIA_TYPES.event];

/**
 * Body of POST /ingest/v1/events → its events, one by one. Only what makes the body as a whole unreadable is refused
 * here; whether an event keeps its contract is found out when it is taken in, and told by quarantine.
 * Throws UNSUPPORTED_MEDIA_TYPE, INVALID_INPUT and TOO_LARGE.
 */
export function parseBatch(contentType: string | undefined, body: Uint8Array): SubmittedEvent[] {
  const mediaType = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!TOKEN_TYPES.some((type) => type === mediaType)) {
    throw new DomainError(
      'UNSUPPORTED_MEDIA_TYPE',
      `Send ${MEDIA_TYPES.batch} (a list of events) or ${MEDIA_TYPES.event} (one event), not "${mediaType}".`,
    );
  }
  const json = parseJson(body);
  const events: unknown[] = mediaType === MEDIA_TYPES.event ? [json] : listOf(json);
  if (events.length > LIMITS.batchEvents) {
    throw new DomainError('TOO_LARGE', `The batch has ${events.length} events, ${LIMITS.batchEvents} is the most.`, {
      detail: { mostEvents: LIMITS.batchEvents },
    });
  }
  return events.map(toSubmitted);
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new DomainError('INVALID_INPUT', `The body is not JSON in UTF-8 (${why}). Nothing of it was kept.`);
  }
}

function listOf(json: unknown): unknown[] {
  if (Array.isArray(json)) return json;
  throw new DomainError('INVALID_INPUT', `${MEDIA_TYPES.batch} is a list of events: put them into [ ].`);
}

function toSubmitted(event: unknown): SubmittedEvent {
  const text = JSON.stringify(event);
  const head = fieldsOf(event);
  const data = fieldsOf(head['data']);
  return {
    entry: { source: shortText(head['source']), eventId: shortText(head['id']), body: Buffer.from(text) },
    productId: typeof data['productId'] === 'string' ? data['productId'] : null,
    lotId: typeof data['lotId'] === 'string' ? data['lotId'] : null,
  };
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** For finding it again only; the body has the whole of it. PostgreSQL text holds no NUL. */
function shortText(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 500).replaceAll('\u0000', '\ufffd').toWellFormed() : '';
}
