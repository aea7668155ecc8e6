import { LIMITS, MEDIA_TYPES } from '@fabwright/contracts';
import { describe, expect, it } from 'vitest';
import { parseBatch } from './batch-parser.ts';

const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const event = { id: 'a', source: '/mes', data: { productId: 'P1', lotId: 'L1' } };

describe('parseBatch', () => {
  it('reads a list of events, and one event by itself', () => {
    for (const [type, body] of [
      [`${MEDIA_TYPES.batch}; charset=utf-8`, [event]],
      [MEDIA_TYPES.event, event],
    ] as const) {
      const [only, ...rest] = parseBatch(type, bytes(body));
      expect(rest).toEqual([]);
      expect(only).toMatchObject({ productId: 'P1', lotId: 'L1', entry: { source: '/mes', eventId: 'a' } });
      expect(JSON.parse(Buffer.from(only?.entry.body ?? []).toString())).toEqual(event);
    }
  });

  it.each([[null], [7], ['text'], [{}], [{ id: 5, data: [] }]])(
    'keeps %j for quarantine instead of losing it',
    (odd) => {
      expect(parseBatch(MEDIA_TYPES.batch, bytes([odd]))).toHaveLength(1);
    },
  );

  it('makes texts that PostgreSQL can hold', () => {
    const [odd] = parseBatch(MEDIA_TYPES.batch, bytes([{ id: 'x\u0000\ud800', source: 'y'.repeat(9_999) }]));
    expect(odd?.entry.eventId).toBe('x\ufffd\ufffd');
    expect(odd?.entry.source).toHaveLength(500);
  });

  it.each([
    ['UNSUPPORTED_MEDIA_TYPE', undefined, bytes([event])],
    ['UNSUPPORTED_MEDIA_TYPE', 'application/json', bytes([event])],
    ['INVALID_INPUT', MEDIA_TYPES.batch, new TextEncoder().encode('[{"id":')],
    ['INVALID_INPUT', MEDIA_TYPES.batch, Uint8Array.of(0x5b, 0x22, 0xff, 0x22, 0x5d)],
    ['INVALID_INPUT', MEDIA_TYPES.batch, bytes(event)],
    ['TOO_LARGE', MEDIA_TYPES.batch, bytes(Array.from({ length: LIMITS.batchEvents + 1 }, () => event))],
  ])('answers %s', (code, type, body) => {
    expect(() => parseBatch(type, body)).toThrow(expect.objectContaining({ code }));
  });
});
