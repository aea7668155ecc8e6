import { Injectable } from '@nestjs/common';
import { DomainError, UnitOfWork, type ProductScope } from '@fabwright/platform';

const MOST_LOTS = 500;

/** Lots that somebody wants held. */
@Injectable()
export class HeldLots {
  constructor(private readonly uow: UnitOfWork) {}

  /** The same lots, each once. Throws INVALID_INPUT for one that is not there or may not be seen, and for too many. */
  async known(lotIds: readonly string[], scope: ProductScope): Promise<string[]> {
    const asked = [...new Set(lotIds)];
    if (asked.length > MOST_LOTS) {
      throw new DomainError('INVALID_INPUT', `At most ${MOST_LOTS} lots can be held at once.`, {
        detail: { field: 'lotIds', reason: 'length' },
      });
    }
    const rows = await this.uow.query<{ lotId: string }>(
      `SELECT lot_id AS "lotId" FROM lot WHERE lot_id = ANY($1) AND ($2::text[] IS NULL OR product_id = ANY($2))
       ORDER BY lot_id`,
      [asked, scope],
    );
    const found = new Set(rows.map((row) => row.lotId));
    const missing = asked.filter((lotId) => !found.has(lotId));
    if (missing.length > 0) {
      throw new DomainError('INVALID_INPUT', `There are no such lots that you may hold: ${missing.join(', ')}.`, {
        detail: { field: 'lotIds', reason: 'not-found' },
      });
    }
    return [...found];
  }
}
