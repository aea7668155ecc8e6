import { Injectable } from '@nestjs/common';
import { UnitOfWork, type ProductScope } from '@fabwright/platform';
import type { ExcursionEntryRecord, ExcursionRecord, LotAlarmRecord } from '../excursion.ts';
import { ExcursionHistoryRepository } from '../excursion-history.repository.ts';
import { ExcursionViews, streamOf } from '../excursion-views.ts';
import type { EntryChange, ExcursionAction, ExcursionEntry, ExcursionLot } from '../excursion-evidence.types.ts';

interface LotRow extends Omit<ExcursionLot, 'alarms'> {
  readonly alarms: readonly LotAlarmRecord[];
}

/** A lot of another product, as a tool's excursion may have, is shown to those who may see that product. */
const LOTS = `
  SELECT l.lot_id AS "lotId", l.tested_at AS "testedAt", l.wafer_ids AS "waferIds", l.loss_pp AS "lossPp", l.alarms,
    COALESCE(y.wafers, cardinality(l.wafer_ids)) AS wafers, y.good_final::float8 / NULLIF(y.gross, 0) AS "finalYield",
    EXISTS (SELECT FROM lot_hold h WHERE h.lot_id = l.lot_id AND h.held_at IS NOT NULL AND h.released_at IS NULL)
      AS "onHold"
  FROM excursion_lot l JOIN lot ON lot.lot_id = l.lot_id
  LEFT JOIN lot_yield y ON y.lot_id = l.lot_id AND y.insertion = $2
  WHERE l.excursion_id = $1 AND ($3::text[] IS NULL OR lot.product_id = ANY($3))
  ORDER BY l.tested_at, l.lot_id`;

/** What belongs to an excursion: its lots, its history, what is to be done. */
@Injectable()
export class ExcursionLotsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly history: ExcursionHistoryRepository,
    private readonly views: ExcursionViews,
  ) {}

  /** In time order. */
  async lots(record: ExcursionRecord, scope: ProductScope): Promise<ExcursionLot[]> {
    const { excursionId, insertion, productId } = record;
    const rows = await this.uow.query<LotRow>(LOTS, [excursionId, insertion, scope]);
    const names = await this.views.names([record]);
    return rows.map((row) => ({
      ...row,
      alarms: row.alarms.map((alarm) => ({ ...alarm, stream: streamOf(alarm.stream, productId, names) })),
    }));
  }

  /** Oldest first. */
  async entries({ excursionId }: ExcursionRecord): Promise<ExcursionEntry[]> {
    const entries = await this.history.entries(excursionId);
    return entries.map((entry) => ({
      ...entry,
      byDetectors: entry.actorKind === 'system',
      changes: changesOf(entry),
    }));
  }

  /** Open ones first. */
  actions({ excursionId }: ExcursionRecord): Promise<ExcursionAction[]> {
    return this.history.actions(excursionId);
  }
}

function changesOf({ before, after }: ExcursionEntryRecord): EntryChange[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return fields.map((field) => ({ field, before: asText(before?.[field]), after: asText(after?.[field]) }));
}

/** Values of an entry as text: lists by commas, a factor by its name. */
function asText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(asText).join(', ');
  const { id } = value as { id?: unknown };
  return typeof id === 'string' ? id : JSON.stringify(value);
}
