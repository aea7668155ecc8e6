import { Injectable } from '@nestjs/common';
import type { Locale } from '@fabwright/facts';
import { DeliveryOutbox, FabConfig, type DeliveryFile, type NewDelivery } from '@fabwright/platform';
import type { Directory } from '@fabwright/quality';
import { v7 as uuidv7 } from 'uuid';
import { EVERY_PRODUCT } from '../definition/definition.ts';
import type { ReportFile } from '../report-job/report-request.ts';
import type { ReportSchedule } from '../schedule/schedule.ts';
import { ScheduleRecipientsService, type ReportRecipient } from '../schedule/schedule-recipients.service.ts';
import type { ReportIssue } from './issue.ts';
import { failureMail, issueMail, issuePayload, type FilePlace } from './issue-mail.ts';
import { languagesOf } from './languages-of.ts';
import { IssueRepository } from './issue.repository.ts';
import { UnsubscribeLinks } from './unsubscribe-links.service.ts';

/** Topics of these messages in the delivery log. */
export const REPORT_TOPIC = 'report';
export const REPORT_FAILED_TOPIC = 'report-failed';

interface Edition {
  readonly schedule: ReportSchedule;
  readonly issue: ReportIssue;
}

interface Writing extends Edition {
  readonly recipients: readonly ReportRecipient[];
  readonly files: ReadonlyMap<Locale, ReportFile>;
}

/** Puts an issue into words, into the outbox, and into its own log, in the open unit of work. */
@Injectable()
export class IssueWriter {
  constructor(
    private readonly outbox: DeliveryOutbox,
    private readonly issues: IssueRepository,
    private readonly links: UnsubscribeLinks,
    private readonly recipients: ScheduleRecipientsService,
    private readonly config: FabConfig,
  ) {}

  /** A message to everybody who may have it, and a line of the log for everybody who was named. */
  async write({ schedule, issue, recipients, files }: Writing): Promise<void> {
    for (const recipient of recipients) {
      const recipientId = uuidv7();
      const theirs = languagesOf(schedule, recipient).flatMap((language) => files.get(language) ?? []);
      const problem = recipient.problem ?? (theirs.length === 0 ? 'not-made' : null);
      const message =
        problem === null ? await this.#message({ schedule, issue }, recipient, theirs, recipientId) : null;
      const [deliveryId = null] = message ? await this.outbox.put([message]) : [];
      const { key, channel, name, language } = recipient;
      await this.issues.addRecipient({
        ...{ recipientId, issueId: issue.issueId, key, channel, name, language, problem, deliveryId },
      });
    }
  }

  /** Says why there is no report, where the owner can be reached. */
  async tellOwner({
    schedule,
    issue,
    directory,
    failure,
  }: Edition & {
    readonly directory: Directory;
    readonly failure: { readonly problem: string; readonly partly: boolean };
  }): Promise<void> {
    const owner = this.recipients.self(schedule.ownerId, schedule, directory);
    if (owner?.problem !== null) return;
    const { subject, text } = failureMail(
      { schedule, issue, fab: this.config.fab.name },
      failure,
      { issue: this.#issueLink(issue) },
      owner.language,
    );
    await this.outbox.put([
      {
        ...envelopeOf({ schedule, issue }, owner),
        dedupeKey: keyOf({ schedule, issue }, 'failed'),
        topic: REPORT_FAILED_TOPIC,
        subject,
        text,
      },
    ]);
  }

  async #message(
    edition: Edition,
    recipient: ReportRecipient,
    files: readonly ReportFile[],
    recipientId: string,
  ): Promise<NewDelivery> {
    const { schedule, issue } = edition;
    const unsubscribe =
      issue.cause === 'sample' || recipient.channel !== 'mail' ? null : await this.links.linkOf(recipientId);
    const links = { issue: this.#issueLink(issue), unsubscribe };
    const place = this.#placeOf(schedule, files);
    const { subject, text } = issueMail(
      { schedule, issue, files, place, fab: this.config.fab.name },
      links,
      recipient.language,
    );
    const message = {
      ...envelopeOf(edition, recipient),
      ...{ dedupeKey: keyOf(edition, recipient.key), topic: REPORT_TOPIC, subject, text },
    };
    if (recipient.channel === 'webhook')
      return { ...message, payload: issuePayload({ schedule, issue, files }, links) };
    if (recipient.channel === 'folder') {
      return { ...message, recipient: folderOf(edition), files: files.map(fileOf) };
    }
    return {
      ...message,
      ...(place === 'attached' && { files: files.map(fileOf) }),
      ...(unsubscribe !== null && { headers: unsubscribeHeaders(unsubscribe) }),
    };
  }

  #placeOf({ fileWay }: ReportSchedule, files: readonly ReportFile[]): FilePlace {
    if (fileWay === 'link') return 'link';
    const bytes = files.reduce((sum, { byteSize }) => sum + byteSize, 0);
    return bytes <= this.config.delivery.attachmentBytes ? 'attached' : 'too-large';
  }

  #issueLink({ issueId }: ReportIssue): string {
    return `${this.links.address}/reports?issue=${issueId}`;
  }
}

function envelopeOf({ schedule, issue }: Edition, { channel, to, name }: ReportRecipient) {
  const { issueId: aboutId } = issue;
  return { channel, recipient: to, recipientName: name, aboutId, productId: schedule.productId };
}

/** One message a recipient a period: the outbox takes a key once, whoever comes with it. */
function keyOf({ schedule, issue }: Edition, recipientKey: string): string {
  const { scheduleId } = schedule;
  const { issueId, number, period } = issue;
  const edition = number === 0 ? `sample/${issueId}` : `${scheduleId}/${period}/${number}`;
  return `report/${edition}/${recipientKey}`;
}

/** RFC 8058: mail programs offer a button, and unsubscribe by themselves with one POST. */
function unsubscribeHeaders(link: string): Readonly<Record<string, string>> {
  return { 'List-Unsubscribe': `<${link}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

/** `PMIC-K7/2026-W47`, whatever signs an id has. */
function folderOf({ schedule, issue }: Edition): string {
  const plain = (text: string): string => text.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^\.+/, '');
  const about = schedule.productId === EVERY_PRODUCT ? 'all-products' : plain(schedule.productId) || 'product';
  return `${about}/${plain(issue.period)}`;
}

function fileOf({ blob, name, byteSize }: ReportFile): DeliveryFile {
  return { blob, name, byteSize, contentType: 'application/pdf' };
}
