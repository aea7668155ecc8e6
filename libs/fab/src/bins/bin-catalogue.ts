import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@fabwright/platform';
import type { BinKind } from '../product/product-definition.ts';
import { insertRows, type RowTarget } from '../rows/insert-rows.ts';

export interface CatalogueBin {
  readonly kind: BinKind;
  readonly number: number;
  readonly name: string;
  readonly pass: boolean;
  /** Colour slot for good: 1–6 for the bins that cost most when they were first seen, 0 for all others. */
  readonly slot: number;
}

/** A bin as a test program names it; `pass` null = it does not say. */
export interface ProgramBin {
  readonly kind: BinKind;
  readonly number: number;
  readonly name: string;
  readonly pass: boolean | null;
}

/** Failing bins by the dies they cost, worst first. */
export interface RankedBins {
  readonly productId: string;
  readonly kind: BinKind;
  readonly numbers: readonly number[];
}

const SLOTS = 6;

const PROGRAM_BIN: RowTarget = {
  table: 'program_bin',
  columns: { product_id: 'text', insertion: 'text', kind: 'text', number: 'integer', name: 'text', pass: 'boolean' },
  conflict: `ON CONFLICT (product_id, insertion, kind, number) DO UPDATE SET name = excluded.name, pass = excluded.pass
    WHERE (program_bin.name, program_bin.pass) IS DISTINCT FROM (excluded.name, excluded.pass)`,
};

const ASSIGN_SLOTS = `
  WITH ranked AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS r(product_id text, kind text, number integer, rank integer)),
  used AS (SELECT product_id, kind, max(slot) AS highest FROM bin_slot GROUP BY product_id, kind),
  fresh AS (
    SELECT ranked.product_id, ranked.kind, ranked.number,
      COALESCE(used.highest, 0) + row_number() OVER (PARTITION BY ranked.product_id, ranked.kind ORDER BY ranked.rank) AS slot
    FROM ranked LEFT JOIN used USING (product_id, kind)
    WHERE NOT EXISTS (SELECT 1 FROM bin_slot b
      WHERE b.product_id = ranked.product_id AND b.kind = ranked.kind AND b.number = ranked.number))
  INSERT INTO bin_slot (product_id, kind, number, slot)
  SELECT product_id, kind, number, slot FROM fresh WHERE slot <= ${SLOTS}
  ON CONFLICT DO NOTHING`;

/** A definition outweighs what programs say; of programs, the first insertion by name does. */
const BINS = `
  WITH defined AS (
    SELECT p.product_id, b.kind, b.number, b.name, b.pass, 0 AS weight, '' AS insertion
    FROM product p JOIN product_version v ON v.product_id = p.product_id AND v.version = p.current_version
    CROSS JOIN LATERAL jsonb_to_recordset(v.definition->'bins') AS b(kind text, number integer, name text, pass boolean)
    WHERE p.product_id = ANY($1)),
  known AS (
    SELECT * FROM defined
    UNION ALL
    SELECT product_id, kind, number, COALESCE(NULLIF(name, ''), 'Bin ' || number), COALESCE(pass, false), 1, insertion FROM program_bin WHERE product_id = ANY($1)
    UNION ALL
    SELECT product_id, kind, number, 'Bin ' || number, false, 2, '' FROM bin_slot WHERE product_id = ANY($1)),
  chosen AS (
    SELECT DISTINCT ON (product_id, kind, number) * FROM known
    ORDER BY product_id, kind, number, weight, insertion)
  SELECT c.product_id AS "productId", c.kind, c.number, c.name, c.pass,
    CASE WHEN c.pass THEN 0 ELSE COALESCE(s.slot, 0) END AS slot
  FROM chosen c LEFT JOIN bin_slot s USING (product_id, kind, number)
  ORDER BY c.product_id, c.kind, c.number`;

/** Names, verdicts and colour slots of a product's bins. */
@Injectable()
export class BinCatalogue {
  constructor(private readonly uow: UnitOfWork) {}

  /** Bins of each product, soft after hard, by number. Products without any are missing. */
  async bins(productIds: readonly string[]): Promise<Map<string, CatalogueBin[]>> {
    const rows = await this.uow.query<CatalogueBin & { productId: string }>(BINS, [productIds]);
    const byProduct = new Map<string, CatalogueBin[]>();
    for (const { productId, ...bin } of rows) {
      const list = byProduct.get(productId);
      if (list) list.push(bin);
      else byProduct.set(productId, [bin]);
    }
    return byProduct;
  }

  /** Keeps what a program's summary says of its bins. The product must be registered. */
  async learn(productId: string, insertion: string, bins: readonly ProgramBin[]): Promise<void> {
    const once = new Map(bins.map((bin) => [`${bin.kind} ${bin.number}`, bin]));
    const rows = [...once.values()].map((bin) => ({ product_id: productId, insertion, ...bin }));
    await insertRows(this.uow, PROGRAM_BIN, rows);
  }

  /**
   * Gives the failing bins that have no colour yet the next free of six, worst first. A slot once given stays, so that
   * a bin keeps its colour on screen and on paper for good; what comes seventh is drawn as "other".
   */
  async assignSlots(ranked: readonly RankedBins[]): Promise<void> {
    const rows = ranked.flatMap(({ productId, kind, numbers }) =>
      numbers.map((number, rank) => ({ product_id: productId, kind, number, rank })),
    );
    if (rows.length > 0) await this.uow.query(ASSIGN_SLOTS, [JSON.stringify(rows)]);
  }
}
