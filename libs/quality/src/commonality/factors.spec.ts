import { describe, expect, it } from 'vitest';
import { factorsOf, type MaintenanceRow, type RunRow, type WaferRow } from './factors.ts';

const wafer = (lotId: string, waferId: string, over: Partial<WaferRow> = {}): WaferRow => ({
  lotId,
  waferId,
  slot: null,
  tester: null,
  probeCard: null,
  program: 'P A',
  lotStart: null,
  substrateBatch: null,
  ...over,
});
const run = (over: Partial<RunRow> = {}): RunRow => ({
  lotId: 'L1',
  stepId: 'ETCH',
  toolId: 'ETC-1',
  recipe: 'R 7',
  queueTimeH: null,
  reticle: null,
  startedAt: new Date('2026-11-05T00:00:00Z'),
  wafers: ['W1', 'W2'],
  chambers: ['A', 'B'],
  ...over,
});
const WAFERS = [wafer('L1', 'W1'), wafer('L1', 'W2'), wafer('L2', 'W1')];

const levelsOf = (id: string, ...args: Parameters<typeof factorsOf>) => {
  const factor = factorsOf(...args).categorical.find((one) => one.id === id);
  return factor && [...factor.codes].map((code) => factor.levels[code] ?? null);
};

describe('what wafers may share', () => {
  it('is a column over the wafers, with nothing where nothing is known', () => {
    expect(levelsOf('chamber@ETCH', WAFERS, [run()], [])).toEqual(['ETC-1/A', 'ETC-1/B', null]);
    const { places } = factorsOf(WAFERS, [run()], []);
    expect(places.get('ETC-1/B')).toEqual({ toolId: 'ETC-1', chamber: 'B' });
  });

  it('leaves out what all share, since it explains nothing', () => {
    const both = [run(), run({ lotId: 'L2', wafers: ['W1'], chambers: ['A'] })];
    const ids = factorsOf(WAFERS, both, []).categorical.map((one) => one.id);
    expect(ids).toEqual(['chamber@ETCH']);
  });

  it('counts where a wafer was last, when it passed a step twice', () => {
    const again = run({ startedAt: new Date('2026-11-06T00:00:00Z'), wafers: ['W1'], chambers: ['C'] });
    expect(levelsOf('chamber@ETCH', WAFERS, [again, run()], [])).toEqual(['ETC-1/C', 'ETC-1/B', null]);
  });

  it('names the interval since the last work on that chamber, or on the tool', () => {
    const work = (chamber: string | null, day: number): MaintenanceRow => ({
      toolId: 'ETC-1',
      chamber,
      kind: 'pm',
      endedAt: new Date(Date.UTC(2026, 10, day)),
    });
    const levels = levelsOf('pm-interval@ETCH', WAFERS, [run()], [work(null, 1), work('B', 4), work('B', 9)]);
    expect(levels).toEqual(['ETC-1/A since pm 2026-11-01T00:00Z', 'ETC-1/B since pm 2026-11-04T00:00Z', null]);
  });

  it('takes a place between two works on it as one thing at all its steps, whoever passed there', () => {
    const work: MaintenanceRow[] = [1, 7].map((day) => {
      return { toolId: 'ETC-1', chamber: 'A', kind: 'pm', endedAt: new Date(Date.UTC(2026, 10, day)) };
    });
    const later = run({ lotId: 'L2', stepId: 'SPACER', wafers: ['W1'], chambers: ['A'] });
    const afterwards = run({ stepId: 'VIA', startedAt: new Date('2026-11-08T00:00:00Z') });
    const { memberships, places } = factorsOf(WAFERS, [run(), later, afterwards], work);
    // After the second work it was used at one step only, which is a factor of its own already.
    expect(memberships).toMatchObject([
      { kind: 'pm-interval', stepId: null, level: 'ETC-1/A since pm 2026-11-01T00:00Z', wafers: [0, 2] },
    ]);
    expect(places.get('ETC-1/A since pm 2026-11-01T00:00Z')).toEqual({ toolId: 'ETC-1', chamber: 'A' });
  });

  it('names the batch of raw wafers, and the mask of each layer apart', () => {
    const batched = [wafer('L1', 'W1', { substrateBatch: 'SB-1' }), wafer('L2', 'W1', { substrateBatch: 'SB-2' })];
    const runs = [run({ stepId: 'LIT-1', reticle: 'K-1-A' }), run({ stepId: 'LIT-2', reticle: 'K-2-B' })];
    expect(levelsOf('substrate-batch@', batched, [], [])).toEqual(['SB-1', 'SB-2']);
    expect(levelsOf('reticle@LIT-1', WAFERS, runs, [])).toEqual(['K-1-A', 'K-1-A', null]);
    const mask = factorsOf(WAFERS, runs, []).categorical.find((one) => one.id === 'reticle@LIT-2');
    expect(mask).toMatchObject({ kind: 'other', stepId: 'LIT-2', levels: ['K-2-B'] });
  });

  it('keeps hours of waiting as numbers, and slots with their parity', () => {
    const slotted = [wafer('L1', 'W1', { slot: 1 }), wafer('L1', 'W2', { slot: 2 }), wafer('L2', 'W1', { slot: 3 })];
    const { numeric } = factorsOf(slotted, [run({ queueTimeH: 4.5 })], []);
    expect(numeric).toMatchObject([{ id: 'queue-time@ETCH', unit: 'h' }]);
    expect([...(numeric[0]?.values ?? [])]).toEqual([4.5, 4.5, Number.NaN]);
    expect(levelsOf('slot@parity', slotted, [], [])).toEqual(['odd', 'even', 'odd']);
    expect(levelsOf('slot@', slotted, [], [])).toEqual(['1', '2', '3']);
  });
});
