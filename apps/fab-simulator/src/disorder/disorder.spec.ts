import type { ProcessRunV1 } from '@fabwright/contracts';
import { describe, expect, it } from 'vitest';
import type { Due } from '../events/fab-event.ts';
import { due } from '../events/fab-event.ts';
import { HOUR } from '../model/calendar.ts';
import { DISORDER, disordered } from './disorder.ts';

const N = 40_000;
const data: ProcessRunV1 = {
  runId: 'R',
  lotId: 'L',
  lotNo: 'L',
  productId: 'P',
  stepId: '0100',
  stepName: 'Etch',
  area: 'Etch',
  toolId: 'T',
  recipe: { id: 'R', version: '1' },
  startedAt: '2026-01-01T00:00:00Z',
  endedAt: '2026-01-01T01:00:00Z',
  wafers: [
    { waferId: '01', slot: 1 },
    { waferId: '02', slot: 2 },
    { waferId: '03', slot: 3 },
  ],
  sensors: [],
};
const tidy = Array.from({ length: N }, (_, i) => due('fab.process-run.v1', `run-${i}`, 1000, 1000, () => data));
const sent = tidy.map((one) => disordered(3, one));
const share = (test: (dues: Due[]) => boolean) => sent.filter(test).length / N;

function wafersOf(one: Due | undefined): string[] {
  const event = one?.build();
  return event?.type === 'fab.process-run.v1' ? event.data.wafers.map((wafer) => `${wafer.waferId}@${wafer.slot}`) : [];
}

describe('disorder', () => {
  it('loses 1.5 % of runs and sends .5 % twice', () => {
    expect(Math.abs(share((dues) => dues.length === 0) - DISORDER.missing)).toBeLessThan(0.003);
    expect(Math.abs(share((dues) => dues.length === 2) - DISORDER.twice)).toBeLessThan(0.0015);
  });

  it('sends half of the doubles under the same id, the others under another, both with the same content', () => {
    const doubles = sent.filter((dues) => dues.length === 2);
    const sameId = doubles.filter(([one, other]) => one?.id === other?.id).length / doubles.length;
    expect(Math.abs(sameId - 0.5)).toBeLessThan(0.15);
    for (const [one, other] of doubles) {
      expect(other?.build()?.data).toEqual(one?.build()?.data);
      expect(other?.build()?.id).toBe(other?.id);
    }
  });

  it('delays 3 % by up to 48 hours, the rest by minutes', () => {
    const lateBy = (dues: Due[]) => ((dues[0]?.sendAt ?? 0) - 1000) / HOUR;
    expect(Math.abs(share((dues) => lateBy(dues) > 1) - DISORDER.late)).toBeLessThan(0.005);
    expect(Math.max(...sent.map(lateBy))).toBeLessThanOrEqual(48);
  });

  it('swaps two wafers of .3 % of runs, and loses none of them', () => {
    const swapped = sent.filter(([one]) => one && wafersOf(one).join() !== '01@1,02@2,03@3');
    expect(Math.abs(swapped.length / N - DISORDER.swapped)).toBeLessThan(0.0015);
    for (const [one] of swapped) {
      expect(
        wafersOf(one)
          .map((wafer) => wafer.slice(0, 2))
          .sort(),
      ).toEqual(['01', '02', '03']);
    }
  });

  it('never loses what is no process run', () => {
    const holds = Array.from({ length: 2_000 }, (_, i) =>
      disordered(3, { ...(tidy[i] as Due), type: 'fab.lot-hold.v1' }),
    );
    expect(holds.every((dues) => dues.length >= 1)).toBe(true);
  });
});
