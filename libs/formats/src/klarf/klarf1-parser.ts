import { type KlarfContext, type Parse, shown } from './klarf-context.ts';
import type { KlarfToken } from './klarf-token-reader.ts';
import { Klarf1Lists } from './klarf1-lists.ts';
import { markOf, markTypeOf, noteMirrored, pairOf, pitchOf, slotOf, timeOf, unexpected } from './klarf-values.ts';
import { InspectionDraft, testOf, type TestDraft, type WaferDraft } from './inspection-draft.ts';

const VERSIONS: readonly string[] = ['1.0', '1.1', '1.2'];
/** A short statement has no more values than these. */
const MOST_VALUES = 64;
const KEYWORD = /^[A-Za-z]\w*$/;
/** One of these inside of another statement means that its semicolon is missing. */
const NEVER_A_VALUE: ReadonlySet<string> = new Set([
  'DefectList',
  'DefectRecordSpec',
  'SummaryList',
  'SummarySpec',
  'SampleTestPlan',
  'WaferID',
  'SampleCenterLocation',
  'EndOfFile',
]);

type Statement = (values: readonly KlarfToken[]) => void;

/** KLARF 1.1 and 1.2: statements of a keyword and values, each ended by a semicolon. Lengths in µm. */
export class Klarf1Parser {
  readonly draft: InspectionDraft;
  #wafer: WaferDraft | null = null;
  /** They hold for all wafers that follow, until they are told again. */
  readonly #tests = new Map<number, TestDraft>();
  #test: number | null = null;
  readonly #lists: Klarf1Lists;
  readonly #statements: ReadonlyMap<string, Statement>;

  private readonly context: KlarfContext;

  constructor(context: KlarfContext) {
    this.context = context;
    const draft = new InspectionDraft(context, { length: 1, area: 1 });
    this.draft = draft;
    this.#lists = new Klarf1Lists(context, draft, {
      wafer: () => this.#openWafer(),
      test: () => testOf(this.#tests, this.#test ?? 1),
    });
    this.#statements = new Map<string, Statement>([
      ['FileTimestamp', (values) => (draft.fileTime = timeOf(values))],
      ['InspectionStationID', (values) => (draft.station = values.map(({ text }) => text))],
      ['ResultTimestamp', (values) => (draft.resultTime ??= timeOf(values))],
      ['LotID', ([lot]) => draft.beginLot(lot?.text ?? '')],
      ['SampleSize', ([, size]) => (draft.waferDiameterMm = positive(size))],
      ['DeviceID', ([device]) => (draft.product = device?.text ?? '')],
      ['SetupID', ([setup]) => (draft.setup = setup?.text ?? '')],
      ['StepID', ([step]) => (draft.step = step?.text ?? '')],
      ['SampleOrientationMarkType', ([type]) => (draft.markType = markTypeOf(type?.text ?? ''))],
      ['OrientationMarkLocation', ([side]) => (draft.mark = markOf(context, side?.text ?? ''))],
      ['CoordinatesMirrored', ([answer]) => noteMirrored(context, answer?.text ?? '')],
      ['DiePitch', (values) => (draft.pitch = pitchOf(context, values))],
      ['DieOrigin', (values) => (this.#openWafer().origin = pairOf(context, values))],
      ['SampleCenterLocation', (values) => (this.#openWafer().centre = pairOf(context, values))],
      ['WaferID', ([wafer]) => this.#beginWafer(wafer?.text ?? '')],
      ['Slot', ([slot]) => (this.#openWafer().slot = slotOf(slot?.text))],
      ['InspectionTest', ([test]) => (this.#test = test === undefined ? null : context.whole(test))],
      ['AreaPerTest', ([area]) => this.#area(area)],
      ['EndOfFile', () => (draft.complete = true)],
    ]);
  }

  *parse(): Parse {
    yield* this.#version();
    while (!this.draft.complete) {
      this.context.record = 'file';
      const token = yield;
      if (token.text === ';' && token.kind === 'mark') continue;
      if (token.kind !== 'word' || !KEYWORD.test(token.text)) throw unexpected(this.context, token, 'a keyword');
      this.context.record = token.text;
      yield* this.#statement(token.text);
    }
    this.#closeWafer();
    yield* this.#afterEnd();
  }

  /** At the end of a file that told no EndOfFile between two statements. */
  closeCut(): void {
    this.#closeWafer();
  }

  *#version(): Parse {
    this.context.record = 'FileVersion';
    const values = yield* this.#values();
    const version = values.map(({ text }) => text).join('.');
    if (!VERSIONS.includes(version)) {
      const what = `the file is KLARF ${shown(version)}; 1.1, 1.2 and 1.8 can be read`;
      throw this.context.fail('unsupported-version', what, 'Export it as KLARF 1.2 or 1.8.');
    }
    this.draft.formatVersion = version;
  }

  *#statement(keyword: string): Parse {
    const list = this.#lists.of(keyword);
    if (list !== null) return yield* list;
    const take = this.#statements.get(keyword);
    if (take === undefined) return yield* this.#skip();
    take(yield* this.#values());
  }

  *#values(): Parse<KlarfToken[]> {
    const values: KlarfToken[] = [];
    for (;;) {
      const token = yield;
      if (token.kind === 'mark') return values;
      this.#checkEnded(token);
      if (values.length === MOST_VALUES) {
        throw this.context.fail('unexpected-text', `${this.context.record} has more than ${MOST_VALUES} values`);
      }
      values.push(token);
    }
  }

  *#skip(): Parse {
    for (;;) {
      const token = yield;
      if (token.kind === 'mark') return;
      this.#checkEnded(token);
    }
  }

  #checkEnded(token: KlarfToken): void {
    if (token.kind !== 'word' || !NEVER_A_VALUE.has(token.text)) return;
    const what = `${this.context.record} is not ended by a semicolon before ${token.text}`;
    throw this.context.fail('unexpected-text', what);
  }

  *#afterEnd(): Parse {
    for (;;) {
      const token = yield;
      if (token.text === 'FileVersion') {
        throw this.context.fail(
          'unexpected-text',
          'a second file begins inside the file',
          'Two files were joined. Cut them apart and import each.',
        );
      }
      this.context.warn('bytes-after-end', () => 'What follows EndOfFile was passed over.');
    }
  }

  /** A wafer's statements may come before its id. */
  #openWafer(): WaferDraft {
    return (this.#wafer ??= this.draft.beginWafer(''));
  }

  #beginWafer(waferId: string): void {
    const open = this.#wafer;
    if (open !== null && open.waferId === '' && !open.listed) {
      open.waferId = waferId;
      open.place = this.context.place;
      return;
    }
    this.#closeWafer();
    this.#wafer = this.draft.beginWafer(waferId);
    // A file of several wafers may tell the layout of its samples once.
    this.#wafer.centre = open?.centre ?? null;
    this.#wafer.origin = open?.origin ?? [0, 0];
  }

  #closeWafer(): void {
    if (this.#wafer === null) return;
    this.#wafer.tests = new Map([...this.#tests].map(([number, test]) => [number, { ...test }]));
    this.#wafer = null;
  }

  #area(area: KlarfToken | undefined): void {
    if (area !== undefined) testOf(this.#tests, this.#test ?? 1).area = this.context.number(area);
  }
}

function positive(token: KlarfToken | undefined): number | null {
  const value = Number(token?.text);
  return value > 0 && Number.isFinite(value) ? value : null;
}
