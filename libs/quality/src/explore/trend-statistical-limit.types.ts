import { Field, Float, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'Approved statistical limits while they held, in the unit of the values.' })
export class TrendStatisticalLimit {
  @Field(() => String, { description: 'SYL of the yield, SBL of a bin.' })
  kind!: string;

  @Field(() => String, { nullable: true, description: 'The program they are of; null where all lots have one.' })
  program!: string | null;

  @Field(() => Float, { description: 'SYL1 or SBL1.' })
  limit1!: number;

  @Field(() => Float, { description: 'SYL2 or SBL2.' })
  limit2!: number;

  @Field(() => Date, { description: 'They judge lots from here on, and none before.' })
  from!: Date;

  @Field(() => Date, { nullable: true, description: 'Null: they still hold.' })
  to!: Date | null;
}
