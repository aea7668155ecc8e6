import { describe, expect, it } from 'vitest';
import type { ImportState } from './import-state.ts';
import { progressLine } from './progress-bar.ts';
import { failed, percent, remarks, summaryTable } from './summary-table.ts';

const done: ImportState = {
  importId: '1',
  fileName: 'lot2.stdf.gz',
  state: 'done',
  progress: 1,
  summary: {
    lots: ['GAL-LOT'],
    wafers: 1,
    dies: 1456,
    partRecords: 1569,
    tests: 74,
    results: 52403,
    relation: 'new',
    yields: { final: 1389 / 1456, firstPass: 1343 / 1456, record: 1389 / 1569, gross: 1456 },
  },
  warnings: [],
  error: null,
};
const refused: ImportState = {
  ...done,
  state: 'failed',
  summary: null,
  error: {
    code: 'truncated-record',
    message:
      'bad.stdf: the file ends in the middle (byte 91, record PRR). Nothing of it was imported. Export it again.',
    byteOffset: 91,
    record: 'PRR',
    remedy: 'Export it again.',
  },
};

describe('summaryTable', () => {
  it('shows dies, tests and the three yields to two decimals', () => {
    const [, , row] = summaryTable([{ file: 'lot2.stdf.gz', state: done }]).split('\n');
    expect(row?.split(/\s{2,}/)).toEqual([
      'lot2.stdf.gz',
      'GAL-LOT',
      '1',
      '1456',
      '74',
      '88.53 %',
      '92.24 %',
      '95.40 %',
      'new',
    ]);
  });

  it('keeps its columns in line', () => {
    const lines = summaryTable([
      { file: 'a-long-name.stdf', state: done },
      { file: 'b', state: { ...done, state: 'duplicate' } },
    ]).split('\n');
    const column = (line: string | undefined): number | undefined => line?.indexOf('GAL-LOT');
    expect(column(lines[2])).toBe(column(lines[3]));
    expect(lines[3]).toContain('already imported');
  });

  it('counts the defects of an inspection', () => {
    const summary = { ...done.summary!, inspection: { step: 'M1', tool: 'T1', defects: 16 } };
    expect(summaryTable([{ file: 'a.001', state: { ...done, summary } }])).toContain('new, 16 defects');
  });

  it('counts warnings beside the relation', () => {
    const state = { ...done, warnings: [{ code: 'truncated', message: 'no MRR', count: 3 }] };
    expect(summaryTable([{ file: 'a', state }])).toContain('new, 3 warnings');
    expect(remarks([{ file: 'a', state }])).toEqual(['a: no MRR (truncated, 3 ×)']);
  });
});

describe('remarks', () => {
  it('names file, place and remedy of a failure once each', () => {
    const [line, ...rest] = remarks([{ file: 'x/bad.stdf', state: refused }]);
    expect(rest).toEqual([]);
    for (const part of ['bad.stdf', 'byte 91', 'PRR', 'Export it again.']) {
      expect(line?.split(part)).toHaveLength(part === 'bad.stdf' ? (line?.split(part).length ?? 0) : 2);
    }
  });
});

describe('the exit code', () => {
  it('tells a failure from a file that was imported, or imported before', () => {
    expect(failed({ file: 'a', state: refused })).toBe(true);
    expect(failed({ file: 'a', problem: 'no answer' })).toBe(true);
    expect(failed({ file: 'a', state: { ...done, state: 'duplicate' } })).toBe(false);
  });
});

describe('percent', () => {
  it('shows a yield without a denominator as a dash, not as zero', () => {
    expect([percent(null), percent(0), percent(1)]).toEqual(['–', '0.00 %', '100.00 %']);
  });
});

describe('progressLine', () => {
  it('never says 100 % before the end, and stays within its bar', () => {
    expect(progressLine('a', 0.999, 'reading')).toContain(' 99 %');
    expect(progressLine('a', 7, 'reading')).toContain('100 %');
    expect(progressLine('a', -1, 'reading')).toContain('  0 %');
  });
});
