import { LIMITS, toEnvelope } from '@fabwright/contracts';
import { describe, expect, it } from 'vitest';
import { parseMessage } from './parse-message.ts';

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const head = { id: '1', source: '/mes', time: '2026-11-23T15:30:00Z' };
const hold = toEnvelope(
  'fab.lot-hold.v1',
  { lotId: 'L1', lotNo: 'L1', holdId: 'H1', kind: 'hold', at: head.time, reason: 'look' },
  head,
);

describe('parseMessage', () => {
  it('reads an event that keeps its contract', () => {
    expect(parseMessage(encode(hold))).toMatchObject({ ok: true, event: { id: '1', type: 'fab.lot-hold.v1' } });
  });

  it.each([
    ['too-large', new Uint8Array(LIMITS.eventBytes + 1)],
    ['not-utf8', Uint8Array.of(0x7b, 0xff, 0x7d)],
    ['not-json', new TextEncoder().encode('{"id": ')],
    ['contract', encode({ ...hold, data: { lotId: 'L1' } })],
    ['contract', encode(null)],
    ['unknown-type', encode({ ...hold, type: 'fab.lot-hold.v9' })],
  ])('says %s and throws nothing', (code, bytes) => {
    expect(parseMessage(bytes)).toMatchObject({ ok: false, reason: { code } });
  });

  it('keeps id and type of an event it refuses, and says which field to mend', () => {
    const parsed = parseMessage(encode({ ...hold, time: 'yesterday' }));
    expect(parsed).toMatchObject({ ok: false, id: '1', type: 'fab.lot-hold.v1', reason: { code: 'contract' } });
    expect(parsed.ok ? '' : parsed.reason.text).toContain('time ');
  });

  it('does not take in what Fabwright itself sends', () => {
    const request = toEnvelope(
      'fab.lot-hold-request.v1',
      { requestId: 'R1', lotId: 'L1', lotNo: 'L1', reason: 'spread', requestedAt: head.time, requestedBy: 'spc' },
      head,
    );
    expect(parseMessage(encode(request))).toMatchObject({ ok: false, id: '1', reason: { code: 'outbound-type' } });
  });
});
