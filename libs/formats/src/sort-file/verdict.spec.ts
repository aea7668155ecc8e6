import { describe, expect, it } from 'vitest';
import { binOutcomes, PartFlag, verdictOf } from './verdict.ts';

const outcomes = binOutcomes([
  { bin: 1, name: 'GOOD', outcome: 'pass', testerCount: 1 },
  { bin: 2, name: 'BAD', outcome: 'fail', testerCount: 1 },
  { bin: 3, name: 'OPEN', outcome: null, testerCount: 1 },
]);

describe('the verdict of a part', () => {
  it.each([
    ['its failed bit clear', 0, 2, 'pass'],
    ['its failed bit set', PartFlag.failed, 1, 'fail'],
    ['an abnormal end alone says nothing about it', PartFlag.abnormalEnd, 2, 'pass'],
    ['bit invalid: a passing bin', PartFlag.outcomeInvalid | PartFlag.failed, 1, 'pass'],
    ['bit invalid: a failing bin', PartFlag.outcomeInvalid, 2, 'fail'],
    ['bit invalid: a bin without outcome', PartFlag.outcomeInvalid, 3, 'none'],
    ['bit invalid: a bin that the file does not define', PartFlag.outcomeInvalid, 9, 'none'],
  ])('%s', (_, flags, bin, verdict) => {
    expect(verdictOf(flags, bin, outcomes)).toBe(verdict);
  });
});
