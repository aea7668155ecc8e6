import { Field, Float, Int, ObjectType, registerEnumType } from '@nestjs/graphql';

export enum SharesReading {
  DIFFERENT = 'different',
  INCONCLUSIVE = 'inconclusive',
  ONE_GROUP = 'one-group',
  TOO_FEW_LOTS = 'too-few-lots',
}
registerEnumType(SharesReading, {
  name: 'SharesReading',
  description: 'Whether groups differ (5 %, by permuting lots), or why that could not be tested.',
});

@ObjectType({ description: 'A share of dies with its interval (95 %, lots being what is independent).' })
export class DieShare {
  @Field(() => String)
  group!: string;

  @Field(() => Float)
  good!: number;

  @Field(() => Float)
  gross!: number;

  @Field(() => Int)
  lots!: number;

  @Field(() => Float, { nullable: true, description: 'Fraction of 1.' })
  value!: number | null;

  @Field(() => Float, { nullable: true, description: 'Null with fewer than three lots.' })
  low!: number | null;

  @Field(() => Float, { nullable: true })
  high!: number | null;
}

@ObjectType({ description: 'Groups of the tester’s side beside each other, by the first results of dies.' })
export class SharesComparison {
  @Field(() => SharesReading)
  reading!: SharesReading;

  @Field(() => Float, { nullable: true })
  p!: number | null;

  @Field(() => Int, { description: 'Lots that a group needs to take part.' })
  needs!: number;

  @Field(() => [DieShare])
  groups!: DieShare[];
}

@ObjectType({ description: 'What a second touch made of the dies that failed at first into this soft bin.' })
export class RecoveryOfBin {
  @Field(() => Int)
  bin!: number;

  @Field(() => String)
  name!: string;

  @Field(() => Int)
  slot!: number;

  @Field(() => Float)
  failedFirst!: number;

  @Field(() => Float)
  retested!: number;

  @Field(() => Float)
  recovered!: number;

  @Field(() => DieShare, { description: 'Recovered of retested.' })
  share!: DieShare;
}

@ObjectType({ description: 'Is it the tester? Recovery by retest, and sites, cards and testers beside each other.' })
export class TestSide {
  @Field(() => Int, { description: 'Wafers of the filter.' })
  wafers!: number;

  @Field(() => Int, { description: 'The newest of them (at most 500) were looked at die by die, for sites and bins.' })
  waferSample!: number;

  @Field(() => Int)
  lotSample!: number;

  @Field(() => SharesComparison)
  sites!: SharesComparison;

  @Field(() => SharesComparison)
  probeCards!: SharesComparison;

  @Field(() => SharesComparison)
  testers!: SharesComparison;

  @Field(() => [RecoveryOfBin], { description: 'The bins with the most first fails, first.' })
  recovery!: RecoveryOfBin[];
}
