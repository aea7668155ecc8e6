import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Done, Forbidden, InvalidInput, NotFound, unionOf } from '@fabwright/platform';
import type { IssueState } from './issue.ts';
import type { DeliveredRecipient } from './issue.repository.ts';
import type { TrackedFile, TrackedIssue } from './issue.service.ts';

export const ReportIssueStateEnum = {
  DUE: 'due',
  MAKING: 'making',
  DONE: 'done',
  FAILED: 'failed',
} as const satisfies Record<string, IssueState>;
registerEnumType(ReportIssueStateEnum, { name: 'ReportIssueState' });

@ObjectType()
export class ReportIssueFile {
  @Field(() => String)
  language!: string;

  @Field(() => String, { nullable: true, description: 'Where it is; null = it is not made, or not kept any more.' })
  url!: string | null;

  @Field(() => String, { nullable: true })
  headline!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why there is none; expired = it was there and is not kept any more.',
  })
  problem!: string | null;

  static of({ issueId, language, file, problem, expired }: TrackedFile): ReportIssueFile {
    const url = file === null || expired ? null : `/reports/v1/issues/${issueId}/${language}/file`;
    return Object.assign(new ReportIssueFile(), {
      ...{ language, url, headline: file?.summary?.headline ?? null },
      problem: expired ? 'expired' : problem,
    });
  }
}

@ObjectType()
export class ReportIssueRecipient {
  @Field(() => ID)
  recipientId!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { description: 'mail, webhook or folder.' })
  channel!: string;

  @Field(() => String)
  language!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'no-address, no-rights, owner-rights, disabled, address, unsubscribed, gone or not-made; null = a message was written.',
  })
  problem!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'queued, sending, sent, failed, cancelled or not-configured.',
  })
  deliveryState!: string | null;

  @Field(() => Int)
  attempts!: number;

  @Field(() => Date, { nullable: true })
  deliveredAt!: Date | null;

  @Field(() => String, { nullable: true })
  lastError!: string | null;

  static of(row: DeliveredRecipient): ReportIssueRecipient {
    const { recipientId, name, channel, language, problem, deliveryState, deliveredAt, lastError } = row;
    return Object.assign(new ReportIssueRecipient(), {
      ...{ recipientId, name, channel, language, problem, deliveryState, deliveredAt, lastError },
      attempts: row.attempts ?? 0,
    });
  }
}

@ObjectType('ReportIssue', { description: 'One report of a period, and whom it reached.' })
export class ReportIssueView {
  @Field(() => ID)
  issueId!: string;

  @Field(() => ID)
  scheduleId!: string;

  @Field(() => String, { description: 'Such as 2026-W47.' })
  period!: string;

  @Field(() => Int, { description: '1 went out by itself; more were sent again by hand; 0 is a sample.' })
  number!: number;

  @Field(() => String, { description: 'schedule, now, backfill or sample.' })
  cause!: string;

  @Field(() => Date)
  fireAt!: Date;

  @Field(() => Boolean, { description: 'It went out later than it should have.' })
  late!: boolean;

  @Field(() => ReportIssueStateEnum)
  state!: IssueState;

  @Field(() => String, { nullable: true, description: 'nobody, deleted, defect, or what the report job said.' })
  problem!: string | null;

  @Field(() => String, { nullable: true })
  askedBy!: string | null;

  @Field(() => Date)
  createdAt!: Date;

  @Field(() => Date, { nullable: true })
  finishedAt!: Date | null;

  @Field(() => [ReportIssueFile])
  files!: ReportIssueFile[];

  @Field(() => [ReportIssueRecipient], { description: 'For those who may change the schedule.' })
  recipients!: ReportIssueRecipient[];

  @Field(() => Int, { description: 'How many were named.' })
  named!: number;

  @Field(() => Int, { description: 'How many have it.' })
  delivered!: number;

  static of({ issue, files, recipients, named, delivered }: TrackedIssue): ReportIssueView {
    return Object.assign(new ReportIssueView(), structuredClone(issue), {
      files: files.map((file) => ReportIssueFile.of(file)),
      recipients: recipients.map((row) => ReportIssueRecipient.of(row)),
      named,
      delivered,
    });
  }
}

@ObjectType()
export class ReportIssueAsked {
  @Field(() => ReportIssueView)
  issue: ReportIssueView;

  constructor(issue: ReportIssueView) {
    this.issue = issue;
  }
}

export const ReportIssueResult = unionOf('ReportIssueResult', [ReportIssueAsked, InvalidInput, NotFound, Forbidden]);
export const ReportBackfillResult = unionOf('ReportBackfillResult', [Done, InvalidInput, NotFound, Forbidden]);
