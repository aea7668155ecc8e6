import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@fabwright/platform';
import { WaferDerivation } from '../derivation/wafer-derivation.ts';
import { waferInsertionKey, type WaferInsertion } from '../sort-run/sort-run.ts';
import { TestRunStore } from '../sort-run/test-run.store.ts';

type DerivedWafer = WaferInsertion & { readonly seq: number };

const NEXT_LOT = `
  SELECT w.lot_id AS "lotId" FROM wafer_yield w
  WHERE w.lot_id > $1 AND NOT EXISTS (SELECT FROM wafer_site_yield s
    WHERE s.lot_id = w.lot_id AND s.wafer_id = w.wafer_id AND s.insertion = w.insertion)
  ORDER BY w.lot_id LIMIT 1`;
const WAFERS = `
  SELECT lot_id AS "lotId", wafer_id AS "waferId", insertion, seq::float8 AS seq FROM wafer_yield
  WHERE lot_id = $1 ORDER BY wafer_id, insertion`;

/** Wafers that were derived before yields were kept by site are derived again, lot by lot. */
@Injectable()
export class SiteYieldCatchUp {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly runs: TestRunStore,
    private readonly derivation: WaferDerivation,
  ) {}

  /**
   * The first lot after `afterLot` that lacks yields by site, in one transaction; null when there is none. The same
   * facts give the same rows, so each wafer keeps the number that it had: to those who follow, nothing is new.
   */
  async next(afterLot: string): Promise<string | null> {
    return this.uow.run(async () => {
      const [lot] = await this.uow.query<{ lotId: string }>(NEXT_LOT, [afterLot]);
      if (!lot) return null;
      // as ingest does, so that no result comes in between
      await this.uow.query('SELECT 1 FROM lot WHERE lot_id = $1 FOR UPDATE', [lot.lotId]);
      const wafers = await this.uow.query<DerivedWafer>(WAFERS, [lot.lotId]);
      const runs = await this.runs.runsOf(wafers);
      for (const [seq, members] of Map.groupBy(wafers, (wafer) => wafer.seq)) {
        await this.derivation.derive(
          members.map((wafer) => ({ wafer, runs: runs.get(waferInsertionKey(wafer)) ?? [], inMemory: new Map() })),
          seq,
        );
      }
      return lot.lotId;
    });
  }
}
