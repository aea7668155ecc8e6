import type { DecodeContext } from './decode-context.ts';
import type { OpenPart } from './open-part.ts';
import { SegmentBuilder, type PartRow } from './segment-builder.ts';
import type { TestTable } from './test-table.ts';

const ALL = 255;

class OpenWafer {
  readonly segment: SegmentBuilder;
  partRecords = 0;
  readonly index: number;
  readonly id: string;
  /** `null`, `null`: parts outside any wafer. */
  readonly head: number | null;
  readonly group: number | null;

  constructor(index: number, id: string, head: number | null, group: number | null, segment: SegmentBuilder) {
    this.index = index;
    this.id = id;
    this.head = head;
    this.group = group;
    this.segment = segment;
  }
}

/** Which wafer lies under which head and sites, and the segment that each collects. */
export class WaferTracker {
  readonly #context: DecodeContext;
  readonly #tests: TestTable;
  readonly #siteGroups = new Map<number, ReadonlySet<number>>();
  #open: OpenWafer[] = [];
  #outside: OpenWafer | null = null;
  /** Builders of wafers that have ended, for those to come. */
  readonly #spare: SegmentBuilder[] = [];
  /** The wafer of a head and site, until wafers change. */
  readonly #bySite = new Map<number, OpenWafer>();

  constructor(context: DecodeContext, tests: TestTable) {
    this.#context = context;
    this.#tests = tests;
  }

  defineSiteGroup(head: number, group: number, sites: readonly number[]): void {
    this.#siteGroups.set((head << 8) | group, new Set(sites));
    this.#bySite.clear();
  }

  /** WIR. */
  start(): void {
    this.#context.requireHeader();
    const fields = this.#context.fields.open();
    const head = fields.u1() ?? 1;
    const group = fields.u1() ?? ALL;
    const startTime = fields.u4();
    const id = fields.text();
    const before = this.#open.find((wafer) => wafer.head === head && wafer.group === group);
    if (before !== undefined) {
      this.#context.warn(
        'wafer-never-ended',
        () => `Wafer "${before.id}" has no end: wafer "${id}" begins on its place.`,
      );
      this.#close(before, null);
    }
    if (this.#open.length >= this.#context.limits.openWafers) {
      throw this.#context.limitExceeded(`more than ${this.#context.limits.openWafers} wafers are under test at once`);
    }
    const wafer = this.#begin(id, head, group, startTime === 0 ? null : startTime);
    this.#open.push(wafer);
    this.#bySite.clear();
  }

  /** WRR. */
  end(): void {
    const fields = this.#context.fields.open();
    const head = fields.u1() ?? 1;
    const group = fields.u1() ?? ALL;
    const finishTime = fields.u4();
    const partCount = counted(fields.u4());
    fields.u4();
    fields.u4();
    const goodCount = counted(fields.u4());
    fields.u4();
    const id = fields.text();
    const wafer =
      this.#open.find((open) => open.head === head && open.group === group) ??
      this.#open.findLast((open) => open.head === head || open.head === ALL || head === ALL);
    if (wafer === undefined) {
      this.#context.warn(
        'wafer-end-without-start',
        () => `The end of wafer "${id}" has no beginning; it was passed over.`,
      );
      return;
    }
    if (id !== '' && id !== wafer.id) {
      const message = () => `A wafer begins as "${wafer.id}" and ends as "${id}"; the first name stays.`;
      this.#context.warn('wafer-id-contradiction', message);
    }
    const [fabWaferId, frameId, maskId] = [fields.text(), fields.text(), fields.text()];
    this.#close(wafer, {
      finishTime: finishTime === 0 ? null : finishTime,
      testerPartCount: partCount,
      testerGoodCount: goodCount,
      fabWaferId,
      frameId,
      maskId,
    });
  }

  /** Puts a finished part into the segment of its wafer. */
  addPart(row: PartRow, part: OpenPart): void {
    const wafer = this.#waferOf(row.head, row.site);
    if (!wafer.segment.fits(part)) this.#flush(wafer);
    const repeated = wafer.segment.add(row, part);
    this.#context.counts.partRecords += 1;
    if (repeated > 0) {
      const message = () => `Part "${row.partId}" has ${repeated} tests more than once; the last valid result counts.`;
      this.#context.warn('result-repeated', message);
    }
  }

  /** At the end of the file: every wafer that is still open ends here. */
  closeAll(): void {
    for (const wafer of [...this.#open]) {
      this.#context.warn('wafer-never-ended', () => `Wafer "${wafer.id}" has no end in the file.`);
      this.#close(wafer, null);
    }
    if (this.#outside !== null) this.#close(this.#outside, null);
    this.#outside = null;
  }

  #waferOf(head: number, site: number): OpenWafer {
    const key = (head << 8) | site;
    const known = this.#bySite.get(key);
    if (known !== undefined) return known;
    const wafer = this.#open.findLast((open) => this.#covers(open, head, site)) ?? this.#outsideWafer();
    this.#bySite.set(key, wafer);
    return wafer;
  }

  #covers(wafer: OpenWafer, head: number, site: number): boolean {
    if (wafer.head !== head && wafer.head !== ALL) return false;
    if (wafer.group === null || wafer.group === ALL) return true;
    const sites = this.#siteGroups.get((head << 8) | wafer.group);
    return sites === undefined || sites.has(site);
  }

  #outsideWafer(): OpenWafer {
    if (this.#outside !== null) return this.#outside;
    this.#context.warn('part-outside-wafer', () => 'Parts belong to no wafer of the file; their wafer is "".');
    this.#outside = this.#begin('', null, null, null);
    return this.#outside;
  }

  #begin(id: string, head: number | null, group: number | null, startTime: number | null): OpenWafer {
    const index = this.#context.counts.wafers;
    this.#context.counts.wafers += 1;
    this.#context.emit({ kind: 'wafer-start', wafer: index, waferId: id, head, siteGroup: group, startTime });
    return new OpenWafer(index, id, head, group, this.#spare.pop() ?? new SegmentBuilder(this.#context.limits));
  }

  #close(wafer: OpenWafer, end: WaferEndFields | null): void {
    this.#flush(wafer);
    this.#spare.push(wafer.segment);
    this.#open = this.#open.filter((open) => open !== wafer);
    this.#bySite.clear();
    this.#context.emit({
      kind: 'wafer-end',
      wafer: wafer.index,
      waferId: wafer.id,
      complete: end !== null,
      ...(end ?? NO_END),
      partRecords: wafer.partRecords,
    });
  }

  #flush(wafer: OpenWafer): void {
    if (wafer.segment.count === 0) return;
    this.#tests.announce();
    const segment = wafer.segment.take(wafer.index, wafer.id, wafer.partRecords);
    wafer.partRecords += segment.count;
    this.#context.emit(segment);
  }
}

interface WaferEndFields {
  readonly finishTime: number | null;
  readonly testerPartCount: number | null;
  readonly testerGoodCount: number | null;
  readonly fabWaferId: string;
  readonly frameId: string;
  readonly maskId: string;
}

const NO_END: WaferEndFields = {
  finishTime: null,
  testerPartCount: null,
  testerGoodCount: null,
  fabWaferId: '',
  frameId: '',
  maskId: '',
};

/** 4,294,967,295 stands for a missing count. */
function counted(count: number | null): number | null {
  return count === 0xffffffff ? null : count;
}
