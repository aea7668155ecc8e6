import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor } from '../auth/access.decorators.ts';
import type { Actor } from '../auth/actor.ts';
import type { GraphQLContext } from '../auth/auth.guard.ts';
import { credentialsOf } from '../auth/credentials.ts';
import type { Role } from '../auth/permissions.ts';
import { Done, InvalidInput, NotFound } from '../graphql/result-types.ts';
import { toResult } from '../graphql/to-result.ts';
import {
  InviteLinkMade,
  InvitePersonInput,
  InviteResult,
  PasswordChanged,
  PasswordResult,
  Person,
  PersonChanged,
  PersonResult,
  RoleEnum,
} from './identity.types.ts';
import { PeopleService } from './people.service.ts';

const accountIdArg = { name: 'accountId', type: () => ID } as const;

@Resolver(() => Person)
export class PeopleResolver {
  constructor(private readonly people: PeopleService) {}

  @Allow('people:write')
  @Query(() => [Person], { name: 'people' })
  async list(): Promise<Person[]> {
    return (await this.people.list()).map(({ account, lastSeenAt }) => Person.of(account, lastSeenAt));
  }

  @Allow('people:write')
  @Mutation(() => InviteResult)
  invitePerson(
    @Args('input', { type: () => InvitePersonInput }) input: InvitePersonInput,
  ): Promise<typeof InviteResult> {
    return toResult([InvalidInput], async () => {
      const { account, link } = await this.people.invite({ ...input, productScope: input.productScope ?? null });
      return InviteLinkMade.of(link, account);
    });
  }

  @Allow('people:write')
  @Mutation(() => PersonResult)
  changePersonRole(
    @Args(accountIdArg) accountId: string,
    @Args('role', { type: () => RoleEnum }) role: Role,
  ): Promise<typeof PersonResult> {
    return changed(() => this.people.changeRole(accountId, role));
  }

  @Allow('people:write')
  @Mutation(() => PersonResult)
  setPersonProductScope(
    @Args(accountIdArg) accountId: string,
    @Args('productScope', { type: () => [ID], nullable: true }) productScope: string[] | null,
  ): Promise<typeof PersonResult> {
    return changed(() => this.people.setProductScope(accountId, productScope ?? null));
  }

  @Allow('people:write')
  @Mutation(() => PersonResult)
  setPersonDisabled(
    @Args(accountIdArg) accountId: string,
    @Args('disabled', { type: () => Boolean }) disabled: boolean,
  ): Promise<typeof PersonResult> {
    return changed(() => this.people.setDisabled(accountId, disabled));
  }

  @Allow('people:write')
  @Mutation(() => InviteResult, { description: 'A one-time link by which the person chooses a new password.' })
  createPasswordLink(@Args(accountIdArg) accountId: string): Promise<typeof InviteResult> {
    return toResult([NotFound], async () => InviteLinkMade.of(await this.people.resetLink(accountId), null));
  }

  @Allow('self:write')
  @Mutation(() => PasswordResult)
  changeOwnPassword(
    @Args('current', { type: () => String }) current: string,
    @Args('next', { type: () => String }) next: string,
    @CurrentActor() actor: Actor,
    @Context() context: GraphQLContext,
  ): Promise<typeof PasswordResult> {
    const credentials = credentialsOf(context.req.headers);
    const session = credentials.kind === 'session' ? credentials.secret : undefined;
    return toResult([InvalidInput], async () => {
      await this.people.changeOwnPassword(actor.id, current, next, session);
      return new PasswordChanged();
    });
  }

  @Allow('self:write')
  @Mutation(() => Done, { description: 'Ends every session of your account, this one too.' })
  async signOutEverywhere(@CurrentActor() actor: Actor): Promise<Done> {
    await this.people.signOutEverywhere(actor.id);
    return new Done();
  }
}

function changed(call: () => ReturnType<PeopleService['changeRole']>): Promise<typeof PersonResult> {
  return toResult([InvalidInput, NotFound], async () => new PersonChanged(Person.of(await call())));
}
