import { GappyNumberColumn, NumberColumn, TextColumn } from '@fabwright/platform';
import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { NotFoundList } from './not-found-list.types.ts';
import { TrendReason } from './trend-reason.types.ts';
import { TrendStatisticalLimit } from './trend-statistical-limit.types.ts';

export { NotFoundList, TrendReason };

export enum MeasureKind {
  FINAL_YIELD = 'finalYield',
  FIRST_PASS_YIELD = 'firstPassYield',
  RECORD_YIELD = 'recordYield',
  /** Dies that failed first and passed later, of the gross dies. */
  RECOVERY = 'recovery',
  BIN = 'bin',
  TEST = 'test',
  METROLOGY = 'metrology',
  FDC = 'fdc',
  ETEST = 'etest',
}
registerEnumType(MeasureKind, {
  name: 'MeasureKind',
  description: 'What is looked at. Yields, recovery and bins are fractions of dies; the others have units.',
});

export enum TrendUnit {
  WAFER = 'wafer',
  LOT = 'lot',
  DAY = 'day',
  WEEK = 'week',
}
registerEnumType(TrendUnit, { name: 'TrendUnit', description: 'What a point is: days and weeks are the fab’s.' });

export enum SplitKind {
  PRODUCT = 'product',
  TOOL = 'tool',
  CHAMBER = 'chamber',
  RECIPE_VERSION = 'recipeVersion',
  SLOT = 'slot',
  TESTER = 'tester',
  PROBE_CARD = 'probeCard',
  PROGRAM_REVISION = 'programRevision',
  /** Of the probe card: the one that made the result. */
  SITE = 'site',
  TOUCHDOWN = 'touchdown',
}
registerEnumType(SplitKind, {
  name: 'SplitKind',
  description:
    'Into which groups. Tool, chamber and recipe version need a step; site and touchdown a yield, of the dies (or results) tested there.',
});

@InputType()
export class MeasureInput {
  @Field(() => MeasureKind, { defaultValue: MeasureKind.FINAL_YIELD })
  kind!: MeasureKind;

  @Field(() => Int, { nullable: true, description: 'Soft bin, for BIN.' })
  bin?: number | null;

  @Field(() => Float, { nullable: true, description: 'Test number, for TEST.' })
  test?: number | null;

  @Field(() => ID, { nullable: true, description: 'For METROLOGY and FDC.' })
  stepId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the sensor or parameter, for METROLOGY, FDC and ETEST.',
  })
  parameter?: string | null;

  @Field(() => String, { nullable: true, description: 'mean, sd, min, max, slope, area or time-over-limit, for FDC.' })
  statistic?: string | null;
}

@InputType()
export class SplitInput {
  @Field(() => SplitKind)
  kind!: SplitKind;

  @Field(() => ID, { nullable: true })
  stepId?: string | null;
}

@ObjectType()
export class TrendGroup {
  @Field(() => String, { nullable: true, description: 'Null: the data don’t say.' })
  label!: string | null;

  @Field(() => Int)
  wafers!: number;

  @Field(() => Int)
  lots!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Of all its wafers: die-weighted for fractions, else their mean.',
  })
  value!: number | null;
}

@ObjectType({ description: 'Points in time order, column by column; all columns have the same length.' })
export class TrendColumns {
  @Field(() => TextColumn, { description: 'Lot, lot/wafer, fab day or fab week.' })
  key!: string[];

  @Field(() => NumberColumn, { description: 'Index into `groups`.' })
  group!: number[];

  @Field(() => NumberColumn, { description: 'Milliseconds since 1970, UTC.' })
  at!: number[];

  @Field(() => NumberColumn)
  value!: number[];

  @Field(() => NumberColumn)
  wafers!: number[];

  @Field(() => GappyNumberColumn, {
    description: 'Standard deviation of the wafers within; null for fewer than two.',
  })
  withinSd!: (number | null)[];
}

@ObjectType({ description: 'Limits at each point, in the unit of the values; null where nothing judges it.' })
export class TrendLimitColumns {
  @Field(() => GappyNumberColumn)
  centre!: (number | null)[];

  @Field(() => GappyNumberColumn)
  lower!: (number | null)[];

  @Field(() => GappyNumberColumn)
  upper!: (number | null)[];
}

@ObjectType({ description: 'A statistic beside each point, with its limits; null where nothing judges it.' })
export class StatisticColumns {
  @Field(() => GappyNumberColumn)
  value!: (number | null)[];

  @Field(() => GappyNumberColumn)
  lower!: (number | null)[];

  @Field(() => GappyNumberColumn)
  upper!: (number | null)[];
}

@ObjectType({ description: 'A stretch of time with limits of its own.' })
export class TrendPhase {
  @Field(() => Int, { description: 'Its first and last point; `to` before `from` where it has none.' })
  from!: number;

  @Field(() => Int)
  to!: number;

  @Field(() => [String], { description: 'Labels of what began it; empty for the first.' })
  startedBy!: string[];

  @Field(() => String, { description: 'stored, own, earlier or none.' })
  judgedBy!: string;

  @Field(() => String, { nullable: true, description: 'Why it has no limits of its own, as a code.' })
  missing!: string | null;

  @Field(() => Int, { description: 'Points that its limits were learnt on.' })
  learntOn!: number;

  @Field(() => Float, { nullable: true, description: 'Its centre minus the centre before.' })
  shift!: number | null;

  @Field(() => Float, { nullable: true, description: 'Two-sided p of that difference (Welch).' })
  shiftP!: number | null;
}

@ObjectType()
export class ControlChart {
  @Field(() => TrendLimitColumns)
  limits!: TrendLimitColumns;

  @Field(() => StatisticColumns, { description: 'Exponentially weighted mean (λ = .2), in the unit of the values.' })
  ewma!: StatisticColumns;

  @Field(() => StatisticColumns, { description: 'Standard deviation of the wafers within each lot.' })
  spread!: StatisticColumns;

  @Field(() => [TrendPhase])
  phases!: TrendPhase[];

  @Field(() => [TrendReason])
  reasons!: TrendReason[];

  @Field(() => Date, {
    nullable: true,
    description: 'When limits were last frozen by hand; null: they are learnt on each phase.',
  })
  frozenAt!: Date | null;

  @Field(() => String, { nullable: true })
  frozenBy!: string | null;
}

@ObjectType({ description: 'Something that was changed and may change what is charted.' })
export class TrendEvent {
  @Field(() => Date)
  at!: Date;

  @Field(() => String, { description: 'pm, recipe, program, card, limit or mask.' })
  kind!: string;

  @Field(() => String)
  label!: string;

  @Field(() => Boolean, { description: 'Limits begin anew at it.' })
  startsPhase!: boolean;
}

@ObjectType()
export class TrendNote {
  @Field(() => ID)
  noteId!: string;

  @Field(() => Date)
  at!: Date;

  @Field(() => String)
  text!: string;

  @Field(() => String)
  by!: string;
}

@ObjectType({ description: 'A measure over time, in groups.' })
export class Trend {
  @Field(() => String, { description: 'Unit of the values; empty for fractions of 1.' })
  unit!: string;

  @Field(() => Boolean)
  isFraction!: boolean;

  @Field(() => TrendUnit)
  by!: TrendUnit;

  @Field(() => [TrendGroup])
  groups!: TrendGroup[];

  @Field(() => TrendColumns)
  points!: TrendColumns;

  @Field(() => Int, { description: 'Points before thinning; a chart with limits keeps them all.' })
  pointsInAll!: number;

  @Field(() => Int, { description: 'Each once, though it stand in several groups.' })
  wafers!: number;

  @Field(() => Int)
  lots!: number;

  @Field(() => Int)
  excludedWafers!: number;

  @Field(() => Float, { nullable: true, description: 'Of the product at this insertion, for yields of one product.' })
  floor!: number | null;

  @Field(() => Float, { nullable: true })
  target!: number | null;

  @Field(() => [TrendStatisticalLimit])
  statisticalLimits!: TrendStatisticalLimit[];

  @Field(() => ControlChart, { nullable: true })
  chart!: ControlChart | null;

  @Field(() => String, {
    nullable: true,
    description: 'not-by-lot, several-products, in-groups, too-few-lots or no-spread.',
  })
  chartMissing!: string | null;

  @Field(() => [TrendEvent])
  events!: TrendEvent[];

  @Field(() => [TrendNote])
  notes!: TrendNote[];

  @Field(() => NotFoundList)
  notFound!: NotFoundList;

  @Field(() => Date)
  from!: Date;

  @Field(() => Date)
  to!: Date;
}
