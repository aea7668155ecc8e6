import { DomainError } from '@fabwright/platform';

/** The id that a request brings. Throws INVALID_INPUT for what can't be one. */
export function uuidOf(text: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return text.toLowerCase();
  throw new DomainError('INVALID_INPUT', 'A request has a UUID.', { detail: { field: 'requestId', reason: 'uuid' } });
}
