import { describe, expect, it } from 'vitest';
import { relationOf, relationOfFile, type RunIdentity } from './run-relation.ts';

const run: RunIdentity = {
  lotId: 'L1',
  waferId: 'W1',
  insertion: 'CP1',
  program: 'PRG',
  startedAt: new Date('2026-01-01T00:00:00Z'),
};

describe('relationOf', () => {
  it.each([
    ['new', 'nothing is there', []],
    ['new', 'only another wafer is there', [{ ...run, waferId: 'W2' }]],
    ['new', 'only another lot is there', [{ ...run, lotId: 'L2' }]],
    ['correction', 'the same run is there', [run]],
    ['retest', 'the wafer started at another time', [{ ...run, startedAt: new Date('2026-01-02T00:00:00Z') }]],
    ['retest', 'the wafer ran another program', [{ ...run, program: 'PRG2' }]],
    ['second-insertion', 'the wafer is there at another insertion', [{ ...run, insertion: 'CP2' }]],
    ['correction', 'both an earlier pass and the same run are there', [{ ...run, program: 'OLD' }, run]],
  ] as const)('is %s when %s', (relation, _case, known) => {
    expect(relationOf(run, known)).toBe(relation);
  });

  it('of a file is that of its weightiest run', () => {
    expect(relationOfFile(['new', 'retest', 'second-insertion'])).toBe('retest');
    expect(relationOfFile(['new', 'correction', 'retest'])).toBe('correction');
    expect(relationOfFile([])).toBe('new');
  });
});
