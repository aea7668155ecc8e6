import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor } from '../auth/access.decorators.ts';
import type { Actor } from '../auth/actor.ts';
import type { Role } from '../auth/permissions.ts';
import { Done, InvalidInput, NotFound } from '../graphql/result-types.ts';
import { toResult } from '../graphql/to-result.ts';
import { RoleEnum } from '../identity/identity.types.ts';
import { SavedViewService } from './saved-view.service.ts';
import { SavedView, SaveViewResult, ViewChangeResult } from './saved-view.types.ts';

@Resolver(() => SavedView)
export class SavedViewResolver {
  constructor(private readonly service: SavedViewService) {}

  @Allow('self:write')
  @Query(() => [SavedView], { description: 'Your views and those that others share with your role.' })
  savedViews(@CurrentActor() actor: Actor): Promise<SavedView[]> {
    return this.service.views(actor);
  }

  @Allow('self:write')
  @Mutation(() => SaveViewResult, { description: 'Keeps an address; the same name again takes the new address.' })
  saveView(
    @Args('name', { type: () => String }) name: string,
    @Args('address', { type: () => String }) address: string,
    @Args('sharedWith', { type: () => [RoleEnum], defaultValue: [] }) sharedWith: Role[],
    @CurrentActor() actor: Actor,
  ): Promise<typeof SaveViewResult> {
    return toResult([InvalidInput, NotFound], () => this.service.save({ name, address, sharedWith }, actor));
  }

  @Allow('self:write')
  @Mutation(() => ViewChangeResult)
  deleteView(
    @Args('viewId', { type: () => ID }) viewId: string,
    @CurrentActor() actor: Actor,
  ): Promise<typeof ViewChangeResult> {
    return toResult([NotFound], async () => {
      await this.service.remove(viewId, actor);
      return new Done();
    });
  }

  @Allow('self:write')
  @Mutation(() => ViewChangeResult, { description: 'What you see after signing in; null: the Overview.' })
  startWithView(
    @Args('viewId', { type: () => ID, nullable: true }) viewId: string | null,
    @CurrentActor() actor: Actor,
  ): Promise<typeof ViewChangeResult> {
    return toResult([NotFound], async () => {
      await this.service.startWith(viewId ?? null, actor);
      return new Done();
    });
  }
}
