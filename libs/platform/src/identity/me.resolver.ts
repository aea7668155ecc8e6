import { Field, ID, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor } from '../auth/access.decorators.ts';
import type { Actor } from '../auth/actor.ts';
import type { Role } from '../auth/permissions.ts';
import { RoleEnum } from './identity.types.ts';

@ObjectType({ description: 'Who asks, and what they may do.' })
export class Me {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => RoleEnum, { nullable: true })
  role!: Role | null;

  @Field(() => [String])
  permissions!: string[];

  @Field(() => [ID], { nullable: true, description: 'null = all products.' })
  productScope!: readonly string[] | null;
}

@Resolver(() => Me)
export class MeResolver {
  @Allow('self:write')
  @Query(() => Me)
  me(@CurrentActor() actor: Actor): Me {
    const { id, name, role, productScope } = actor;
    return { id, name, role, productScope, permissions: [...actor.permissions] };
  }
}
