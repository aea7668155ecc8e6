import type { NoMultivariate, Rows } from './multivariate-types.ts';

export interface CompleteRows {
  readonly kind: 'rows';
  readonly rows: Float64Array[];
  /** Place of each complete row in the rows given. */
  readonly places: number[];
  readonly incomplete: number[];
  readonly variables: number;
}

/** Rows without a gap, or why there is nothing to learn from. `least`: complete rows needed for p variables. */
export function completeRows(rows: Rows, least: (variables: number) => number): CompleteRows | NoMultivariate {
  const variables = rows[0]?.length ?? 0;
  const complete: Float64Array[] = [];
  const places: number[] = [];
  const incomplete: number[] = [];
  rows.forEach((row, i) => {
    const values = Float64Array.from(row);
    if (values.every(Number.isFinite)) {
      complete.push(values);
      places.push(i);
    } else incomplete.push(i);
  });
  const refuse = (reason: NoMultivariate['reason'], columns: number[] = []): NoMultivariate => ({
    kind: 'no-model',
    reason,
    rows: complete.length,
    variables,
    needs: least(variables),
    columns,
  });
  if (variables === 0 || complete.length === 0) return refuse('no-rows');
  if (rows.some((row) => row.length !== variables)) return refuse('ragged-rows');
  if (complete.length < least(variables)) {
    return refuse(complete.length < variables + 2 ? 'more-variables-than-rows' : 'too-few-rows');
  }
  const flat = Array.from({ length: variables }, (_, j) => j).filter((j) =>
    complete.every((row) => row[j] === complete[0]?.[j]),
  );
  if (flat.length > 0) return refuse('no-spread', flat);
  return { kind: 'rows', rows: complete, places, incomplete, variables };
}

/**
 * Learns, leaves rows beyond their own limit out, and learns again until none is (at most 10 times, and never more than
 * a quarter of the rows). `beyond`: which of the rows a model calls outside.
 */
export function learnClean<M extends object>(
  data: CompleteRows,
  clean: boolean,
  learn: (rows: Float64Array[]) => M | NoMultivariate,
  beyond: (model: M, row: Float64Array) => boolean,
): { readonly model: M | NoMultivariate; readonly cleaned: number[] } {
  let keep = data.rows.map((_, i) => i);
  const most = data.rows.length * 0.75;
  const rowsOf = (indices: number[]): Float64Array[] => indices.flatMap((i) => data.rows[i] ?? []);
  let model = learn(rowsOf(keep));
  for (let round = 0; clean && round < 10 && !isRefusal(model); round += 1) {
    const current = model;
    const next = keep.filter((i) => !beyond(current, data.rows[i] ?? new Float64Array(data.variables)));
    if (next.length === keep.length || next.length < most) break;
    const again = learn(rowsOf(next));
    if (isRefusal(again)) break;
    keep = next;
    model = again;
  }
  const kept = new Set(keep);
  return { model, cleaned: data.places.filter((_, i) => !kept.has(i)) };
}

export function isRefusal(model: object): model is NoMultivariate {
  return 'kind' in model && model.kind === 'no-model';
}
