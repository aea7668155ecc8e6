import { describe, expect, it } from 'vitest';
import { NO_CLASS } from './defect-file.ts';
import { KlarfError, type KlarfErrorCode } from './klarf-error.ts';
import { klarf12, klarf18, readText, type Statements } from './klarf-text.spec-support.ts';
import { readDefectFile } from './read-defect-file.ts';

const whole12 = klarf12();
const whole18 = klarf18();

describe('the same inspection in 1.2 and 1.8', () => {
  it('gives the same neutral records', async () => {
    const [old, nested] = [await readText(whole12), await readText(whole18)];
    expect(nested.header).toEqual({ ...old.header, formatVersion: '1.8' });
    expect(nested.wafers).toEqual(old.wafers);
    expect(old.summary.warningCounts).toEqual({});
    expect(old.wafers[0]).toMatchObject({ waferId: '01', slot: 3, areaCm2: 6, statedDefects: 2 });
    expect([...old.wafers[0]!.defects.xUm]).toEqual([-4000, -12499.5]);
    expect([...old.wafers[0]!.defects.yUm]).toEqual([-8000, 30500]);
    expect([...old.wafers[0]!.defects.images]).toEqual([0, 2]);
    expect([...old.wafers[0]!.inspectedDies!.xUm]).toEqual([0, 10000, -10000]);
    expect([...old.wafers[0]!.inspectedDies!.yUm]).toEqual([0, 0, 40000]);
  });

  it.each([
    ['UP', [4000, 8000], [1, -2]],
    ['LEFT', [8000, -4000], [-2, -1]],
    ['RIGHT', [-8000, 4000], [2, 1]],
  ])('turns a notch that points %s down', async (side, first, secondDie) => {
    const { header, wafers } = await readText(klarf12({ OrientationMarkLocation: side }));
    const { defects } = wafers[0]!;
    expect(header.mark).toBe(side.toLowerCase());
    expect([defects.xUm[0], defects.yUm[0]]).toEqual(first);
    expect([defects.dieX[1], defects.dieY[1]]).toEqual(secondDie);
  });
});

interface Refused {
  readonly name: string;
  readonly text: string;
  readonly code: KlarfErrorCode;
  readonly record: string;
}

const refused = (name: string, text: string, code: KlarfErrorCode, record: string): Refused => ({
  name,
  text,
  code,
  record,
});
const changed = (name: string, changes: Statements, code: KlarfErrorCode, record: string): Refused =>
  refused(name, klarf12(changes), code, record);
const replaced = (name: string, from: string, to: string, code: KlarfErrorCode, record: string): Refused => {
  if (!whole18.includes(from)) throw new Error(`${from} is not in the sample.`);
  return refused(name, whole18.replace(from, to), code, record);
};

const REFUSED: readonly Refused[] = [
  refused('empty', '', 'empty-file', 'file'),
  refused('not text', '\u0000\u0001\u0002', 'not-klarf', 'file'),
  refused('gzip inside', '\u001f\u008b\u0008', 'not-klarf', 'file'),
  refused('another text', 'lot,wafer,x,y\n1,2,3,4\n', 'not-klarf', 'file'),
  changed('version 1.9', { FileVersion: '1 9' }, 'unsupported-version', 'FileVersion'),
  replaced('version 2.0', '"1.8"', '"2.0"', 'unsupported-version', 'FileRecord'),
  refused('nested text under a version of statements', whole12.slice(0, 16) + whole18, 'unexpected-text', 'Record'),
  refused('cut within the defects', whole12.slice(0, whole12.indexOf('2500.5')), 'truncated-file', 'DefectList'),
  refused('cut before the summary', whole12.slice(0, whole12.indexOf('SummarySpec')), 'truncated-file', 'file'),
  refused('1.8 cut within the defects', whole18.slice(0, whole18.indexOf('2500500')), 'truncated-file', 'DefectList'),
  refused('1.8 cut before its last brace', whole18.slice(0, whole18.lastIndexOf('}')), 'truncated-file', 'FileRecord'),
  refused('two files joined', whole12 + whole12, 'unexpected-text', 'EndOfFile'),
  refused('a text in quotes not ended', whole12.replace('"L-1"', '"L-1'), 'unexpected-text', 'LotID'),
  refused('a semicolon missing', whole12.replace('6.0e8;', '6.0e8'), 'unexpected-text', 'AreaPerTest'),
  changed(
    'position columns missing',
    { DefectRecordSpec: '3 DEFECTID XREL YREL', DefectList: '\n 1 1 1' },
    'columns-missing',
    'DefectRecordSpec',
  ),
  changed('defects before their columns', { DefectRecordSpec: null }, 'columns-missing', 'DefectList'),
  changed('columns miscounted', { DefectRecordSpec: '8 DEFECTID XREL' }, 'row-length', 'DefectRecordSpec'),
  changed('a value too few', { DefectList: '1 1000 2000 0 0 0.5 7 0' }, 'row-length', 'DefectList'),
  changed('a value too many', { DefectList: '1 1000 2000 0 0 0.5 7 0 0 3' }, 'row-length', 'DefectList'),
  changed('images cut', { DefectList: '1 1000 2000 0 0 0.5 7 2 2 1 0 2' }, 'row-length', 'DefectList'),
  changed('values shifted', { DefectList: '1 2000 0 0.5 7 0 0 0 0' }, 'not-a-number', 'DefectList'),
  changed('a word for a number', { DefectList: '1 abc 2000 0 0 0.5 7 0 0' }, 'not-a-number', 'DefectList'),
  changed('a negative number of images', { DefectList: '1 1 2000 0 0 0.5 7 0 -1' }, 'not-a-number', 'DefectList'),
  changed('no defects where the summary has some', { DefectList: '' }, 'defects-missing', 'WaferID'),
  changed('no list of defects', { DefectList: null }, 'results-missing', 'WaferID'),
  changed('no pitch', { DiePitch: null }, 'field-missing', 'DiePitch'),
  changed('a pitch of 0', { DiePitch: '0 20000' }, 'not-a-number', 'DiePitch'),
  changed('a pitch of NaN', { DiePitch: 'NaN 20000' }, 'not-a-number', 'DiePitch'),
  changed('no sample centre', { SampleCenterLocation: null }, 'field-missing', 'SampleCenterLocation'),
  changed('no time at all', { ResultTimestamp: null, FileTimestamp: null }, 'field-missing', 'ResultTimestamp'),
  changed(
    'nanometres in a file of micrometres',
    { DiePitch: '1e7 2e7', DefectList: '1 1e6 2e6 3 3 500 7 0 0' },
    'implausible-position',
    'WaferID',
  ),
  changed('a second lot', { StepID: '"M1";\nLotID "L-2"' }, 'several-lots', 'LotID'),
  replaced('1.8: rows miscounted', 'Data 2 {\n', 'Data 4294967295 {\n', 'row-count', 'DefectList'),
  replaced(
    '1.8: a value too few',
    '1 1000000 2000000 0 0 500 7 N',
    '1 1000000 2000000 0 0 500 7',
    'row-length',
    'DefectList',
  ),
  replaced('1.8: a value too many', '500 7 N', '500 7 N 9', 'row-length', 'DefectList'),
  replaced('1.8: columns miscounted', 'Columns 8', 'Columns 7', 'row-length', 'DefectList'),
  replaced(
    '1.8: position columns missing',
    'XINDEX, int32 YINDEX, int32 DSIZE',
    'A, int32 B, int32 DSIZE',
    'columns-missing',
    'DefectList',
  ),
  replaced('1.8: a field miscounted', 'Field DiePitch 2', 'Field DiePitch 3', 'row-length', 'DiePitch'),
  replaced(
    '1.8: a brace missing',
    'Record SummaryRecord {',
    'Record SummaryRecord',
    'unexpected-text',
    'SummaryRecord',
  ),
  refused('1.8: records without end', 'Record FileRecord "1.8" {' + 'Record A {'.repeat(40), 'limit-exceeded', 'A'),
  refused('a word without end', `FileVersion ${'9'.repeat(9000)}`, 'limit-exceeded', 'FileVersion'),
];

describe('odd files', () => {
  it.each(REFUSED)('refuses: $name', async ({ text, code, record }) => {
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    for (const size of [1 << 16, 3]) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
        bytes.subarray(at * size, (at + 1) * size),
      );
      const error = await drain(pieces).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(KlarfError);
      const { message, remedy, line } = error as KlarfError;
      expect(error).toMatchObject({ code, record, fileName: 'odd.klarf' });
      expect(message).toContain(`odd.klarf: `);
      expect(message).toContain(`line ${line}, byte `);
      expect(remedy.length).toBeGreaterThan(10);
    }
  });

  it('names the line at which a value is wrong', async () => {
    const error = await readText(klarf12({ DefectList: '\n 1 1000 2000 0 0 0.5 7 0 0\n 2 x 500 -1 2 1 0 0 0' })).catch(
      (reason: unknown) => reason,
    );
    const line = whole12.slice(0, whole12.indexOf(' 2 2500.5')).split('\n').length;
    expect(error).toMatchObject({ line, record: 'DefectList' });
  });

  it.each([
    ['the end missing after the summary', klarf12({ EndOfFile: null }), 'truncated'],
    ['text after the end', klarf12({}, 'left over'), 'bytes-after-end'],
    ['no summary', klarf12({ SummaryList: null }), 'summary-missing'],
    ['a summary that counts more', klarf12({ SummaryList: '1 5 0.33 3 2' }), 'summary-contradiction'],
    ['a huge count of classes', klarf12({ ClassLookup: '4294967295\n 0 "U"\n 7 "P"' }), 'list-count'],
    ['a class without a name', klarf12({ ClassLookup: '1\n 0 "U"' }), 'class-unknown'],
    ['no class', klarf12({ DefectList: '1 1 1 0 0 NaN N/A 0 0 2 1 1 0 0 1 7 0 0' }), 'cell-not-available'],
    ['no position', klarf12({ DefectList: '1 NA 1 0 0 1 7 0 0 2 1 1 0 0 1 7 0 0' }), 'position-missing'],
    ['one defect off the wafer', klarf12({ DefectList: '1 1 1 90 0 1 7 0 0 2 1 1 0 0 1 7 0 0' }), 'outside-wafer'],
    ['no area', klarf12({ AreaPerTest: null }), 'area-missing'],
    ['no time of the results', klarf12({ ResultTimestamp: null }), 'time-of-file'],
    ['a date with the day first', klarf12({ ResultTimestamp: '20-11-2026 07:30:05' }), 'date-day-first'],
    ['no place of the notch', klarf12({ OrientationMarkLocation: null }), 'mark-assumed'],
    ['degrees for the notch', klarf18((text) => text.replace('Location 1 {0}', 'Location 1 {90}')), 'mark-assumed'],
    ['mirrored coordinates', klarf12({ StepID: '"M1";\nCoordinatesMirrored YES' }), 'coordinates-mirrored'],
  ])('reads with a warning: %s', async (_name, text, code) => {
    const { summary } = await readText(text);
    expect(Object.keys(summary.warningCounts)).toContain(code);
    expect(summary.warnings.find((warning) => warning.code === code)?.message.length).toBeGreaterThan(20);
  });

  it('keeps what is not available as missing, and counts the defect', async () => {
    const { wafers } = await readText(klarf12({ DefectList: '1 NA 1 0 0 NaN N/A 0 0 2 1 1 0 0 1 7 0 0' }));
    const { defects } = wafers[0]!;
    expect(defects.count).toBe(2);
    expect([defects.xUm[0], defects.sizeUm[0], defects.classCode[0]]).toEqual([NaN, NaN, NO_CLASS]);
  });

  it('takes an inspected wafer without defects as what it is', async () => {
    const { wafers } = await readText(klarf12({ DefectList: '', SummaryList: '1 0 0 3 0' }));
    expect(wafers[0]).toMatchObject({ statedDefects: 0, defects: { count: 0 } });
  });

  it('reads several wafers of one file, each with its own defects', async () => {
    const second = 'WaferID "02";\nSlot 4;\nDefectList\n 1 1 1 0 0 1 7 0 0;\nSummaryList 1 1 0.1 3 1;\nEndOfFile;\n';
    const { wafers } = await readText(klarf12({ EndOfFile: null }, second));
    expect(wafers.map(({ waferId, slot, defects }) => [waferId, slot, defects.count])).toEqual([
      ['01', 3, 2],
      ['02', 4, 1],
    ]);
  });

  it('stops at its limits instead of filling the memory', async () => {
    const limits = { defects: 1 };
    await expect(readText(whole12, { limits })).rejects.toMatchObject({ code: 'limit-exceeded', record: 'DefectList' });
    await expect(readText(whole18, { limits: { dies: 2 } })).rejects.toMatchObject({ code: 'limit-exceeded' });
  });
});

async function drain(pieces: Iterable<Uint8Array>): Promise<void> {
  for await (const item of readDefectFile(pieces, { fileName: 'odd.klarf' })) void item;
}
