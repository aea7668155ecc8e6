import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { LotType } from '../yield/yield.types.ts';

@InputType({ description: 'Wafers that went this way; what is left out does not matter.' })
export class PassageInput {
  @Field(() => ID, { nullable: true })
  stepId?: string | null;

  @Field(() => ID, { nullable: true })
  toolId?: string | null;

  @Field(() => String, { nullable: true })
  chamber?: string | null;

  @Field(() => String, { nullable: true })
  recipeVersion?: string | null;
}

@InputType({ description: 'Which wafers at which insertion; every condition narrows.' })
export class PopulationFilter {
  @Field(() => ID, { nullable: true, description: 'Null = all products in scope.' })
  productId?: string | null;

  @Field(() => String, { nullable: true, description: 'Null = each product’s first.' })
  insertion?: string | null;

  @Field(() => [LotType], { nullable: true, description: 'Default: production.' })
  lotTypes?: LotType[] | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Fab weeks up to and with the running one, when from and to are not given; default 8. Lots or wafers that are named are taken from any time, unless a period is given.',
  })
  weeks?: number | null;

  @Field(() => Date, { nullable: true, description: 'By the end of the lot’s last first pass.' })
  from?: Date | null;

  @Field(() => Date, { nullable: true })
  to?: Date | null;

  @Field(() => [ID], { nullable: true, description: 'Lots by their ids or by a name that a child lot had.' })
  lots?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Wafers as lot/wafer, or as the wafer’s id alone.' })
  wafers?: string[] | null;

  @Field(() => [PassageInput], { nullable: true, description: 'All of them.' })
  through?: PassageInput[] | null;

  @Field(() => String, { nullable: true })
  programRevision?: string | null;

  @Field(() => String, { nullable: true })
  tester?: string | null;

  @Field(() => String, { nullable: true })
  probeCard?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Positions of the die map over which wafers are counted, of one product: rectangles x.y.width.height joined by _, notch down. Null = all.',
  })
  dies?: string | null;
}
