import type { SortFileItem, SortFileWarning, SortFileWarningCode } from '../sort-file/sort-file.ts';
import { WarningTally } from '../sort-file/warning-tally.ts';
import { binNumber, type BinType, codesOf } from './bin-codes.ts';
import type { BinDraft, MapDraft } from './map-draft.ts';
import { firstOf } from './map-axes.ts';
import { definitionOf, type Die, headerItem, layoutItem, type MapHeader, segmentOf } from './map-items.ts';
import type { XmlElements } from './xml-elements.ts';

const SEGMENT_PARTS = 4096;
const MOST_DIES = 1_000_000;
const MOST_BINS = 4096;
const MOST_WAFERS = 200;
const INT16 = 32_767;

interface RowPlace {
  readonly x: number | null;
  readonly y: number | null;
}

interface Columns {
  /** Coordinate of the first die, where the axes do not tell it. */
  readonly firstX?: number;
  /** The row is written against the direction of its axis. */
  readonly mirrored?: boolean;
}

/**
 * Makes neutral items of a map's rows. The dies of a map have no verdict of their own: it follows from the quality of
 * their bins, which a map may name before or after its rows.
 */
export class MapDecoder {
  readonly xml: () => XmlElements;
  readonly warnings = new WarningTally<SortFileWarning>();
  readonly #bins = new Map<number, BinDraft>();
  #items: SortFileItem[] = [];
  #header: MapHeader | null = null;
  #map: MapDraft | null = null;
  #dies: Die[] = [];
  #layoutTold = false;
  #wafers = 0;
  #parts = 0;

  constructor(xml: () => XmlElements) {
    this.xml = xml;
  }

  takeItems(): SortFileItem[] {
    const items = this.#items;
    this.#items = [];
    return items;
  }

  warn(code: SortFileWarningCode, record: string, message: string): void {
    this.warnings.count(code, () => ({
      code,
      message,
      byteOffset: this.xml().position,
      record,
    }));
  }

  /** Every map of a file is of one lot. */
  begin(header: MapHeader, map: MapDraft): void {
    this.#announce(header);
    this.#wafers += 1;
    if (this.#wafers > MOST_WAFERS)
      throw this.xml().fail('limit-exceeded', `the file has more than ${MOST_WAFERS} maps`);
    this.#map = map;
    this.#layoutTold = false;
    this.#items.push({
      kind: 'wafer-start',
      wafer: this.#wafers - 1,
      waferId: map.waferId,
      head: null,
      siteGroup: null,
      startTime: header.createdAt,
    });
  }

  addBin(bin: BinDraft): void {
    this.#bins.set(bin.number, bin);
    if (this.#bins.size > MOST_BINS)
      throw this.xml().fail('limit-exceeded', `the file names more than ${MOST_BINS} bins`);
  }

  /** A row of dies. `at`: coordinates of its first die where the row tells them; else rows follow each other. */
  row(text: string, at: RowPlace, columns: Columns = {}): void {
    const map = this.#open();
    const codes = this.#codes(text, map, at);
    const x = at.x ?? columns.firstX ?? firstOf(map.grid.columns ?? 0, 'x', map.axes);
    const y = at.y ?? firstOf(map.grid.rows ?? 0, 'y', map.axes) + map.rowsRead;
    if (columns.mirrored === true) codes.reverse();
    codes.forEach((code, column) => this.#die(map, code, x + column, y));
    map.rowsRead += 1;
  }

  #codes(text: string, map: MapDraft, at: RowPlace): string[] {
    const codes = codesOf(text, map.binType, map.nullBin);
    if (codes === null) throw this.xml().fail('row-length', `row ${map.rowsRead + 1} ends within a bin`);
    map.grid.columns ??= codes.length;
    // A row that tells where it begins may leave dies out.
    if (at.x !== null || codes.length === map.grid.columns) return codes;
    const what = `row ${map.rowsRead + 1} has ${codes.length} dies, the map ${map.grid.columns} columns`;
    throw this.xml().fail('row-length', what);
  }

  /** Closes the open map: its rows and bins are compared with what the file says of them. */
  end(): void {
    const map = this.#open();
    const { rows } = map.grid;
    if (rows !== null && rows !== map.rowsRead) {
      throw this.xml().fail('row-count', `the map has ${map.rowsRead} of its ${rows} rows`);
    }
    this.#flush(map);
    this.#compareCounts(map);
    this.#items.push({
      kind: 'wafer-end',
      wafer: this.#wafers - 1,
      waferId: map.waferId,
      complete: true,
      finishTime: null,
      testerPartCount: null,
      testerGoodCount: null,
      fabWaferId: '',
      frameId: '',
      maskId: '',
      partRecords: map.parts,
    });
    this.#map = null;
  }

  finish(bytes: number): void {
    if (this.#header === null)
      throw this.xml().fail('bins-missing', 'the file holds no map of bins (BinCodeMap or Row)');
    const definitions = [...this.#bins.values()].map(definitionOf);
    this.#items.push(
      { kind: 'bins', hard: definitions, soft: definitions },
      {
        kind: 'end',
        bytes,
        complete: true,
        finishTime: null,
        wafers: this.#wafers,
        partRecords: this.#parts,
        tests: 0,
        parametricResults: 0,
        functionalResults: 0,
        multipleResults: 0,
        invalidResults: 0,
        partsWithoutPlace: 0,
        skippedRecords: {},
        warnings: this.warnings.kept,
        warningCounts: this.warnings.counts,
      },
    );
  }

  #announce(header: MapHeader): void {
    const known = this.#header;
    if (known !== null && known.lotId !== header.lotId) {
      const what = `the file has maps of lot "${known.lotId}" and of lot "${header.lotId}"`;
      throw this.xml().fail('several-lots', what, 'Cut it into one file a lot and import each.');
    }
    if (known !== null) return;
    if (header.lotId === '') {
      throw this.xml().fail('lot-missing', 'the file names no lot (LotId)', 'Export it again with the lot, or add it.');
    }
    if (header.createdAt === null) {
      this.warn(
        'time-missing',
        header.format,
        'The map tells no time of its making; the time of its import was taken.',
      );
    }
    this.#header = header;
    this.#items.push(headerItem(header));
  }

  #die(map: MapDraft, code: string, x: number, y: number): void {
    if (code === map.nullBin) return;
    const bin = this.#binOf(code, map.binType);
    if (this.#isNull(bin)) return;
    this.#checkPlace(x, y);
    this.#parts += 1;
    if (this.#parts > MOST_DIES) throw this.xml().fail('limit-exceeded', `the file has more than ${MOST_DIES} dies`);
    map.perBin.set(bin, (map.perBin.get(bin) ?? 0) + 1);
    this.#dies.push({ x, y, bin });
    if (this.#dies.length === SEGMENT_PARTS) this.#flush(map);
  }

  #binOf(code: string, type: BinType): number {
    const bin = binNumber(code, type);
    if (bin === null) throw this.xml().fail('not-a-bin', `"${code.slice(0, 20)}" is no bin of type ${type}`);
    return bin;
  }

  /** A bin that means "no die here". */
  #isNull(bin: number): boolean {
    return /^null$/i.test(this.#bins.get(bin)?.quality ?? '');
  }

  #checkPlace(x: number, y: number): void {
    if (Math.abs(x) <= INT16 && Math.abs(y) <= INT16) return;
    throw this.xml().fail('limit-exceeded', `a die lies at ${x}, ${y}, beyond what a map can hold`);
  }

  /** A map may tell its reference die behind its head; the layout comes before the first dies. */
  #tellLayout(map: MapDraft): void {
    if (!this.#layoutTold) this.#items.push(layoutItem(map));
    this.#layoutTold = true;
  }

  #flush(map: MapDraft): void {
    this.#tellLayout(map);
    if (this.#dies.length === 0) return;
    this.#items.push(segmentOf(this.#dies, map, this.#wafers - 1));
    map.parts += this.#dies.length;
    this.#dies = [];
  }

  /** The file's own summary: what it counts in each bin. */
  #compareCounts({ perBin, waferId, parts }: MapDraft): void {
    const stated = [...this.#bins.values()].filter(({ count, quality }) => count !== null && !/^null$/i.test(quality));
    if (parts === 0 && stated.some(({ count }) => (count ?? 0) > 0)) {
      throw this.xml().fail('bins-missing', `the map of wafer "${waferId}" counts dies and holds none`);
    }
    for (const { number, count } of stated) {
      const read = perBin.get(number) ?? 0;
      if (read === count) continue;
      const message = `Wafer "${waferId}" has ${read} dies in bin ${number}; its own summary has ${count}.`;
      this.warn('bin-count-contradiction', 'Bin', message);
    }
    for (const bin of perBin.keys()) {
      if (this.#bins.has(bin)) continue;
      this.warn('bin-undefined', 'Bin', `Bin ${bin} is not defined, so its dies have no verdict.`);
    }
  }

  #open(): MapDraft {
    if (this.#map === null) throw this.xml().fail('field-missing', 'a row comes before the map that it belongs to');
    return this.#map;
  }
}
