import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Forbidden, InvalidInput, NotFound, RoleEnum, unionOf, type Role } from '@fabwright/platform';
import { LotType } from '@fabwright/quality';
import type { Paper } from '../render/paper.ts';
import type { ScheduleLanguage } from './definition.ts';

export const ReportLanguageEnum = {
  OWN: 'own',
  EN: 'en',
  ZH_CN: 'zh-CN',
  BOTH: 'both',
} as const satisfies Record<string, ScheduleLanguage>;
registerEnumType(ReportLanguageEnum, {
  name: 'ReportScheduleLanguage',
  description: 'OWN: each recipient’s own; BOTH: one file in each.',
});

export const PaperEnum = { A4: 'A4', LETTER: 'LETTER' } as const satisfies Record<string, Paper>;
registerEnumType(PaperEnum, { name: 'ReportPaper' });

/** What a report is about. */
@ObjectType({ isAbstract: true })
@InputType({ isAbstract: true })
export class DefinitionFields {
  @Field(() => String, { description: 'One of reportKinds.' })
  kind!: string;

  @Field(() => ID, { description: '* = every product, for kinds that allow it and people who may see all.' })
  productId!: string;

  @Field(() => String, { nullable: true, description: 'Null = the first.' })
  insertion!: string | null;

  @Field(() => [LotType], { nullable: true, description: 'Null = production.' })
  lotTypes!: LotType[] | null;

  @Field(() => [String], { nullable: true, description: 'Its sections in their order; null = all of its kind.' })
  sections!: string[] | null;

  @Field(() => ReportLanguageEnum)
  language!: ScheduleLanguage;

  @Field(() => PaperEnum)
  paper!: Paper;
}

@InputType()
export class ReportDefinitionInput extends DefinitionFields {
  @Field(() => String)
  name!: string;

  @Field(() => [RoleEnum])
  sharedWith!: Role[];
}

@ObjectType('ReportDefinition', { description: 'A report as somebody has put it together.' })
export class ReportDefinitionView extends DefinitionFields {
  @Field(() => ID)
  definitionId!: string;

  @Field(() => String)
  name!: string;

  @Field(() => [RoleEnum], { description: 'Roles that see it too.' })
  sharedWith!: Role[];

  @Field(() => String)
  ownerName!: string;

  @Field(() => Boolean, { description: 'Yours: you may change it.' })
  own!: boolean;

  @Field(() => Int, { description: 'Send it with a change.' })
  version!: number;

  @Field(() => String)
  changedBy!: string;

  @Field(() => Date)
  changedAt!: Date;
}

@ObjectType({ description: 'A kind of report that can be put together.' })
export class ReportKindView {
  @Field(() => String)
  kind!: string;

  @Field(() => [String], { description: 'In their usual order.' })
  sections!: readonly string[];

  @Field(() => Boolean, { description: 'It can be about every product at once.' })
  everyProduct!: boolean;

  @Field(() => Boolean, { description: 'It can be limited to an insertion and to types of lots.' })
  narrowed!: boolean;

  @Field(() => [String], { description: 'Full periods that lie behind, the last one first.' })
  periods!: readonly string[];
}

@ObjectType()
export class ReportDefinitionSaved {
  @Field(() => ReportDefinitionView)
  definition: ReportDefinitionView;

  constructor(definition: ReportDefinitionView) {
    this.definition = definition;
  }
}

@ObjectType({ description: 'Somebody else was faster; nothing was changed.' })
export class ReportDefinitionOutdated {
  @Field(() => String)
  message: string;

  constructor(message: string) {
    this.message = message;
  }
}

export const ReportDefinitionResult = unionOf('ReportDefinitionResult', [
  ReportDefinitionSaved,
  ReportDefinitionOutdated,
  InvalidInput,
  NotFound,
  Forbidden,
]);
