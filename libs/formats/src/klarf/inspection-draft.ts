import type { InspectionClass, MarkSide } from './defect-file.ts';
import { DefectRows } from './defect-rows.ts';
import type { KlarfTime } from './klarf-clock.ts';
import type { KlarfContext } from './klarf-context.ts';
import type { KlarfPlace } from './klarf-error.ts';

/** One inspection test: what it looked at. Indices in the file's own orientation. */
export interface TestDraft {
  /** In the file's unit; NaN when not told. */
  area: number;
  /** Flat pairs of die indices; null when the file tells no plan. */
  plan: number[] | null;
}

/** What a file has told of one wafer so far, in its own units and orientation. */
export interface WaferDraft {
  waferId: string;
  slot: number | null;
  centre: readonly [number, number] | null;
  origin: readonly [number, number];
  tests: Map<number, TestDraft>;
  readonly rows: DefectRows;
  /** A list of defects came, be it empty. */
  listed: boolean;
  /** Defects by inspection test as the file sums them up. */
  stated: Map<number, number> | null;
  place: KlarfPlace;
}

/** What a file has told so far, in its own units and orientation; `finishInspection` makes the neutral items of it. */
export class InspectionDraft {
  formatVersion = '';
  lotId: string | null = null;
  product = '';
  setup = '';
  step = '';
  station: readonly string[] = [];
  resultTime: KlarfTime | null = null;
  fileTime: KlarfTime | null = null;
  waferDiameterMm: number | null = null;
  pitch: readonly [number, number] | null = null;
  markType: 'notch' | 'flat' | null = null;
  mark: MarkSide | null = null;
  readonly classes = new Map<number, InspectionClass>();
  readonly wafers: WaferDraft[] = [];
  defects = 0;
  complete = false;

  readonly context: KlarfContext;
  /** µm and µm² in the file's unit. */
  readonly unit: { readonly length: number; readonly area: number };

  constructor(context: KlarfContext, unit: { readonly length: number; readonly area: number }) {
    this.context = context;
    this.unit = unit;
  }

  beginLot(lotId: string): void {
    if (this.lotId !== null && this.lotId !== lotId) {
      const what = `the file names a second lot "${lotId}" after "${this.lotId}"`;
      throw this.context.fail('several-lots', what, 'Cut it into one file a lot and import each.');
    }
    this.lotId = lotId;
  }

  /** `tests` that were told before the wafer hold for it too. */
  beginWafer(waferId: string, tests: ReadonlyMap<number, TestDraft> = new Map()): WaferDraft {
    if (this.wafers.length === this.context.limits.wafers) {
      throw this.context.limitExceeded(`the file has more than ${this.context.limits.wafers} wafers`);
    }
    const wafer: WaferDraft = {
      waferId,
      slot: null,
      centre: null,
      origin: [0, 0],
      tests: new Map(tests),
      rows: new DefectRows(),
      listed: false,
      stated: null,
      place: this.context.place,
    };
    this.wafers.push(wafer);
    return wafer;
  }

  addClass(code: number, name: string): void {
    if (this.classes.size === this.context.limits.classes && !this.classes.has(code)) {
      throw this.context.limitExceeded(`the file has more than ${this.context.limits.classes} defect classes`);
    }
    if (!Number.isNaN(code)) this.classes.set(code, { code, name });
  }

  openDefect(wafer: WaferDraft): void {
    this.defects += 1;
    if (this.defects > this.context.limits.defects) {
      throw this.context.limitExceeded(`the file has more than ${this.context.limits.defects} defects`);
    }
    wafer.rows.open();
  }

  addPlanDie(test: TestDraft, x: number, y: number): void {
    const plan = (test.plan ??= []);
    if (plan.length === 2 * this.context.limits.dies) {
      throw this.context.limitExceeded(`a test plan has more than ${this.context.limits.dies} dies`);
    }
    plan.push(x, y);
  }
}

export function testOf(tests: Map<number, TestDraft>, number: number): TestDraft {
  let test = tests.get(number);
  if (test === undefined) tests.set(number, (test = { area: Number.NaN, plan: null }));
  return test;
}
