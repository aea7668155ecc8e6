import type { Population } from './population.ts';

/** Whether the population is all wafers of its lots, so that what is kept a lot answers for them. */
export function isWholeLots({ lots, wafers, through, programRevision, tester, probeCard, dies }: Population): boolean {
  const narrowed = [lots, wafers, programRevision, tester, probeCard, dies];
  return through.length === 0 && narrowed.every((chosen) => chosen === null);
}

/** `FROM` and `WHERE` of its lots, as rows `y` of `lot_yield`; their parameters are `$1` to `$6`, `wholeLotsParameters`. */
export const WHOLE_LOTS = {
  from: `lot_yield y JOIN unnest($1::text[], $2::text[]) AS pair(product_id, insertion)
      ON pair.product_id = y.product_id AND pair.insertion = y.insertion`,
  where: `y.lot_type = ANY($3::text[]) AND ($4::text[] IS NULL OR y.product_id = ANY($4))
      AND y.tested_at >= COALESCE($5::timestamptz, '-infinity') AND y.tested_at < COALESCE($6::timestamptz, 'infinity')`,
} as const;

export function wholeLotsParameters({ pairs, lotTypes, scope, period }: Population): unknown[] {
  return [
    pairs.map((pair) => pair.productId),
    pairs.map((pair) => pair.insertion),
    lotTypes,
    scope,
    ...(period ? [period.from, period.to] : [null, null]),
  ];
}
