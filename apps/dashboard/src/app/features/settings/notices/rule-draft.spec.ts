import { describe, expect, it } from 'vitest';
import { addressesOf, clockOf, draftOf, inputOf, minutesOf, NIGHT, NOBODY } from './rule-draft.ts';

describe('a rule in its form', () => {
  it('reads and writes times of day', () => {
    expect([0, 1320, 1439].map(clockOf)).toEqual(['00:00', '22:00', '23:59']);
    expect(['00:00', '22:00', '23:59', '24:00', ''].map(minutesOf)).toEqual([0, 1320, 1439, -1, -1]);
  });

  it('sends all products as an empty list, and nobody to escalate to while it does not escalate', () => {
    const draft = { ...draftOf(null), shifts: [NIGHT], escalateTo: { ...NOBODY, addresses: ['a@b.c'] } };
    expect(inputOf(draft)).toMatchObject({
      productIds: [],
      shifts: [{ days: [1, 2, 3, 4, 5, 6, 7], from: 1320, to: 360 }],
      escalateMinutes: null,
      escalateTo: NOBODY,
    });
    expect(inputOf({ ...draft, escalates: true })).toMatchObject({
      escalateMinutes: 30,
      escalateTo: { addresses: ['a@b.c'] },
    });
  });

  it('takes pasted addresses as they come', () => {
    expect(addressesOf(' a@b.c,\n d@e.f；a@b.c ')).toEqual(['a@b.c', 'd@e.f']);
  });
});
