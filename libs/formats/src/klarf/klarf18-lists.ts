import { DefectRowShape } from './defect-rows.ts';
import type { InspectionDraft, TestDraft, WaferDraft } from './inspection-draft.ts';
import { type KlarfContext, type Parse } from './klarf-context.ts';
import type { KlarfToken } from './klarf-token-reader.ts';
import { unexpected } from './klarf-values.ts';

/** What becomes of the rows of one list. A cell comes as its first token; a list of images has been counted. */
interface RowTaker {
  begin(): void;
  cell(column: number, token: KlarfToken): void;
  images(count: number): void;
  end(): void;
}

const PASSED_OVER: RowTaker = {
  begin: () => undefined,
  cell: () => undefined,
  images: () => undefined,
  end: () => undefined,
};
const IMAGES = 'Images';

/** `List Name { Columns n { type NAME, … } Data n { cell … ; … } }`, read cell by cell. */
export class Klarf18Lists {
  private readonly context: KlarfContext;
  private readonly draft: InspectionDraft;

  constructor(context: KlarfContext, draft: InspectionDraft) {
    this.context = context;
    this.draft = draft;
  }

  /** From behind the word `List`. `wafer` and `test`: the records around it. */
  *list(wafer: WaferDraft | null, test: TestDraft | null): Parse {
    const { text: name } = yield;
    this.context.record = name;
    if (name === 'DefectList' && wafer !== null) wafer.listed = true;
    yield* this.#expect('{');
    let names: readonly string[] = [];
    for (;;) {
      const token = yield;
      if (token.kind === 'mark' && token.text === '}') return;
      if (token.text === 'Columns') names = yield* this.#columns();
      else if (token.text === 'Data') yield* this.#data(name, names, this.#takerOf(name, names, wafer, test));
      else throw unexpected(this.context, token, 'Columns, Data or }');
    }
  }

  /** `n { type NAME, type NAME }`; the last word of each is the name. */
  *#columns(): Parse<string[]> {
    const stated = this.context.count(yield);
    yield* this.#expect('{');
    const names: string[] = [];
    let name = '';
    for (;;) {
      const token = yield;
      if (token.kind !== 'mark') {
        name = token.text.toUpperCase();
        continue;
      }
      if (name !== '') names.push(name);
      if (names.length > this.context.limits.columns) {
        throw this.context.limitExceeded(
          `${this.context.record} names more than ${this.context.limits.columns} columns`,
        );
      }
      name = '';
      if (token.text === '}') break;
    }
    if (stated === names.length) return names;
    throw this.context.fail(
      'row-length',
      `${this.context.record} announces ${stated} columns and names ${names.length}`,
    );
  }

  /** `n { cell cell … ; … }`. The number of rows is the file's promise: a list that breaks it was cut or misread. */
  *#data(list: string, names: readonly string[], take: RowTaker): Parse {
    const stated = this.context.count(yield);
    yield* this.#expect('{');
    let rows = 0;
    for (let token = yield; !(token.kind === 'mark' && token.text === '}'); token = yield) {
      yield* this.#row(list, names, take, token);
      rows += 1;
    }
    if (rows !== stated) throw this.context.fail('row-count', `${list} announces ${stated} rows and has ${rows}`);
  }

  *#row(list: string, names: readonly string[], take: RowTaker, first: KlarfToken): Parse {
    take.begin();
    let column = 0;
    for (let token = first; !(token.kind === 'mark' && token.text === ';'); token = yield) {
      if (token.kind === 'mark') throw unexpected(this.context, token, 'a value or ;');
      if (column === names.length) {
        throw this.context.fail('row-length', `a row of ${list} has more than its ${names.length} values`);
      }
      if (token.kind === 'word' && token.text === IMAGES) take.images(yield* this.#images());
      else take.cell(column, token);
      column += 1;
    }
    if (column < names.length) {
      const what = `a row of ${list} has ${column} of its ${names.length} values (${names[column]} is missing)`;
      throw this.context.fail('row-length', what);
    }
    take.end();
  }

  /** `Images n { path kind number name, … }`: how many there are. */
  *#images(): Parse<number> {
    const count = this.context.count(yield);
    yield* this.#expect('{');
    for (let token = yield; !(token.kind === 'mark' && token.text === '}'); token = yield) {
      if (token.kind === 'mark' && token.text !== ',') throw unexpected(this.context, token, 'an image or }');
    }
    return count;
  }

  #takerOf(list: string, names: readonly string[], wafer: WaferDraft | null, test: TestDraft | null): RowTaker {
    if (list === 'ClassLookupList') return this.#classes(names);
    if (wafer === null) return PASSED_OVER;
    if (list === 'DefectList') return this.#defects(names, wafer);
    if (list === 'TestSummaryList') return this.#summary(names, wafer);
    if (list === 'SampleTestPlanList' && test !== null) return this.#testPlan(names, test);
    return PASSED_OVER;
  }

  #defects(names: readonly string[], wafer: WaferDraft): RowTaker {
    const shape = new DefectRowShape(this.context, names);
    return {
      ...PASSED_OVER,
      begin: () => this.draft.openDefect(wafer),
      cell: (column, token) => shape.take(this.context, wafer.rows, column, token),
      images: (count) => wafer.rows.setImages(count),
    };
  }

  #classes(names: readonly string[]): RowTaker {
    const [code, name] = ['CLASSNUMBER', 'CLASSNAME'].map((column) => names.indexOf(column));
    let read = { code: Number.NaN, name: '' };
    return {
      ...PASSED_OVER,
      begin: () => (read = { code: Number.NaN, name: '' }),
      cell: (column, token) => {
        if (column === code) read.code = this.context.whole(token);
        if (column === name) read.name = token.text;
      },
      end: () => this.draft.addClass(read.code, read.name),
    };
  }

  #summary(names: readonly string[], wafer: WaferDraft): RowTaker {
    const [testColumn, defectColumn] = ['TESTNO', 'NDEFECT'].map((column) => names.indexOf(column));
    const stated = new Map<number, number>();
    let test = 0;
    return {
      ...PASSED_OVER,
      cell: (column, token) => {
        if (column === testColumn) test = this.context.whole(token);
        if (column === defectColumn) stated.set(test, (stated.get(test) ?? 0) + this.context.count(token));
      },
      end: () => {
        if (stated.size > 0) wafer.stated = stated;
      },
    };
  }

  #testPlan(names: readonly string[], test: TestDraft): RowTaker {
    const [columnX, columnY] = ['XINDEX', 'YINDEX'].map((column) => names.indexOf(column));
    test.plan ??= [];
    const die = { x: 0, y: 0 };
    return {
      ...PASSED_OVER,
      cell: (column, token) => {
        if (column === columnX) die.x = this.context.whole(token);
        if (column === columnY) die.y = this.context.whole(token);
      },
      end: () => this.draft.addPlanDie(test, die.x, die.y),
    };
  }

  *#expect(mark: string): Parse {
    const token = yield;
    if (token.kind !== 'mark' || token.text !== mark) throw unexpected(this.context, token, mark);
  }
}
