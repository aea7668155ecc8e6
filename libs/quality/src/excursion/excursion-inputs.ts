import { Field, ID, InputType } from '@nestjs/graphql';
import { FactorKind } from './excursion.ts';

@InputType({ description: 'What lots share: the row of the commonality, or what a person knows better.' })
export class FactorInput {
  @Field(() => FactorKind)
  kind!: FactorKind;

  @Field(() => String, { description: 'Tool, recipe version, slot, tester … as it is called in the fab.' })
  id!: string;

  @Field(() => ID, { nullable: true })
  stepId?: string | null;

  @Field(() => ID, { nullable: true })
  toolId?: string | null;

  @Field(() => String, { nullable: true })
  chamber?: string | null;
}

@InputType()
export class ContainmentInput {
  @Field(() => FactorInput, { nullable: true })
  suspect?: FactorInput | null;

  @Field(() => [ID], { description: 'Lots that the MES is asked to hold; each is asked for once.' })
  lotIds!: string[];

  @Field(() => String)
  reason!: string;
}

@InputType()
export class ExcursionActionInput {
  @Field(() => String)
  what!: string;

  @Field(() => ID, { nullable: true, description: 'One of excursionOwners; null for somebody without an account.' })
  assigneeId?: string | null;

  @Field(() => String, { nullable: true, description: 'Who, when it is nobody with an account.' })
  assigneeName?: string | null;

  @Field(() => Date, { nullable: true })
  dueAt?: Date | null;
}
