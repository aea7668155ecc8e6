import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Forbidden, InvalidInput, NotFound, RoleEnum, unionOf, type Role } from '@fabwright/platform';
import type { ScheduleLanguage } from '../definition/definition.ts';
import { DefinitionFields, ReportLanguageEnum } from '../definition/definition.types.ts';
import type { FileWay, OffDay } from './schedule.ts';

export const OffDayEnum = { RUN: 'run', SKIP: 'skip', SHIFT: 'shift' } as const satisfies Record<string, OffDay>;
registerEnumType(OffDayEnum, {
  name: 'ReportOffDay',
  description: 'On a day off: all the same, not at all, or on the next working day.',
});

export const FileWayEnum = { ATTACHMENT: 'attachment', LINK: 'link' } as const satisfies Record<string, FileWay>;
registerEnumType(FileWayEnum, { name: 'ReportFileWay' });

@ObjectType({ description: 'Roles are those of people who may see the product when it goes out.' })
@InputType('ReportRecipientsInput')
export class ReportRecipientLists {
  @Field(() => [RoleEnum])
  roles!: Role[];

  @Field(() => [ID])
  accountIds!: string[];

  @Field(() => [String])
  addresses!: string[];

  @Field(() => [ID], { description: 'Webhook targets.' })
  webhookIds!: string[];

  @Field(() => Boolean, { description: 'Also into the folder that the settings name.' })
  folder!: boolean;
}

@ObjectType({ isAbstract: true })
@InputType({ isAbstract: true })
class ScheduleFields extends DefinitionFields {
  @Field(() => String)
  name!: string;

  @Field(() => ID, { nullable: true, description: 'What it sends is that definition; null = what stands here.' })
  definitionId!: string | null;

  @Field(() => String, {
    description: 'Minute, hour, day of the month, month, weekday; hand = only when somebody sends it.',
  })
  cron!: string;

  @Field(() => String, { description: 'IANA name.' })
  timeZone!: string;

  @Field(() => [Int], { description: 'ISO weekdays on which people work, 1 Monday to 7 Sunday.' })
  workingDays!: number[];

  @Field(() => [String], { description: 'Days such as 2026-12-25.' })
  holidays!: string[];

  @Field(() => OffDayEnum)
  offDay!: OffDay;

  @Field(() => FileWayEnum)
  fileWay!: FileWay;
}

@InputType()
export class ReportScheduleInput extends ScheduleFields {
  @Field(() => ReportRecipientLists)
  recipients!: ReportRecipientLists;
}

@InputType()
export class ReportSubscriptionInput {
  @Field(() => String)
  kind!: string;

  @Field(() => ID)
  productId!: string;

  @Field(() => String, { nullable: true })
  insertion!: string | null;

  @Field(() => String)
  name!: string;

  @Field(() => String, { description: 'IANA name; of the person’s browser.' })
  timeZone!: string;

  @Field(() => ReportLanguageEnum, { description: 'EN or ZH_CN.' })
  language!: ScheduleLanguage;
}

@ObjectType('ReportSchedule', { description: 'A report that goes out by itself.' })
export class ReportScheduleView extends ScheduleFields {
  @Field(() => ID)
  scheduleId!: string;

  @Field(() => ReportRecipientLists, { description: 'All for those who may change it; others find themselves only.' })
  recipients!: ReportRecipientLists;

  @Field(() => String)
  ownerName!: string;

  @Field(() => Boolean, { description: 'Yours.' })
  own!: boolean;

  @Field(() => Boolean, { description: 'Made with one click; it sends to its owner only.' })
  subscription!: boolean;

  @Field(() => Date, { nullable: true, description: 'By the fab’s clock; null = never.' })
  nextFireAt!: Date | null;

  @Field(() => Date, { nullable: true })
  pausedAt!: Date | null;

  @Field(() => Int, { description: 'Send it with a change.' })
  version!: number;

  @Field(() => String)
  changedBy!: string;

  @Field(() => Date)
  changedAt!: Date;

  @Field(() => Boolean)
  mayChange!: boolean;

  @Field(() => Boolean, { description: 'It names you, and you have unsubscribed.' })
  unsubscribed!: boolean;
}

@ObjectType()
export class ReportPerson {
  @Field(() => ID)
  accountId!: string;

  @Field(() => String)
  name!: string;

  @Field(() => RoleEnum)
  role!: Role;

  @Field(() => String, { nullable: true, description: 'Null = has none and gets no mail.' })
  address!: string | null;
}

@ObjectType()
export class ReportTarget {
  @Field(() => ID)
  targetId!: string;

  @Field(() => String)
  name!: string;
}

@ObjectType({ description: 'What schedules can name, and whether mails go out at all.' })
export class ReportScheduleChoices {
  @Field(() => [ReportPerson], { description: 'Nobody for those who may schedule for themselves only.' })
  people!: ReportPerson[];

  @Field(() => [ReportTarget])
  targets!: ReportTarget[];

  @Field(() => Boolean, { description: 'A folder is set.' })
  folder!: boolean;

  @Field(() => [String], { description: 'Settings that mails need and that are not set.' })
  missingForMail!: string[];

  @Field(() => [String], { description: 'Domains that mails go to; none = any.' })
  mailDomains!: readonly string[];

  @Field(() => String, { nullable: true, description: 'Where your own mails go; null = you have no address.' })
  ownAddress!: string | null;

  @Field(() => ID)
  ownAccountId!: string;
}

@ObjectType()
export class ReportFire {
  @Field(() => Date)
  at!: Date;

  @Field(() => String, { description: 'The period that it will cover, such as 2026-W47.' })
  period!: string;

  @Field(() => Boolean, { description: 'Carried over from a day off.' })
  shifted!: boolean;
}

@ObjectType()
export class ReportWouldGet {
  @Field(() => String)
  name!: string;

  @Field(() => String, { description: 'mail, webhook or folder.' })
  channel!: string;

  @Field(() => String)
  language!: string;

  @Field(() => String, {
    nullable: true,
    description: 'no-address, no-rights, owner-rights, disabled, address, unsubscribed or gone; null = gets it.',
  })
  problem!: string | null;
}

@ObjectType({ description: 'When a schedule would go out, and to whom. Nothing was written.' })
export class ReportSchedulePreview {
  @Field(() => [ReportFire])
  fires!: ReportFire[];

  @Field(() => [ReportWouldGet])
  recipients!: ReportWouldGet[];
}

@ObjectType()
export class ReportScheduleSaved {
  @Field(() => ReportScheduleView)
  schedule: ReportScheduleView;

  constructor(schedule: ReportScheduleView) {
    this.schedule = schedule;
  }
}

@ObjectType({ description: 'Somebody else was faster; nothing was changed.' })
export class ReportScheduleOutdated {
  @Field(() => String)
  message: string;

  constructor(message: string) {
    this.message = message;
  }
}

export const ReportScheduleResult = unionOf('ReportScheduleResult', [
  ReportScheduleSaved,
  ReportScheduleOutdated,
  InvalidInput,
  NotFound,
  Forbidden,
]);
export const ReportPreviewResult = unionOf('ReportPreviewResult', [ReportSchedulePreview, InvalidInput, Forbidden]);
