import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pgArray } from './pg-array.ts';

let database: TestDatabase;
let source: DataSource;
beforeAll(async () => {
  database = await cloneDatabase();
  source = await database.connect();
});
afterAll(() => database.drop());

/** Sends the array as a parameter, lets the server store it as text and send it back in binary. */
async function throughServer(type: string, encoded: Buffer): Promise<{ back: Buffer; text: string }> {
  const rows: { back: Buffer; text: string }[] = await source.query(
    `SELECT array_send($1::${type}[]) AS back, ($1::${type}[])::text AS text`,
    [encoded],
  );
  return rows[0] as { back: Buffer; text: string };
}

describe('binary arrays', () => {
  it('carry real[] both ways, NaN as NULL', async () => {
    const values = fc.array(fc.oneof(fc.float(), fc.constant(Number.NaN)), { maxLength: 50 });
    await fc.assert(
      fc.asyncProperty(values, async (list) => {
        const sent = Float32Array.from(list);
        const { back } = await throughServer('real', pgArray.real(sent));
        expect(pgArray.toFloat32(back)).toEqual(sent);
      }),
      { numRuns: 60 },
    );
  });

  it('carry smallint[], integer[] and double precision[] both ways', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: -32_768, max: 32_767 })),
        fc.array(fc.integer({ min: -2_147_483_648, max: 2_147_483_647 })),
        fc.array(fc.double({ noNaN: true })),
        async (small, large, doubles) => {
          const int2 = await throughServer('smallint', pgArray.int2(small));
          const int4 = await throughServer('integer', pgArray.int4(large));
          const float8 = await throughServer('double precision', pgArray.double(doubles));
          expect([...pgArray.toInt16(int2.back)]).toEqual(small);
          expect([...pgArray.toInt32(int4.back)]).toEqual(large);
          expect([...pgArray.toFloat64(float8.back)]).toEqual(doubles);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('mean to the server what they mean to us', async () => {
    expect((await throughServer('real', pgArray.real([1.5, Number.NaN, -2]))).text).toBe('{1.5,NULL,-2}');
    expect((await throughServer('real', pgArray.real([Number.NaN], { nanIsNull: false }))).text).toBe('{NaN}');
    expect((await throughServer('smallint', pgArray.int2([]))).text).toBe('{}');
  });

  it('refuse what would be cut off', () => {
    expect(() => pgArray.int2([32_768])).toThrow(RangeError);
    expect(() => pgArray.int4([0.5])).toThrow(RangeError);
  });

  it('refuse a NULL among integers unless told what it means', async () => {
    const rows: { back: Buffer }[] = await source.query(`SELECT array_send('{1,NULL}'::smallint[]) AS back`);
    const back = rows[0]?.back as Buffer;
    expect(() => pgArray.toInt16(back)).toThrow('NULL');
    expect([...pgArray.toInt16(back, -1)]).toEqual([1, -1]);
  });
});
