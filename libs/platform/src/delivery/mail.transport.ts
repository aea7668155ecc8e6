import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { BlobStore } from '../blob/index.ts';
import { FabConfig } from '../config/index.ts';
import { DomainError } from '../errors/index.ts';
import { redactText } from '../log/redact.ts';
import { DeliveryTransport, SEND_DEADLINE_MS, type ClaimedDelivery, type SendOutcome } from './delivery.ts';
import { addressProblem, missingForMail, senderDomain, smtpSettings, type SmtpSettings } from './mail-settings.ts';

const CONNECT_MS = 10_000;
const IDLE_MS = 20_000;

/** What we need of nodemailer's transport. */
interface SmtpServer {
  sendMail(message: ReturnType<typeof messageOf> & { attachments?: Attachment[] }): Promise<unknown>;
}

interface Attachment {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
}

/** What nodemailer says of a failure. */
interface SmtpFailure {
  readonly code?: string;
  readonly responseCode?: number;
  readonly message?: string;
}

/** Mail by SMTP, one recipient a message. */
@Injectable()
export class MailTransport extends DeliveryTransport {
  override readonly channel = 'mail';
  #open: { readonly settings: SmtpSettings; readonly smtp: SmtpServer } | undefined;

  constructor(
    private readonly config: FabConfig,
    private readonly blobs: BlobStore,
  ) {
    super();
  }

  override async send(delivery: ClaimedDelivery): Promise<SendOutcome> {
    const missing = missingForMail(this.config);
    if (missing.length > 0) return { kind: 'not-configured', error: `Not set: ${missing.join(', ')}.` };
    const problem = addressProblem(delivery.recipient, this.config);
    if (problem === 'form') return { kind: 'never', error: 'This is no mail address.' };
    if (problem === 'domain') return { kind: 'never', error: 'Its domain is not among FAB_MAIL_DOMAINS.' };
    try {
      const { settings, smtp } = this.#server();
      const attachments = await this.#attachments(delivery);
      await inTime(smtp.sendMail({ ...messageOf(delivery, settings), ...(attachments && { attachments }) }));
      return { kind: 'sent' };
    } catch (error) {
      // What the store says is about the file, not about the server; a file that is gone does not come back.
      if (error instanceof DomainError) {
        return { kind: error.code === 'NOT_FOUND' ? 'never' : 'later', error: error.message };
      }
      return outcomeOf(error as SmtpFailure, this.#open?.settings.auth?.pass);
    }
  }

  /** Read into memory, since the server may ask for the message anew; the outbox keeps them small. */
  async #attachments({ files }: ClaimedDelivery): Promise<Attachment[] | undefined> {
    if (files === null) return undefined;
    return Promise.all(
      files.map(async ({ blob, name, contentType }) => ({
        filename: name,
        contentType,
        content: await buffer(await this.blobs.read(blob)),
      })),
    );
  }

  #server(): { readonly settings: SmtpSettings; readonly smtp: SmtpServer } {
    if (this.#open) return this.#open;
    const settings = smtpSettings(this.config);
    if (!settings) throw new Error('No mail server is set.');
    const { host, port, secure, requireTLS, ignoreTLS, auth, ca } = settings;
    const smtp: SmtpServer = createTransport({
      host,
      port,
      secure,
      requireTLS,
      ignoreTLS,
      ...(auth && { auth }),
      tls: { ...(ca !== undefined && { ca }), minVersion: 'TLSv1.2' },
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: IDLE_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    this.#open = { settings, smtp };
    return this.#open;
  }
}

function messageOf(
  { deliveryId, recipient, subject, text, html, headers, createdAt }: ClaimedDelivery,
  { from }: SmtpSettings,
) {
  return {
    from,
    to: { name: '', address: recipient },
    subject,
    text,
    ...(html !== null && { html }),
    // The same at each attempt: a mail server that got it twice, because we died in between, can tell.
    messageId: `<${deliveryId}@${senderDomain(from)}>`,
    date: createdAt,
    headers: { ...headers, 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  };
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The mail server took too long.')), SEND_DEADLINE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A 5xx answer to the recipient or the message is final; anything about the server itself may be mended. */
function outcomeOf(
  { code, responseCode, message = 'unknown' }: SmtpFailure,
  password: string | undefined,
): SendOutcome {
  const plain = password ? message.replaceAll(password, '[hidden]') : message;
  const error = redactText(plain).slice(0, 500);
  const aboutMessage = code === 'EENVELOPE' || code === 'EMESSAGE';
  return aboutMessage && responseCode !== undefined && responseCode >= 500
    ? { kind: 'never', error }
    : { kind: 'later', error };
}
