import { Field, Float, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: '1 − Y(dies with) / Y(clean dies) of a class at a step, and what it cost.' })
export class KillRatioRow {
  @Field(() => String)
  stepId!: string;

  @Field(() => String)
  stepName!: string;

  @Field(() => Int, { nullable: true, description: 'Null: any class.' })
  code!: number | null;

  @Field(() => String)
  name!: string;

  @Field(() => Float, { nullable: true })
  value!: number | null;

  @Field(() => Float, { nullable: true, description: '95 %, clustered by lot.' })
  low!: number | null;

  @Field(() => Float, { nullable: true })
  high!: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Why there is no value or no interval: too-few-dies, too-few-lots, no-good-clean-die, none-survived, no-spread.',
  })
  refusal!: string | null;

  @Field(() => Int, { nullable: true, description: 'What there is of what is too few.' })
  has!: number | null;

  @Field(() => Int, { nullable: true, description: 'What it would take.' })
  needs!: number | null;

  @Field(() => Int)
  diesWith!: number;

  @Field(() => Float, { nullable: true })
  yieldWith!: number | null;

  @Field(() => Int)
  cleanDies!: number;

  @Field(() => Float, { nullable: true })
  yieldClean!: number | null;

  @Field(() => Int)
  lots!: number;

  @Field(() => Float, { nullable: true, description: 'Good dies that it took.' })
  killedDies!: number | null;

  @Field(() => Float, { nullable: true, description: 'Yield limited by it: 1 − killed / inspected and tested dies.' })
  limitedYield!: number | null;
}

@ObjectType({ description: 'Defects laid on the sort maps of the same wafers.' })
export class KillRatios {
  @Field(() => [KillRatioRow])
  rows!: KillRatioRow[];

  @Field(() => Int, { description: 'Inspected wafers that were looked at, the newest first.' })
  inspected!: number;

  @Field(() => Int, { description: 'Of them, those that have a sort map.' })
  withSort!: number;

  @Field(() => Int, { description: 'Of the others, wafers that were excluded by hand.' })
  excluded!: number;

  @Field(() => Int, { description: 'Of those, wafers whose dies have no known size.' })
  withoutDieSize!: number;
}
