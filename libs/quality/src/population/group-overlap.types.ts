import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { Overlap } from './group-overlap.ts';

@ObjectType({ description: 'What two groups of wafers have in common.' })
export class GroupOverlap implements Overlap {
  @Field(() => Int, { description: 'Wafers that both groups choose.' })
  sharedWafers!: number;

  @Field(() => Int, { description: 'Lots with wafers in both groups.' })
  sharedLots!: number;

  @Field(() => Int, { description: 'Lots in the first group alone.' })
  ownLots!: number;

  @Field(() => Int, { description: 'Lots in the second group alone.' })
  otherOwnLots!: number;
}
