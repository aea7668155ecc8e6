import { createReadStream, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createGunzip } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { collectSortFile, type CollectedSortFile } from '../sort-file/collect-sort-file.spec-support.ts';
import { binOutcomes, verdictOf, type Verdict } from '../sort-file/verdict.ts';
import { readSortFile } from './read-sort-file.ts';

const folder = process.env['FAB_TEST_DATA'] ?? fileURLToPath(new URL('../../../../../shared/data', import.meta.url));
const path = `${folder}/stdf/lot2.stdf.gz`;
const missing = !existsSync(path);
const mayBeMissing = process.env['CI'] !== 'true';
const skipped =
  missing && mayBeMissing ? ` (skipped: lot2.stdf.gz is missing; set FAB_TEST_DATA to the data folder)` : '';

describe.skipIf(missing && mayBeMissing)(`a real wafer-sort lot${skipped}`, () => {
  let file: CollectedSortFile;

  beforeAll(async () => {
    if (missing) throw new Error('lot2.stdf.gz is missing: set FAB_TEST_DATA to the folder of the test data.');
    file = await collectSortFile(
      readSortFile(createReadStream(path).pipe(createGunzip()), { fileName: 'lot2.stdf.gz' }),
    );
  });

  it('has the golden counts', () => {
    expect(file.summary).toMatchObject({
      complete: true,
      bytes: 4_418_001,
      wafers: 1,
      partRecords: 1569,
      tests: 74,
      parametricResults: 52_403,
      invalidResults: 0,
      warnings: [],
      skippedRecords: { GDR: 785, BPS: 784, EPS: 703, PCR: 1 },
    });
    expect(valueCount(file)).toBe(52_403);
  });

  it('names lot, program and tester', () => {
    expect(file.items[0]).toMatchObject({
      kind: 'header',
      lotId: 'GAL-LOT',
      subLotId: '02',
      product: 'GOLD8BAR',
      program: 'mobile-05',
      programRevision: '16',
      tester: 'galaxy-t',
      testerType: 'A530',
      startTime: 991_774_222,
    });
  });

  it('defines its tests with the defaults of their first result', () => {
    expect(file.tests.get(0)).toMatchObject({ number: 1000, unit: 'v', testKind: 'parametric', displayScale: 0 });
    expect(file.tests.get(0)?.lowLimit).toBeCloseTo(-0.9, 6);
    expect(file.tests.get(0)?.highLimit).toBeCloseTo(-0.4, 6);
    expect([...file.tests.values()].every((test) => test.name !== '')).toBe(true);
  });

  it('gives the three golden yields of 1,456 dies', () => {
    const dies = tally(file);
    const good = (verdicts: Iterable<Verdict | undefined>): number =>
      [...verdicts].filter((verdict) => verdict === 'pass').length;
    const records = [...dies.values()].flat();
    const first = [...dies.values()].map((verdicts) => verdicts[0]);
    const last = [...dies.values()].map((verdicts) => verdicts.at(-1));
    const retested = [...dies.values()].filter((verdicts) => verdicts.length > 1);
    const recovered = retested.filter((verdicts) => verdicts[0] === 'fail' && verdicts.at(-1) === 'pass');
    expect(dies.size).toBe(1456);
    expect(retested).toHaveLength(113);
    expect(recovered).toHaveLength(46);
    expect(good(last)).toBe(1389);
    expect(((100 * good(records)) / records.length).toFixed(2)).toBe('88.53');
    expect(((100 * good(first)) / dies.size).toFixed(2)).toBe('92.24');
    expect(((100 * good(last)) / dies.size).toFixed(2)).toBe('95.40');
  });
});

/** The verdicts of each die in file order. */
function tally(file: CollectedSortFile): Map<string, Verdict[]> {
  const bins = file.items.find((item) => item.kind === 'bins');
  const outcomes = binOutcomes(bins?.hard ?? []);
  const dies = new Map<string, Verdict[]>();
  for (const segment of file.segments) {
    for (let part = 0; part < segment.count; part += 1) {
      const die = `${segment.x[part]}/${segment.y[part]}`;
      const verdict = verdictOf(segment.flags[part]!, segment.hardBin[part]!, outcomes);
      dies.set(die, [...(dies.get(die) ?? []), verdict]);
    }
  }
  return dies;
}

function valueCount(file: CollectedSortFile): number {
  let count = 0;
  for (const { tests } of file.segments) {
    for (const { values } of tests) count += values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0);
  }
  return count;
}
