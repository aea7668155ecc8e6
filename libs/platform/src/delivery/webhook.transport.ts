import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { FabConfig } from '../config/index.ts';
import { redactText } from '../log/redact.ts';
import { DeliveryTransport, type ClaimedDelivery, type SendOutcome } from './delivery.ts';
import { WebhookTargetRepository } from './webhook-target.repository.ts';
import { urlProblem } from './webhook-url.ts';

const TIMEOUT_MS = 10_000;
/** Answers to which the same request may get a better one later. */
const WORTH_ANOTHER_TRY = new Set([408, 425, 429]);

/** `t=<seconds>,v1=<hex>`: HMAC-SHA256 with the target's secret over `<seconds>.<body>`. */
export function signatureOf(body: string, secret: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}

/** JSON by POST, signed, to hosts that the settings name; redirects are not followed. */
@Injectable()
export class WebhookTransport extends DeliveryTransport {
  override readonly channel = 'webhook';

  constructor(
    private readonly config: FabConfig,
    private readonly targets: WebhookTargetRepository,
  ) {
    super();
  }

  override async send({ deliveryId, recipient, payload, attempts }: ClaimedDelivery): Promise<SendOutcome> {
    const target = await this.targets.find(recipient);
    if (!target || target.disabledAt !== null) return { kind: 'never', error: 'This target is gone or switched off.' };
    const { webhookHosts } = this.config.delivery;
    if (webhookHosts.length === 0) return { kind: 'not-configured', error: 'Not set: FAB_WEBHOOK_HOSTS.' };
    if (urlProblem(target.url, webhookHosts) !== null) {
      return { kind: 'never', error: 'Its host is not among FAB_WEBHOOK_HOSTS.' };
    }
    const body = JSON.stringify({ deliveryId, ...payload });
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Fabwright',
      // The same at each attempt: the receiver takes each id once.
      'x-fabwright-delivery': deliveryId,
      'x-fabwright-attempt': String(attempts),
      'x-fabwright-signature': signatureOf(body, target.secret, new Date()),
    };
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const response = await fetch(target.url, { method: 'POST', body, headers, redirect: 'manual', signal });
      await response.body?.cancel();
      return outcomeOf(response.status);
    } catch (error) {
      return { kind: 'later', error: redactText(whyNot(error)).slice(0, 500) };
    }
  }
}

function outcomeOf(status: number): SendOutcome {
  if (status >= 200 && status < 300) return { kind: 'sent' };
  if (status >= 500 || WORTH_ANOTHER_TRY.has(status)) return { kind: 'later', error: `It answered ${status}.` };
  if (status >= 300 && status < 400)
    return { kind: 'never', error: `It answered ${status}: redirects are not followed.` };
  return { kind: 'never', error: `It answered ${status}.` };
}

/** `fetch failed` says nothing; its cause does. */
function whyNot(error: unknown): string {
  if (!(error instanceof Error)) return 'It could not be reached.';
  if (error.name === 'TimeoutError') return `No answer within ${TIMEOUT_MS / 1000} s.`;
  return error.cause instanceof Error ? error.cause.message || 'It could not be reached.' : error.message;
}
