import { Field, ID, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'One step in the life of a lot or of one of its children.' })
export class LotEvent {
  @Field(() => ID)
  eventId!: string;

  @Field(() => String, {
    description: 'start, move-in, move-out, split, merge, rework, scrap, ship, hold, release or downgrade.',
  })
  kind!: string;

  @Field(() => Date)
  at!: Date;

  @Field(() => String, { description: 'The lot’s name at that moment.' })
  lotNo!: string;

  @Field(() => String, { nullable: true })
  stepId!: string | null;

  @Field(() => String, { nullable: true })
  stepName!: string | null;

  @Field(() => String, { nullable: true })
  toolId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The reason as it was given, or the other lot of a split or merge.',
  })
  detail!: string | null;
}

@ObjectType()
export class LotHold {
  @Field(() => ID)
  holdId!: string;

  @Field(() => Date)
  heldAt!: Date;

  @Field(() => Date, { nullable: true })
  releasedAt!: Date | null;

  @Field(() => String)
  reason!: string;

  @Field(() => String, { nullable: true })
  comment!: string | null;

  @Field(() => String, { nullable: true })
  stepId!: string | null;
}

@ObjectType()
export class LotChild {
  @Field(() => String)
  lotNo!: string;

  @Field(() => String)
  parentLotNo!: string;

  @Field(() => String, { description: 'split or merge.' })
  kind!: string;

  @Field(() => Date)
  at!: Date;

  @Field(() => Int, { description: 'Wafers that changed lots.' })
  wafers!: number;
}
