import { Injectable } from '@nestjs/common';
import type { StackedMap } from '@fabwright/analytics';
import { encodeStackedDies } from '@fabwright/contracts';
import { UnitOfWork, type ProductScope } from '@fabwright/platform';
import { STATE_COLUMNS, waferStatesOf, type StateRow } from '../../maps/wafer-map-rows.ts';
import { Maths } from '../../maths/maths.ts';
import type { ExcursionRecord } from '../excursion.ts';
import type { ExcursionStacks } from '../excursion-evidence.types.ts';

export type StackGroup = 'affected' | 'baseline';

const DAY_MS = 86_400_000;
/** How far back the baseline reaches before the first affected lot. */
const BASELINE_DAYS = 28;
/** A stack of more wafers looks the same and takes longer. */
const MOST_WAFERS = 1_000;

/**
 * Affected: the wafers that stand out. Baseline: those of the same lots that don't, and those of other lots of the same
 * product, insertion and time. The newest where there are too many.
 */
const CHOSEN = `
  WITH affected AS (
    SELECT l.lot_id, unnest(l.wafer_ids) AS wafer_id FROM excursion_lot l WHERE l.excursion_id = $1),
  chosen AS (
    SELECT w.lot_id, w.wafer_id, w.gross, w.first_pass_ended_at
    FROM wafer_yield w LEFT JOIN affected a USING (lot_id, wafer_id)
    WHERE w.product_id = $2 AND w.insertion = $3 AND NOT w.excluded AND ($4::text[] IS NULL OR w.product_id = ANY($4))
      AND CASE WHEN $5 = 'affected' THEN a.lot_id IS NOT NULL
        ELSE a.lot_id IS NULL AND w.lot_type = 'production' AND w.first_pass_ended_at >= $6 AND w.first_pass_ended_at <= $7 END
    ORDER BY w.first_pass_ended_at DESC, w.lot_id, w.wafer_id LIMIT ${MOST_WAFERS})`;

const COUNT = `${CHOSEN} SELECT count(*)::integer AS wafers, COALESCE(max(gross), 0)::integer AS dies FROM chosen`;

const STATES = `${CHOSEN}
  SELECT ${STATE_COLUMNS}
  FROM chosen c JOIN wafer_map m ON m.lot_id = c.lot_id AND m.wafer_id = c.wafer_id AND m.insertion = $3`;

/** Maps of an excursion's wafers laid on each other, and of those they are set against. */
@Injectable()
export class StacksService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly maths: Maths,
  ) {}

  /** Null for a sensor's excursion, whose lots have no insertion in common. */
  async stacks(record: ExcursionRecord, scope: ProductScope): Promise<ExcursionStacks | null> {
    if (record.insertion === null) return null;
    const [affected, baseline] = [
      await this.#count(record, 'affected', scope),
      await this.#count(record, 'baseline', scope),
    ];
    const url = (group: StackGroup): string =>
      `/maps/v1/excursions/${encodeURIComponent(record.excursionId)}/stacked.bin?group=${group}`;
    return {
      affectedWafers: affected.wafers,
      baselineWafers: baseline.wafers,
      dieCount: Math.max(affected.dies, baseline.dies),
      affectedUrl: url('affected'),
      baselineUrl: url('baseline'),
    };
  }

  /** The bytes of contracts' stacked dies. */
  async stacked(record: ExcursionRecord, group: StackGroup, scope: ProductScope): Promise<Uint8Array> {
    return encodeStackedDies(await this.stack(record, group, scope));
  }

  async stack(record: ExcursionRecord, group: StackGroup, scope: ProductScope): Promise<StackedMap> {
    const rows = await this.uow.query<StateRow>(STATES, parametersOf(record, group, scope));
    return this.maths.run('stackWafers', await waferStatesOf(this.uow, rows));
  }

  async #count(record: ExcursionRecord, group: StackGroup, scope: ProductScope) {
    const rows = await this.uow.query<{ wafers: number; dies: number }>(COUNT, parametersOf(record, group, scope));
    return rows[0] ?? { wafers: 0, dies: 0 };
  }
}

function parametersOf(record: ExcursionRecord, group: StackGroup, scope: ProductScope): unknown[] {
  const { excursionId, productId, insertion, firstLotAt, lastLotAt } = record;
  const from = new Date(firstLotAt.getTime() - BASELINE_DAYS * DAY_MS);
  return [excursionId, productId, insertion, scope, group, from, lastLotAt];
}
