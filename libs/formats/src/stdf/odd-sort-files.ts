import type { SortFileWarningCode } from '../sort-file/sort-file.ts';
import type { StdfErrorCode } from './stdf-error.ts';
import { Rec, recordCode } from './stdf-record-code.ts';
import type { ByteOrder } from './stdf-field-writer.ts';
import { StdfWriter } from './stdf-writer.ts';

/** A file that testers, copies and attackers produce, and what a reader owes its user for it. */
export interface OddSortFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The error that it ends with, and at which record and byte; `null` when it is read. */
  readonly error: { readonly code: StdfErrorCode; readonly record: string; readonly byteOffset: number } | null;
  /** The warnings that stay with it, sorted. */
  readonly warnings: readonly SortFileWarningCode[];
  readonly partRecords: number;
}

const LOT = { lotId: 'ODD-1', product: 'P1', program: 'PRG', programRevision: 'A', testCode: 'CP1', startTime: 1000 };

/** Every odd input, in both byte orders where that makes a difference to the reader. */
export function oddSortFiles(order: ByteOrder = 'little'): readonly OddSortFile[] {
  return [...unreadable(order), ...oddParts(order), ...oddRecords(order)];
}

function unreadable(order: ByteOrder): OddSortFile[] {
  const header = begin(order).length;
  const whole = begin(order).wir({ id: 'W1' }).pir().prr({ x: 1, y: 1 }).wrr({ id: 'W1' }).mrr().take();
  const lastTwo = begin(order).wir({ id: 'W1' }).pir().length;
  const wrongOrder = whole.slice();
  wrongOrder[4] = order === 'little' ? 1 : 2;
  const far = { record: 'FAR', byteOffset: 0 };
  const file = { record: 'file', byteOffset: 0 };
  return [
    failing('empty file', new Uint8Array(0), { code: 'empty-file', ...file }),
    failing('not STDF', new TextEncoder().encode('lot,wafer,x,y,bin\n'), { code: 'not-stdf', ...file }),
    failing('gzip inside', Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0), { code: 'not-stdf', ...file }),
    failing('STDF V3', new StdfWriter(order).far(undefined, 3).take(), { code: 'unsupported-version', ...far }),
    failing('CPU_TYPE 7', new StdfWriter(order).far(7).take(), { code: 'unsupported-byte-order', ...far }),
    failing('wrong byte order byte', wrongOrder, { code: 'unsupported-byte-order', ...far }),
    failing('no MIR', new StdfWriter(order).far().mrr().take(), {
      code: 'missing-header',
      record: 'MRR',
      byteOffset: 6,
    }),
    failing('cut in the middle of a record', whole.slice(0, lastTwo + 11), {
      code: 'truncated-record',
      record: 'PRR',
      byteOffset: lastTwo,
    }),
    failing('a length past the end of the file', begin(order).raw(longRecord(order)).take(), {
      code: 'truncated-record',
      record: 'PRR',
      byteOffset: header,
    }),
    failing('a text past the end of its record', begin(order).record(Rec.WIR, overrun).mrr().take(), {
      code: 'field-overrun',
      record: 'WIR',
      byteOffset: header,
    }),
    failing('two files joined', begin(order).raw(whole).take(), {
      code: 'implausible-record',
      record: 'FAR',
      byteOffset: header,
    }),
  ];
}

function oddParts(order: ByteOrder): OddSortFile[] {
  const wafer = (): StdfWriter => begin(order).wir({ id: 'W1' });
  const end = (writer: StdfWriter, after = new Uint8Array(0)): Uint8Array<ArrayBuffer> =>
    writer.wrr({ id: 'W1' }).mrr(2000).raw(after).take();
  return [
    readable('null bins', end(wafer().pir().prr({ x: 1, y: 1, hardBin: 65535, softBin: 65535 })), ['bin-missing'], 1),
    readable('bin 32,768', end(wafer().pir().prr({ x: 1, y: 1, hardBin: 32768 })), ['bin-out-of-range'], 1),
    readable('coordinates missing', end(wafer().pir().prr({ partId: '7' })), ['coordinates-missing'], 1),
    readable('no PIR', end(wafer().ptr({ test: 1, result: 2 }).prr({ x: 1, y: 1 })), ['part-without-start'], 1),
    readable('no PRR', end(wafer().pir().ptr({ test: 1, result: 2 })), ['part-never-ended'], 0),
    readable('no WIR', begin(order).pir().prr({ x: 1, y: 1 }).mrr(2000).take(), ['part-outside-wafer'], 1),
    readable('no WRR', wafer().pir().prr({ x: 1, y: 1 }).mrr(2000).take(), ['wafer-never-ended'], 1),
    readable('no MRR', wafer().pir().prr({ x: 1, y: 1 }).wrr({ id: 'W1' }).take(), ['truncated'], 1),
    readable(
      'filled up with zeros',
      end(wafer().pir().prr({ x: 1, y: 1 }), new Uint8Array(511)),
      ['bytes-after-end'],
      1,
    ),
    readable('the same PART_ID under two wafers', twoWafers(order), [], 2),
    readable('eight interleaved sites', eightSites(order), [], 8),
    readable('a test twice in a part', end(repeatedTest(wafer())), ['result-repeated'], 1),
  ];
}

function oddRecords(order: ByteOrder): OddSortFile[] {
  const part = (): StdfWriter => begin(order).wir({ id: 'W1' }).pir().prr({ x: 1, y: 1 }).wrr({ id: 'W1' });
  const v2007 = begin(order);
  for (const code of [Rec.VUR, Rec.PSR, Rec.NMR, Rec.CNR, Rec.SSR, Rec.CDR, Rec.STR, Rec.EPS, recordCode(180, 1)]) {
    v2007.record(code, (out) => out.bytes(Uint8Array.of(9, 255, 255, 255)));
  }
  const bins = part();
  for (let record = 0; record < 70_000; record += 1) {
    bins.hbr({ head: 1, site: record >> 14, bin: record & 0x3fff, count: 1, outcome: record === 1 ? 'P' : 'F' });
  }
  const latin1 = (out: { bytes(bytes: Uint8Array): unknown }): unknown =>
    out.bytes(Uint8Array.of(1, 255, 0, 0, 0, 0, 3, 0x57, 0xb5, 0x31));
  const changed = begin(order).wir({ id: 'W1' });
  for (const high of [1, 1, 2]) {
    changed
      .pir()
      .ptr({ test: 1, result: 0.5, describe: { name: 'VDD', low: 0, high, unit: 'V' } })
      .prr({ x: 1, y: 1 });
  }
  return [
    readable(
      'V4-2007 records',
      v2007.wir({ id: 'W1' }).pir().prr({ x: 1, y: 1 }).wrr({ id: 'W1' }).mrr().take(),
      [],
      1,
    ),
    readable('70,000 bin records', bins.mrr().take(), ['bin-contradiction'], 1),
    readable(
      'text that is not UTF-8',
      begin(order).record(Rec.WIR, latin1).pir().prr({ x: 1, y: 1 }).wrr().mrr().take(),
      ['text-not-utf8'],
      1,
    ),
    readable('limits that change', changed.wrr({ id: 'W1' }).mrr().take(), ['limits-changed'], 3),
  ];
}

function begin(order: ByteOrder): StdfWriter {
  return new StdfWriter(order).far().mir(LOT);
}

/** A header that promises more than follows. */
function longRecord(order: ByteOrder): Uint8Array {
  const length = order === 'little' ? [0x40, 0x9c] : [0x9c, 0x40];
  return Uint8Array.of(...length, 5, 20, 1, 1, 0);
}

function overrun(out: { bytes(bytes: Uint8Array): unknown }): unknown {
  return out.bytes(Uint8Array.of(1, 255, 0, 0, 0, 0, 200, 0x57));
}

function twoWafers(order: ByteOrder): Uint8Array<ArrayBuffer> {
  const writer = begin(order);
  for (const id of ['W1', 'W2']) writer.wir({ id }).pir().prr({ x: 1, y: 1, partId: '1' }).wrr({ id });
  return writer.mrr().take();
}

/** Every site has its own values: 100 × site + test. */
function eightSites(order: ByteOrder): Uint8Array<ArrayBuffer> {
  const sites = [1, 2, 3, 4, 5, 6, 7, 8];
  const writer = begin(order).sdr(1, 1, sites, 'CARD-7').wir({ id: 'W1', siteGroup: 1 });
  for (const site of sites) writer.pir({ site });
  for (const test of [1, 2, 3]) for (const site of sites) writer.ptr({ test, site, result: 100 * site + test });
  for (const site of [...sites].reverse()) writer.prr({ site, x: site, y: 1, testsExecuted: 3 });
  return writer.wrr({ id: 'W1', siteGroup: 1 }).mrr().take();
}

function repeatedTest(writer: StdfWriter): StdfWriter {
  return writer.pir().ptr({ test: 1, result: 1 }).ptr({ test: 1, result: 2 }).prr({ x: 1, y: 1 });
}

function failing(name: string, bytes: Uint8Array<ArrayBuffer>, error: NonNullable<OddSortFile['error']>): OddSortFile {
  return { name, bytes, error, warnings: [], partRecords: 0 };
}

function readable(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  warnings: readonly SortFileWarningCode[],
  partRecords: number,
): OddSortFile {
  return { name, bytes, error: null, warnings, partRecords };
}
