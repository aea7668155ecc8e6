import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { ExcursionAct } from './excursion-state.ts';

@ObjectType()
export class TimelineSpan {
  @Field(() => String, { description: 'usual, suspect, maintenance or hold.' })
  state!: string;

  @Field(() => Date)
  from!: Date;

  @Field(() => Date, { nullable: true })
  to!: Date | null;

  @Field(() => String, { nullable: true })
  note!: string | null;
}

@ObjectType({ description: 'A run of a lot on the suspect.' })
export class TimelineRun {
  @Field(() => ID)
  lotId!: string;

  @Field(() => Date)
  at!: Date;

  @Field(() => Int)
  wafers!: number;

  @Field(() => Boolean, { description: 'One of the excursion’s lots.' })
  affected!: boolean;

  @Field(() => Boolean, { description: 'Sorted since; what is not is still in line.' })
  sorted!: boolean;
}

@ObjectType()
export class TimelineLot {
  @Field(() => ID)
  lotId!: string;

  @Field(() => Date)
  at!: Date;

  @Field(() => Float, { nullable: true })
  finalYield!: number | null;

  @Field(() => Boolean)
  affected!: boolean;
}

@ObjectType()
export class TimelineAlarm {
  @Field(() => ID)
  lotId!: string;

  @Field(() => Date)
  at!: Date;

  @Field(() => String)
  rule!: string;

  @Field(() => String)
  label!: string;
}

@ObjectType()
export class TimelineAct {
  @Field(() => ExcursionAct)
  act!: ExcursionAct;

  @Field(() => Date)
  at!: Date;

  @Field(() => String)
  who!: string;

  @Field(() => String, { nullable: true })
  words!: string | null;
}

@ObjectType({
  description: 'Lanes: the suspect’s state, what it processed, what was sorted, alarms, people. Fab time.',
})
export class ExcursionTimeline {
  @Field(() => Date)
  from!: Date;

  @Field(() => Date)
  to!: Date;

  @Field(() => String, {
    nullable: true,
    description: 'The place that the first two lanes are about; null = none known.',
  })
  place!: string | null;

  @Field(() => [TimelineSpan])
  tool!: TimelineSpan[];

  @Field(() => [TimelineRun])
  runs!: TimelineRun[];

  @Field(() => [TimelineLot])
  lots!: TimelineLot[];

  @Field(() => [TimelineAlarm])
  alarms!: TimelineAlarm[];

  @Field(() => [TimelineAct])
  people!: TimelineAct[];
}
