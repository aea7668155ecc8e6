import { Injectable } from '@nestjs/common';
import { UnitOfWork, type ProductScope } from '@fabwright/platform';
import { insertRows, type RowTarget } from '../rows/insert-rows.ts';

/** A product at one of its insertions, with what is aimed at. Yields are fractions of 1. */
export interface ProductInsertion {
  readonly productId: string;
  readonly productName: string;
  readonly insertion: string;
  readonly target: number | null;
  readonly floor: number | null;
  /** Null while neither a definition nor a person has said anything about it. */
  readonly setBy: string | null;
}

/** Behind those that a definition names. */
const AFTER_DEFINED = 1_000_000;
const NEVER = new Date(0).toISOString();

const NOTICED: RowTarget = {
  table: 'product_target',
  columns: { product_id: 'text', insertion: 'text', position: 'integer', set_by: 'text', set_at: 'timestamptz' },
  conflict: 'ON CONFLICT DO NOTHING',
};

const SET_TARGET = `
  INSERT INTO product_target (product_id, insertion, position, yield_target, floor, set_by, set_at)
  VALUES ($1, $2, ${AFTER_DEFINED}, $3, $4, $5, $6)
  ON CONFLICT (product_id, insertion) DO UPDATE SET yield_target = excluded.yield_target, floor = excluded.floor,
    set_by = excluded.set_by, set_at = excluded.set_at`;

const ALL = `
  SELECT p.product_id AS "productId", p.name AS "productName", t.insertion, t.yield_target AS target, t.floor,
    CASE WHEN t.set_at > '1970-01-01T00:00:00Z' THEN t.set_by END AS "setBy"
  FROM product_target t JOIN product p USING (product_id)
  WHERE $1::text[] IS NULL OR p.product_id = ANY($1)
  ORDER BY p.name, p.product_id, t.position, t.insertion`;

/** Where products are tested, in the order of their definitions; and the targets that belong to it. */
@Injectable()
export class ProductInsertionStore {
  constructor(private readonly uow: UnitOfWork) {}

  /** All insertions of the products in scope; a product's first insertion comes first. */
  all(scope: ProductScope): Promise<ProductInsertion[]> {
    return this.uow.query<ProductInsertion>(ALL, [scope]);
  }

  /** Makes insertions known from results. The products must be registered. */
  async notice(pairs: readonly { readonly productId: string; readonly insertion: string }[]): Promise<void> {
    const once = new Map(pairs.map(({ productId, insertion }) => [JSON.stringify([productId, insertion]), productId]));
    const rows = [...once.keys()].sort().map((key) => {
      const [product_id, insertion] = JSON.parse(key) as [string, string];
      return { product_id, insertion, position: AFTER_DEFINED, set_by: 'event', set_at: NEVER };
    });
    await insertRows(this.uow, NOTICED, rows);
  }

  /** A person's targets outweigh those of definitions, now and later. */
  async setTarget(
    pair: { readonly productId: string; readonly insertion: string },
    target: { readonly yieldTarget: number | null; readonly floor: number | null },
    by: string,
  ): Promise<void> {
    const { productId, insertion } = pair;
    await this.uow.query(SET_TARGET, [productId, insertion, target.yieldTarget, target.floor, by, new Date()]);
  }
}
