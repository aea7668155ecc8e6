import { describe, expect, it } from 'vitest';
import { collectSortFile, inPieces, valueOf } from '../sort-file/collect-sort-file.spec-support.ts';
import { NO_BIN, NO_COORDINATE } from '../sort-file/sort-file.ts';
import { oddSortFiles, type OddSortFile } from './odd-sort-files.ts';
import { readSortFile } from './read-sort-file.ts';
import { StdfError } from './stdf-error.ts';

describe.each(['little', 'big'] as const)('odd files, %s-endian', (order) => {
  const files = oddSortFiles(order);
  const read = (file: OddSortFile | undefined, pieces = [3, 1, 7]) =>
    collectSortFile(readSortFile(inPieces(file!.bytes, pieces), { fileName: 'odd.stdf' }));
  const named = (name: string): OddSortFile | undefined => files.find((file) => file.name === name);

  it.each(files.filter((file) => file.error !== null))('refuses: $name', async (file) => {
    for (const pieces of [[1], [5, 2], [1 << 20]]) {
      const error = await read(file, pieces).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(StdfError);
      expect(error).toMatchObject({ ...file.error, fileName: 'odd.stdf' });
      const { message, remedy } = error as StdfError;
      expect(message).toContain('odd.stdf: ');
      expect(message).toContain(`byte ${file.error!.byteOffset}`);
      expect(message).toContain(`record ${file.error!.record}`);
      expect(remedy.length).toBeGreaterThan(10);
    }
  });

  it.each(files.filter((file) => file.error === null))('reads with its warnings: $name', async (file) => {
    const { summary, segments } = await read(file);
    expect(Object.keys(summary.warningCounts).sort()).toEqual(file.warnings);
    expect(summary.partRecords).toBe(file.partRecords);
    expect(segments.reduce((sum, segment) => sum + segment.count, 0)).toBe(file.partRecords);
    expect(summary.warnings.every(({ message }) => message.length > 20)).toBe(true);
  });

  it('keeps missing bins, high bins and missing places as marked values', async () => {
    const [bins, high, place] = await Promise.all(
      ['null bins', 'bin 32,768', 'coordinates missing'].map(async (name) => read(named(name))),
    );
    expect(bins!.segments[0]).toMatchObject({ hardBin: Uint16Array.of(NO_BIN), softBin: Uint16Array.of(NO_BIN) });
    expect(high!.segments[0]).toMatchObject({ hardBin: Uint16Array.of(32768) });
    expect(place!.segments[0]).toMatchObject({ x: Int16Array.of(NO_COORDINATE), partId: ['7'] });
    expect(place!.summary.partsWithoutPlace).toBe(1);
  });

  it('gives each of eight interleaved sites its own results', async () => {
    const file = await read(named('eight interleaved sites'));
    const segment = file.segments[0]!;
    expect([...segment.site]).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
    for (let part = 0; part < 8; part += 1) {
      expect([1, 2, 3].map((test) => valueOf(file, segment, part, test))).toEqual(
        [1, 2, 3].map((test) => 100 * segment.site[part]! + test),
      );
    }
    const card = { kind: 'site-equipment', probeCard: { type: '', id: 'CARD-7' }, sites: [1, 2, 3, 4, 5, 6, 7, 8] };
    expect(file.items).toContainEqual(expect.objectContaining(card));
  });

  it('passes over V4-2007 and unknown records and counts them', async () => {
    const { summary } = await read(named('V4-2007 records'));
    const once = Object.fromEntries(['VUR', 'PSR', 'NMR', 'CNR', 'SSR', 'CDR', 'STR', 'EPS'].map((name) => [name, 1]));
    expect(summary.skippedRecords).toEqual({ ...once, 'unknown 180.1': 1 });
  });

  it('sums 70,000 bin records up by bin', async () => {
    const { items } = await read(named('70,000 bin records'), [1 << 16]);
    const bins = items.find((item) => item.kind === 'bins');
    expect(bins?.hard).toHaveLength(16_384);
    expect(bins?.hard[0]).toEqual({ bin: 0, name: '', outcome: 'fail', testerCount: 5 });
    expect(bins?.hard[1]?.outcome).toBe('pass');
  });

  it('reads text that is not UTF-8 as ISO 8859-1', async () => {
    const { items } = await read(named('text that is not UTF-8'));
    expect(items).toContainEqual(expect.objectContaining({ kind: 'wafer-start', waferId: 'Wµ1' }));
  });

  it('keeps wafers apart that have the same PART_ID', async () => {
    const { segments } = await read(named('the same PART_ID under two wafers'));
    expect(segments.map(({ wafer, waferId, partId }) => [wafer, waferId, partId])).toEqual([
      [0, 'W1', ['1']],
      [1, 'W2', ['1']],
    ]);
  });

  it('keeps parts outside any wafer under the wafer ""', async () => {
    const { items, segments } = await read(named('no WIR'));
    expect(segments[0]?.waferId).toBe('');
    expect(items).toContainEqual(expect.objectContaining({ kind: 'wafer-start', waferId: '', head: null }));
  });
});
