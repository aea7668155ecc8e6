import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@fabwright/platform';
import type { NoticeRule } from './notice-rule.ts';

const COLUMNS = `rule_id AS "ruleId", name, enabled, areas, severities, kinds, product_ids AS "productIds", shifts,
  recipients, language, escalate_minutes AS "escalateMinutes", escalate_times AS "escalateTimes",
  escalate_to AS "escalateTo", product_scope AS "productScope", version, changed_by AS "changedBy",
  changed_at AS "changedAt"`;

const INSERT = `
  INSERT INTO notice_rule (rule_id, name, enabled, areas, severities, kinds, product_ids, shifts, recipients, language,
    escalate_minutes, escalate_times, escalate_to, product_scope, version, changed_by, changed_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`;

const UPDATE = `
  UPDATE notice_rule SET name = $2, enabled = $3, areas = $4, severities = $5, kinds = $6, product_ids = $7,
    shifts = $8, recipients = $9, language = $10, escalate_minutes = $11, escalate_times = $12, escalate_to = $13,
    product_scope = $14, version = $15, changed_by = $16, changed_at = $17
  WHERE rule_id = $1 AND version = $15 - 1`;

@Injectable()
export class NoticeRuleRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** By name. */
  all(): Promise<NoticeRule[]> {
    return this.uow.query<NoticeRule>(`SELECT ${COLUMNS} FROM notice_rule ORDER BY name, rule_id`);
  }

  enabled(): Promise<NoticeRule[]> {
    return this.uow.query<NoticeRule>(`SELECT ${COLUMNS} FROM notice_rule WHERE enabled ORDER BY name, rule_id`);
  }

  async find(ruleId: string): Promise<NoticeRule | null> {
    const rows = await this.uow.query<NoticeRule>(`SELECT ${COLUMNS} FROM notice_rule WHERE rule_id::text = $1`, [
      ruleId,
    ]);
    return rows[0] ?? null;
  }

  async insert(rule: NoticeRule): Promise<void> {
    await this.uow.query(INSERT, valuesOf(rule));
  }

  /** False when somebody else has changed it since `rule.version - 1`. */
  async update(rule: NoticeRule): Promise<boolean> {
    return (await this.uow.execute(UPDATE, valuesOf(rule))) === 1;
  }

  async remove(ruleId: string): Promise<void> {
    await this.uow.query('DELETE FROM notice_rule WHERE rule_id = $1', [ruleId]);
  }
}

function valuesOf(rule: NoticeRule): unknown[] {
  return [
    rule.ruleId,
    rule.name,
    rule.enabled,
    rule.areas,
    rule.severities,
    rule.kinds,
    rule.productIds,
    JSON.stringify(rule.shifts),
    JSON.stringify(rule.recipients),
    rule.language,
    rule.escalateMinutes,
    rule.escalateTimes,
    JSON.stringify(rule.escalateTo),
    rule.productScope,
    rule.version,
    rule.changedBy,
    rule.changedAt,
  ];
}
