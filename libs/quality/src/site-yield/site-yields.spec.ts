import { consolidateRetests, Verdict } from '@fabwright/analytics';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_TOUCHDOWN, siteYields, type SitedSegment } from './site-yields.ts';

type Row = readonly [x: number, site: number, touchdown: number, verdict: number];

function segment(rows: readonly Row[], says = true) {
  const bins = Int32Array.from(rows, () => 1);
  return {
    x: Int16Array.from(rows, ([x]) => x),
    y: new Int16Array(rows.length),
    hardBin: bins,
    softBin: bins,
    site: Int16Array.from(rows, ([, site]) => site),
    touchdown: says ? Int32Array.from(rows, ([, , touchdown]) => touchdown) : null,
    verdict: Int16Array.from(rows, ([, , , verdict]) => verdict),
  };
}

const yieldsOf = (...segments: (SitedSegment & Parameters<typeof consolidateRetests>[0][number])[]) =>
  siteYields(segments, consolidateRetests(segments));

const sum = (column: Int32Array): number => column.reduce((total, count) => total + count, 0);

describe('yields by site and touchdown', () => {
  it('count a result where it was made: a retest on another site is the other’s', () => {
    const first = segment([
      [0, 0, 1, 1],
      [1, 1, 1, 0],
      [2, 0, 1, 0],
    ]);
    const again = segment([[1, 0, 2, 1]]);
    const found = yieldsOf(first, again);
    expect([...found.site]).toEqual([0, 0, 1]);
    expect([...found.touchdown]).toEqual([1, 2, 1]);
    expect([...found.firstDies]).toEqual([2, 0, 1]);
    expect([...found.firstGood]).toEqual([1, 0, 0]);
    expect([...found.lastDies]).toEqual([2, 1, 0]);
    expect([...found.lastGood]).toEqual([1, 1, 0]);
    expect([...found.records]).toEqual([2, 1, 1]);
  });

  it('leave out what has no verdict, and count records without a place as records alone', () => {
    const found = yieldsOf(
      segment(
        [
          [0, 3, 1, -1],
          [-32768, 3, 1, 1],
        ],
        false,
      ),
    );
    expect([...found.site, ...found.touchdown]).toEqual([3, NO_TOUCHDOWN]);
    expect([found.records[0], found.goodRecords[0], found.firstDies[0], found.lastDies[0]]).toEqual([1, 1, 0, 0]);
    expect(siteYields([], { firstRecord: new Uint32Array(), lastRecord: new Uint32Array() }).site).toHaveLength(0);
  });

  it('add up to the wafer’s own counts, whatever was tested how often', () => {
    const row = fc.tuple(
      fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constant(-32768)),
      fc.integer({ min: 0, max: 3 }),
      fc.integer({ min: 1, max: 3 }),
      fc.constantFrom(Verdict.pass, Verdict.fail, Verdict.none),
    );
    fc.assert(
      fc.property(fc.array(fc.array(row, { maxLength: 12 }), { maxLength: 4 }), (runs) => {
        const segments = runs.map((rows) => segment(rows));
        const merged = consolidateRetests(segments);
        const found = siteYields(segments, merged);
        const { counts } = merged;
        expect(sum(found.firstGood)).toBe(counts.goodFirst);
        expect(sum(found.lastGood)).toBe(counts.goodFinal);
        expect(sum(found.firstDies)).toBe(counts.dies - counts.noVerdict);
        expect(sum(found.lastDies)).toBe(counts.dies - counts.noVerdict);
        expect([sum(found.records), sum(found.goodRecords)]).toEqual([counts.recordsWithVerdict, counts.goodRecords]);
      }),
    );
  });
});
