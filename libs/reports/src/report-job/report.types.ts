import { Field, ID, InputType } from '@nestjs/graphql';
import { LotType } from '@fabwright/quality';

@InputType()
export class ReportOrderInput {
  @Field(() => String, { description: 'One of reportKinds.' })
  kind!: string;

  @Field(() => ID, { description: '* = every product, for kinds that allow it and people who may see all.' })
  productId!: string;

  @Field(() => String, { nullable: true, description: 'Null = the first.' })
  insertion!: string | null;

  @Field(() => [LotType], { nullable: true, description: 'Null = production.' })
  lotTypes!: LotType[] | null;

  @Field(() => [String], { nullable: true, description: 'Its sections in their order; null = all of its kind.' })
  sections!: string[] | null;

  @Field(() => String, { description: 'Such as 2026-W47 or 2026-10, by its kind.' })
  period!: string;

  @Field(() => String, { description: 'en or zh-CN.' })
  language!: string;

  @Field(() => String, { description: 'A4 or LETTER.' })
  paper!: string;
}
