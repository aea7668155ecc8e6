import { describe, expect, it } from 'vitest';
import { inputOfDefinition, moved, newDefinition, ofKind, orderOf } from './definition-draft.ts';

const month = {
  kind: 'month',
  sections: ['products', 'losses', 'actions'],
  everyProduct: true,
  narrowed: true,
  periods: ['2026-10'],
};
const week = { kind: 'week', sections: ['losses', 'lots'], everyProduct: false, narrowed: true, periods: ['2026-W47'] };

describe('a report that is put together', () => {
  it('moves a section up and down, and not out of the list', () => {
    expect(moved(month.sections, 'actions', -1)).toEqual(['products', 'actions', 'losses']);
    expect(moved(month.sections, 'products', 2)).toEqual(['losses', 'actions', 'products']);
    expect(moved(month.sections, 'products', -1)).toEqual(month.sections);
    expect(moved(month.sections, 'weather', 1)).toEqual(month.sections);
  });

  it('of another kind has its sections, and one product where it can’t have all', () => {
    const draft = newDefinition(month, 'PMIC-K7');
    expect(draft.productId).toBe('*');
    expect(ofKind(draft, week, 'PMIC-K7')).toMatchObject({
      kind: 'week',
      productId: 'PMIC-K7',
      sections: week.sections,
    });
  });

  it('asks for what it says', () => {
    const draft = { ...newDefinition(week, 'PMIC-K7'), name: ' Review ', lotTypes: ['PRODUCTION', 'ENGINEERING'] };
    expect(inputOfDefinition(draft)).toMatchObject({ name: 'Review', insertion: null, language: 'OWN' });
    expect(orderOf(draft, '2026-W47', 'en')).toEqual({
      ...{ kind: 'week', productId: 'PMIC-K7', sections: ['losses', 'lots'], paper: 'A4', insertion: null },
      ...{ lotTypes: ['PRODUCTION', 'ENGINEERING'], period: '2026-W47', language: 'en' },
    });
    expect(orderOf({ ...draft, lotTypes: ['PRODUCTION'] }, '2026-W47', 'en').lotTypes).toBeNull();
  });
});
