import { describe, expect, it } from 'vitest';
import { expiryOf, tokenState } from './token-words.ts';

const now = Date.parse('2026-11-23T08:00:00Z');

describe('a token', () => {
  it('is dead when it was revoked or its time has come, not a second before', () => {
    expect(tokenState({ revokedAt: null, expiresAt: null }, now)).toBe('active');
    expect(tokenState({ revokedAt: null, expiresAt: '2026-11-23T08:00:01Z' }, now)).toBe('active');
    expect(tokenState({ revokedAt: null, expiresAt: '2026-11-23T08:00:00Z' }, now)).toBe('expired');
    expect(tokenState({ revokedAt: '2026-11-01T00:00:00Z', expiresAt: null }, now)).toBe('revoked');
  });

  it('runs out after the chosen days, or never', () => {
    expect(expiryOf('month', now)).toBe('2026-12-23T08:00:00.000Z');
    expect(expiryOf('open', now)).toBeNull();
  });
});
