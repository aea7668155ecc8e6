import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { NotFoundList } from '../explore/explore.types.ts';
import { GroupOverlap } from '../population/group-overlap.types.ts';

@InputType({ description: 'A wafer and the leg of the experiment it ran in.' })
export class LegInput {
  @Field(() => ID)
  lot!: string;

  @Field(() => ID)
  wafer!: string;

  @Field(() => String)
  leg!: string;
}

@ObjectType({ description: 'Quantiles of a group, in the unit of the measure.' })
export class GroupBox {
  @Field(() => Float)
  mean!: number;

  @Field(() => Float)
  p05!: number;

  @Field(() => Float)
  p25!: number;

  @Field(() => Float)
  median!: number;

  @Field(() => Float)
  p75!: number;

  @Field(() => Float)
  p95!: number;

  @Field(() => [Float], {
    description: 'Beyond 1.5 interquartile ranges from the box, the farthest first, at most 40.',
  })
  outliers!: number[];

  @Field(() => [String], { description: 'lot/wafer of each of them; empty when values are dies.' })
  outlierWafers!: string[];

  @Field(() => Int)
  outlierCount!: number;
}

@ObjectType()
export class ComparedGroupView {
  @Field(() => String, { nullable: true, description: 'Null: the data don’t say.' })
  label!: string | null;

  @Field(() => Int, { description: 'Values drawn: wafers, or dies.' })
  n!: number;

  @Field(() => Int)
  wafers!: number;

  @Field(() => Int)
  lots!: number;

  @Field(() => GroupBox)
  box!: GroupBox;

  @Field(() => [Float], { description: 'Density of the values, from 30 on; places and heights. Empty below.' })
  violinAt!: number[];

  @Field(() => [Float])
  violinDensity!: number[];

  @Field(() => Boolean, { description: 'It is the one group that all clear differences have in common.' })
  differs!: boolean;
}

@ObjectType({ description: 'A test by its name.' })
export class NamedTestView {
  @Field(() => String)
  test!: string;

  @Field(() => Float)
  statistic!: number;

  @Field(() => Float, { nullable: true })
  df!: number | null;

  @Field(() => Float)
  p!: number;

  @Field(() => String, { description: 'exact, permutation or approximate.' })
  method!: string;
}

@ObjectType({ description: 'Two groups; lots are the units. Differences are a − b.' })
export class PairView {
  @Field(() => String)
  a!: string;

  @Field(() => String)
  b!: string;

  @Field(() => String, { nullable: true, description: 'independent or paired; null where nothing could be tested.' })
  design!: string | null;

  @Field(() => Int)
  lotsA!: number;

  @Field(() => Int)
  lotsB!: number;

  @Field(() => Float, { nullable: true })
  difference!: number | null;

  @Field(() => Float, { nullable: true })
  low!: number | null;

  @Field(() => Float, { nullable: true })
  high!: number | null;

  @Field(() => Float, { nullable: true, description: 'Cliff’s δ, −1 … 1.' })
  cliffsDelta!: number | null;

  @Field(() => Float, { nullable: true, description: 'Hedges’ g, or the paired difference over its deviation.' })
  standardised!: number | null;

  @Field(() => NamedTestView, { nullable: true, description: 'The test the verdict rests on.' })
  decisive!: NamedTestView | null;

  @Field(() => Float, { nullable: true, description: 'Its p by Holm over all pairs tested.' })
  holmP!: number | null;

  @Field(() => Boolean)
  isDifferent!: boolean;

  @Field(() => String, { nullable: true, description: 'Why nothing can be said, as a code.' })
  reason!: string | null;
}

@ObjectType()
export class Comparison {
  @Field(() => String)
  unit!: string;

  @Field(() => Boolean)
  isFraction!: boolean;

  @Field(() => [ComparedGroupView])
  groups!: ComparedGroupView[];

  @Field(() => Int, { description: 'Groups not shown, those with the fewest wafers.' })
  groupsLeftOut!: number;

  @Field(() => NamedTestView, { nullable: true, description: 'Whether any group differs.' })
  overall!: NamedTestView | null;

  @Field(() => String, { nullable: true, description: 'independent, blocked (by lot) or paired.' })
  design!: string | null;

  @Field(() => [PairView], { description: 'By p, at most 200.' })
  pairs!: PairView[];

  @Field(() => String, { nullable: true, description: 'Why the groups cannot be tested, as a code.' })
  inconclusive!: string | null;

  @Field(() => Int)
  wafers!: number;

  @Field(() => Int, { description: 'Wafers that were not read, the oldest: too many dies.' })
  wafersLeftOut!: number;

  @Field(() => GroupOverlap, {
    nullable: true,
    description:
      'Of two groups of your own, of which the first does not count wafers that the second names too; null for others.',
  })
  overlap!: GroupOverlap | null;

  @Field(() => NotFoundList)
  notFound!: NotFoundList;

  @Field(() => [String], {
    description: 'Rows of the experiment’s list that name no wafer with a value, as lot/wafer.',
  })
  legsNotFound!: string[];
}
