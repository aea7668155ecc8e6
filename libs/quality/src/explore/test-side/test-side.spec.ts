import { describe, expect, it } from 'vitest';
import { compareShares, dieLevel, type SortedSegment, type SortedWafer } from './test-side.ts';

const DIES = 40;

/** One touch of all dies, four sites in turn; `fails` says which die fails into bin 5. */
function touch(fails: (die: number) => boolean, dies = Array.from({ length: DIES }, (_, die) => die)): SortedSegment {
  const failed = dies.map(fails);
  return {
    x: Int16Array.from(dies),
    y: new Int16Array(dies.length),
    site: Int16Array.from(dies, (die) => die % 4),
    hardBin: Int32Array.from(failed, (bad) => (bad ? 5 : 1)),
    softBin: Int32Array.from(failed, (bad) => (bad ? 5 : 1)),
    verdict: Int16Array.from(failed, (bad) => (bad ? 0 : 1)),
  };
}

/** Site 3 fails every second die, the others one in ten, at a place that changes from lot to lot. */
function wafer(lot: number): SortedWafer {
  const fails = (die: number): boolean => (die % 4 === 3 ? die % 8 === 3 : (die + lot) % 10 === 0);
  const failing = Array.from({ length: DIES }, (_, die) => die).filter(fails);
  const again = failing.filter((_, place) => place % 2 === 0);
  return { lotId: `L${lot}`, segments: [touch(fails), touch((die) => die % 4 !== 3, again)] };
}

describe('the side of the tester', () => {
  it('tells a site that reads low from the others, by first results', () => {
    const { sites, wafers, lots } = dieLevel(Array.from({ length: 8 }, (_, lot) => wafer(lot)));
    expect([wafers, lots]).toEqual([8, 8]);
    expect(sites.reading).toBe('different');
    const third = sites.groups.find(({ group }) => group === '3');
    expect(third?.value).toBeCloseTo(0.5);
    expect(third?.interval).not.toBeNull();
  });

  it('counts what a second touch recovered, of what had one', () => {
    const [bin, ...others] = dieLevel([wafer(0)]).recovery;
    expect(others).toEqual([]);
    expect(bin?.bin).toBe(5);
    expect(bin?.retested).toBeLessThan(bin?.failedFirst ?? 0);
    expect(bin?.recovered).toBeLessThanOrEqual(bin?.retested ?? 0);
    expect(bin?.recovered).toBeGreaterThan(0);
    // one lot says nothing about the next
    expect(bin?.share.interval).toBeNull();
  });

  it('concludes nothing from one group, few lots or equal values', () => {
    const share = (group: string, lot: number, good: number) => ({ group, lotId: `L${lot}`, good, gross: 100 });
    expect(compareShares([share('A', 1, 90)]).reading).toBe('one-group');
    expect(compareShares([share('A', 1, 90), share('B', 2, 80)])).toMatchObject({ reading: 'too-few-lots', needs: 3 });
    const equal = Array.from({ length: 12 }, (_, lot) => share(lot % 2 ? 'A' : 'B', lot, 90));
    expect(compareShares(equal).reading).toBe('inconclusive');
    expect(compareShares([]).groups).toEqual([]);
  });
});
