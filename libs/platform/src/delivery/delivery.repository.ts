import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { ProductScope } from '../auth/actor.ts';
import { UnitOfWork } from '../database/index.ts';
import type { ClaimedDelivery, DeliveryChannel, DeliveryState, NewDelivery } from './delivery.ts';

/** A message as the log shows it. */
export interface DeliveryRecord {
  readonly deliveryId: string;
  readonly channel: DeliveryChannel;
  readonly recipient: string;
  readonly recipientName: string | null;
  readonly topic: string;
  readonly aboutId: string | null;
  readonly subject: string;
  readonly state: DeliveryState;
  readonly createdAt: Date;
  readonly dueAt: Date;
  readonly attempts: number;
  readonly attemptedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly lastError: string | null;
}

export interface DeliveryPage {
  readonly states: readonly DeliveryState[] | null;
  readonly scope: ProductScope;
  readonly first: number;
  /** When the last row of the page before was written, in ms, and its id. */
  readonly after: { readonly createdAt: number; readonly deliveryId: string } | null;
}

const GIVE_UP_HOURS = 24;

const INSERT = `
  INSERT INTO delivery (delivery_id, dedupe_key, channel, recipient, recipient_name, topic, about_id, product_id,
    subject, body_text, body_html, payload, files, headers, state, created_at, due_at, give_up_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'queued', now(), coalesce($15, now()),
    coalesce($15, now()) + make_interval(hours => $16))
  ON CONFLICT (dedupe_key) DO NOTHING RETURNING delivery_id AS id`;

const WAITING = `((d.state = 'queued' AND d.due_at <= now()) OR (d.state = 'sending' AND d.claimed_until < now()))`;

const CLAIM = `
  UPDATE delivery SET state = 'sending', attempts = attempts + 1, attempted_at = now(),
    claimed_until = now() + $3 * interval '1 ms'
  WHERE delivery_id IN (SELECT d.delivery_id FROM delivery d WHERE d.channel = $1 AND ${WAITING}
    ORDER BY d.due_at, d.delivery_id LIMIT $2 FOR UPDATE SKIP LOCKED)
  RETURNING delivery_id AS "deliveryId", channel, recipient, subject, body_text AS text, body_html AS html, payload, files,
    headers, created_at AS "createdAt", give_up_at AS "giveUpAt", attempts`;

const GIVE_UP = `
  UPDATE delivery d SET state = 'failed', finished_at = now(), claimed_until = NULL,
    last_error = coalesce(last_error, 'It could not be sent in time.')
  WHERE ${WAITING} AND d.give_up_at < now()`;

const LOG_COLUMNS = `delivery_id AS "deliveryId", channel, recipient, recipient_name AS "recipientName", topic,
  about_id AS "aboutId", subject, state, created_at AS "createdAt", due_at AS "dueAt", attempts,
  attempted_at AS "attemptedAt", finished_at AS "finishedAt", last_error AS "lastError"`;

const IN_SCOPE = '($1::text[] IS NULL OR product_id IS NULL OR product_id = ANY($1))';

const PAGE = `
  SELECT ${LOG_COLUMNS} FROM delivery
  WHERE ${IN_SCOPE} AND ($2::text[] IS NULL OR state = ANY($2))
    AND ($3::timestamptz IS NULL OR (date_trunc('milliseconds', created_at), delivery_id) < ($3, $4::uuid))
  ORDER BY date_trunc('milliseconds', created_at) DESC, delivery_id DESC LIMIT $5`;

/** The table `delivery`: what is to be sent, what was, and what could not be. */
@Injectable()
export class DeliveryRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** The new row's id; null when there is one with this key already. */
  async insert(message: NewDelivery): Promise<string | null> {
    const { dedupeKey, channel, recipient, recipientName, topic, aboutId, productId, subject, text } = message;
    const rows = await this.uow.query<{ id: string }>(INSERT, [
      uuidv7(),
      dedupeKey,
      channel,
      recipient,
      recipientName,
      topic,
      aboutId,
      productId,
      subject,
      text,
      message.html ?? null,
      message.payload ? JSON.stringify(message.payload) : null,
      message.files && message.files.length > 0 ? JSON.stringify(message.files) : null,
      message.headers ? JSON.stringify(message.headers) : null,
      message.dueAt ?? null,
      message.giveUpAfterHours ?? GIVE_UP_HOURS,
    ]);
    return rows[0]?.id ?? null;
  }

  /** Takes up to `limit` due messages in hand for `leaseMs`; those of a worker that died come again. */
  claim(channel: DeliveryChannel, limit: number, leaseMs: number): Promise<ClaimedDelivery[]> {
    return this.uow.query<ClaimedDelivery>(CLAIM, [channel, limit, leaseMs]);
  }

  /** Ends what nobody can send in time; how many. */
  giveUp(): Promise<number> {
    return this.uow.execute(GIVE_UP);
  }

  /** Attempts of a channel within the last minute, by every worker. */
  async attemptsInLastMinute(channel: DeliveryChannel): Promise<number> {
    const rows = await this.uow.query<{ n: number }>(
      `SELECT count(*)::integer AS n FROM delivery
       WHERE channel = $1 AND attempted_at > now() - interval '1 minute' AND state <> 'not-configured'`,
      [channel],
    );
    return rows[0]?.n ?? 0;
  }

  /** Ends the attempt, unless the message is in other hands by now. */
  async finish(
    { deliveryId, attempts }: ClaimedDelivery,
    state: 'sent' | 'failed' | 'not-configured',
    error: string | null,
  ): Promise<void> {
    await this.uow.query(
      `UPDATE delivery SET state = $3, finished_at = now(), claimed_until = NULL, last_error = $4
       WHERE delivery_id = $1 AND attempts = $2 AND state = 'sending'`,
      [deliveryId, attempts, state, error],
    );
  }

  async postpone({ deliveryId, attempts }: ClaimedDelivery, pauseMs: number, error: string): Promise<void> {
    await this.uow.query(
      `UPDATE delivery SET state = 'queued', claimed_until = NULL, last_error = $4,
         due_at = now() + $3 * interval '1 ms'
       WHERE delivery_id = $1 AND attempts = $2 AND state = 'sending'`,
      [deliveryId, attempts, pauseMs, error],
    );
  }

  /** Calls off what waits and is about this; `keyStart` narrows it to keys that begin so. How many. */
  cancel(topic: string, aboutId: string, keyStart: string): Promise<number> {
    return this.uow.execute(
      `UPDATE delivery SET state = 'cancelled', finished_at = now()
       WHERE about_id = $2 AND topic = $1 AND state = 'queued' AND starts_with(dedupe_key, $3)`,
      [topic, aboutId, keyStart],
    );
  }

  /** Queues a message again that was not sent; false when there is none such. */
  async again(deliveryId: string, scope: ProductScope): Promise<boolean> {
    const changed = await this.uow.execute(
      `UPDATE delivery SET state = 'queued', due_at = now(), finished_at = NULL,
         give_up_at = now() + make_interval(hours => $3)
       WHERE delivery_id = $2 AND state IN ('failed', 'not-configured', 'queued') AND ${IN_SCOPE}`,
      [scope, deliveryId, GIVE_UP_HOURS],
    );
    return changed === 1;
  }

  /** Of these blobs, those that a message which may still go out needs. */
  async waitingFor(blobs: readonly string[]): Promise<string[]> {
    const rows = await this.uow.query<{ blob: string }>(
      `SELECT DISTINCT f->>'blob' AS blob FROM delivery, jsonb_array_elements(files) f
       WHERE files IS NOT NULL AND state NOT IN ('sent', 'cancelled') AND f->>'blob' = ANY($1)`,
      [blobs],
    );
    return rows.map(({ blob }) => blob);
  }

  page({ states, scope, first, after }: DeliveryPage): Promise<DeliveryRecord[]> {
    const since = after && new Date(after.createdAt);
    return this.uow.query<DeliveryRecord>(PAGE, [scope, states, since, after?.deliveryId ?? null, first]);
  }

  async one(deliveryId: string, scope: ProductScope): Promise<DeliveryRecord | null> {
    const rows = await this.uow.query<DeliveryRecord>(
      `SELECT ${LOG_COLUMNS} FROM delivery WHERE ${IN_SCOPE} AND delivery_id = $2`,
      [scope, deliveryId],
    );
    return rows[0] ?? null;
  }
}
