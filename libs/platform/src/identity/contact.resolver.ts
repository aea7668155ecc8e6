import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor } from '../auth/access.decorators.ts';
import type { Actor } from '../auth/actor.ts';
import { InvalidInput, NotFound } from '../graphql/result-types.ts';
import { toResult } from '../graphql/to-result.ts';
import { ContactView, Person, PersonChanged, PersonResult } from './identity.types.ts';
import { PeopleService } from './people.service.ts';

const email = { type: () => String, nullable: true } as const;
const language = { type: () => String, nullable: true } as const;

/** Mail addresses of people: one's own, and everybody's for who manages people. */
@Resolver()
export class ContactResolver {
  constructor(private readonly people: PeopleService) {}

  @Allow('self:write')
  @Query(() => ContactView, { nullable: true, description: 'Null for a token.' })
  async myContact(@CurrentActor() actor: Actor): Promise<ContactView | null> {
    return actor.kind === 'person' ? ContactView.of(await this.people.byId(actor.id)) : null;
  }

  @Allow('self:write')
  @Mutation(() => PersonResult)
  setOwnContact(
    @Args('email', email) address: string | null,
    @Args('language', language) tongue: string | null,
    @CurrentActor() actor: Actor,
  ): Promise<typeof PersonResult> {
    return this.#set(actor.id, address, tongue);
  }

  @Allow('people:write')
  @Mutation(() => PersonResult)
  setPersonContact(
    @Args('accountId', { type: () => ID }) accountId: string,
    @Args('email', email) address: string | null,
    @Args('language', language) tongue: string | null,
  ): Promise<typeof PersonResult> {
    return this.#set(accountId, address, tongue);
  }

  #set(accountId: string, address: string | null, tongue: string | null): Promise<typeof PersonResult> {
    return toResult([InvalidInput, NotFound], async () => {
      const account = await this.people.setContact(accountId, { email: address ?? null, language: tongue ?? null });
      return new PersonChanged(Person.of(account));
    });
  }
}
