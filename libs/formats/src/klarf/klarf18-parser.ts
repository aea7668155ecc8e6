import { InspectionDraft, testOf, type TestDraft, type WaferDraft } from './inspection-draft.ts';
import { type KlarfContext, type Parse, shown } from './klarf-context.ts';
import type { KlarfToken } from './klarf-token-reader.ts';
import { Klarf18Lists } from './klarf18-lists.ts';
import { markOf, markTypeOf, noteMirrored, pairOf, pitchOf, slotOf, timeOf, unexpected } from './klarf-values.ts';

const NM_PER_MM = 1e6;
const MOST_VALUES = 64;

type Field = (values: readonly KlarfToken[]) => void;

/** What the open records make of their fields and lists. */
interface Scope {
  readonly wafer: WaferDraft | null;
  readonly test: TestDraft | null;
}

/** KLARF 1.8: nested records of fields and lists. Lengths in integer nanometres, areas in nm². */
export class Klarf18Parser {
  readonly draft: InspectionDraft;
  readonly #lists: Klarf18Lists;

  private readonly context: KlarfContext;

  constructor(context: KlarfContext) {
    this.context = context;
    this.draft = new InspectionDraft(context, { length: 1e-3, area: 1e-6 });
    this.#lists = new Klarf18Lists(context, this.draft);
  }

  /** From behind the first word, `Record`. */
  *parse(): Parse {
    this.context.record = 'FileRecord';
    const name = yield;
    if (name.text !== 'FileRecord') throw unexpected(this.context, name, 'FileRecord');
    const version = yield;
    if (version.kind !== 'string' || version.text !== '1.8') {
      const what = `the file is KLARF ${shown(version.text)}; 1.1, 1.2 and 1.8 can be read`;
      throw this.context.fail('unsupported-version', what, 'Export it as KLARF 1.2 or 1.8.');
    }
    this.draft.formatVersion = version.text;
    yield* this.#expect('{');
    yield* this.#members({ wafer: null, test: null }, 1);
    this.draft.complete = true;
    this.context.record = 'file';
    yield* this.#afterEnd();
  }

  *#afterEnd(): Parse {
    for (;;) {
      const token = yield;
      if (token.text === 'Record') {
        const remedy = 'Two files were joined. Cut them apart and import each.';
        throw this.context.fail('unexpected-text', 'a second file begins inside the file', remedy);
      }
      if (token.text !== 'EndOfFile' && token.text !== ';') {
        this.context.warn('bytes-after-end', () => 'What follows the last record was passed over.');
      }
    }
  }

  /** Up to the brace that closes the record. */
  *#members(scope: Scope, depth: number): Parse {
    const record = this.context.record;
    if (depth > this.context.limits.depth) {
      throw this.context.limitExceeded(`records lie more than ${this.context.limits.depth} deep in each other`);
    }
    for (;;) {
      const token = yield;
      if (token.kind === 'mark' && token.text === '}') return;
      if (token.text === 'Record') yield* this.#record(scope, depth);
      else if (token.text === 'Field') yield* this.#field(scope);
      else if (token.text === 'List') yield* this.#lists.list(scope.wafer, scope.test);
      else throw unexpected(this.context, token, 'Record, Field, List or }');
      this.context.record = record;
    }
  }

  *#record(scope: Scope, depth: number): Parse {
    const { text: name } = yield;
    this.context.record = name;
    const next = yield;
    const value = next.kind === 'mark' ? '' : next.text;
    if (next.kind !== 'mark') yield* this.#expect('{');
    else if (next.text !== '{') throw unexpected(this.context, next, '{');
    yield* this.#members(this.#scopeOf(name, value, scope), depth + 1);
  }

  #scopeOf(name: string, value: string, scope: Scope): Scope {
    if (name === 'LotRecord') this.draft.beginLot(value);
    if (name === 'WaferRecord') return { wafer: this.draft.beginWafer(value), test: null };
    if (name !== 'TestRecord' || scope.wafer === null) return scope;
    const number = Number(value);
    return {
      ...scope,
      test: testOf(scope.wafer.tests, Number.isInteger(number) ? number : scope.wafer.tests.size + 1),
    };
  }

  /** `Field Name n {v, v}`. */
  *#field(scope: Scope): Parse {
    const { text: name } = yield;
    this.context.record = name;
    const stated = this.context.count(yield);
    yield* this.#expect('{');
    const values: KlarfToken[] = [];
    for (let token = yield; !(token.kind === 'mark' && token.text === '}'); token = yield) {
      if (token.kind === 'mark') continue;
      if (values.length === MOST_VALUES)
        throw this.context.limitExceeded(`${name} has more than ${MOST_VALUES} values`);
      values.push(token);
    }
    if (values.length !== stated) {
      throw this.context.fail('row-length', `${name} announces ${stated} values and has ${values.length}`);
    }
    this.#fieldOf(name, scope)?.(values);
  }

  #fieldOf(name: string, { wafer, test }: Scope): Field | null {
    const { draft, context } = this;
    const fields: Readonly<Record<string, Field>> = {
      FileTimestamp: (values) => (draft.fileTime = timeOf(values)),
      ResultTimestamp: (values) => (draft.resultTime ??= timeOf(values)),
      InspectionStationID: (values) => (draft.station = values.map(({ text }) => text)),
      DeviceID: ([device]) => (draft.product = device?.text ?? ''),
      RecipeID: ([recipe]) => (draft.setup = recipe?.text ?? ''),
      StepID: ([step]) => (draft.step = step?.text ?? ''),
      SampleSize: ([size]) => (draft.waferDiameterMm = millimetres(size)),
      SampleOrientationMarkType: ([type]) => (draft.markType = markTypeOf(type?.text ?? '')),
      OrientationMarkLocation: ([side]) => (draft.mark = markOf(context, side?.text ?? '')),
      CoordinatesMirrored: ([answer]) => noteMirrored(context, answer?.text ?? ''),
      DiePitch: (values) => (draft.pitch = pitchOf(context, values)),
    };
    return fields[name] ?? this.#waferFieldOf(name, wafer, test);
  }

  #waferFieldOf(name: string, wafer: WaferDraft | null, test: TestDraft | null): Field | null {
    const { context } = this;
    if (wafer === null) return null;
    const fields: Readonly<Record<string, Field>> = {
      DieOrigin: (values) => (wafer.origin = pairOf(context, values)),
      SampleCenterLocation: (values) => (wafer.centre = pairOf(context, values)),
      SlotNumber: ([slot]) => (wafer.slot = slotOf(slot?.text)),
      AreaPerTest: ([area]) => {
        if (test !== null && area !== undefined) test.area = context.number(area);
      },
    };
    return fields[name] ?? null;
  }

  *#expect(mark: string): Parse {
    const token = yield;
    if (token.kind !== 'mark' || token.text !== mark) throw unexpected(this.context, token, mark);
  }
}

function millimetres(token: KlarfToken | undefined): number | null {
  const value = Number(token?.text) / NM_PER_MM;
  return value > 0 && Number.isFinite(value) ? value : null;
}
