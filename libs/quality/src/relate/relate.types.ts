import { Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { MeasureKind, NotFoundList } from '../explore/explore.types.ts';

export enum RelationShape {
  MONOTONE = 'monotone',
  THRESHOLD = 'threshold',
  OPTIMUM = 'optimum',
}
registerEnumType(RelationShape, { name: 'RelationShape', description: 'Which pattern describes a relation best.' });

@ObjectType({ description: 'The response on both sides of a value of the parameter.' })
export class RelationCut {
  @Field(() => Float, { description: 'In the parameter’s unit.' })
  value!: number;

  @Field(() => Int)
  wafersBelow!: number;

  @Field(() => Int)
  wafersAbove!: number;

  @Field(() => Float)
  meanBelow!: number;

  @Field(() => Float)
  meanAbove!: number;
}

@ObjectType()
export class RelationTurn {
  @Field(() => Float, { description: 'Where the response is highest or lowest, in the parameter’s unit.' })
  value!: number;

  @Field(() => String, { description: 'highest or lowest.' })
  response!: string;
}

@ObjectType({
  description: 'How a parameter goes with the response. An association: nothing here says what causes what.',
})
export class RelationRow {
  @Field(() => Int, { description: 'Its place in the list.' })
  rank!: number;

  @Field(() => MeasureKind)
  kind!: MeasureKind;

  @Field(() => ID, { nullable: true })
  stepId!: string | null;

  @Field(() => String, { description: 'Name of the sensor, parameter or test.' })
  name!: string;

  @Field(() => String, { nullable: true })
  statistic!: string | null;

  @Field(() => Float, { nullable: true })
  test!: number | null;

  @Field(() => String)
  unit!: string;

  @Field(() => RelationShape)
  shape!: RelationShape;

  @Field(() => Float, { description: 'Spearman’s rank correlation over wafers, with its 95 % interval.' })
  rho!: number;

  @Field(() => Float)
  rhoLow!: number;

  @Field(() => Float)
  rhoHigh!: number;

  @Field(() => Float, { description: 'Share of the response’s rank variance that the shape explains.' })
  explained!: number;

  @Field(() => Float)
  p!: number;

  @Field(() => Float, { description: 'By Benjamini and Hochberg over all parameters tested.' })
  q!: number;

  @Field(() => Boolean, { description: 'q is at most .05.' })
  found!: boolean;

  @Field(() => Int)
  wafers!: number;

  @Field(() => Int)
  lots!: number;

  @Field(() => Float, { description: 'Independent wafers that these are worth.' })
  effectiveWafers!: number;

  @Field(() => RelationCut, { nullable: true })
  threshold!: RelationCut | null;

  @Field(() => RelationTurn, { nullable: true })
  optimum!: RelationTurn | null;

  @Field(() => Int, { nullable: true, description: 'Found parameters with the same number move together.' })
  cluster!: number | null;

  @Field(() => Int, { description: 'How many move together with it, itself included.' })
  clusterSize!: number;

  @Field(() => Boolean, { description: 'It explains most among those that move together.' })
  leads!: boolean;

  @Field(() => Boolean, {
    description:
      'The slope comes from groups (products, or chambers of its step) that lie apart; inside them nothing is left.',
  })
  onlyBetweenGroups!: boolean;
}

@ObjectType()
export class SkippedCount {
  @Field(() => String, { description: 'too-few-wafers, too-few-lots or constant.' })
  reason!: string;

  @Field(() => Int)
  parameters!: number;
}

@ObjectType({ description: 'Every parameter of the chosen wafers against a response, strongest first.' })
export class Relations {
  @Field(() => String, { description: 'Unit of the response; empty for fractions.' })
  unit!: string;

  @Field(() => Boolean)
  isFraction!: boolean;

  @Field(() => [RelationRow], { description: 'All that were found, and the next ones up to 200 in all.' })
  rows!: RelationRow[];

  @Field(() => Int)
  tested!: number;

  @Field(() => Int)
  found!: number;

  @Field(() => [SkippedCount])
  skipped!: SkippedCount[];

  @Field(() => Int)
  wafers!: number;

  @Field(() => Int)
  lots!: number;

  @Field(() => Int, { description: 'Wafers that were left out, the oldest first, because there are too many.' })
  wafersLeftOut!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Why there is no answer: no-wafers, too-few-wafers, too-few-lots or response-is-constant.',
  })
  obstacle!: string | null;

  @Field(() => NotFoundList)
  notFound!: NotFoundList;
}

@ObjectType({ description: 'A straight line by least squares with the 95 % band of its mean.' })
export class FitBand {
  @Field(() => [Float])
  x!: number[];

  @Field(() => [Float])
  y!: number[];

  @Field(() => [Float])
  low!: number[];

  @Field(() => [Float])
  high!: number[];
}

@ObjectType({ description: 'One parameter against a response, wafer by wafer.' })
export class RelationScatter {
  @Field(() => String)
  unit!: string;

  @Field(() => Boolean)
  isFraction!: boolean;

  @Field(() => String)
  parameterUnit!: string;

  @Field(() => Boolean)
  parameterIsFraction!: boolean;

  @Field(() => [String], { description: 'lot/wafer' })
  wafers!: string[];

  @Field(() => [Float])
  x!: number[];

  @Field(() => [Float])
  y!: number[];

  @Field(() => RelationRow, { nullable: true })
  relation!: RelationRow | null;

  @Field(() => FitBand, { nullable: true, description: 'For monotone relations only.' })
  fit!: FitBand | null;

  @Field(() => String, { nullable: true, description: 'Why nothing is said of the pair.' })
  obstacle!: string | null;
}
