import { Injectable } from '@nestjs/common';
import { FabClock, UnitOfWork, type ProductScope } from '@fabwright/platform';
import { DETECTORS, type ExcursionRecord } from '../excursion.ts';
import { ExcursionHistoryRepository } from '../excursion-history.repository.ts';
import type { ExcursionLot } from '../excursion-evidence.types.ts';
import type { ExcursionTimeline, TimelineAct, TimelineAlarm, TimelineSpan } from '../excursion-timeline.types.ts';
import { placeLabel, suspectPlace, type Place } from '../suspect-place.ts';
import { ExcursionLotsService } from './excursion-lots.service.ts';
import { InLineService } from './in-line.service.ts';

const DAY_MS = 86_400_000;
/** Shown before the first and after the last thing that belongs to it. */
const MARGIN_DAYS = 7;
const MOST_RUNS = 500;

const MAINTENANCE = `
  SELECT kind AS state, started_at AS from, ended_at AS to, note FROM maintenance
  WHERE tool_id = $1 AND ($2::text IS NULL OR chamber IS NULL OR chamber = $2) AND ended_at >= $3 AND started_at <= $4
  ORDER BY started_at`;

const RUNS = `
  SELECT r.lot_id AS "lotId", max(COALESCE(p.ended_at, r.ended_at)) AS at, count(*)::integer AS wafers,
    EXISTS (SELECT FROM excursion_lot l WHERE l.lot_id = r.lot_id AND l.excursion_id = $1) AS affected,
    EXISTS (SELECT FROM lot_yield y WHERE y.lot_id = r.lot_id) AS sorted
  FROM process_run r JOIN process_run_wafer p ON p.lot_id = r.lot_id AND p.run_id = r.run_id
  JOIN lot ON lot.lot_id = r.lot_id
  WHERE r.tool_id = $2 AND ($3::text IS NULL OR r.step_id = $3) AND ($4::text IS NULL OR p.chamber = $4)
    AND r.ended_at >= $5 AND r.ended_at <= $6 AND ($7::text[] IS NULL OR lot.product_id = ANY($7))
  GROUP BY r.lot_id, r.run_id ORDER BY at DESC LIMIT ${MOST_RUNS}`;

const LOTS = `
  SELECT y.lot_id AS "lotId", y.tested_at AS at, y.good_final::float8 / NULLIF(y.gross, 0) AS "finalYield",
    l.lot_id IS NOT NULL AS affected
  FROM lot_yield y LEFT JOIN excursion_lot l ON l.lot_id = y.lot_id AND l.excursion_id = $1
  WHERE y.product_id = $2 AND y.insertion = $3 AND y.tested_at >= $4 AND y.tested_at <= $5
    AND (y.lot_type = 'production' OR l.lot_id IS NOT NULL) AND ($6::text[] IS NULL OR y.product_id = ANY($6))
  ORDER BY y.tested_at, y.lot_id`;

/** From the first cause to what people did about it, on one time axis: the fab's. */
@Injectable()
export class TimelineService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly history: ExcursionHistoryRepository,
    private readonly lots: ExcursionLotsService,
    private readonly inLine: InLineService,
    private readonly clock: FabClock,
  ) {}

  async timeline(record: ExcursionRecord, scope: ProductScope): Promise<ExcursionTimeline> {
    const place = suspectPlace(record);
    const since = place && (await this.inLine.since(record, place));
    const acts = (await this.history.entries(record.excursionId)).filter((act) => act.actorKind !== DETECTORS.kind);
    const from = new Date(Math.min(record.firstLotAt.getTime(), since?.getTime() ?? Infinity) - MARGIN_DAYS * DAY_MS);
    const latest = Math.max(
      record.lastLotAt.getTime() + MARGIN_DAYS * DAY_MS,
      ...acts.map((act) => act.fabAt.getTime()),
    );
    const to = new Date(Math.min(latest, (await this.clock.now()).getTime()));
    const { excursionId, productId, insertion } = record;
    const lots = await this.lots.lots(record, scope);
    return {
      from,
      to,
      place: place && placeLabel(place),
      tool: place && since ? await this.#tool(place, { from, since, to }) : [],
      runs: place ? await this.#runs(record, place, { from, to }, scope) : [],
      lots: await this.uow.query(LOTS, [excursionId, productId, insertion, from, to, scope]),
      alarms: alarmsOf(lots),
      people: acts.map(actOf),
    };
  }

  async #tool(
    { toolId, chamber }: Place,
    { from, since, to }: { from: Date; since: Date; to: Date },
  ): Promise<TimelineSpan[]> {
    const work = await this.uow.query<TimelineSpan>(MAINTENANCE, [toolId, chamber, from, to]);
    return [
      { state: 'usual', from, to: since, note: null },
      { state: 'suspect', from: since, to, note: null },
      ...work.map((span) => ({ ...span, state: 'maintenance' })),
    ];
  }

  #runs({ excursionId }: ExcursionRecord, place: Place, { from, to }: { from: Date; to: Date }, scope: ProductScope) {
    const { toolId, stepId, chamber } = place;
    return this.uow.query<ExcursionTimeline['runs'][number]>(RUNS, [
      excursionId,
      toolId,
      stepId,
      chamber,
      from,
      to,
      scope,
    ]);
  }
}

function alarmsOf(lots: readonly ExcursionLot[]): TimelineAlarm[] {
  return lots.flatMap(({ lotId, testedAt, alarms }) =>
    alarms.map(({ rule, stream }) => ({ lotId, at: testedAt, rule, label: stream.label || stream.kind })),
  );
}

function actOf(entry: { act: TimelineAct['act']; fabAt: Date; actorName: string; reason: string | null }): TimelineAct {
  return { act: entry.act, at: entry.fabAt, who: entry.actorName, words: entry.reason };
}
