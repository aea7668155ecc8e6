import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@fabwright/platform';
import { ADD_LOT_SITES, CLEAR_LOT_SITES } from '../site-yield/site-yield.sql.ts';
import { refreshLotWafers } from './lot-wafers.sql.ts';
import { refreshLotYields } from './lot-yield.sql.ts';

/**
 * A lot's sums, in all and by site, and its wafers side by side as read models: screens show months of lots, and read no
 * wafer for it.
 */
@Injectable()
export class LotYieldStore {
  constructor(private readonly uow: UnitOfWork) {}

  /** Adds the lots' wafers up again. Call it in the transaction that changed them; the lots' rows are locked there. */
  async refresh(lotIds: readonly string[]): Promise<void> {
    if (lotIds.length === 0) return;
    const lots = [[...new Set(lotIds)]];
    await this.uow.query(refreshLotYields('w.lot_id = ANY($1)'), lots);
    await this.uow.query(CLEAR_LOT_SITES, lots);
    await this.uow.query(ADD_LOT_SITES, lots);
    await this.uow.query(refreshLotWafers('w.lot_id = ANY($1)'), lots);
  }
}
