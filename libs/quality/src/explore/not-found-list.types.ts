import { Field, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'What a filter means and cannot be shown.' })
export class NotFoundList {
  @Field(() => [String], { description: 'Names on its lists that stand for nothing you may see.' })
  lots!: string[];

  @Field(() => [String])
  wafers!: string[];

  @Field(() => Int, { description: 'Wafers whose results are dated after the fab’s now: a clock stands ahead.' })
  ahead!: number;
}
