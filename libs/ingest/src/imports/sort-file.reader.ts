import {
  binOutcomes,
  type BinTable,
  type LimitChange,
  localSecondsToUtc,
  NO_BIN,
  type PartSegment,
  type SiteEquipment,
  type SortFileHeader,
  type SortFileItem,
  type SortFileSummary,
  type TestDefinition,
  verdictOf,
  type WaferEnd,
  type WaferLayout,
} from '@fabwright/formats';
import { type ProgramBin, UNKNOWN_PRODUCT } from '@fabwright/fab';
import type { DieColumns, ImportedRun, OpenRun, SortRunHead, SortRunImport, SortTest } from '@fabwright/quality';
import { FileRefusedError } from './import-failure.ts';
import {
  boardsOf,
  type FileIdentity,
  identityOf,
  lotTypeOf,
  type SortFileTerms,
  temperatureOf,
  UNNAMED_WAFER,
} from './sort-file-terms.ts';

export interface SortFileContext {
  readonly importId: string;
  readonly terms: SortFileTerms;
  /** IANA zone of the tester's local clock. */
  readonly timeZone: string;
  /** Throws when whoever sent the file may not write to this product. */
  readonly checkProduct: (productId: string) => void;
  /** When the run of a file that tells no time counts as begun; null: such a file is refused. */
  readonly startWithoutTime: ((run: TimelessRun) => Promise<Date>) | null;
}

/** What identifies the run of a file but for its start. */
export type TimelessRun = Pick<SortRunHead, 'lotId' | 'waferId' | 'insertion' | 'program'>;

/** What a file brought, once all of it is written. */
export interface SortFileOutcome {
  readonly header: SortFileHeader;
  readonly identity: FileIdentity;
  readonly runs: readonly ImportedRun[];
  readonly end: SortFileSummary;
}

const VERDICT = { pass: 1, fail: 0, none: -1 } as const;
/** The outcomes of bins stand at the end of a file; until then a part whose flag is invalid has no verdict. */
const NO_OUTCOMES = binOutcomes([]);

/** Writes one sort file as it is read, in the open unit of work and with the memory of one segment. */
export class SortFileReader {
  readonly #context: SortFileContext;
  readonly #import: SortRunImport;
  #header: SortFileHeader | null = null;
  #identity: FileIdentity | null = null;
  #layout: WaferLayout | null = null;
  #bins: readonly ProgramBin[] = [];
  #end: SortFileSummary | null = null;
  readonly #equipment: SiteEquipment[] = [];
  readonly #tests: TestDefinition[] = [];
  readonly #starts = new Map<number, number | null>();
  readonly #runs = new Map<number, OpenRun>();
  /** Runs whose wafer's end told no time. */
  readonly #withoutEnd = new Set<OpenRun>();

  constructor(context: SortFileContext, into: SortRunImport) {
    this.#context = context;
    this.#import = into;
  }

  /** Throws FileRefusedError, and what the reader of the format throws. */
  async read(items: AsyncIterable<SortFileItem>): Promise<SortFileOutcome> {
    for await (const item of items) await this.#take(item);
    const { header, identity } = this.#head();
    if (this.#end === null || this.#end.partRecords === 0) {
      throw new FileRefusedError(
        'no-parts',
        `the file holds no part record (${this.#context.terms.part}).`,
        'Export the file again after parts were tested.',
      );
    }
    this.#endByFile(this.#end.finishTime);
    const bins = [...this.#bins, ...missingBins(this.#end)];
    const runs = await this.#import.finish(this.#tests.map(toSortTest), bins);
    return { header, identity, runs, end: this.#end };
  }

  /** A change of limits within the file is not taken: the first ones count, and the reader keeps it as a warning. */
  #take(item: SortFileItem): Promise<void> | void {
    switch (item.kind) {
      case 'header':
        return this.#begin(item);
      case 'segment':
        return this.#append(item);
      case 'wafer-start':
        this.#starts.set(item.wafer, item.startTime);
        return;
      case 'wafer-end':
        return this.#endWafer(item);
      case 'test':
        this.#tests[item.test] = item;
        return;
      default:
        return this.#takeOfFile(item);
    }
  }

  /** What concerns the file as a whole. */
  #takeOfFile(item: SiteEquipment | WaferLayout | BinTable | SortFileSummary | LimitChange): void {
    if (item.kind === 'site-equipment') this.#equipment.push(item);
    if (item.kind === 'wafer-layout') this.#layout = item;
    if (item.kind === 'bins') this.#bins = programBins(item);
    if (item.kind === 'end') this.#end = item;
  }

  #begin(header: SortFileHeader): void {
    this.#header = header;
    this.#identity = identityOf(header, this.#context.terms);
    this.#context.checkProduct(this.#identity.productId ?? UNKNOWN_PRODUCT);
  }

  async #append(segment: PartSegment): Promise<void> {
    const run = await this.#runOf(segment.wafer, segment.waferId);
    const values = segment.tests.map(({ test, values: results }) => ({ test, values: results }));
    await this.#import.append(run, { dies: columnsOf(segment), values });
  }

  #endWafer({ wafer, finishTime }: WaferEnd): void {
    const run = this.#runs.get(wafer);
    if (run === undefined || finishTime === null) return;
    this.#import.end(run, this.#utc(finishTime));
    this.#withoutEnd.delete(run);
  }

  /** A wafer without an end of its own ended at the latest when its file did (MRR). */
  #endByFile(finishTime: number | null): void {
    if (finishTime === null) return;
    for (const run of this.#withoutEnd) this.#import.end(run, this.#utc(finishTime));
  }

  async #runOf(wafer: number, waferId: string): Promise<OpenRun> {
    const known = this.#runs.get(wafer);
    if (known !== undefined) return known;
    const run = await this.#import.open(await this.#headOf(wafer, waferId));
    this.#runs.set(wafer, run);
    this.#withoutEnd.add(run);
    return run;
  }

  async #headOf(wafer: number, waferId: string): Promise<SortRunHead> {
    const { header, identity } = this.#head();
    const { lotId, productId, insertion } = identity;
    const named = waferId.trim() === '' ? UNNAMED_WAFER : waferId.trim();
    return {
      lotId,
      lotNo: lotId,
      waferId: named,
      slot: null,
      sourceRunId: '',
      productId,
      lotType: lotTypeOf(header.mode),
      insertion,
      program: header.program,
      programRevision: header.programRevision,
      tester: textOrNull(header.tester),
      testerSite: null,
      ...boardsOf(this.#equipment),
      temperatureC: temperatureOf(header.temperature),
      startedAt: await this.#startOf(wafer, { lotId, waferId: named, insertion, program: header.program }),
      finishedAt: null,
      orientation: orientationOf(this.#layout),
      origin: 'file',
      importId: this.#context.importId,
    };
  }

  #startOf(wafer: number, run: TimelessRun): Promise<Date> {
    const { header } = this.#head();
    const { startWithoutTime, terms } = this.#context;
    const started = header.startTime ?? header.setupTime ?? this.#starts.get(wafer) ?? null;
    if (started !== null) return Promise.resolve(this.#utc(started));
    if (startWithoutTime !== null) return startWithoutTime(run);
    throw new FileRefusedError(
      'start-missing',
      `the file tells no start time (${terms.start}), so a retest could not be told from a correction.`,
      'Set the clock of the tester and export the file again.',
      terms.header,
    );
  }

  #head(): { header: SortFileHeader; identity: FileIdentity } {
    if (this.#header === null || this.#identity === null) throw new Error('A part came before the header of its file.');
    return { header: this.#header, identity: this.#identity };
  }

  #utc(localSeconds: number): Date {
    return localSecondsToUtc(localSeconds, this.#context.timeZone);
  }
}

function columnsOf(segment: PartSegment): DieColumns {
  const verdict = new Int8Array(segment.count);
  for (let i = 0; i < segment.count; i += 1) {
    verdict[i] = VERDICT[verdictOf(segment.flags[i] ?? 0, segment.hardBin[i] ?? 0, NO_OUTCOMES)];
  }
  const { x, y, site, hardBin, softBin, testTimeMs, partId } = segment;
  return { x, y, site, hardBin, softBin, verdict, touchdown: null, testTimeMs, partIds: partId };
}

function toSortTest({ number, pin, testKind, name, unit, lowLimit, highLimit }: TestDefinition): SortTest {
  return { number, pin, kind: testKind, name, unit, lowLimit, highLimit };
}

function programBins({ hard, soft }: BinTable): ProgramBin[] {
  const toBin = (kind: 'hard' | 'soft') => (bin: BinTable['hard'][number]) => ({
    kind,
    number: bin.bin,
    name: bin.name,
    pass: bin.outcome === null ? null : bin.outcome === 'pass',
  });
  return [...hard.map(toBin('hard')), ...soft.map(toBin('soft'))];
}

/** Parts without a bin are counted under a number that no bin has; it needs a name too. */
function missingBins({ warningCounts }: SortFileSummary): ProgramBin[] {
  if (warningCounts['bin-missing'] === undefined && warningCounts['bin-out-of-range'] === undefined) return [];
  return (['hard', 'soft'] as const).map((kind) => ({ kind, number: NO_BIN, name: 'No bin', pass: null }));
}

function orientationOf(layout: WaferLayout | null): SortRunHead['orientation'] {
  if (layout === null || layout.notch === null) return null;
  return { notch: layout.notch, axisX: layout.positiveX ?? 'right', axisY: layout.positiveY ?? 'up' };
}

function textOrNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
