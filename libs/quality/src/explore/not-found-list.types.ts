import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'Names on the filter’s lists that stand for nothing you may see.' })
export class NotFoundList {
  @Field(() => [String])
  lots!: string[];

  @Field(() => [String])
  wafers!: string[];
}
