import { Injectable } from '@nestjs/common';
import type { ProductScope } from '../auth/actor.ts';
import { UnitOfWork } from '../database/index.ts';

/** Where webhooks go. `secret` signs them and is shown once, when it is made. */
export interface WebhookTargetRecord {
  readonly targetId: string;
  readonly name: string;
  readonly url: string;
  readonly secret: string;
  /** Products that it is told about; null = all. */
  readonly productScope: ProductScope;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly disabledAt: Date | null;
}

const COLUMNS = `target_id AS "targetId", name, url, secret, product_scope AS "productScope",
  created_by AS "createdBy", created_at AS "createdAt", disabled_at AS "disabledAt"`;

@Injectable()
export class WebhookTargetRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** By name. */
  all(): Promise<WebhookTargetRecord[]> {
    return this.uow.query<WebhookTargetRecord>(`SELECT ${COLUMNS} FROM webhook_target ORDER BY name, target_id`);
  }

  async find(targetId: string): Promise<WebhookTargetRecord | null> {
    const rows = await this.uow.query<WebhookTargetRecord>(
      `SELECT ${COLUMNS} FROM webhook_target WHERE target_id::text = $1`,
      [targetId],
    );
    return rows[0] ?? null;
  }

  async insert({ targetId, name, url, secret, productScope, createdBy }: Omit<WebhookTargetRecord, 'createdAt'>) {
    await this.uow.query(
      `INSERT INTO webhook_target (target_id, name, url, secret, product_scope, created_by, created_at, changed_at)
       VALUES ($1, $2, $3, $4, $5, $6, now(), now())`,
      [targetId, name, url, secret, productScope, createdBy],
    );
  }

  async setSecret(targetId: string, secret: string): Promise<void> {
    await this.uow.query('UPDATE webhook_target SET secret = $2, changed_at = now() WHERE target_id = $1', [
      targetId,
      secret,
    ]);
  }

  async setDisabled(targetId: string, disabled: boolean): Promise<void> {
    await this.uow.query(
      `UPDATE webhook_target SET disabled_at = CASE WHEN $2 THEN now() END, changed_at = now() WHERE target_id = $1`,
      [targetId, disabled],
    );
  }
}
