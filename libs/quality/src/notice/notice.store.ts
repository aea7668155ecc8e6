import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@fabwright/platform';

/** A rule that waits for somebody to acknowledge an excursion. */
export interface DueEscalation {
  readonly excursionId: string;
  readonly ruleId: string;
  /** How often it has called already. */
  readonly step: number;
}

/** Who was told of which excursion, and who is called next. */
@Injectable()
export class NoticeStore {
  constructor(private readonly uow: UnitOfWork) {}

  /** `first`: never told before; `more`: told at a lower severity; null: knows it already. */
  async tell(excursionId: string, recipient: string, severity: number, at: Date): Promise<'first' | 'more' | null> {
    const rows = await this.uow.query<{ first: boolean }>(
      `INSERT INTO notice_recipient AS n (excursion_id, recipient, severity, told_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (excursion_id, recipient) DO UPDATE SET severity = excluded.severity, told_at = excluded.told_at
       WHERE n.severity < excluded.severity RETURNING (xmax = 0) AS first`,
      [excursionId, recipient, severity, at],
    );
    const [row] = rows;
    return row ? (row.first ? 'first' : 'more') : null;
  }

  /** Starts the clock of a rule for an excursion, once. */
  async startEscalation(excursionId: string, ruleId: string, dueAt: Date): Promise<void> {
    await this.uow.query(
      `INSERT INTO notice_escalation (excursion_id, rule_id, due_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
      [excursionId, ruleId, dueAt],
    );
  }

  async cancelEscalations(excursionId: string): Promise<void> {
    await this.uow.query(
      `UPDATE notice_escalation SET state = 'cancelled' WHERE excursion_id = $1 AND state = 'pending'`,
      [excursionId],
    );
  }

  /** The one that is due longest, locked until the unit of work ends; null when none is, or others have them. */
  async lockDue(): Promise<DueEscalation | null> {
    const rows = await this.uow.query<DueEscalation>(
      `SELECT excursion_id AS "excursionId", rule_id AS "ruleId", step FROM notice_escalation
       WHERE state = 'pending' AND due_at <= now() ORDER BY due_at, excursion_id, rule_id LIMIT 1
       FOR UPDATE SKIP LOCKED`,
    );
    return rows[0] ?? null;
  }

  /** `minutes` null: this was the last call, or it is called off. */
  async advance({ excursionId, ruleId }: DueEscalation, step: number, minutes: number | null, done: boolean) {
    await this.uow.query(
      `UPDATE notice_escalation SET step = $3, state = $4,
         due_at = CASE WHEN $5::integer IS NULL THEN due_at ELSE now() + make_interval(mins => $5) END
       WHERE excursion_id = $1 AND rule_id = $2`,
      [excursionId, ruleId, step, minutes !== null ? 'pending' : done ? 'done' : 'cancelled', minutes],
    );
  }
}
