import { Injectable } from '@nestjs/common';
import { FabChanges } from '@fabwright/fab';
import { CommitOrder, UnitOfWork } from '@fabwright/platform';
import { TestRunStore } from '../sort-run/test-run.store.ts';
import { waferInsertionKey, type WaferInsertion } from '../sort-run/sort-run.ts';
import { WaferDerivation } from './wafer-derivation.ts';
import { WaferResultStore } from './wafer-result.store.ts';

/** Lots re-derived between two queries: bounds the memory when a product's die map changes. */
const WAFERS_AT_ONCE = 200;

/**
 * Yields follow what the fab learns later, before its transaction commits: a lot's product or type, a product's die
 * map. A die map can change coordinates too, so its wafers are derived again from their facts.
 */
@Injectable()
export class FollowFabChanges {
  constructor(
    changes: FabChanges,
    private readonly uow: UnitOfWork,
    private readonly order: CommitOrder,
    private readonly results: WaferResultStore,
    private readonly runs: TestRunStore,
    private readonly derivation: WaferDerivation,
  ) {
    changes.subscribe(async ({ lotIds, productIds }) => {
      if (lotIds.length > 0) {
        await this.results.followLots(lotIds);
        await this.rederive('lot_id', lotIds);
      }
      if (productIds.length > 0) await this.rederive('product_id', productIds);
    });
  }

  /** Derives the wafers of these lots or products again. Needs a unit of work. */
  async rederive(column: 'lot_id' | 'product_id', ids: readonly string[]): Promise<number> {
    const wafers = await this.uow.query<WaferInsertion>(
      `SELECT lot_id AS "lotId", wafer_id AS "waferId", insertion FROM wafer_yield WHERE ${column} = ANY($1)
       ORDER BY lot_id, wafer_id, insertion`,
      [ids],
    );
    if (wafers.length === 0) return 0;
    const seq = await this.order.next('fact_seq');
    for (let from = 0; from < wafers.length; from += WAFERS_AT_ONCE) {
      const some = wafers.slice(from, from + WAFERS_AT_ONCE);
      const runs = await this.runs.runsOf(some);
      await this.derivation.derive(
        some.map((wafer) => ({ wafer, runs: runs.get(waferInsertionKey(wafer)) ?? [], inMemory: new Map() })),
        seq,
      );
    }
    return wafers.length;
  }
}
