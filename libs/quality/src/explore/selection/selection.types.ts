import { Field, ID, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'A selection that was too long for a link.' })
export class KeptSelection {
  @Field(() => ID, { description: 'Stands in links as `sel=~id`. The same selection always has the same id.' })
  selectionId!: string;

  @Field(() => [String], { description: 'Lots or lot/wafer, as they were chosen; those you may not see are left out.' })
  items!: string[];
}
