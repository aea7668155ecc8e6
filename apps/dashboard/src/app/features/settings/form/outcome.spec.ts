import { describe, expect, it } from 'vitest';
import { outcomeOf } from './outcome.ts';

const say = (key: string): string => `<${key}>`;
const invalid = (...issues: { field: string; code: string; message: string }[]) =>
  ({ __typename: 'InvalidInput', message: issues.map(({ message }) => message).join(' '), issues }) as const;

describe('what came of a change', () => {
  it('is the value when it worked', () => {
    const result = { __typename: 'PersonChanged', name: 'Ada' } as const;
    expect(outcomeOf(result, [], say)).toEqual({ ok: true, value: result });
  });

  it('puts an issue beside its field, in the language of the person', () => {
    const result = invalid({ field: 'login', code: 'login-taken', message: 'There is an account.' });
    expect(outcomeOf(result, ['login'], say)).toEqual({
      ok: false,
      problem: { issues: { login: '<issues.login-taken>' }, message: '' },
    });
  });

  it('loses no issue: what the form has no field for stands below it, unknown codes in the words of the server', () => {
    const result = invalid(
      { field: 'accountId', code: 'last-administrator', message: 'Last one.' },
      { field: 'productScope', code: 'brand-new', message: 'Product X is gone.' },
    );
    expect(outcomeOf(result, ['login'], say)).toEqual({
      ok: false,
      problem: { issues: {}, message: '<issues.last-administrator> Product X is gone.' },
    });
  });

  it.each([
    ['Forbidden', '<problem.forbidden>'],
    ['NotFound', '<problem.notFound>'],
  ] as const)('says what %s means', (__typename, message) => {
    expect(outcomeOf({ __typename, message: 'x' }, [], say)).toEqual({ ok: false, problem: { issues: {}, message } });
  });
});
