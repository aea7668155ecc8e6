import { Field, ID, InputType, Int, ObjectType, OmitType } from '@nestjs/graphql';
import {
  Done,
  Forbidden,
  InvalidInput,
  NotFound,
  RoleEnum,
  unionOf,
  type MailLanguage,
  type Role,
} from '@fabwright/platform';
import { ExcursionKind, ExcursionSeverity } from '../excursion/excursion.ts';
import { Excursion } from '../excursion/excursion.types.ts';

@ObjectType({ description: 'A shift on the days on which it begins; times by the fab’s clock.' })
@InputType('NoticeShiftInput')
export class NoticeShift {
  @Field(() => [Int], { description: 'ISO weekdays, 1 Monday to 7 Sunday.' })
  days!: number[];

  @Field(() => Int, { description: 'Minutes after midnight.' })
  from!: number;

  @Field(() => Int, { description: 'Minutes after midnight; not after `from` = on the next day.' })
  to!: number;
}

@ObjectType()
@InputType('NoticeRecipientsInput')
export class NoticeRecipientLists {
  @Field(() => [RoleEnum])
  roles!: Role[];

  @Field(() => [ID])
  accountIds!: string[];

  @Field(() => [String])
  addresses!: string[];

  @Field(() => [ID], { description: 'Webhook targets.' })
  webhookIds!: string[];
}

@ObjectType({ description: 'Whom excursions call. An empty list asks for nothing: any area, any severity …' })
export class NoticeRuleView {
  @Field(() => ID)
  ruleId!: string;

  @Field(() => String)
  name!: string;

  @Field(() => Boolean)
  enabled!: boolean;

  @Field(() => [String])
  areas!: string[];

  @Field(() => [ExcursionSeverity])
  severities!: ExcursionSeverity[];

  @Field(() => [ExcursionKind])
  kinds!: ExcursionKind[];

  @Field(() => [ID])
  productIds!: string[];

  @Field(() => [NoticeShift], { description: 'None = at any time.' })
  shifts!: NoticeShift[];

  @Field(() => NoticeRecipientLists)
  recipients!: NoticeRecipientLists;

  @Field(() => String, { description: 'en or zh-CN, for those whose own language is not known.' })
  language!: MailLanguage;

  @Field(() => Int, { nullable: true, description: 'After so many minutes without an acknowledgement; null = never.' })
  escalateMinutes!: number | null;

  @Field(() => Int)
  escalateTimes!: number;

  @Field(() => NoticeRecipientLists)
  escalateTo!: NoticeRecipientLists;

  @Field(() => Int, { description: 'Send it with a change.' })
  version!: number;

  @Field(() => String)
  changedBy!: string;

  @Field(() => Date)
  changedAt!: Date;

  @Field(() => Boolean, { description: 'False when it reaches further than you may see.' })
  mayChange!: boolean;
}

@InputType()
export class NoticeRuleInput extends OmitType(
  NoticeRuleView,
  ['ruleId', 'version', 'changedBy', 'changedAt', 'mayChange', 'shifts', 'recipients', 'escalateTo'] as const,
  InputType,
) {
  @Field(() => [NoticeShift])
  shifts!: NoticeShift[];

  @Field(() => NoticeRecipientLists)
  recipients!: NoticeRecipientLists;

  @Field(() => NoticeRecipientLists)
  escalateTo!: NoticeRecipientLists;
}

@ObjectType()
export class NoticePerson {
  @Field(() => ID)
  accountId!: string;

  @Field(() => String)
  name!: string;

  @Field(() => RoleEnum)
  role!: Role;

  @Field(() => String, { nullable: true, description: 'Null = has none and can’t be called.' })
  address!: string | null;
}

@ObjectType({ description: 'What rules can name.' })
export class NoticeChoices {
  @Field(() => [NoticePerson])
  people!: NoticePerson[];

  @Field(() => [String], { description: 'Areas of the fab’s tools.' })
  areas!: string[];
}

@ObjectType()
export class NoticeCalled {
  @Field(() => String)
  name!: string;

  @Field(() => String, { description: 'mail or webhook.' })
  channel!: string;

  @Field(() => String)
  language!: string;

  @Field(() => String, {
    nullable: true,
    description: 'no-address, no-rights, disabled, address or gone; null = called.',
  })
  problem!: string | null;
}

@ObjectType({ description: 'What a rule would have done for an excursion.' })
export class NoticeTrialView {
  @Field(() => Excursion)
  excursion!: Excursion;

  @Field(() => [String], { description: 'history, severity, kind, area, product, shift; empty = it applies.' })
  mismatches!: readonly string[];

  @Field(() => [NoticeCalled])
  called!: readonly NoticeCalled[];

  @Field(() => Int)
  escalations!: number;
}

@ObjectType()
export class NoticeTrials {
  @Field(() => [NoticeTrialView], { description: 'The last ten excursions, newest first.' })
  trials: NoticeTrialView[];

  constructor(trials: NoticeTrialView[]) {
    this.trials = trials;
  }
}

@ObjectType()
export class NoticeRuleSaved {
  @Field(() => NoticeRuleView)
  rule: NoticeRuleView;

  constructor(rule: NoticeRuleView) {
    this.rule = rule;
  }
}

@ObjectType({ description: 'Somebody else was faster; nothing was changed.' })
export class NoticeRuleOutdated {
  @Field(() => String)
  message: string;

  constructor(message: string) {
    this.message = message;
  }
}

export const NoticeRuleResult = unionOf('NoticeRuleResult', [
  NoticeRuleSaved,
  NoticeRuleOutdated,
  InvalidInput,
  NotFound,
  Forbidden,
]);
export const NoticeRuleRemoval = unionOf('NoticeRuleRemoval', [Done, NotFound, Forbidden]);
export const NoticePreviewResult = unionOf('NoticePreviewResult', [NoticeTrials, InvalidInput]);
