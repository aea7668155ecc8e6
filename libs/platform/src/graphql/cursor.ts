import { DomainError } from '../errors/index.ts';

/** Where a page ended: the values of the sort keys of its last row. Opaque to clients. */
export type CursorKeys = readonly (string | number | null)[];

export function encodeCursor(keys: CursorKeys): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url');
}

/** Throws INVALID_INPUT for a cursor that we did not make. */
export function decodeCursor(cursor: string, length: number): CursorKeys {
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(keys) && keys.length === length && keys.every(isKey)) return keys as CursorKeys;
  } catch {
    // Falls through to the same answer.
  }
  throw new DomainError('INVALID_INPUT', 'This cursor is not valid. Start again from the first page.');
}

function isKey(value: unknown): boolean {
  return value === null || typeof value === 'string' || typeof value === 'number';
}

/** Rows a page may have: what was asked for, within 1 … 200. */
export function pageSize(first: number): number {
  return Math.max(1, Math.min(200, Math.trunc(first)));
}
