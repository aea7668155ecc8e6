import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { TestDefinition } from '../wafer/wafer.types.ts';

@ObjectType({ description: 'The last value of each die, in the test’s unit. Null where the test never ran.' })
export class TestSummary {
  @Field(() => TestDefinition)
  test!: TestDefinition;

  @Field(() => Int, { description: 'Dies on which the test ran.' })
  executed!: number;

  @Field(() => Int, { description: 'Dies on which it did not: testers stop at the first fail.' })
  notRun!: number;

  @Field(() => Float, { nullable: true })
  mean!: number | null;

  @Field(() => Float, { nullable: true })
  sd!: number | null;

  @Field(() => Float, { nullable: true })
  min!: number | null;

  @Field(() => Float, { nullable: true })
  p05!: number | null;

  @Field(() => Float, { nullable: true })
  p25!: number | null;

  @Field(() => Float, { nullable: true })
  median!: number | null;

  @Field(() => Float, { nullable: true })
  p75!: number | null;

  @Field(() => Float, { nullable: true })
  p95!: number | null;

  @Field(() => Float, { nullable: true })
  max!: number | null;

  @Field(() => String)
  valuesUrl!: string;
}
