import { Injectable, Logger } from '@nestjs/common';
import { DeliveryOutbox, FabConfig, type NewDelivery } from '@fabwright/platform';
import type { ExcursionRecord } from '../excursion/excursion.ts';
import { summaryOf } from '../excursion/excursion-summary.ts';
import type { Excursion } from '../excursion/excursion.types.ts';
import { ExcursionViews } from '../excursion/excursion-views.ts';
import { noticeMail, noticePayload, type NoticeFrame, type NoticeText } from './notice-text.ts';
import type { NoticeStage } from './notice-words.ts';
import type { Recipient } from './recipients.service.ts';

/** Topic of these messages in the delivery log. */
export const NOTICE_TOPIC = 'excursion-notice';

/** Somebody who is to be told, why, and under which key: a message of the same key is sent once. */
export interface Call {
  readonly recipient: Recipient;
  readonly ruleName: string;
  readonly stage: NoticeStage;
  readonly key: string;
}

/** Puts notices into words and into the outbox. */
@Injectable()
export class NoticeWriter {
  readonly #log = new Logger('Notices');

  constructor(
    private readonly outbox: DeliveryOutbox,
    private readonly views: ExcursionViews,
    private readonly config: FabConfig,
  ) {}

  /** In the open unit of work; how many are new. */
  async write(record: ExcursionRecord, calls: readonly Call[]): Promise<number> {
    if (calls.length === 0) return 0;
    const excursion = await this.views.view(record);
    const ids = await this.outbox.put(calls.map((call) => this.#message(record, excursion, call)));
    return ids.length;
  }

  /** Calls off what has not gone out; `escalationsOnly` leaves first notices alone. */
  async cancel(excursionId: string, escalationsOnly: boolean): Promise<void> {
    await this.outbox.cancel(NOTICE_TOPIC, excursionId, escalationsOnly ? escalationKey(excursionId) : '');
  }

  #message(record: ExcursionRecord, excursion: Excursion, { recipient, ruleName, stage, key }: Call): NewDelivery {
    const { publicUrl } = this.config.server;
    const { host, port } = this.config.server;
    const address = (publicUrl ?? `http://${host}:${port}`).replace(/\/+$/, '');
    const frame = { stage, ruleName, address, zone: this.config.fab.timeZone };
    const { subject, text } = this.#text(record, excursion, frame, recipient);
    return {
      dedupeKey: key,
      channel: recipient.channel,
      recipient: recipient.to,
      recipientName: recipient.name,
      topic: NOTICE_TOPIC,
      aboutId: record.excursionId,
      productId: record.productId,
      subject,
      text,
      payload: recipient.channel === 'webhook' ? noticePayload(excursion, frame) : null,
    };
  }

  /** A figure that can't be printed must cost neither the excursion nor the notice. */
  #text(record: ExcursionRecord, excursion: Excursion, frame: NoticeFrame, { language }: Recipient): NoticeText {
    try {
      return noticeMail(excursion, frame, language);
    } catch (error) {
      this.#log.error({ err: error, excursionId: record.excursionId }, 'a notice was sent with its summary only');
      const subject = `${record.excursionId} ${summaryOf(record)}`;
      return { subject, text: `${subject}\n\n${frame.address}/excursions/${record.excursionId}\n` };
    }
  }
}

/** Start of the keys of all escalations of an excursion. */
export function escalationKey(excursionId: string): string {
  return `excursion/${excursionId}/escalated-`;
}
