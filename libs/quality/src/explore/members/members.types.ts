import { Field, Float, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({
  description:
    'What the points of a trend are made of, lots or wafers, column by column in time order: whatever is linked to the trend is drawn from it without asking again.',
})
export class TrendMembers {
  @Field(() => [String], { description: 'Lot, or lot/wafer.' })
  key!: string[];

  @Field(() => [Float], { description: 'Milliseconds since 1970, UTC; the time of the trend.' })
  at!: number[];

  @Field(() => [Float])
  value!: number[];

  @Field(() => [Float], { description: 'What the value counts for in a mean: dies for fractions, else wafers.' })
  weight!: number[];

  @Field(() => [Int])
  wafers!: number[];

  @Field(() => [Float], { description: 'Gross dies: what losses are a share of.' })
  gross!: number[];

  @Field(() => [Int], { description: 'Where each member’s bins begin in `bin` and `dies`; one more than members.' })
  binFrom!: number[];

  @Field(() => [Int], { description: 'Soft bins that fail.' })
  bin!: number[];

  @Field(() => [Int], { description: 'Dies that failed into the bin at last.' })
  dies!: number[];

  @Field(() => Int, { description: 'Members in all: the newest 20,000 are given.' })
  membersInAll!: number;
}
