import { DefectRowShape } from './defect-rows.ts';
import type { InspectionDraft, TestDraft, WaferDraft } from './inspection-draft.ts';
import { type KlarfContext, type Parse } from './klarf-context.ts';
import type { KlarfToken } from './klarf-token-reader.ts';
import { unexpected } from './klarf-values.ts';

interface Current {
  readonly wafer: () => WaferDraft;
  readonly test: () => TestDraft;
}

const IMAGE_LIST = 'IMAGELIST';
const VALUES_PER_IMAGE = 2;

/** The statements of KLARF 1.1 and 1.2 that can be of any length; each is read value by value. */
export class Klarf1Lists {
  #shape: DefectRowShape | null = null;
  #summary: readonly string[] = [];
  readonly #lists: ReadonlyMap<string, () => Parse>;

  private readonly context: KlarfContext;
  private readonly draft: InspectionDraft;
  private readonly current: Current;

  constructor(context: KlarfContext, draft: InspectionDraft, current: Current) {
    this.context = context;
    this.draft = draft;
    this.current = current;
    this.#lists = new Map([
      ['ClassLookup', () => this.#classes()],
      ['SampleTestPlan', () => this.#testPlan()],
      ['DefectRecordSpec', () => this.#defectColumns()],
      ['DefectList', () => this.#defects()],
      ['SummarySpec', () => this.#summaryColumns()],
      ['SummaryList', () => this.#summaryRows()],
    ]);
  }

  /** Null for a statement that is no list. */
  of(keyword: string): Parse | null {
    return this.#lists.get(keyword)?.() ?? null;
  }

  *#classes(): Parse {
    const stated = yield* this.#stated();
    let read = 0;
    for (let code = yield; code.kind !== 'mark'; code = yield) {
      const number = this.context.whole(code);
      const name = yield;
      if (name.kind === 'mark') throw unexpected(this.context, name, `the name of class ${number}`);
      this.draft.addClass(number, name.text);
      read += 1;
    }
    this.#compare(stated, read);
  }

  *#testPlan(): Parse {
    const stated = yield* this.#stated();
    const test = this.current.test();
    test.plan = [];
    for (let first = yield; first.kind !== 'mark'; first = yield) {
      const x = this.context.whole(first);
      const second = yield;
      if (second.kind === 'mark') throw unexpected(this.context, second, 'the row of a die');
      this.draft.addPlanDie(test, x, this.context.whole(second));
    }
    this.#compare(stated, test.plan.length / 2);
  }

  *#defectColumns(): Parse {
    this.#shape = new DefectRowShape(this.context, yield* this.#names());
  }

  /** Rows are not told apart by lines: the values of a row follow each other, and the list of images has its own length. */
  *#defects(): Parse {
    const wafer = this.current.wafer();
    wafer.listed = true;
    for (let token = yield; token.kind !== 'mark'; token = yield) {
      const shape = this.#shape;
      if (shape === null) {
        throw this.context.fail('columns-missing', 'defects come before the statement that names their columns');
      }
      yield* this.#row(shape, wafer, token);
    }
  }

  *#row(shape: DefectRowShape, wafer: WaferDraft, first: KlarfToken): Parse {
    this.draft.openDefect(wafer);
    for (let column = 0; column < shape.length; column += 1) {
      const token = column === 0 ? first : yield;
      if (token.kind === 'mark') {
        const what = `a row of defects has ${column} of its ${shape.length} values (${shape.names[column]} is missing)`;
        throw this.context.fail('row-length', what);
      }
      if (shape.names[column] === IMAGE_LIST) yield* this.#images(token);
      else shape.take(this.context, wafer.rows, column, token);
    }
  }

  *#images(count: KlarfToken): Parse {
    const images = this.context.count(count);
    for (let left = images * VALUES_PER_IMAGE; left > 0; left -= 1) {
      if ((yield).kind !== 'mark') continue;
      throw this.context.fail('row-length', `a list of ${images} images ends ${left} values too early`);
    }
  }

  *#summaryColumns(): Parse {
    this.#summary = yield* this.#names();
  }

  *#summaryRows(): Parse {
    const stated = new Map<number, number>();
    const [testColumn, defectColumn] = ['TESTNO', 'NDEFECT'].map((name) => this.#summary.indexOf(name));
    let column = 0;
    let test = 0;
    for (let token = yield; token.kind !== 'mark'; token = yield) {
      if (column === testColumn) test = this.context.whole(token);
      if (column === defectColumn) stated.set(test, (stated.get(test) ?? 0) + this.context.count(token));
      column = this.#summary.length === 0 ? 0 : (column + 1) % this.#summary.length;
    }
    if (column !== 0)
      throw this.context.fail('row-length', `a row of the summary has ${column} of its ${this.#summary.length} values`);
    if (stated.size > 0) this.current.wafer().stated = stated;
  }

  /** `n name name …;`, where n is the number of names. */
  *#names(): Parse<string[]> {
    const stated = yield* this.#stated();
    const names: string[] = [];
    for (let token = yield; token.kind !== 'mark'; token = yield) {
      if (names.length === this.context.limits.columns) {
        throw this.context.limitExceeded(
          `${this.context.record} names more than ${this.context.limits.columns} columns`,
        );
      }
      names.push(token.text.toUpperCase());
    }
    if (stated === names.length) return names;
    const what = `${this.context.record} announces ${stated} columns and names ${names.length}`;
    throw this.context.fail('row-length', what);
  }

  *#stated(): Parse<number> {
    const token = yield;
    if (token.kind === 'mark') throw unexpected(this.context, token, 'a count');
    return this.context.count(token);
  }

  #compare(stated: number, read: number): void {
    if (stated === read) return;
    this.context.warn('list-count', () => `${this.context.record} announces ${stated} entries and has ${read}.`);
  }
}
