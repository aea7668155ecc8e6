import { describe, expect, it } from 'vitest';
import { limitSteps } from './limit-steps.ts';
import type { StoredLimit } from './statistical-limits.repository.ts';

const limit = (limit1: number, effectiveFrom: string, approvedAt = effectiveFrom, program = 'CP'): StoredLimit => ({
  limitId: `${program}-${effectiveFrom}-${approvedAt}`,
  productId: 'A',
  insertion: 'CP1',
  program,
  bin: null,
  centre: 0.95,
  limit1,
  limit2: limit1 - 0.01,
  lots: 30,
  learntFrom: new Date('2026-01-01'),
  learntTo: new Date('2026-03-01'),
  effectiveFrom: new Date(effectiveFrom),
  reason: 'x',
  approvedBy: 'x',
  approvedAt: new Date(approvedAt),
});

describe('statistical limits over time', () => {
  it('hold from their day until others take over, program by program', () => {
    const steps = limitSteps([
      limit(0.9, '2026-06-01'),
      limit(0.8, '2026-04-01'),
      limit(0.7, '2026-05-01', '2026-05-01', 'B'),
    ]);
    expect(steps.map(({ program, limit1, from, to }) => [program, limit1, +from, to && +to])).toEqual([
      ['B', 0.7, Date.UTC(2026, 4, 1), null],
      ['CP', 0.8, Date.UTC(2026, 3, 1), Date.UTC(2026, 5, 1)],
      ['CP', 0.9, Date.UTC(2026, 5, 1), null],
    ]);
  });

  it('of one moment are those that were approved last', () => {
    const steps = limitSteps([limit(0.9, '2026-06-01', '2026-05-20'), limit(0.8, '2026-06-01', '2026-05-10')]);
    expect(steps.map(({ limit1 }) => limit1)).toEqual([0.9]);
    expect(limitSteps([])).toEqual([]);
  });
});
