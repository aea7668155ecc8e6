import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'Limits that the last lots suggest. Fractions of 1.' })
export class ProposedLimit {
  @Field(() => String)
  program!: string;

  @Field(() => Int, { nullable: true, description: 'Null: of the yield.' })
  bin!: number | null;

  @Field(() => String, { description: 'Name of the bin; empty for the yield.' })
  binName!: string;

  @Field(() => Float, { nullable: true })
  centre!: number | null;

  @Field(() => Float, { nullable: true, description: 'SYL1 or SBL1: ∓3 σ, robust.' })
  limit1!: number | null;

  @Field(() => Float, { nullable: true, description: 'SYL2 or SBL2: ∓4 σ.' })
  limit2!: number | null;

  @Field(() => Int)
  lots!: number;

  @Field(() => Int, { description: 'Lots that are needed.' })
  needs!: number;

  @Field(() => Int, { description: 'Of these very lots, beyond limit 1.' })
  beyond!: number;

  @Field(() => String, { nullable: true, description: 'too-few-lots, no-spread or not-a-fraction.' })
  missing!: string | null;

  @Field(() => Date, { nullable: true })
  learntFrom!: Date | null;

  @Field(() => Date, { nullable: true })
  learntTo!: Date | null;
}

@ObjectType({ description: 'Limits that somebody approved.' })
export class ApprovedLimit {
  @Field(() => ID)
  limitId!: string;

  @Field(() => String)
  program!: string;

  @Field(() => Int, { nullable: true })
  bin!: number | null;

  @Field(() => Float)
  centre!: number;

  @Field(() => Float)
  limit1!: number;

  @Field(() => Float)
  limit2!: number;

  @Field(() => Int)
  lots!: number;

  @Field(() => Date)
  learntFrom!: Date;

  @Field(() => Date)
  learntTo!: Date;

  @Field(() => Date, { description: 'They judge lots from here on, and none before.' })
  effectiveFrom!: Date;

  @Field(() => String)
  reason!: string;

  @Field(() => String)
  approvedBy!: string;

  @Field(() => Date)
  approvedAt!: Date;

  @Field(() => Boolean, { description: 'They hold now.' })
  inForce!: boolean;
}

@ObjectType({ description: 'Statistical yield limits (SYL) and bin limits (SBL) of a product at an insertion.' })
export class StatisticalLimitsView {
  @Field(() => String)
  productId!: string;

  @Field(() => String)
  insertion!: string;

  @Field(() => [ProposedLimit], { description: 'Yield first, then the bins that lose most.' })
  proposed!: ProposedLimit[];

  @Field(() => [ApprovedLimit], { description: 'Newest first.' })
  approved!: ApprovedLimit[];

  @Field(() => Date, { description: 'The fab’s now.' })
  fabNow!: Date;
}
