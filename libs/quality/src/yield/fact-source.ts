import { createHash } from 'node:crypto';
import type { FactSource } from '@fabwright/facts';

/**
 * Where facts come from: the query by name and parameters, a hash of it and its result, the rows it rests on, and the
 * highest sequence number among them, so that a reader can tell whether the data have changed since.
 */
export function factSource(
  query: string,
  parameters: Readonly<Record<string, unknown>>,
  rows: readonly unknown[],
  seq: number,
): FactSource {
  const named = `${query}(${Object.entries(parameters)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${name}=${textOf(value)}`)
    .join(', ')})`;
  const hash = createHash('sha256')
    .update(JSON.stringify([named, rows]))
    .digest('hex')
    .slice(0, 16);
  return { query: named, hash, rows: rows.length, asOf: String(seq) };
}

function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return Array.isArray(value) ? value.map(String).join('|') : String(value);
}
