import { describe, expect, it } from 'vitest';
import { cronOf, draftOf, holidaysOf, inputOf, newDraft, weeklyOf } from './schedule-draft.ts';

describe('the time of a schedule', () => {
  it.each([
    [['1'], '08:00', '0 8 * * 1'],
    [['5', '1', '3'], '23:05', '5 23 * * 1,3,5'],
    [['1', '2', '3', '4', '5', '6', '7'], '00:30', '30 0 * * *'],
  ])('%j at %s is %s, and back', (days, time, cron) => {
    expect(cronOf(days, time)).toBe(cron);
    expect(weeklyOf(cron)).toEqual({ days: [...days].sort(), time });
  });

  it('Sunday is 7, whichever way the pattern has it', () => {
    expect(weeklyOf('0 8 * * 0,7')).toEqual({ days: ['7'], time: '08:00' });
  });

  it.each(['0 8 1 * *', '0 8 * * 1-5', '*/30 8 * * 1', '0 8 * * MON'])('%s is a pattern of its own', (cron) => {
    expect(weeklyOf(cron)).toBeNull();
  });

  it('without a day or a time is nothing, which the server refuses', () => {
    expect([cronOf([], '08:00'), cronOf(['1'], ''), cronOf(['1'], '25:00')]).toEqual(['', '', '']);
  });
});

describe('the form', () => {
  const input = inputOf({ ...newDraft('A', 'Asia/Shanghai', 'me'), name: ' Weekly ', insertion: 'CP1' });

  it('begins with Mondays at eight to oneself', () => {
    expect(input).toMatchObject({
      ...{ name: 'Weekly', cron: '0 8 * * 1', timeZone: 'Asia/Shanghai', workingDays: [1, 2, 3, 4, 5] },
      recipients: { accountIds: ['me'] },
    });
  });

  it('gives back what a schedule holds, also a pattern that it has no fields for', () => {
    const meta = {
      ...{ scheduleId: 's', ownerName: 'Ada', own: true, subscription: false, nextFireAt: null, pausedAt: null },
      ...{ lotTypes: null, sections: null, definitionId: null },
      ...{ version: 1, changedBy: 'Ada', changedAt: '', mayChange: true, unsubscribed: false },
    };
    for (const cron of ['0 8 * * 1', '0 8 1 * *', 'hand']) {
      expect(inputOf(draftOf({ ...input, insertion: 'CP1', cron, ...meta }))).toEqual({ ...input, cron });
    }
  });

  it('takes holidays one a line or with commas, each once', () => {
    expect(holidaysOf('2026-12-25\n2026-12-26, 2026-12-25')).toEqual(['2026-12-25', '2026-12-26']);
  });
});
