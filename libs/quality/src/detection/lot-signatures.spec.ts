import { DieState, seededRandom, type WaferDies } from '@fabwright/analytics';
import { describe, expect, it } from 'vitest';
import { learnSignature, lotSignatures } from './lot-signatures.ts';

const RADIUS = 12;
const POSITIONS = Array.from({ length: (2 * RADIUS + 1) ** 2 }, (_, at) => ({
  x: (at % (2 * RADIUS + 1)) - RADIUS,
  y: Math.floor(at / (2 * RADIUS + 1)) - RADIUS,
})).filter(({ x, y }) => Math.hypot(x, y) <= RADIUS);
const random = seededRandom(11);

/** A wafer that fails by chance, more at the edge; `ring` adds as much at the rim as `everywhere` does all over. */
function wafer({ ring = 0, everywhere = 0 }: { ring?: number; everywhere?: number } = {}): WaferDies {
  const rates = POSITIONS.map(({ x, y }) => {
    const edge = Math.hypot(x, y) > 0.85 * RADIUS;
    return 0.04 + (edge ? 0.06 + ring : 0) + everywhere;
  });
  return {
    x: POSITIONS.map(({ x }) => x),
    y: POSITIONS.map(({ y }) => y),
    state: rates.map((rate) => (random() < rate ? DieState.failed : DieState.firstPassGood)),
  };
}
const lotOf = (over: Parameters<typeof wafer>[0] = {}): WaferDies[] => Array.from({ length: 10 }, () => wafer(over));

describe('the signature of a lot', () => {
  const learnt = learnSignature(Array.from({ length: 60 }, () => wafer()));

  it('is about 0 for healthy wafers, and says when they fail in a place', () => {
    expect(learnt).not.toBeNull();
    const [healthy, ring] = lotSignatures({ learnt: learnt!, lots: [lotOf(), lotOf({ ring: 0.3 })] });
    expect(Math.abs(healthy ?? 9)).toBeLessThan(0.35);
    expect(ring).toBeGreaterThan((healthy ?? 0) + 0.7);
  });

  it('does not take a loss all over for a pattern at the rim', () => {
    const [ring, all] = lotSignatures({ learnt: learnt!, lots: [lotOf({ ring: 0.3 }), lotOf({ everywhere: 0.08 })] });
    expect(all).toBeLessThan(ring ?? 0);
  });

  it('is not said where there is too little to learn from', () => {
    expect(learnSignature([])).toBeNull();
    expect(learnSignature([wafer(), wafer()])).toBeNull();
    expect(lotSignatures({ learnt: learnt!, lots: [[]] })).toEqual([Number.NaN]);
  });
});
