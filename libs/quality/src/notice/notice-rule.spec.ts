import { describe, expect, it } from 'vitest';
import { ExcursionKind, ExcursionSeverity } from '../excursion/excursion.ts';
import { excursionOf } from '../excursion/excursion.spec-support.ts';
import { mismatchesOf } from './notice-rule.ts';

const ANY = { severities: [], kinds: [], areas: [], productIds: [], shifts: [], productScope: null };
const AT = new Date('2026-11-23T12:00:00Z');
const UTC = { zone: 'UTC' };

describe('a rule', () => {
  it('that asks for nothing applies to everything but history', () => {
    expect(mismatchesOf(ANY, excursionOf(), AT, UTC)).toEqual([]);
    expect(mismatchesOf(ANY, excursionOf({ fromHistory: true }), AT, UTC)).toEqual(['history']);
  });

  it('names everything that speaks against it', () => {
    const rule = {
      severities: [ExcursionSeverity.CRITICAL],
      kinds: [ExcursionKind.SENSOR],
      areas: ['Etch'],
      productIds: ['B'],
      shifts: [{ days: [7], from: 0, to: 0 }],
      productScope: null,
    };
    expect(mismatchesOf(rule, excursionOf(), AT, UTC)).toEqual(['severity', 'kind', 'area', 'product', 'shift']);
  });

  it('does not apply by area until the area is known', () => {
    const rule = { ...ANY, areas: ['Etch'] };
    expect(mismatchesOf(rule, excursionOf({ area: null }), AT, UTC)).toEqual(['area']);
    expect(mismatchesOf(rule, excursionOf({ area: 'Etch' }), AT, UTC)).toEqual([]);
  });

  it('tells nobody of products that its writer may not see', () => {
    expect(mismatchesOf({ ...ANY, productScope: ['B'] }, excursionOf(), AT, UTC)).toEqual(['product']);
  });
});
