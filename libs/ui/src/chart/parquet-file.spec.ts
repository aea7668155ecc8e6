import { numberCell, textCell, type ChartTable } from '@fabwright/charts';
import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { toParquet } from './parquet-file.ts';

const two = (value: number): string => value.toFixed(2);
const moment = (iso: string) => ({ text: '23 Nov', value: iso });
const TABLE: ChartTable = {
  caption: 'Final yield',
  columns: [
    { label: 'Lot', numeric: false },
    { label: 'Time', numeric: false },
    { label: 'n', numeric: true },
    { label: 'n', numeric: true },
  ],
  rows: [
    [textCell('批次 1'), moment('2026-11-23T08:00:00.000Z'), numberCell(1 / 3, two), numberCell(25, two)],
    [textCell('=L2'), moment('2026-11-23T09:00:00.000Z'), numberCell(null, two), numberCell(24, two)],
  ],
};
const NOTES = { title: 'Final yield by lot', notes: ['Product: K7', 'View: http://fab/yield?p=K7'] };

describe('a Parquet file of a chart', () => {
  // jsdom brings a Uint8Array of its own, which the bytes of TextEncoder are none of
  beforeAll(() => vi.stubGlobal('Uint8Array', new TextEncoder().encode('').constructor));
  afterAll(() => vi.unstubAllGlobals());

  it('holds exactly the drawn values, typed', async () => {
    const rows = await parquetReadObjects({ file: toParquet(TABLE, NOTES) });
    expect(rows).toEqual([
      { Lot: '批次 1', Time: new Date('2026-11-23T08:00:00Z'), n: 1 / 3, 'n 2': 25 },
      { Lot: '=L2', Time: new Date('2026-11-23T09:00:00Z'), n: null, 'n 2': 24 },
    ]);
  });

  it('says what it shows, as of when and under which address', () => {
    const metadata = parquetMetadata(toParquet(TABLE, NOTES));
    expect(metadata.key_value_metadata).toEqual([
      { key: 'title', value: 'Final yield by lot' },
      { key: 'notes', value: 'Product: K7\nView: http://fab/yield?p=K7' },
    ]);
    const types = parquetSchema(metadata).children.map(({ element }) => [element.type, element.converted_type]);
    expect(types).toEqual([
      ['BYTE_ARRAY', 'UTF8'],
      ['INT64', 'TIMESTAMP_MILLIS'],
      ['DOUBLE', undefined],
      ['DOUBLE', undefined],
    ]);
  });

  it('of a chart without points has its columns and no rows', async () => {
    const file = toParquet({ ...TABLE, rows: [] }, NOTES);
    expect(parquetSchema(parquetMetadata(file)).children).toHaveLength(4);
    expect(await parquetReadObjects({ file })).toEqual([]);
  });

  it('keeps words of a column that is not all numbers', async () => {
    const table = {
      ...TABLE,
      columns: [{ label: 'x', numeric: true }],
      rows: [[textCell('none')], [numberCell(2, two)]],
    };
    expect(await parquetReadObjects({ file: toParquet(table, NOTES) })).toEqual([{ x: 'none' }, { x: '2.00' }]);
  });
});
