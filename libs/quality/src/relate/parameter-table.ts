import type { RelateParameter } from '@fabwright/analytics';
import { type MeasureKind } from '../explore/explore.types.ts';

/** What a column measures. A parameter whose unit changed is two: their values can't stand on one axis. */
export interface ParameterName {
  readonly kind: MeasureKind.FDC | MeasureKind.METROLOGY | MeasureKind.ETEST | MeasureKind.TEST;
  readonly stepId: string | null;
  readonly name: string;
  readonly statistic: string | null;
  readonly test: number | null;
  readonly unit: string;
}

/** Columns of parameters over a fixed list of wafers, filled value by value; what is never set is NaN. */
export class ParameterTable {
  readonly names: ParameterName[] = [];
  readonly #columns: Float32Array[] = [];
  readonly #byKey = new Map<string, number>();
  readonly #wafers: ReadonlyMap<string, number>;

  /** `wafers`: row by `lot/wafer`. */
  constructor(wafers: ReadonlyMap<string, number>) {
    this.#wafers = wafers;
  }

  rowOf(lotId: string, waferId: string): number | undefined {
    return this.#wafers.get(`${lotId}/${waferId}`);
  }

  /** The column of a parameter, made at its first use. */
  column(name: ParameterName): Float32Array {
    const key = JSON.stringify([name.kind, name.stepId, name.name, name.statistic, name.test, name.unit]);
    const known = this.#columns[this.#byKey.get(key) ?? -1];
    if (known) return known;
    const column = new Float32Array(this.#wafers.size).fill(Number.NaN);
    this.#byKey.set(key, this.#columns.length);
    this.names.push(name);
    this.#columns.push(column);
    return column;
  }

  /** In the order of `names`. */
  parameters(): RelateParameter[] {
    return this.#columns.map((values, at) => ({ id: String(at), unit: this.names[at]?.unit ?? null, values }));
  }
}
