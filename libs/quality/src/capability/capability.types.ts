import { Field, Float, InputType, Int, ObjectType } from '@nestjs/graphql';
import { NotFoundList } from '../explore/not-found-list.types.ts';

@InputType({ description: 'Limits to try, in the unit of the test; what is left out is no limit.' })
export class LimitsInput {
  @Field(() => Float, { nullable: true })
  lower?: number | null;

  @Field(() => Float, { nullable: true })
  upper?: number | null;

  @Field(() => Float, { nullable: true })
  target?: number | null;
}

@ObjectType({ description: 'An index with its 95 % interval, or why there is none.' })
export class CapabilityIndexView {
  @Field(() => Float, { nullable: true })
  value!: number | null;

  @Field(() => Float, { nullable: true })
  low!: number | null;

  @Field(() => Float, { nullable: true })
  high!: number | null;

  @Field(() => String, { nullable: true, description: 'lower or upper: the side that limits a minimum.' })
  side!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'one-sided, no-target, no-within-spread, not-normal, too-few-values or no-spread.',
  })
  missing!: string | null;

  @Field(() => Int, { nullable: true })
  needs!: number | null;
}

@ObjectType()
export class CapabilityFigures {
  @Field(() => Float, { nullable: true })
  lower!: number | null;

  @Field(() => Float, { nullable: true })
  upper!: number | null;

  @Field(() => Float, { nullable: true })
  target!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why there are no indices at all: no-limits, limits-swapped, too-few-values or no-spread.',
  })
  refused!: string | null;

  @Field(() => String, { nullable: true, description: 'normal, or quantile where the values are not normal.' })
  method!: string | null;

  @Field(() => Float, { nullable: true })
  mean!: number | null;

  @Field(() => Float, { nullable: true })
  sigma!: number | null;

  @Field(() => Float, { nullable: true, description: 'Within lots.' })
  sigmaWithin!: number | null;

  @Field(() => CapabilityIndexView, { nullable: true })
  cp!: CapabilityIndexView | null;

  @Field(() => CapabilityIndexView, { nullable: true })
  cpk!: CapabilityIndexView | null;

  @Field(() => CapabilityIndexView, { nullable: true })
  pp!: CapabilityIndexView | null;

  @Field(() => CapabilityIndexView, { nullable: true })
  ppk!: CapabilityIndexView | null;

  @Field(() => CapabilityIndexView, { nullable: true })
  cpm!: CapabilityIndexView | null;

  @Field(() => Float, { nullable: true, description: 'Share of the executed values outside the limits.' })
  outside!: number | null;

  @Field(() => Float, { nullable: true, description: 'The share that a normal distribution would have there.' })
  estimatedOutside!: number | null;
}

@ObjectType({ description: 'One test within one revision of the program.' })
export class CapabilityRow {
  @Field(() => Float)
  test!: number;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  unit!: string;

  @Field(() => String, { description: 'Program and revision.' })
  revision!: string;

  @Field(() => Int, { description: 'Dies on which the test ran.' })
  executed!: number;

  @Field(() => Int)
  total!: number;

  @Field(() => Int)
  wafers!: number;

  @Field(() => Int)
  lots!: number;

  @Field(() => Boolean, { description: 'The tester stops a die at its first fail: these are the survivors.' })
  survivorsOnly!: boolean;

  @Field(() => CapabilityFigures)
  figures!: CapabilityFigures;
}

@ObjectType({ description: 'Capability of all tests, over a sample of wafers.' })
export class CapabilityTable {
  @Field(() => [CapabilityRow], { description: 'The least capable first; those without an index last.' })
  rows!: CapabilityRow[];

  @Field(() => Int, { description: 'Wafers that were read, one of each of the newest lots first.' })
  wafersRead!: number;

  @Field(() => Int)
  wafers!: number;

  @Field(() => Int, { description: 'Tests not computed, the highest numbers: there are too many.' })
  testsLeftOut!: number;

  @Field(() => NotFoundList)
  notFound!: NotFoundList;
}

@ObjectType()
export class ValueHistogram {
  @Field(() => Float)
  from!: number;

  @Field(() => Float)
  width!: number;

  @Field(() => [Int])
  counts!: number[];

  @Field(() => Int, { description: 'Values left of the first bin, and right of the last one.' })
  below!: number;

  @Field(() => Int)
  above!: number;
}

@ObjectType({ description: 'One test in full.' })
export class TestCapability {
  @Field(() => CapabilityRow)
  row!: CapabilityRow;

  @Field(() => ValueHistogram, { nullable: true })
  histogram!: ValueHistogram | null;

  @Field(() => CapabilityFigures, { nullable: true })
  whatIf!: CapabilityFigures | null;

  @Field(() => Int)
  wafersRead!: number;

  @Field(() => Int)
  wafers!: number;
}
