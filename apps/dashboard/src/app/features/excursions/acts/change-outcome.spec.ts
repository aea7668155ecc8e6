import { describe, expect, it } from 'vitest';
import type { ChangeResult } from './change-outcome.ts';
import { changeOutcome } from './change-outcome.ts';
import { byStep, holdable, type InLineLot } from './in-line-lots.ts';
import { endOfDay, readIsoDate } from './due-date.ts';

const entry = { actorName: 'Chen Yu', byDetectors: false };
const result = (value: unknown): ChangeResult => value as ChangeResult;

describe('what became of an act', () => {
  it('names who was faster, but not the detectors', () => {
    const outdated = (entries: unknown[]) =>
      changeOutcome(result({ __typename: 'ExcursionOutdated', excursion: { entries } }));
    expect(outdated([entry])).toEqual({ kind: 'outdated', by: 'Chen Yu' });
    expect(outdated([entry, { ...entry, byDetectors: true }])).toEqual({ kind: 'outdated', by: null });
  });

  it('says what is wrong with an input before what was tried', () => {
    const refused = { __typename: 'InvalidInput', message: 'No.', issues: [{ message: 'Say it in words.' }] };
    expect(changeOutcome(result(refused))).toEqual({ kind: 'refused', message: 'Say it in words.' });
    expect(changeOutcome(result({ ...refused, issues: [] }))).toEqual({ kind: 'refused', message: 'No.' });
    expect(changeOutcome(result({ __typename: 'Forbidden', message: 'Not yours.' }))).toEqual({
      kind: 'refused',
      message: 'Not yours.',
    });
  });
});

describe('lots in line', () => {
  const lot = (lotId: string, more: Partial<InLineLot> = {}): InLineLot => ({
    lotId,
    productName: 'K7',
    priority: 'normal',
    exposedWafers: 12,
    wafers: 25,
    processedAt: '2026-11-20T00:00:00Z',
    currentStepId: '4300',
    currentStep: 'Metal 1',
    onHold: false,
    holdRequestedAt: null,
    ...more,
  });

  it('stand under their step, in their order', () => {
    const groups = byStep([lot('L1'), lot('L2', { currentStepId: null, currentStep: null }), lot('L3')]);
    expect(groups.map(({ step, lots }) => [step, lots.map(({ lotId }) => lotId)])).toEqual([
      ['Metal 1', ['L1', 'L3']],
      [null, ['L2']],
    ]);
  });

  it('are asked for once', () => {
    expect(holdable(lot('L1'))).toBe(true);
    expect(holdable(lot('L1', { onHold: true }))).toBe(false);
    expect(holdable(lot('L1', { holdRequestedAt: '2026-11-20T00:00:00Z' }))).toBe(false);
  });
});

describe('until a day', () => {
  it('includes that day by the fab’s clock', () => {
    const day = readIsoDate('2026-11-24');
    expect(day && endOfDay(day, 'Asia/Taipei').toISOString()).toBe('2026-11-24T15:59:59.000Z');
    expect(readIsoDate('tomorrow')).toBeNull();
  });
});
