import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { InvalidInput, NotFound, PageInfo, unionOf } from '../graphql/result-types.ts';
import type { DeliveryChannel, DeliveryState } from './delivery.ts';
import type { DeliveryRecord } from './delivery.repository.ts';
import type { WebhookTargetRecord } from './webhook-target.repository.ts';

export const DeliveryChannelEnum = { MAIL: 'mail', WEBHOOK: 'webhook', FOLDER: 'folder' } as const satisfies Record<
  string,
  DeliveryChannel
>;
registerEnumType(DeliveryChannelEnum, { name: 'DeliveryChannel' });

export const DeliveryStateEnum = {
  QUEUED: 'queued',
  SENDING: 'sending',
  SENT: 'sent',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
  NOT_CONFIGURED: 'not-configured',
} as const satisfies Record<string, DeliveryState>;
registerEnumType(DeliveryStateEnum, { name: 'DeliveryState' });

@ObjectType({ description: 'A mail or a webhook that is to be sent, was sent, or could not be.' })
export class Delivery {
  @Field(() => ID)
  deliveryId!: string;

  @Field(() => DeliveryChannelEnum)
  channel!: DeliveryChannel;

  @Field(() => String, { description: 'Mail address, or id of a webhook target.' })
  recipient!: string;

  @Field(() => String, { nullable: true })
  recipientName!: string | null;

  @Field(() => String, { description: 'excursion-notice, test …' })
  topic!: string;

  @Field(() => String, { nullable: true, description: 'What it is about, such as an excursion.' })
  aboutId!: string | null;

  @Field(() => String)
  subject!: string;

  @Field(() => DeliveryStateEnum)
  state!: DeliveryState;

  @Field(() => GraphQLISODateTime)
  createdAt!: Date;

  @Field(() => GraphQLISODateTime, { description: 'Of one that waits: when it is tried next.' })
  dueAt!: Date;

  @Field(() => Int)
  attempts!: number;

  @Field(() => GraphQLISODateTime, { nullable: true })
  attemptedAt!: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true })
  finishedAt!: Date | null;

  @Field(() => String, { nullable: true })
  lastError!: string | null;

  static of(record: DeliveryRecord): Delivery {
    return Object.assign(new Delivery(), record);
  }
}

@ObjectType()
export class DeliveryConnection {
  @Field(() => [Delivery])
  nodes!: Delivery[];

  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}

@ObjectType({ description: 'What this instance can send, and what is not set for it.' })
export class DeliverySetup {
  @Field(() => [String], { description: 'Names of the settings that mail needs and has not; empty = it works.' })
  missingForMail!: string[];

  @Field(() => [String], { description: 'Hosts that webhooks may go to; empty = none.' })
  webhookHosts!: readonly string[];

  @Field(() => [String], { description: 'Domains that mails may go to; empty = any.' })
  mailDomains!: readonly string[];

  @Field(() => String, {
    nullable: true,
    description: 'Where links in messages lead; null = FAB_PUBLIC_URL is not set.',
  })
  publicUrl!: string | null;
}

@ObjectType()
export class WebhookTarget {
  @Field(() => ID)
  targetId!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true, description: 'For administrators.' })
  url!: string | null;

  @Field(() => [ID], { nullable: true, description: 'Products that it is told about; null = all.' })
  productScope!: readonly string[] | null;

  @Field(() => String)
  createdBy!: string;

  @Field(() => GraphQLISODateTime)
  createdAt!: Date;

  @Field(() => GraphQLISODateTime, { nullable: true })
  disabledAt!: Date | null;

  static of({ secret: _never, ...shown }: WebhookTargetRecord, withUrl: boolean): WebhookTarget {
    return Object.assign(new WebhookTarget(), shown, withUrl ? {} : { url: null });
  }
}

@InputType()
export class WebhookTargetInput {
  @Field(() => String)
  name!: string;

  @Field(() => String)
  url!: string;

  @Field(() => [ID], { nullable: true })
  productScope?: string[] | null;
}

@ObjectType({ description: 'The secret is shown this once.' })
export class WebhookSecretMade {
  @Field(() => WebhookTarget)
  target: WebhookTarget;

  @Field(() => String)
  secret: string;

  constructor(target: WebhookTarget, secret: string) {
    this.target = target;
    this.secret = secret;
  }
}

@ObjectType()
export class WebhookTargetChanged {
  @Field(() => WebhookTarget)
  target: WebhookTarget;

  constructor(target: WebhookTarget) {
    this.target = target;
  }
}

@ObjectType()
export class DeliveryQueued {
  @Field(() => Delivery)
  delivery: Delivery;

  constructor(delivery: Delivery) {
    this.delivery = delivery;
  }
}

export const DeliveryResult = unionOf('DeliveryResult', [DeliveryQueued, InvalidInput, NotFound]);
export const WebhookSecretResult = unionOf('WebhookSecretResult', [WebhookSecretMade, InvalidInput, NotFound]);
export const WebhookTargetResult = unionOf('WebhookTargetResult', [WebhookTargetChanged, NotFound]);
