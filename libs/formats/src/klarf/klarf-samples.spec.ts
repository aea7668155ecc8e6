import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inPieces } from '../sort-file/collect-sort-file.spec-support.ts';
import type { DefectFileWarningCode } from './defect-file.ts';
import { collectDefectFile } from './klarf-text.spec-support.ts';
import { KlarfError, type KlarfErrorCode } from './klarf-error.ts';
import { readDefectFile } from './read-defect-file.ts';

const folder = join(process.env['FAB_TEST_DATA'] ?? join(import.meta.dirname, '../../../../../shared/data'), 'klarf');

interface Sample {
  readonly file: string;
  readonly version: string;
  readonly lot: string;
  readonly inspectedAt: string;
  readonly classes: number;
  /** Wafer, slot, inspected dies, defects, defects by the file's summary. */
  readonly wafers: readonly (readonly [string, number, number | null, number, number | null])[];
  readonly warnings: readonly DefectFileWarningCode[];
}

const READABLE: readonly Sample[] = [
  {
    file: 'CPS3TwithoutReview.001',
    version: '1.1',
    lot: 'HJU008',
    inspectedAt: '2021-10-19T10:04:09',
    classes: 276,
    wafers: [['25', 25, 4988, 16, 16]],
    warnings: [],
  },
  {
    file: 'klarf12DefectListExample.klarf',
    version: '1.1',
    lot: 'aLot',
    inspectedAt: '2024-01-02T22:22:01',
    classes: 1,
    wafers: [['aWafer', 9, 3, 13, 4]],
    warnings: ['summary-contradiction'],
  },
  {
    file: 'klarf12Example.klarf',
    version: '1.2',
    lot: 'aLot',
    inspectedAt: '2024-07-07T21:59:59',
    classes: 1,
    wafers: [['aWafer', 15, 2, 2, 2]],
    warnings: [],
  },
  {
    file: 'simple12.klarf',
    version: '1.2',
    lot: 'aLot',
    inspectedAt: '1977-07-07T07:07:07',
    classes: 2,
    wafers: [['aWafer', 1, 1, 1, 1]],
    warnings: [],
  },
  {
    file: 'klarfWithImagelist.klarf',
    version: '1.8',
    lot: 'aLot',
    inspectedAt: '2000-01-30T15:40:57',
    classes: 1,
    wafers: [['aWafer', 3, 1, 6, null]],
    warnings: ['summary-missing'],
  },
  ...['simple18.klarf', 'wierdKlarfWithNAs.klarf'].map((file) => ({
    file,
    version: '1.8',
    lot: 'aLot.String',
    inspectedAt: '1971-12-11T12:32:22',
    classes: 4,
    wafers: [
      ['FirstWaferId', 25, 9, 3, 8],
      ['SecondWaferId', 3, null, 1, 2],
    ] as const,
    warnings: ['class-unknown', 'summary-contradiction'] as const,
  })),
];

const MALFORMED: readonly { file: string; code: KlarfErrorCode; line: number; record: string }[] = [
  { file: 'bad12.klarf', code: 'results-missing', line: 36, record: 'WaferID' },
  { file: 'bad12DefectList.klarf', code: 'not-a-number', line: 29, record: 'DefectList' },
];

const read = (file: string, pieces = [1 << 16]) =>
  collectDefectFile(readDefectFile(inPieces(readFileSync(join(folder, file)), pieces), { fileName: file }));

const missing = !existsSync(folder);
const mayBeMissing = process.env['CI'] !== 'true';
const skipped = missing && mayBeMissing ? ' (skipped: set FAB_TEST_DATA to the data folder)' : '';

describe.skipIf(missing && mayBeMissing)(`real KLARF files${skipped}`, () => {
  it.each(READABLE)('reads $file', async (sample) => {
    for (const pieces of [[1 << 16], [1], [7, 13]]) {
      const { header, wafers, summary } = await read(sample.file, pieces);
      expect(header).toMatchObject({ formatVersion: sample.version, lotId: sample.lot, mark: 'down' });
      expect(new Date(header.inspectedAt * 1000).toISOString()).toBe(`${sample.inspectedAt}.000Z`);
      expect(header.classes).toHaveLength(sample.classes);
      expect(
        wafers.map((wafer) => [
          wafer.waferId,
          wafer.slot,
          wafer.inspectedDies?.x.length ?? null,
          wafer.defects.count,
          wafer.statedDefects,
        ]),
      ).toEqual(sample.wafers);
      expect(Object.keys(summary.warningCounts).sort()).toEqual(sample.warnings);
      expect(summary).toMatchObject({ complete: true, bytes: readFileSync(join(folder, sample.file)).length });
    }
  });

  it.each(MALFORMED)('refuses $file', async ({ file, ...place }) => {
    const error = await read(file).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(KlarfError);
    expect(error).toMatchObject(place);
    expect((error as Error).message).toContain(`${file}: `);
  });

  it('gives the density that the tool itself printed', async () => {
    const { wafers } = await read('CPS3TwithoutReview.001');
    expect(wafers[0]!.defects.count / wafers[0]!.areaCm2!).toBeCloseTo(0.068681, 6);
  });

  it('places every defect of every sample on its wafer', async () => {
    for (const { file } of READABLE) {
      const { header, wafers } = await read(file);
      for (const { defects } of wafers) {
        defects.xUm.forEach((x, at) =>
          expect(Math.hypot(x, defects.yUm[at]!)).toBeLessThan(header.waferDiameterMm! * 500),
        );
      }
    }
  });

  it('counts images whose list runs over the line, and those of 1.8', async () => {
    const images = async (file: string) => [...(await read(file)).wafers[0]!.defects.images];
    expect(await images('klarf12DefectListExample.klarf')).toEqual([1, 0, 0, 1, 1, 0, 0, 0, 1, 0, 7, 7, 0]);
    expect(await images('klarfWithImagelist.klarf')).toEqual([3, 0, 0, 3, 0, 0]);
  });
});
