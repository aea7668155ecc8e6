import { DomainError } from '@fabwright/platform';
import { describe, expect, it } from 'vitest';
import { failureKind, reasonOfFailure } from './failure-kind.ts';

const withCode = (code: string, message = 'x'): Error => Object.assign(new Error(message), { code });
const wrapped = (error: Error): Error => Object.assign(new Error('Query failed'), { driverError: error });

describe('failureKind', () => {
  it.each([
    ['deadlock', withCode('40P01')],
    ['connection lost', withCode('08006')],
    ['disk of the server full', wrapped(withCode('53100'))],
    ['server shutting down', withCode('57P01')],
    ['socket closed', withCode('ECONNRESET')],
    ['our own disk full', withCode('ENOSPC')],
    ['no connection free', new Error('timeout exceeded when trying to connect')],
  ])('%s says nothing about the message', (_what, error) => {
    expect(failureKind(error)).toBe('transient');
  });

  it.each([
    ['a broken constraint', wrapped(withCode('23503'))],
    ['a value that does not fit', withCode('22003')],
    ['a rule of the domain', new DomainError('CONFLICT', 'x')],
    ['a defect of ours', new TypeError('undefined is not a function')],
    ['something thrown that is no error', 'oops'],
  ])('%s stays with the message', (_what, error) => {
    expect(failureKind(error)).toBe('message');
  });
});

describe('reasonOfFailure', () => {
  it('tells what the database refused from what our rules and our defects did', () => {
    expect(reasonOfFailure(wrapped(withCode('23514')))).toMatchObject({
      code: 'database-refused',
      detail: { sqlState: '23514' },
    });
    expect(reasonOfFailure(new DomainError('CONFLICT', 'two products'))).toMatchObject({
      code: 'domain-refused',
      text: 'two products',
    });
    expect(reasonOfFailure(new TypeError('oops')).code).toBe('handler-failed');
  });
});
