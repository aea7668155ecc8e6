import { z } from 'zod';
import { id, instant } from './fields.ts';
import { LIMITS } from './limits.ts';
import { EVENT_TYPES, EVENT_TYPE_NAMES, isEventType, type EventData, type EventType } from './registry.ts';

/** Media types of CloudEvents 1.0, structured JSON mode. */
export const MEDIA_TYPES = {
  event: 'application/cloudevents+json',
  batch: 'application/cloudevents-batch+json',
} as const;

const envelope = z.object(
  {
    specversion: z.literal('1.0', { error: 'must be "1.0"' }),
    id,
    source: z
      .string({ error: 'must be a URI reference that names the sender' })
      .min(1, { error: 'must be a URI reference that names the sender' })
      .max(500, { error: 'must have at most 500 characters' })
      .regex(/^[\x21-\x7e]+$/, { error: 'must be a URI reference without blanks' }),
    type: z.string({ error: 'must name the event and its version, such as fab.lot-history.v1' }).max(LIMITS.idLength),
    time: instant,
    subject: z.string().min(1).max(500).optional(),
    datacontenttype: z
      .string()
      .regex(/^application\/json\s*(;.*)?$/i, { error: 'must be application/json' })
      .optional(),
    partitionkey: id,
    traceparent: z
      .string()
      .regex(/^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/, { error: 'must be a W3C trace context parent' })
      .optional(),
    data: z.unknown(),
  },
  { error: 'must be one CloudEvents 1.0 object in structured JSON' },
);

type Head = Omit<z.infer<typeof envelope>, 'type' | 'data'>;
export type FabEventOf<T extends EventType> = Head & { type: T; data: EventData<T> };
/** Any event that a contract describes; narrow it by `type`. */
export type FabEvent = { [T in EventType]: FabEventOf<T> }[EventType];

export interface ContractIssue {
  /** Where in the event, such as `data.wafers[3].waferId`; empty for the event as a whole. */
  path: string;
  /** What the sender has to change. */
  message: string;
}

export type ParsedEnvelope =
  | { ok: true; event: FabEvent }
  | { ok: false; issues: ContractIssue[]; id?: string; type?: string };

const MOST_ISSUES = 20;

/**
 * Reads one event. Never throws: what is wrong comes back as issues, with the id and type as far as they could be read,
 * so that the event can be put aside with its reason. Fields that no contract names are left out of the result.
 */
export function parseEnvelope(input: unknown): ParsedEnvelope {
  const head = envelope.safeParse(input);
  if (!head.success) return refuse(input, head.error.issues, []);
  const { type, data, ...rest } = head.data;
  if (!isEventType(type)) return { ...known(input), ok: false, issues: [{ path: 'type', message: unknownType(type) }] };
  const contract = EVENT_TYPES[type];
  const payload = contract.schema.safeParse(data);
  if (!payload.success) return refuse(input, payload.error.issues, ['data']);
  const event = { ...rest, type, data: payload.data } as FabEvent;
  const key = partitionKeyOf(event);
  if (event.partitionkey === key) return { ok: true, event };
  const message = `must be ${JSON.stringify(key)}, the key that keeps these events in order`;
  return { ...known(input), ok: false, issues: [{ path: 'partitionkey', message }] };
}

/** The key by which an event's topic is partitioned. */
export function partitionKeyOf(event: { [T in EventType]: { type: T; data: EventData<T> } }[EventType]): string {
  const { keyOf } = EVENT_TYPES[event.type] as { keyOf: (data: unknown) => string };
  return keyOf(event.data);
}

/** Puts a payload into its envelope. `time` is when it happened, not when it is sent. */
export function toEnvelope<T extends EventType>(
  type: T,
  data: EventData<T>,
  head: { id: string; source: string; time: string; subject?: string; traceparent?: string },
): FabEventOf<T> {
  const { keyOf } = EVENT_TYPES[type] as { keyOf: (data: unknown) => string };
  return { specversion: '1.0', type, ...head, datacontenttype: 'application/json', partitionkey: keyOf(data), data };
}

function unknownType(type: string): string {
  const family = EVENT_TYPE_NAMES.filter((name) => EVENT_TYPES[name].topic === type.replace(/\.v\d+$/, ''));
  const names = family.length > 0 ? family : EVENT_TYPE_NAMES;
  return `${JSON.stringify(type)} is not known here; use ${names.join(', ')}`;
}

type Issues = readonly { path: readonly PropertyKey[]; message: string }[];

function refuse(input: unknown, issues: Issues, prefix: string[]): ParsedEnvelope {
  const listed = issues
    .slice(0, MOST_ISSUES)
    .map(({ path, message }) => ({ path: pathText([...prefix, ...path]), message }));
  const left = issues.length - listed.length;
  if (left > 0) listed.push({ path: '', message: `and ${left} more of this kind` });
  return { ...known(input), ok: false, issues: listed };
}

/** `data.wafers[3].waferId` */
function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part, at) => (typeof part === 'number' ? `[${part}]` : `${at > 0 ? '.' : ''}${String(part)}`))
    .join('');
}

/** Id and type of an event that was refused, where they are short texts. */
function known(input: unknown): { id?: string; type?: string } {
  if (typeof input !== 'object' || input === null) return {};
  const read = (field: 'id' | 'type') => {
    const value: unknown = (input as Record<string, unknown>)[field];
    return typeof value === 'string' && value.length <= LIMITS.idLength ? { [field]: value } : {};
  };
  return { ...read('id'), ...read('type') };
}
