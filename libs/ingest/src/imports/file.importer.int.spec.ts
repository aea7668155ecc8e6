import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { UnitOfWork } from '@fabwright/platform';
import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ingestContext } from '../../test/ingest-context.ts';
import { DefectFileImporter } from './defect-file.importer.ts';
import type { FileImport, ImportedFile } from './file-import.ts';
import { FileImporter } from './file.importer.ts';
import { importFailureOf } from './import-failure.ts';
import { ImportSummaryRepository } from './import-summary.repository.ts';
import { ImportRepository } from './import.repository.ts';
import { SortFileImporter } from './sort-file.importer.ts';
import { unpackFile } from './unpack-file.ts';

const SAMPLES = resolve(process.env['FAB_TEST_DATA'] ?? '../shared/data', 'klarf');

let database: TestDatabase;
let context: INestApplicationContext;
let uow: UnitOfWork;
let importer: FileImporter;
let imports: ImportRepository;

beforeAll(async () => {
  database = await cloneDatabase();
  const parts = [FileImporter, DefectFileImporter, SortFileImporter, ImportRepository, ImportSummaryRepository];
  context = await ingestContext(database.url, parts, { FAB_TIME_ZONE: 'Asia/Taipei' });
  uow = context.get(UnitOfWork);
  importer = context.get(FileImporter);
  imports = context.get(ImportRepository);
});
afterAll(async () => {
  await context.close();
  await database.drop();
});
beforeEach(() =>
  uow.query(`TRUNCATE file_import, defect_inspection_supersession, defect_inspection, wafer_map, wafer_yield, die_value,
    die_segment, test_run_supersession, test_run, test_set, program_bin, bin_slot, wafer, lot, product CASCADE`),
);

async function begun(fileName: string, productScope: string[] | null = null): Promise<FileImport> {
  const importId = randomUUID();
  await imports.enter({
    importId,
    fileName,
    byteSize: 1,
    contentSha256: importId,
    origin: 'cli',
    requestedBy: 'spec',
    requestedAt: new Date('2026-11-21T00:00:00Z'),
    productScope,
  });
  const file = await imports.begin(importId, new Date());
  if (file === null) throw new Error('the import did not begin');
  return file;
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 700) yield bytes.slice(at, at + 700);
}

async function take(
  content: string | Uint8Array,
  name = 'any.name',
  scope: string[] | null = null,
): Promise<ImportedFile> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return importer.take(await begun(name, scope), () => unpackFile(chunksOf(bytes), 1e8).chunks);
}

const failureOf = async (content: string | Uint8Array, name?: string, scope?: string[]) =>
  importFailureOf(
    await take(content, name, scope ?? null).then(
      () => null,
      (error: unknown) => error,
    ),
    name ?? 'any.name',
  );

const rows = <T>(sql: string): Promise<T[]> => uow.query<T & object>(sql);
const count = async (table: string): Promise<number> =>
  (await rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n ?? -1;

const klarf = (defects = '1 1000 2000 0 0 0.5 7 0\n 2 2500 500 -1 2 1.25 0 1', stated = 2): string => `FileVersion 1 2;
InspectionStationID "MAKER" "MODEL" "INSP-01"; ResultTimestamp 11-20-2026 07:30:05; LotID "L-1"; SampleSize 1 200;
DeviceID "PMIC"; SetupID "R7" 11-19-2026 10:00:00; StepID "M1"; SampleOrientationMarkType NOTCH;
OrientationMarkLocation DOWN; DiePitch 10000 20000; DieOrigin 0 0; WaferID "W-01"; Slot 3;
SampleCenterLocation 5000 10000; ClassLookup 2 0 "Unclassified" 7 "Particle"; InspectionTest 1;
SampleTestPlan 3 0 0 1 0 -1 2; AreaPerTest 6.0e8;
DefectRecordSpec 8 DEFECTID XREL YREL XINDEX YINDEX DSIZE CLASSNUMBER CLUSTERNUMBER;
DefectList ${defects};
SummarySpec 2 TESTNO NDEFECT; SummaryList 1 ${stated}; EndOfFile;
`;

const e142 = (row = '010502', time = '2026112007300500'): string => `<?xml version="1.0"?>
<MapData xmlns="urn:semi-org:xsd.E142-1.V1005.SubstrateMap">
  <Layouts><Layout LayoutId="Devices"><Dimension X="3" Y="2"/><ProductId>PMIC</ProductId></Layout></Layouts>
  <Substrates><Substrate SubstrateType="Wafer" SubstrateId="W-01"><LotId>L-1</LotId><CreateDate>${time}</CreateDate></Substrate></Substrates>
  <SubstrateMaps><SubstrateMap SubstrateType="Wafer" SubstrateId="W-01" LayoutSpecifier="Devices" Orientation="180">
    <Overlay MapName="Sort"><BinCodeMap BinType="HexaDecimal" NullBin="FF">
      <BinDefinitions>
        <BinDefinition BinCode="01" BinQuality="Pass" BinDescription="Good"/>
        <BinDefinition BinCode="05" BinQuality="Fail" BinDescription="Leakage"/>
        <BinDefinition BinCode="02" BinQuality="Fail" BinDescription="Short"/>
      </BinDefinitions>
      <BinCode>FF01FF</BinCode><BinCode>${row}</BinCode>
    </BinCodeMap></Overlay>
  </SubstrateMap></SubstrateMaps>
</MapData>
`;

interface InspectionRow {
  readonly waferId: string;
  readonly x: number[];
  readonly y: number[];
  readonly classes: number[];
  readonly inspectedX: number[];
  readonly tool: string;
  readonly at: Date;
  readonly area: number;
}
const INSPECTIONS = `SELECT wafer_id AS "waferId", x, y, class_code AS classes, inspected_x AS "inspectedX", tool_id AS tool,
  inspected_at AS at, area_cm2 AS area FROM defect_inspection d ORDER BY inspection_id, wafer_id`;

it('keeps the bytes of files that wait, are read or were taken in, and not those of one that failed', async () => {
  const [waiting, failed] = [await begun('waits.klarf'), await begun('fails.klarf')];
  const failure = { code: 'internal', message: 'no', byteOffset: null, record: null, remedy: 'none' } as const;
  await uow.run(() => imports.fail(failed.importId, failure, new Date()));
  const contents = [waiting.contentSha256, failed.contentSha256, randomUUID()];
  expect(await imports.needed(contents)).toEqual([waiting.contentSha256]);
});

describe('a file of defects', () => {
  it('becomes an inspection with places in mm, whatever its name and packing', async () => {
    const { summary, warnings } = await take(gzipSync(klarf()), 'results.dat');
    expect(summary).toMatchObject({
      lotId: 'L-1',
      productId: 'PMIC',
      wafers: 1,
      relation: 'new',
      inspection: { step: 'M1', tool: 'INSP-01', defects: 2 },
      testedFrom: '2026-11-19T23:30:05.000Z',
    });
    expect(warnings).toEqual([]);
    const [row] = await rows<InspectionRow>(INSPECTIONS);
    expect(row).toMatchObject({ waferId: 'W-01', x: [-4, -12.5], y: [-8, 30.5], classes: [7, 0], tool: 'INSP-01' });
    expect(row!.inspectedX).toEqual([0, 10, -10]);
    expect(row!.area).toBe(6);
    const [file] = await rows<{ format: string; state: string }>('SELECT format, state FROM file_import');
    expect(file).toEqual({ format: 'klarf', state: 'done' });
  });

  it('corrects the same inspection, and keeps what it corrects', async () => {
    await take(klarf());
    const { summary } = await take(klarf('1 1000 2000 0 0 0.5 7 0', 1));
    expect(summary.relation).toBe('correction');
    await take(klarf('1 1000 2000 0 0 0.5 0 0', 1));
    expect(await count('defect_inspection')).toBe(3);
    const current = await rows<{ classes: number[] }>(
      `SELECT class_code AS classes FROM defect_inspection d WHERE NOT EXISTS (
         SELECT 1 FROM defect_inspection_supersession s WHERE s.inspection_id = d.inspection_id AND s.wafer_id = d.wafer_id)`,
    );
    expect(current).toEqual([{ classes: [0] }]);
    const later = await take(klarf().replace('07:30:05', '09:00:00'));
    expect(later.summary.relation).toBe('new');
  });

  it('is refused whole, with file, place and remedy', async () => {
    const failure = await failureOf(klarf('1 abc 2000 0 0 0.5 7 0', 1), 'bad.klarf');
    expect(failure).toMatchObject({ code: 'not-a-number', record: 'DefectList' });
    expect(failure!.message).toContain('bad.klarf: "abc"');
    expect(failure!.message).toContain('line 8');
    expect(await failureOf(klarf().replace('LotID "L-1"', 'LotID ""'))).toMatchObject({ code: 'LotID-missing' });
    expect(await failureOf(klarf(), 'a', ['OTHER'])).toMatchObject({ code: 'product-out-of-scope' });
    expect([await count('lot'), await count('defect_inspection')]).toEqual([0, 0]);
  });

  it('of a lot that is known to be of a product out of scope is refused, and leaves nothing', async () => {
    await take(e142());
    const silent = klarf().replace('DeviceID "PMIC";', '');
    expect(await failureOf(silent, 'a', ['unknown'])).toMatchObject({ code: 'product-out-of-scope' });
    expect(await count('defect_inspection')).toBe(0);
    expect((await take(silent)).summary.productId).toBe('PMIC');
  });

  it.skipIf(!existsSync(SAMPLES))('is taken from every real sample but the malformed ones', async () => {
    const outcomes: Record<string, string> = {};
    for (const name of readdirSync(SAMPLES)) {
      const bytes = readFileSync(join(SAMPLES, name));
      const outcome = await take(bytes, name).then(
        ({ summary }) => `${summary.wafers} wafers, ${summary.inspection?.defects} defects, ${summary.relation}`,
        (error: unknown) => importFailureOf(error, name)?.code ?? 'internal',
      );
      outcomes[name] = outcome;
    }
    expect(outcomes).toEqual({
      'CPS3TwithoutReview.001': '1 wafers, 16 defects, new',
      'bad12.klarf': 'results-missing',
      'bad12DefectList.klarf': 'not-a-number',
      'klarf12DefectListExample.klarf': '1 wafers, 13 defects, new',
      'klarf12Example.klarf': '1 wafers, 2 defects, new',
      'klarfWithImagelist.klarf': '1 wafers, 6 defects, new',
      'simple12.klarf': '1 wafers, 1 defects, new',
      'simple18.klarf': '2 wafers, 4 defects, new',
      'wierdKlarfWithNAs.klarf': '2 wafers, 4 defects, correction',
    });
  });
});

interface MapRow {
  readonly x: number[];
  readonly y: number[];
  readonly bins: Buffer;
  readonly good: number;
  readonly gross: number;
}
const MAPS = `SELECT l.x, l.y, m.hard_bin AS bins, w.good_final AS good, w.gross FROM wafer_map m
  JOIN die_layout l USING (layout_id) JOIN wafer_yield w ON w.lot_id = m.lot_id AND w.wafer_id = m.wafer_id`;

describe('a wafer map', () => {
  it('becomes a sort result without test values, judged by the quality of its bins and turned notch down', async () => {
    const { summary } = await take(e142(), 'map.txt');
    expect(summary).toMatchObject({ productId: 'PMIC', insertion: 'SORT', dies: 4, tests: 0, relation: 'new' });
    expect(summary.yields).toMatchObject({ goodFinal: 2, gross: 4 });
    const [map] = await rows<MapRow>(MAPS);
    const dies = new Map(map!.x.map((x, at) => [`${x}/${map!.y[at]}`, map!.bins[at]]));
    expect(dies).toEqual(
      new Map([
        ['-1/0', 1],
        ['0/-1', 1],
        ['-1/-1', 5],
        ['-2/-1', 2],
      ]),
    );
    expect(await rows('SELECT kind, number, name, pass FROM program_bin ORDER BY kind, number')).toContainEqual({
      kind: 'hard',
      number: 5,
      name: 'Leakage',
      pass: false,
    });
  });

  it('corrects itself when it comes with other bins, with a time and without', async () => {
    for (const time of ['2026112007300500', '']) {
      await uow.query('TRUNCATE wafer_map, wafer_yield, die_segment, test_run_supersession, test_run CASCADE');
      await take(e142('010502', time));
      const { summary, warnings } = await take(e142('010101', time));
      expect(summary.relation).toBe('correction');
      expect(summary.yields).toMatchObject({ goodFinal: 4, gross: 4, retested: 0 });
      expect(warnings.some(({ code }) => code === 'time-missing')).toBe(time === '');
    }
  });

  it('is refused whole when it is damaged, or carries a DOCTYPE', async () => {
    expect(await failureOf(e142().slice(0, -40))).toMatchObject({ code: 'not-well-formed' });
    expect(await failureOf(e142().replace('<MapData', '<!DOCTYPE MapData><MapData'))).toMatchObject({
      code: 'doctype-refused',
    });
    expect(await count('test_run')).toBe(0);
  });
});

describe('another file', () => {
  it.each([
    ['a,b,c\n1,2,3\n', 'unknown-format'],
    ['', 'empty-file'],
    ['<svg/>', 'unknown-format'],
  ])('%j is refused by its content', async (content, code) => {
    const failure = await failureOf(content, 'lot.klarf');
    expect(failure).toMatchObject({ code });
    expect(failure!.message).toContain('lot.klarf: ');
  });

  it('that unpacks without end is stopped', async () => {
    const bomb = gzipSync(Buffer.concat([Buffer.from('FileVersion 1 2;\nLotID '), Buffer.alloc(64 * 2 ** 20, ' ')]));
    expect(await failureOf(bomb, 'bomb.klarf')).toMatchObject({ code: 'expansion-limit' });
  });
});
