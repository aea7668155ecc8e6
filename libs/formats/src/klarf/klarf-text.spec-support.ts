import type { DefectFileItem, DefectFileSummary, InspectedWafer, InspectionHeader } from './defect-file.ts';
import { readDefectFile } from './read-defect-file.ts';

/** Statements of a small KLARF 1.2 file of our own; a spec replaces or drops some of them. */
const STATEMENTS = {
  FileVersion: '1 2',
  FileTimestamp: '11-20-2026 08:00:00',
  InspectionStationID: '"MAKER" "MODEL" "INSP-01"',
  SampleType: 'WAFER',
  ResultTimestamp: '11-20-2026 07:30:05',
  LotID: '"L-1"',
  SampleSize: '1 200',
  DeviceID: '"PMIC"',
  SetupID: '"RECIPE-7" 11-19-2026 10:00:00',
  StepID: '"M1"',
  SampleOrientationMarkType: 'NOTCH',
  OrientationMarkLocation: 'DOWN',
  DiePitch: '10000 20000',
  DieOrigin: '0 0',
  WaferID: '"01"',
  Slot: '3',
  SampleCenterLocation: '5000 10000',
  ClassLookup: '2\n 0 "Unclassified"\n 7 "Particle"',
  InspectionTest: '1',
  SampleTestPlan: '3\n 0 0\n 1 0\n -1 2',
  AreaPerTest: '6.0e8',
  DefectRecordSpec: '9 DEFECTID XREL YREL XINDEX YINDEX DSIZE CLASSNUMBER IMAGECOUNT IMAGELIST',
  DefectList: '\n 1 1000 2000 0 0 0.5 7 0 0\n 2 2500.5 500 -1 2 1.25 0 2 2 1 0 2 0',
  SummarySpec: '5 TESTNO NDEFECT DEFDENSITY NDIE NDEFDIE',
  SummaryList: '1 2 0.33 3 2',
  EndOfFile: '',
};

export type Statements = Partial<Record<keyof typeof STATEMENTS, string | null>>;

/** null drops a statement; `after` follows the last one. */
export function klarf12(changes: Statements = {}, after = ''): string {
  const all: Record<string, string | null> = { ...STATEMENTS, ...changes };
  const lines = Object.entries(all).map(([keyword, values]) => (values === null ? '' : `${keyword} ${values};\n`));
  return lines.join('') + after;
}

/** A small KLARF 1.8 file of our own: the same inspection as `klarf12()`, in nanometres. */
export function klarf18(change: (text: string) => string = (text) => text): string {
  return change(`Record FileRecord "1.8" {
  Record LotRecord "L-1" {
    Record WaferRecord "01" {
      Field DieOrigin 2 {0, 0}
      Field SampleCenterLocation 2 {5000000, 10000000}
      Field SlotNumber 1 {3}
      List DefectList {
        Columns 8 { int32 DEFECTID, int32 XREL, int32 YREL, int32 XINDEX, int32 YINDEX, int32 DSIZE, int32 CLASSNUMBER, ImageList IMAGEINFO }
        Data 2 {
          1 1000000 2000000 0 0 500 7 N;
          2 2500500 500000 -1 2 1250 0 Images 2 { "a" "JPG" 1 "x", "b" "JPG" 1 "y" };
        }
      }
      Record TestRecord "1" {
        Field AreaPerTest 1 {6.0e14}
        List SampleTestPlanList { Columns 2 { int32 XINDEX, int32 YINDEX } Data 3 { 0 0; 1 0; -1 2; } }
      }
      Record SummaryRecord {
        List TestSummaryList { Columns 2 { int32 TESTNO, int32 NDEFECT } Data 1 { 1 2; } }
      }
    }
    Field DeviceID 1 {"PMIC"}
    Field DiePitch 2 {10000000, 20000000}
    Field InspectionStationID 3 {"MAKER", "MODEL", "INSP-01"}
    Field OrientationMarkLocation 1 {0}
    Field RecipeID 3 {"RECIPE-7", "2026-11-19", "10:00:00"}
    Field ResultTimestamp 2 {"2026-11-20", "07:30:05"}
    Field SampleOrientationMarkType 1 {"NOTCH"}
    Field SampleSize 2 {200000000, 0}
    Field StepID 1 {"M1"}
    List ClassLookupList {
      Columns 3 { int32 CLASSNUMBER, string CLASSNAME, string CLASSCODE }
      Data 2 { 0 "Unclassified" ""; 7 "Particle" ""; }
    }
  }
}
EndOfFile;
`);
}

export interface CollectedDefectFile {
  readonly header: InspectionHeader;
  readonly wafers: readonly InspectedWafer[];
  readonly summary: DefectFileSummary;
}

export async function collectDefectFile(items: AsyncIterable<DefectFileItem>): Promise<CollectedDefectFile> {
  const all: DefectFileItem[] = [];
  for await (const item of items) all.push(item);
  const [header] = all;
  const summary = all.at(-1);
  if (header?.kind !== 'inspection' || summary?.kind !== 'end') throw new Error('A file has a header and a summary.');
  return { header, wafers: all.filter((item) => item.kind === 'wafer'), summary };
}

export function readText(
  text: string,
  options: Parameters<typeof readDefectFile>[1] = {},
): Promise<CollectedDefectFile> {
  return collectDefectFile(readDefectFile([new TextEncoder().encode(text)], { fileName: 'odd.klarf', ...options }));
}
