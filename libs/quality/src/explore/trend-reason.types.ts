import { Field, Float, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'Why a point is marked.' })
export class TrendReason {
  @Field(() => Int, { description: 'The point, and the first one of the run that led to it.' })
  index!: number;

  @Field(() => Int)
  from!: number;

  @Field(() => String, { description: 'sigma, slope, floor, ceiling or spread.' })
  kind!: string;

  @Field(() => String, { description: 'nelson-1 … nelson-8, ewma, floor, ceiling, s-limit, r-limit or mr-limit.' })
  rule!: string;

  @Field(() => String, { description: 'low or high.' })
  direction!: string;

  @Field(() => Float, { description: 'The limit that was broken, or the centre for rules on runs.' })
  limit!: number;
}
