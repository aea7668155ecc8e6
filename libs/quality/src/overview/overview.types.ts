import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { LotRow } from '../lots/lots.types.ts';
import { BinLoss, Grouping, LotType, ThreeYields, YieldKind } from '../yield/yield.types.ts';
import type { PeriodFigures } from './overview-figures.ts';

@ObjectType()
export class Period {
  @Field(() => Date)
  from!: Date;

  @Field(() => Date)
  to!: Date;

  @Field(() => String, { description: 'Fab weeks, such as 2026-W40..2026-W47.' })
  label!: string;
}

@ObjectType({ description: 'Change in fractions of 1, with its 95 % interval; lots are the independent unit.' })
export class YieldChange {
  @Field(() => Float)
  delta!: number;

  @Field(() => Float)
  low!: number;

  @Field(() => Float)
  high!: number;

  @Field(() => String)
  baselineLabel!: string;

  @Field(() => Boolean, { description: 'The interval leaves out zero.' })
  conclusive!: boolean;
}

@ObjectType()
export class CountOf {
  @Field(() => Int)
  count!: number;

  @Field(() => Int)
  of!: number;
}

@ObjectType()
export class TrendAlarm {
  @Field(() => String, { description: 'sigma, slope, floor or spread.' })
  kind!: string;

  @Field(() => String, { description: 'nelson-1 … nelson-8, ewma, floor or s-limit.' })
  rule!: string;

  @Field(() => String, { description: 'low or high, the value and the limit that it broke, as fractions.' })
  detail!: string;
}

@ObjectType()
export class TrendPoint {
  @Field(() => String)
  key!: string;

  @Field(() => ID, { nullable: true })
  lotId!: string | null;

  @Field(() => Date)
  at!: Date;

  @Field(() => Float)
  value!: number;

  @Field(() => Float, { nullable: true })
  median7!: number | null;

  @Field(() => Int)
  wafers!: number;

  @Field(() => Int)
  gross!: number;

  @Field(() => Float, { nullable: true, description: 'Standard deviation of the lot’s wafers.' })
  withinSd!: number | null;

  @Field(() => [TrendAlarm])
  alarms!: TrendAlarm[];

  @Field(() => Boolean, { description: 'All parts of all its runs have come in.' })
  complete!: boolean;
}

@ObjectType()
export class ControlLimits {
  @Field(() => Float)
  mean!: number;

  @Field(() => Float)
  lower!: number;

  @Field(() => Float)
  upper!: number;

  @Field(() => Float, { description: 'σ on the charted scale: of the yield, or of its logit.' })
  sigma!: number;

  @Field(() => Date)
  phaseOneFrom!: Date;

  @Field(() => Date)
  phaseOneTo!: Date;

  @Field(() => Int)
  lots!: number;

  @Field(() => String, { description: 'How σ was estimated, and on which scale.' })
  method!: string;
}

@ObjectType()
export class YieldTrend {
  @Field(() => Grouping)
  grouping!: Grouping;

  @Field(() => YieldKind)
  kind!: YieldKind;

  @Field(() => [TrendPoint])
  points!: TrendPoint[];

  @Field(() => ControlLimits, { nullable: true })
  limits!: ControlLimits | null;

  @Field(() => String, { nullable: true, description: 'too-few-lots, no-spread, several-products or by-week.' })
  limitsMissing!: string | null;

  @Field(() => Int)
  excludedWafers!: number;
}

@ObjectType()
export class StackedMap {
  @Field(() => Int)
  wafers!: number;

  @Field(() => Int, { description: 'Gross dies of a wafer.' })
  dieCount!: number;

  @Field(() => String, { description: 'Where its bytes are.' })
  url!: string;
}

@ObjectType()
export class ProductSummary {
  @Field(() => ID)
  productId!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  insertion!: string;

  @Field(() => ThreeYields)
  current!: ThreeYields;

  @Field(() => Float, { nullable: true })
  target!: number | null;

  @Field(() => Float, { nullable: true })
  floor!: number | null;

  @Field(() => [Float], { description: 'Yields of its lots in the period, in time order.' })
  sparkline!: number[];

  @Field(() => Int, { description: 'Lots of its newest week with an alarm.' })
  alarms!: number;
}

@ObjectType({ description: 'What changed in a period, and where it stands.' })
export class Overview {
  @Field(() => Period)
  period!: Period;

  @Field(() => Date)
  fabNow!: Date;

  @Field(() => String)
  insertion!: string;

  @Field(() => [String])
  insertions!: string[];

  @Field(() => [LotType], { description: 'The lot types that count here.' })
  lotTypes!: LotType[];

  @Field(() => ThreeYields, { description: 'Of the newest fab week that has lots.' })
  current!: ThreeYields;

  @Field(() => String, { nullable: true })
  currentWeek!: string | null;

  @Field(() => YieldChange, { nullable: true, description: 'Null = too little data to compare.' })
  change!: YieldChange | null;

  @Field(() => CountOf, { nullable: true, description: 'Lots of the period under their floor.' })
  lotsBelowFloor!: CountOf | null;

  @Field(() => Float, { nullable: true })
  floor!: number | null;

  @Field(() => Float, { nullable: true })
  target!: number | null;

  @Field(() => YieldTrend)
  trend!: YieldTrend;

  @Field(() => [BinLoss])
  losses!: BinLoss[];

  @Field(() => StackedMap, { nullable: true })
  stacked!: StackedMap | null;

  @Field(() => [LotRow])
  latestLots!: LotRow[];

  @Field(() => [ProductSummary])
  products!: ProductSummary[];

  /** Not in the schema: what the narrative is made of; null without lots or with several products. */
  figures!: PeriodFigures | null;
}
