import { Args, Field, ObjectType, Resolver, Subscription } from '@nestjs/graphql';
import { Allow } from '../auth/access.decorators.ts';
import { ChangeFeed, type ChangeNote } from './change-feed.ts';

@ObjectType({ description: 'Something changed; refetch what shows it. No ids: refetch all of the topic.' })
export class Change {
  @Field(() => String)
  topic!: string;

  @Field(() => [String])
  ids!: readonly string[];
}

@Resolver(() => Change)
export class ChangeResolver {
  constructor(private readonly feed: ChangeFeed) {}

  @Allow('data:read')
  @Subscription(() => Change, { description: 'Ids only, so it tells nothing that a refetch would not.' })
  changed(@Args('topics', { type: () => [String] }) topics: string[]): AsyncIterableIterator<{ changed: ChangeNote }> {
    return this.feed.subscribe(topics.slice(0, 20));
  }
}
