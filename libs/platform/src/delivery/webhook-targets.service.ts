import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor, ProductScope } from '../auth/actor.ts';
import { FabConfig } from '../config/index.ts';
import { UnitOfWork } from '../database/index.ts';
import { DomainError } from '../errors/index.ts';
import { Audit } from '../identity/index.ts';
import { WebhookTargetRepository, type WebhookTargetRecord } from './webhook-target.repository.ts';
import { urlProblem } from './webhook-url.ts';

const URL_ADVICE = {
  form: 'Write an address that begins with https:// or http://.',
  credentials: 'Leave user and password out of the address: messages are signed instead.',
  host: 'This host is not among FAB_WEBHOOK_HOSTS. Who runs the instance adds it there.',
} as const;

export interface NewWebhookTarget {
  readonly name: string;
  readonly url: string;
  readonly productScope: ProductScope;
}

/** Where webhooks may go, and their secrets: an administrator's business. */
@Injectable()
export class WebhookTargets {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly targets: WebhookTargetRepository,
    private readonly audit: Audit,
    private readonly config: FabConfig,
  ) {}

  all(): Promise<WebhookTargetRecord[]> {
    return this.targets.all();
  }

  /** The record holds the new secret, which is not shown again. Throws INVALID_INPUT. */
  async create({ name, url, productScope }: NewWebhookTarget, actor: Actor): Promise<WebhookTargetRecord> {
    const called = name.trim();
    if (called === '' || called.length > 80)
      throw refused('name', 'name-form', 'Give it a name of at most 80 characters.');
    const problem = urlProblem(url, this.config.delivery.webhookHosts);
    if (problem !== null) throw refused('url', `url-${problem}`, URL_ADVICE[problem]);
    const target = { targetId: uuidv7(), name: called, url, productScope, createdBy: actor.name, disabledAt: null };
    return this.uow.run(async () => {
      await this.targets.insert({ ...target, secret: newSecret() });
      await this.audit.record({ action: 'webhooks.created', subject: target.targetId, detail: { name: called, url } });
      return this.#existing(target.targetId);
    });
  }

  /** The old secret signs nothing any more. Throws NOT_FOUND. */
  async renewSecret(targetId: string): Promise<WebhookTargetRecord> {
    return this.uow.run(async () => {
      await this.#existing(targetId);
      await this.targets.setSecret(targetId, newSecret());
      await this.audit.record({ action: 'webhooks.secret-renewed', subject: targetId });
      return this.#existing(targetId);
    });
  }

  /** Throws NOT_FOUND. */
  async setDisabled(targetId: string, disabled: boolean): Promise<WebhookTargetRecord> {
    return this.uow.run(async () => {
      await this.#existing(targetId);
      await this.targets.setDisabled(targetId, disabled);
      await this.audit.record({ action: disabled ? 'webhooks.disabled' : 'webhooks.enabled', subject: targetId });
      return this.#existing(targetId);
    });
  }

  async #existing(targetId: string): Promise<WebhookTargetRecord> {
    const target = await this.targets.find(targetId);
    if (!target) throw new DomainError('NOT_FOUND', 'There is no such webhook target.');
    return target;
  }
}

const newSecret = (): string => `fabw_${randomBytes(32).toString('base64url')}`;

function refused(field: string, reason: string, message: string): DomainError {
  return new DomainError('INVALID_INPUT', message, { detail: { field, reason } });
}
