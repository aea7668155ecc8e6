import { EVENT_TYPES, LIMITS, parseEnvelope, type FabEvent } from '@fabwright/contracts';
import { issuesText, type QuarantineReason } from './quarantine-reason.ts';

/** A message is an event, or a reason why it is none. `id` and `type` as far as they could be read. */
export type ParsedMessage =
  | { readonly ok: true; readonly event: FabEvent }
  | { readonly ok: false; readonly reason: QuarantineReason; readonly id: string | null; readonly type: string | null };

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Bytes of one message → one event of a known contract that Fabwright reads. Never throws. */
export function parseMessage(bytes: Uint8Array): ParsedMessage {
  if (bytes.byteLength > LIMITS.eventBytes) {
    return refuse({
      code: 'too-large',
      text: `The message has ${bytes.byteLength} bytes, the contract allows ${LIMITS.eventBytes}. Send a long wafer test in parts.`,
      detail: { bytes: bytes.byteLength, allowed: LIMITS.eventBytes },
    });
  }
  const text = decode(bytes);
  if (text === null) {
    return refuse({ code: 'not-utf8', text: 'The message is not UTF-8 text. Send JSON in UTF-8.', detail: {} });
  }
  const json = readJson(text);
  if ('failure' in json) {
    return refuse({ code: 'not-json', text: `The message is not JSON: ${json.failure}.`, detail: {} });
  }
  return parseJson(json.value);
}

/** The same for a message whose JSON is already read. */
export function parseJson(value: unknown): ParsedMessage {
  const parsed = parseEnvelope(value);
  if (!parsed.ok) {
    const onType = parsed.issues.length === 1 && parsed.issues[0]?.path === 'type';
    return refuse(
      {
        code: onType ? 'unknown-type' : 'contract',
        text: `The event does not keep its contract: ${issuesText(parsed.issues)}.`,
        detail: { issues: parsed.issues },
      },
      parsed.id,
      parsed.type,
    );
  }
  const { type, id } = parsed.event;
  if (EVENT_TYPES[type].direction !== 'in') {
    return refuse({ code: 'outbound-type', text: `${type} is sent by Fabwright, not to it.`, detail: {} }, id, type);
  }
  return { ok: true, event: parsed.event };
}

function refuse(reason: QuarantineReason, id?: string, type?: string): ParsedMessage {
  return { ok: false, reason, id: id ?? null, type: type ?? null };
}

function decode(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

function readJson(text: string): { value: unknown } | { failure: string } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}
