import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../auth/actor.ts';
import { FabConfig } from '../config/index.ts';
import { DomainError } from '../errors/index.ts';
import { Audit, mailAddressOf, PeopleService } from '../identity/index.ts';
import { decodeCursor, encodeCursor, pageSize } from '../graphql/cursor.ts';
import type { DeliveryState } from './delivery.ts';
import { DeliveryOutbox } from './delivery.outbox.ts';
import { DeliveryRepository, type DeliveryRecord } from './delivery.repository.ts';
import { WebhookTargetRepository } from './webhook-target.repository.ts';

export interface DeliveryLogPage {
  readonly rows: readonly DeliveryRecord[];
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
}

const TEST_MAIL = {
  en: ['Test mail from Fabwright', 'This is the test mail that you asked for. Mails of this instance arrive.'],
  'zh-CN': ['Fabwright 测试邮件', '这是您请求的测试邮件：本系统的邮件能够送达。'],
} as const;

/** What was sent and what was not, and messages that only prove that sending works. */
@Injectable()
export class DeliveryLog {
  constructor(
    private readonly deliveries: DeliveryRepository,
    private readonly outbox: DeliveryOutbox,
    private readonly targets: WebhookTargetRepository,
    private readonly people: PeopleService,
    private readonly audit: Audit,
    private readonly config: FabConfig,
  ) {}

  /** Newest first. */
  async page(
    states: readonly DeliveryState[] | null,
    first: number,
    cursor: string | null,
    { productScope }: Actor,
  ): Promise<DeliveryLogPage> {
    const size = pageSize(first);
    const rows = await this.deliveries.page({
      states,
      scope: productScope,
      first: size + 1,
      after: positionOf(cursor),
    });
    const shown = rows.slice(0, size);
    const last = shown.at(-1);
    const endCursor = last ? encodeCursor([last.createdAt.getTime(), last.deliveryId]) : null;
    return { rows: shown, endCursor, hasNextPage: rows.length > size };
  }

  /** A mail to oneself. Throws INVALID_INPUT for somebody without an address. */
  async sendTestMail(actor: Actor): Promise<DeliveryRecord> {
    const account = actor.kind === 'person' ? await this.people.byId(actor.id) : null;
    const address = account && mailAddressOf(account);
    if (!account || !address) {
      throw new DomainError('INVALID_INPUT', 'Your account has no mail address: enter one under My account.', {
        detail: { field: 'email', reason: 'no-address' },
      });
    }
    const [subject, text] = TEST_MAIL[account.language ?? 'en'];
    const { publicUrl } = this.config.server;
    return this.#put(
      {
        channel: 'mail',
        recipient: address,
        recipientName: account.name,
        subject: `${subject} (${this.config.fab.name})`,
        text: publicUrl === undefined ? text : `${text}\n\n${publicUrl}`,
      },
      actor,
    );
  }

  /** Throws NOT_FOUND. */
  async sendTestWebhook(targetId: string, actor: Actor): Promise<DeliveryRecord> {
    const target = await this.targets.find(targetId);
    if (!target) throw new DomainError('NOT_FOUND', 'There is no such webhook target.');
    const payload = { type: 'fabwright.test', version: 1, sentBy: actor.name };
    const [subject] = TEST_MAIL.en;
    return this.#put(
      { channel: 'webhook', recipient: targetId, recipientName: target.name, subject, text: '', payload },
      actor,
    );
  }

  /** Tries again what was not sent. Throws NOT_FOUND for what was sent, cancelled, or may not be seen. */
  async sendAgain(deliveryId: string, actor: Actor): Promise<DeliveryRecord> {
    if (!(await this.deliveries.again(deliveryId, actor.productScope))) {
      throw new DomainError('NOT_FOUND', 'There is no such message that could be sent again.');
    }
    await this.audit.record({ action: 'deliveries.sent-again', subject: deliveryId });
    return this.#existing(deliveryId, actor);
  }

  async #put(
    message: Pick<
      Parameters<DeliveryOutbox['put']>[0][number],
      'channel' | 'recipient' | 'recipientName' | 'subject' | 'text' | 'payload'
    >,
    actor: Actor,
  ): Promise<DeliveryRecord> {
    const key = `test/${uuidv7()}`;
    const [deliveryId = ''] = await this.outbox.put([
      { ...message, dedupeKey: key, topic: 'test', aboutId: null, productId: null, giveUpAfterHours: 1 },
    ]);
    await this.audit.record({ action: 'deliveries.test', subject: deliveryId, detail: { channel: message.channel } });
    return this.#existing(deliveryId, actor);
  }

  async #existing(deliveryId: string, { productScope }: Actor): Promise<DeliveryRecord> {
    const record = await this.deliveries.one(deliveryId, productScope);
    if (!record) throw new DomainError('NOT_FOUND', 'There is no such message.');
    return record;
  }
}

function positionOf(cursor: string | null): { createdAt: number; deliveryId: string } | null {
  if (cursor === null) return null;
  const [createdAt, deliveryId] = decodeCursor(cursor, 2);
  return { createdAt: Number(createdAt), deliveryId: String(deliveryId) };
}
