import { Rec } from './stdf-record-code.ts';
import { StdfFieldWriter, type ByteOrder } from './stdf-field-writer.ts';

export interface MirFields {
  readonly lotId?: string;
  readonly subLotId?: string;
  readonly product?: string;
  readonly tester?: string;
  readonly testerType?: string;
  readonly program?: string;
  readonly programRevision?: string;
  readonly operator?: string;
  readonly testCode?: string;
  readonly flowId?: string;
  readonly temperature?: string;
  readonly setupTime?: number;
  readonly startTime?: number;
}

export interface SiteFields {
  readonly head?: number;
  readonly site?: number;
}

export interface PrrFields extends SiteFields {
  readonly flags?: number;
  readonly testsExecuted?: number;
  readonly hardBin?: number;
  readonly softBin?: number;
  readonly x?: number;
  readonly y?: number;
  readonly testTimeMs?: number;
  readonly partId?: string;
  readonly partText?: string;
}

export interface TestFields {
  readonly name?: string;
  readonly optionalFlags?: number;
  readonly displayScale?: number;
  readonly low?: number;
  readonly high?: number;
  readonly unit?: string;
}

export interface PtrFields extends SiteFields {
  readonly test: number;
  readonly result: number;
  readonly flags?: number;
  /** Without it the record ends after its result, as later records of a test may. */
  readonly describe?: TestFields;
}

export interface MprFields extends SiteFields {
  readonly test: number;
  readonly results: readonly number[];
  readonly flags?: number;
  readonly describe?: TestFields;
}

export interface FtrFields extends SiteFields {
  readonly test: number;
  readonly flags?: number;
  readonly name?: string;
}

export interface BinFields extends SiteFields {
  readonly bin: number;
  readonly count?: number;
  readonly outcome?: 'P' | 'F' | ' ';
  readonly name?: string;
}

export interface WaferFields {
  readonly head?: number;
  readonly siteGroup?: number;
  readonly id?: string;
  readonly time?: number;
}

const U4_MISSING = 0xffffffff;

const PRR_DEFAULTS: Required<PrrFields> = {
  head: 1,
  site: 1,
  flags: 0,
  testsExecuted: 0,
  hardBin: 1,
  softBin: 1,
  x: -32768,
  y: -32768,
  testTimeMs: 0,
  partId: '',
  partText: '',
};

/** Writes STDF V4 records, for tests and measurements. Methods return the writer, so that a file reads as a list. */
export class StdfWriter {
  readonly #out: StdfFieldWriter;

  constructor(byteOrder: ByteOrder = 'little') {
    this.#out = new StdfFieldWriter(byteOrder);
  }

  get length(): number {
    return this.#out.length;
  }

  /** The bytes since the last `take()`, as a copy. */
  take(): Uint8Array<ArrayBuffer> {
    return this.#out.take();
  }

  far(cpuType: number = this.#out.byteOrder === 'big' ? 1 : 2, version = 4): this {
    return this.record(Rec.FAR, (out) => out.u1(cpuType).u1(version));
  }

  mir(fields: MirFields = {}): this {
    return this.record(Rec.MIR, (out) => {
      out
        .u4(fields.setupTime ?? 0)
        .u4(fields.startTime ?? 0)
        .u1(1);
      out.ascii('P  ').u2(65535).ascii(' ');
      const { lotId, product, tester, testerType, program, programRevision, subLotId, operator } = fields;
      for (const text of [lotId, product, tester, testerType, program, programRevision, subLotId, operator, '', '']) {
        out.text(text ?? '');
      }
      out.text(fields.testCode ?? '').text(fields.temperature ?? '');
      for (let empty = 0; empty < 11; empty += 1) out.text('');
      out.text(fields.flowId ?? '');
    });
  }

  sdr(head: number, siteGroup: number, sites: readonly number[], probeCard = '', loadBoard = ''): this {
    return this.record(Rec.SDR, (out) => {
      out.u1(head).u1(siteGroup).u1(sites.length);
      for (const site of sites) out.u1(site);
      out.text('').text('').text('').text(probeCard).text('').text(loadBoard);
    });
  }

  wir({ head = 1, siteGroup = 255, id = '', time = 0 }: WaferFields = {}): this {
    return this.record(Rec.WIR, (out) => out.u1(head).u1(siteGroup).u4(time).text(id));
  }

  wrr({ head = 1, siteGroup = 255, id = '', time = 0 }: WaferFields = {}, parts = U4_MISSING, good = U4_MISSING): this {
    return this.record(Rec.WRR, (out) => {
      out.u1(head).u1(siteGroup).u4(time);
      out.u4(parts).u4(U4_MISSING).u4(U4_MISSING).u4(good).u4(U4_MISSING).text(id);
    });
  }

  pir({ head = 1, site = 1 }: SiteFields = {}): this {
    return this.record(Rec.PIR, (out) => out.u1(head).u1(site));
  }

  prr(fields: PrrFields = {}): this {
    const part = { ...PRR_DEFAULTS, ...fields };
    return this.record(Rec.PRR, (out) => {
      out.u1(part.head).u1(part.site).u1(part.flags).u2(part.testsExecuted);
      out.u2(part.hardBin).u2(part.softBin).i2(part.x).i2(part.y);
      out.u4(part.testTimeMs).text(part.partId).text(part.partText);
    });
  }

  ptr({ test, result, flags = 0, head = 1, site = 1, describe }: PtrFields): this {
    return this.record(Rec.PTR, (out) => {
      out.u4(test).u1(head).u1(site).u1(flags).u1(0).r4(result);
      if (describe !== undefined) description(out, describe).text(describe.unit ?? '');
    });
  }

  mpr({ test, results, flags = 0, head = 1, site = 1, describe }: MprFields): this {
    return this.record(Rec.MPR, (out) => {
      out.u4(test).u1(head).u1(site).u1(flags).u1(0).u2(0).u2(results.length);
      for (const result of results) out.r4(result);
      if (describe !== undefined)
        description(out, describe)
          .r4(0)
          .r4(0)
          .text(describe.unit ?? '');
    });
  }

  ftr({ test, flags = 0, head = 1, site = 1, name = '' }: FtrFields): this {
    return this.record(Rec.FTR, (out) => {
      out.u4(test).u1(head).u1(site).u1(flags);
      if (name === '') return;
      out.u1(0xff).u4(0).u4(0).u4(0).u4(0).u4(0).u4(0).u2(0).u2(0).u2(0).u2(0);
      out.text('').text('').text('').text(name);
    });
  }

  tsr(test: number, name: string): this {
    return this.record(Rec.TSR, (out) => out.u1(255).u1(0).ascii('P').u4(test).u4(0).u4(0).u4(0).text(name));
  }

  hbr(bin: BinFields): this {
    return this.#bin(Rec.HBR, bin);
  }

  sbr(bin: BinFields): this {
    return this.#bin(Rec.SBR, bin);
  }

  mrr(finishTime = 0): this {
    return this.record(Rec.MRR, (out) => out.u4(finishTime));
  }

  /** Any record: `code` is its `recordCode`, `fields` writes its fields. */
  record(code: number, fields: (out: StdfFieldWriter) => unknown): this {
    this.#out.record(code, fields);
    return this;
  }

  /** Bytes as they are, outside any record. */
  raw(bytes: Uint8Array): this {
    this.#out.bytes(bytes);
    return this;
  }

  #bin(code: number, { head = 255, site = 0, bin, count = 0, outcome = ' ', name = '' }: BinFields): this {
    return this.record(code, (out) => out.u1(head).u1(site).u2(bin).u4(count).ascii(outcome).text(name));
  }
}

function description(out: StdfFieldWriter, fields: TestFields): StdfFieldWriter {
  const scale = fields.displayScale ?? 0;
  const noLow = fields.low === undefined ? 0x40 : 0;
  const noHigh = fields.high === undefined ? 0x80 : 0;
  out
    .text(fields.name ?? '')
    .text('')
    .u1(fields.optionalFlags ?? 0x0e | noLow | noHigh);
  return out
    .i1(scale)
    .i1(scale)
    .i1(scale)
    .r4(fields.low ?? 0)
    .r4(fields.high ?? 0);
}
