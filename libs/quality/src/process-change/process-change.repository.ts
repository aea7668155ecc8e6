import { Injectable } from '@nestjs/common';
import { UnitOfWork, type ProductScope } from '@fabwright/platform';
import type { Population } from '../population/population.ts';
import type { TouchedLot } from '../tool/tool.repository.ts';

/** A lot that a version of a recipe was run on, in the place of the tool, with when that version was first run. */
export interface VersionedLot extends TouchedLot {
  readonly since: Date;
  /** Not run at the step before the period, where others were. */
  readonly isNew: boolean;
}

export interface ChangeQuery {
  readonly productId: string | null;
  readonly scope: ProductScope;
  /** From when on earlier versions are looked for. */
  readonly since: Date;
  readonly from: Date;
  readonly to: Date;
}

/** Steps at which a version was new in the period, with all lots since `since` and their yields. */
const VERSIONED = `
  WITH runs AS (
    SELECT lot.product_id, r.step_id, r.recipe_id || ' ' || r.recipe_version AS version, r.lot_id, min(r.ended_at) AS at
    FROM process_run r JOIN lot ON lot.lot_id = r.lot_id
    WHERE r.ended_at >= $3 AND r.ended_at < $5 AND NOT r.seasoning
      AND ($1::text[] IS NULL OR lot.product_id = ANY ($1)) AND ($2::text IS NULL OR lot.product_id = $2)
    GROUP BY 1, 2, 3, 4),
  versions AS (SELECT product_id, step_id, version, min(at) AS since FROM runs GROUP BY 1, 2, 3),
  changed AS (
    SELECT product_id, step_id FROM versions GROUP BY 1, 2 HAVING min(since) < $4 AND max(since) >= $4)
  SELECT r.version AS "toolId", r.step_id AS "stepId", COALESCE(step.name, r.step_id) AS "stepName",
    r.product_id AS "productId", r.lot_id AS "lotId", y.good_final::float8 AS good, y.gross::float8 AS gross, y.wafers,
    v.since, v.since >= $4 AS "isNew"
  FROM runs r JOIN changed USING (product_id, step_id) JOIN versions v USING (product_id, step_id, version)
  JOIN lot_yield y ON y.lot_id = r.lot_id AND y.product_id = r.product_id
  JOIN unnest($6::text[], $7::text[]) AS pair(product_id, insertion)
    ON pair.product_id = y.product_id AND pair.insertion = y.insertion
  LEFT JOIN step ON step.step_id = r.step_id
  WHERE y.lot_type = 'production' AND y.gross > 0
  ORDER BY r.product_id, r.step_id, r.version, r.lot_id`;

/** Which versions of recipes were new, and how lots turned out under them. */
@Injectable()
export class ProcessChangeRepository {
  constructor(private readonly uow: UnitOfWork) {}

  lots({ productId, scope, since, from, to }: ChangeQuery, pairs: Population['pairs']): Promise<VersionedLot[]> {
    return this.uow.query<VersionedLot>(VERSIONED, [
      ...[scope, productId, since, from, to],
      pairs.map((pair) => pair.productId),
      pairs.map((pair) => pair.insertion),
    ]);
  }
}
