import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@fabwright/platform';
import type { SavedDefinition } from '../definition/definition.ts';
import type { ReportSchedule, ScheduleViewer } from './schedule.ts';

const COLUMNS = `s.schedule_id AS "scheduleId", s.name, s.kind, s.product_id AS "productId", s.insertion, s.language,
  s.lot_types AS "lotTypes", s.sections, s.definition_id AS "definitionId",
  s.paper, s.cron, s.time_zone AS "timeZone", s.working_days AS "workingDays", s.holidays, s.off_day AS "offDay",
  s.file_way AS "fileWay", s.recipients, s.owner_id AS "ownerId", s.owner_name AS "ownerName", s.subscription,
  s.next_fire_at AS "nextFireAt", s.paused_at AS "pausedAt", s.deleted_at AS "deletedAt", s.version,
  s.changed_by AS "changedBy", s.changed_at AS "changedAt"`;

const FIELDS = `schedule_id, name, kind, product_id, insertion, language, paper, cron, time_zone, working_days, holidays,
  off_day, file_way, recipients, owner_id, owner_name, subscription, next_fire_at, paused_at, deleted_at, version,
  changed_by, changed_at, lot_types, sections, definition_id`;

const INSERT = `
  INSERT INTO report_schedule (${FIELDS})
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26)
  ON CONFLICT DO NOTHING`;

const FOLLOW = `
  UPDATE report_schedule SET kind = $2, product_id = $3, insertion = $4, lot_types = $5, sections = $6, language = $7,
    paper = $8, version = version + 1, changed_by = $9, changed_at = $10
  WHERE definition_id = $1 AND deleted_at IS NULL`;

const UPDATE = `
  UPDATE report_schedule SET (${FIELDS}) =
    ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26)
  WHERE schedule_id = $1 AND version = $21 - 1`;

/** What somebody sees: own ones, those that name them or their role, or all; never about products out of scope. */
const SEEN = `s.deleted_at IS NULL AND ($4::text[] IS NULL OR s.product_id = ANY($4))
  AND ($3 OR s.owner_id = $1 OR s.recipients->'accountIds' ? $1::text OR s.recipients->'roles' ? $2)`;

@Injectable()
export class ScheduleRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** By name. */
  seenBy({ accountId, role, any, productScope }: ScheduleViewer): Promise<ReportSchedule[]> {
    return this.uow.query<ReportSchedule>(
      `SELECT ${COLUMNS} FROM report_schedule s WHERE ${SEEN} ORDER BY s.name, s.schedule_id`,
      [accountId, role ?? '', any, productScope],
    );
  }

  /** Also one that is deleted. */
  async find(scheduleId: string): Promise<ReportSchedule | null> {
    const rows = await this.uow.query<ReportSchedule>(
      `SELECT ${COLUMNS} FROM report_schedule s WHERE s.schedule_id::text = $1`,
      [scheduleId],
    );
    return rows[0] ?? null;
  }

  async seen(
    scheduleId: string,
    { accountId, role, any, productScope }: ScheduleViewer,
  ): Promise<ReportSchedule | null> {
    const rows = await this.uow.query<ReportSchedule>(
      `SELECT ${COLUMNS} FROM report_schedule s WHERE ${SEEN} AND s.schedule_id::text = $5`,
      [accountId, role ?? '', any, productScope, scheduleId],
    );
    return rows[0] ?? null;
  }

  /** The owner's own one of this product, as one click made it. */
  async subscription(
    ownerId: string,
    { kind, productId, insertion }: Pick<ReportSchedule, 'kind' | 'productId' | 'insertion'>,
  ): Promise<ReportSchedule | null> {
    const rows = await this.uow.query<ReportSchedule>(
      `SELECT ${COLUMNS} FROM report_schedule s WHERE s.subscription AND s.deleted_at IS NULL AND s.owner_id = $1
         AND s.kind = $2 AND s.product_id = $3 AND coalesce(s.insertion, '') = coalesce($4, '')`,
      [ownerId, kind, productId, insertion],
    );
    return rows[0] ?? null;
  }

  /** False when there is one of this id, or such a subscription, already. */
  async insert(schedule: ReportSchedule): Promise<boolean> {
    return (await this.uow.execute(INSERT, valuesOf(schedule))) === 1;
  }

  /** False when somebody else has changed it since `schedule.version - 1`. */
  async update(schedule: ReportSchedule): Promise<boolean> {
    return (await this.uow.execute(UPDATE, valuesOf(schedule))) === 1;
  }

  /** What sends this definition sends it as it is now. */
  async follow(definition: SavedDefinition): Promise<void> {
    const { definitionId, kind, productId, insertion, lotTypes, sections, language, paper } = definition;
    const { changedBy, changedAt } = definition;
    const what = [kind, productId, insertion, lotTypes, sections, language, paper];
    await this.uow.query(FOLLOW, [definitionId, ...what, changedBy, changedAt]);
  }

  /** The one that is due longest, locked until the unit of work ends; null when none is, or others have them. */
  async lockDue(now: Date): Promise<ReportSchedule | null> {
    const rows = await this.uow.query<ReportSchedule>(
      `SELECT ${COLUMNS} FROM report_schedule s
       WHERE s.next_fire_at <= $1 AND s.paused_at IS NULL AND s.deleted_at IS NULL
       ORDER BY s.next_fire_at, s.schedule_id LIMIT 1 FOR UPDATE SKIP LOCKED`,
      [now],
    );
    return rows[0] ?? null;
  }

  /** When it comes next; not a change that somebody else's would be in the way of. */
  async setNextFire(scheduleId: string, at: Date | null): Promise<void> {
    await this.uow.query('UPDATE report_schedule SET next_fire_at = $2 WHERE schedule_id = $1', [scheduleId, at]);
  }

  /** Keys of the recipients of this schedule who want no more of it. */
  async unsubscribed(scheduleId: string): Promise<ReadonlySet<string>> {
    const rows = await this.uow.query<{ key: string }>(
      'SELECT recipient_key AS key FROM report_unsubscription WHERE schedule_id = $1',
      [scheduleId],
    );
    return new Set(rows.map(({ key }) => key));
  }

  async setUnsubscribed(scheduleId: string, key: string, off: boolean): Promise<void> {
    await this.uow.query(
      off
        ? `INSERT INTO report_unsubscription (schedule_id, recipient_key, unsubscribed_at) VALUES ($1, $2, now())
           ON CONFLICT DO NOTHING`
        : 'DELETE FROM report_unsubscription WHERE schedule_id = $1 AND recipient_key = $2',
      [scheduleId, key],
    );
  }
}

function valuesOf(schedule: ReportSchedule): unknown[] {
  return [
    schedule.scheduleId,
    schedule.name,
    schedule.kind,
    schedule.productId,
    schedule.insertion,
    schedule.language,
    schedule.paper,
    schedule.cron,
    schedule.timeZone,
    schedule.workingDays,
    schedule.holidays,
    schedule.offDay,
    schedule.fileWay,
    JSON.stringify(schedule.recipients),
    schedule.ownerId,
    schedule.ownerName,
    schedule.subscription,
    schedule.nextFireAt,
    schedule.pausedAt,
    schedule.deletedAt,
    schedule.version,
    schedule.changedBy,
    schedule.changedAt,
    schedule.lotTypes,
    schedule.sections,
    schedule.definitionId,
  ];
}
