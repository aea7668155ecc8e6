import { describe, expect, it } from 'vitest';
import { collectSortFile, valueOf } from '../sort-file/collect-sort-file.spec-support.ts';
import type { SortFileLimits } from './decode-context.ts';
import { readSortFile } from './read-sort-file.ts';
import { StdfWriter } from './stdf-writer.ts';
import { syntheticSortFile } from './synthetic-sort-file.ts';

const begin = (): StdfWriter => new StdfWriter('big').far().mir({ lotId: 'L1', product: 'P', testCode: 'CP1' });
const read = (writer: StdfWriter, limits: Partial<SortFileLimits> = {}) =>
  collectSortFile(readSortFile([writer.take()], { limits }));

describe('tests and their definitions', () => {
  it('takes limits, unit and scale from the first result of a test', async () => {
    const describe = { name: 'IDDQ', low: -1, high: 2.5, unit: 'A', displayScale: 6 };
    const writer = begin().wir({ id: 'W1' }).pir().ptr({ test: 7, result: 1.5, describe }).prr({ x: 0, y: 0 });
    writer.pir().ptr({ test: 7, result: 2 }).prr({ x: 1, y: 0 }).wrr({ id: 'W1' }).mrr();
    const file = await read(writer);
    expect(file.tests.get(0)).toEqual({
      kind: 'test',
      test: 0,
      testKind: 'parametric',
      number: 7,
      pin: null,
      name: 'IDDQ',
      unit: 'A',
      lowLimit: -1,
      highLimit: 2.5,
      displayScale: 6,
    });
    expect(valueOf(file, file.segments[0]!, 1, 7)).toBe(2);
    expect(file.items.findIndex((item) => item.kind === 'test')).toBeLessThan(
      file.items.findIndex((item) => item.kind === 'segment'),
    );
  });

  it.each([
    ['no low limit', 0x4e, { lowLimit: null, highLimit: 2 }],
    ['no high limit', 0x8e, { lowLimit: 1, highLimit: null }],
    ['both invalid and no default before', 0x3e, { lowLimit: null, highLimit: null }],
  ])('obeys the flags: %s', async (_, optionalFlags, limits) => {
    const describe = { name: 'T', low: 1, high: 2, optionalFlags };
    const file = await read(begin().pir().ptr({ test: 1, result: 1, describe }).prr().mrr());
    expect(file.tests.get(0)).toMatchObject(limits);
  });

  it('lets a later record ask for the defaults by flag, without a change of limits', async () => {
    const writer = begin().pir();
    writer.ptr({ test: 1, result: 1, describe: { name: 'T', low: 1, high: 2 } });
    writer
      .prr()
      .pir()
      .ptr({ test: 1, result: 1, describe: { name: 'T', low: 0, high: 0, optionalFlags: 0x3e } });
    const file = await read(writer.prr().mrr());
    expect(file.tests.get(0)).toMatchObject({ lowLimit: 1, highLimit: 2 });
    expect(file.summary.warningCounts['limits-changed']).toBeUndefined();
  });

  it('tells limits that change, at most eight sets a test, and where', async () => {
    const writer = begin();
    for (let high = 1; high <= 20; high += 1) {
      writer
        .pir()
        .ptr({ test: 1, result: 0, describe: { name: 'T', low: 0, high } })
        .prr();
    }
    const file = await read(writer.mrr());
    const changes = file.items.filter((item) => item.kind === 'limit-change');
    expect(changes).toHaveLength(7);
    expect(changes[0]).toMatchObject({ lowLimit: 0, highLimit: 2, afterPartRecords: 1 });
    expect(file.summary.warningCounts['limits-changed']).toBe(7);
  });

  it('names a test from the summary at the end when its results did not', async () => {
    const file = await read(begin().pir().ptr({ test: 9, result: 1 }).prr().tsr(9, 'leakage').mrr());
    expect(file.tests.get(0)?.name).toBe('leakage');
  });

  it('keeps the first name of a test and warns once of another', async () => {
    const writer = begin().pir();
    for (const name of ['a', 'b', 'c']) writer.ptr({ test: 1, result: 1, describe: { name } });
    const file = await read(writer.prr().mrr());
    expect(file.tests.get(0)?.name).toBe('a');
    expect(file.summary.warningCounts['test-name-changed']).toBe(1);
  });
});

describe('results', () => {
  it.each([0x02, 0x10])('leaves a result out whose flags say invalid or not executed (%i)', async (flags) => {
    const writer = begin().pir().ptr({ test: 1, result: 5, flags }).ptr({ test: 2, result: 6 }).prr().mrr();
    const file = await read(writer);
    expect(valueOf(file, file.segments[0]!, 0, 1)).toBeNaN();
    expect(valueOf(file, file.segments[0]!, 0, 2)).toBe(6);
    expect(file.summary).toMatchObject({ parametricResults: 2, invalidResults: 1 });
  });

  it('shows functional tests as 1 for pass and 0 for fail', async () => {
    const writer = begin()
      .pir()
      .ftr({ test: 1, name: 'scan' })
      .ftr({ test: 2, flags: 0x80 })
      .ftr({ test: 3, flags: 0x40 });
    const file = await read(writer.prr().mrr());
    expect([1, 2, 3].map((test) => valueOf(file, file.segments[0]!, 0, test))).toEqual([1, 0, NaN]);
    expect(file.tests.get(0)).toMatchObject({ testKind: 'functional', name: 'scan' });
  });

  it('shows a multiple-result test as an outcome and a column a pin, up to a bound', async () => {
    const describe = { name: 'leak', low: 0, high: 1, unit: 'uA' };
    const writer = begin()
      .pir()
      .mpr({ test: 5, results: [0.5, 0.25, 2], flags: 0x80, describe })
      .prr()
      .mrr();
    const file = await read(writer, { pins: 2 });
    const columns = file.segments[0]!.tests.map(({ test, values }) => [file.tests.get(test)?.testKind, values[0]]);
    expect(columns).toEqual([
      ['multiple', 0],
      ['pin', 0.5],
      ['pin', 0.25],
    ]);
    expect(file.tests.get(2)).toMatchObject({ name: 'leak', pin: 1, highLimit: 1, unit: 'uA', number: 5 });
    expect(file.summary.warningCounts).toEqual({
      'pins-left-out': 1,
      'part-outside-wafer': 1,
      'coordinates-missing': 1,
    });
  });

  it('takes the last valid result of a test that a part has twice', async () => {
    const writer = begin().pir().ptr({ test: 1, result: 1 }).ptr({ test: 1, result: 2 });
    const file = await read(writer.ptr({ test: 1, result: 3, flags: 2 }).prr().mrr());
    expect(valueOf(file, file.segments[0]!, 0, 1)).toBe(2);
  });
});

describe('wafers and segments', () => {
  it('cuts segments at 4,096 parts and at the end of a wafer', async () => {
    const writer = begin();
    for (const [id, parts] of [['W1', 5000] as const, ['W2', 10] as const]) {
      writer.wir({ id });
      for (let part = 0; part < parts; part += 1) writer.pir().ptr({ test: 1, result: part }).prr({ x: part, y: 0 });
      writer.wrr({ id });
    }
    const file = await read(writer.mrr());
    expect(file.segments.map(({ waferId, firstRecord, count }) => [waferId, firstRecord, count])).toEqual([
      ['W1', 0, 4096],
      ['W1', 4096, 904],
      ['W2', 0, 10],
    ]);
    expect(valueOf(file, file.segments[1]!, 903, 1)).toBe(4999);
  });

  it('cuts segments earlier when there are many tests', async () => {
    const chunks = syntheticSortFile({ bytes: 200_000, tests: 50, diesPerWafer: 100 });
    const { segments } = await collectSortFile(readSortFile(chunks, { limits: { segmentValues: 64 * 50 } }));
    expect(segments.every(({ count }) => count <= 64)).toBe(true);
    expect(segments.length).toBeGreaterThan(1);
  });

  it('keeps wafers under two heads apart', async () => {
    const writer = begin().wir({ id: 'A', head: 1 }).wir({ id: 'B', head: 2 });
    for (const head of [1, 2, 1, 2]) writer.pir({ head }).prr({ head, x: head, y: 0 });
    const file = await read(writer.wrr({ id: 'A', head: 1 }).wrr({ id: 'B', head: 2 }).mrr());
    expect(file.segments.map(({ waferId, head }) => [waferId, [...head]])).toEqual([
      ['A', [1, 1]],
      ['B', [2, 2]],
    ]);
  });

  it('gives the parts of a wafer under head 255 to it, whatever their head', async () => {
    const writer = begin().wir({ id: 'A', head: 255 }).pir({ head: 3 }).prr({ head: 3, x: 0, y: 0 });
    const file = await read(writer.wrr({ id: 'A', head: 255 }).mrr());
    expect(file.segments[0]?.waferId).toBe('A');
  });

  it('bounds tests and parts that never end', async () => {
    const many = begin().pir();
    for (let test = 0; test < 50; test += 1) many.ptr({ test, result: 1 });
    await expect(read(many, { tests: 20 })).rejects.toMatchObject({ code: 'limit-exceeded', record: 'PTR' });
    const endless = begin().pir();
    for (let round = 0; round < 100; round += 1) endless.ptr({ test: 1, result: 1 });
    await expect(read(endless, { pendingResults: 32 })).rejects.toMatchObject({ code: 'limit-exceeded' });
  });

  it('refuses a file that turns into records no standard knows', async () => {
    const writer = begin();
    for (let type = 60; type < 100; type += 1) writer.record(type << 8, (out) => out.u1(0));
    await expect(read(writer)).rejects.toMatchObject({ code: 'implausible-record' });
  });

  it('counts every warning and keeps the first of each kind', async () => {
    const writer = begin();
    for (let part = 0; part < 500; part += 1) writer.pir().prr();
    const { summary } = await read(writer.mrr());
    expect(summary.warningCounts['coordinates-missing']).toBe(500);
    expect(summary.warnings.filter(({ code }) => code === 'coordinates-missing')).toHaveLength(10);
  });
});
