import pino from 'pino';

const HIDDEN = '[hidden]';
const MAX_DEPTH = 6;

/** Field names whose value never reaches a log, compared without case, dashes and underscores. */
const SECRET_FIELD =
  /^(.*(password|passwd|secret|apikey|privatekey)|authorization|proxyauthorization|cookie|setcookie|.*token|databaseurl|connectionstring|sessionid|fabdatabaseurl)$/;
/** Names that end in "token" and are none. */
const HARMLESS_FIELD = /^(tokenid|tokencount|tokenname)$/;

/** user:password@ in an address; bearer and basic credentials; our own tokens. */
const SECRET_IN_TEXT: readonly [RegExp, string][] = [
  [/([a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s@/]+@/gi, `$1:${HIDDEN}@`],
  [/\b(bearer|basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${HIDDEN}`],
  [/\bfab[tsi]_[\w-]{8,}/g, HIDDEN],
  [/([?&](?:token|password|secret)=)[^&\s]+/gi, `$1${HIDDEN}`],
];

/** `text` without credentials. */
export function redactText(text: string): string {
  return SECRET_IN_TEXT.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);
}

/** A copy of what would be logged, without credentials, whatever it is nested in. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return '[too deep]';
  if (value instanceof Error) return redactFields(pino.stdSerializers.err(value), depth);
  if (value instanceof Date) return value.toISOString();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  return redactFields(value, depth);
}

function redactFields(value: object, depth: number): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value)) {
    const hide = isSecretField(name) && field !== undefined && field !== null;
    result[name] = hide ? HIDDEN : redact(field, depth + 1);
  }
  return result;
}

function isSecretField(name: string): boolean {
  const plain = name.toLowerCase().replaceAll(/[-_]/g, '');
  return SECRET_FIELD.test(plain) && !HARMLESS_FIELD.test(plain);
}
