import { Injectable } from '@nestjs/common';
import { UnitOfWork, type ProductScope } from '@fabwright/platform';
import type { ExcursionRecord } from '../excursion.ts';
import { excursionColumns } from '../excursion-columns.ts';
import type { SimilarExcursion } from '../excursion-evidence.types.ts';
import { ExcursionState } from '../excursion-state.ts';
import { PatternStore } from './pattern.store.ts';
import { likenessOf } from './similarity.ts';

/** Less than this in common is chance: every excursion shares its product with others. */
const LEAST_SIMILARITY = 0.3;
const MOST_SHOWN = 8;
/** The newest that are looked at. */
const MOST_COMPARED = 2_000;

const OTHERS = `
  SELECT ${excursionColumns('e')} FROM excursion e
  WHERE e.excursion_id <> $1 AND e.state <> '${ExcursionState.WITHDRAWN}' AND e.first_lot_at <= $2
    AND ($3::text[] IS NULL OR e.product_id = ANY($3))
  ORDER BY e.opened_at DESC LIMIT ${MOST_COMPARED}`;

/** Past excursions that looked alike, with what was found then. */
@Injectable()
export class SimilarService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly patterns: PatternStore,
  ) {}

  /** The most alike first. */
  async similar(record: ExcursionRecord, scope: ProductScope): Promise<SimilarExcursion[]> {
    const others = await this.uow.query<ExcursionRecord>(OTHERS, [record.excursionId, record.lastLotAt, scope]);
    const patterns = await this.patterns.of([record, ...others].map((one) => one.excursionId));
    const compared = (one: ExcursionRecord) => ({ record: one, pattern: patterns.get(one.excursionId) ?? null });
    return others
      .map((other) => ({ other, ...likenessOf(compared(record), compared(other)) }))
      .filter(({ similarity }) => similarity >= LEAST_SIMILARITY)
      .sort((a, b) => b.similarity - a.similarity || b.other.openedAt.getTime() - a.other.openedAt.getTime())
      .slice(0, MOST_SHOWN)
      .map(({ other, similarity, shared }) => ({
        excursionId: other.excursionId,
        openedAt: other.openedAt,
        state: other.state,
        similarity,
        shared: [...shared],
        cause: other.cause?.words ?? null,
        lossPp: other.lossPp,
      }));
  }
}
