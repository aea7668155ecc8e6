import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { Role } from '../auth/permissions.ts';
import { Done, InvalidInput, NotFound, unionOf } from '../graphql/result-types.ts';
import { RoleEnum } from '../identity/identity.types.ts';

@ObjectType({ description: 'An address of the dashboard under a name.' })
export class SavedView {
  @Field(() => ID)
  viewId!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { description: 'Path and query: what was chosen, and no more.' })
  address!: string;

  @Field(() => String)
  savedBy!: string;

  @Field(() => Boolean, { description: 'Yours: you may change it.' })
  own!: boolean;

  @Field(() => [RoleEnum], {
    description: 'Roles that see it too; what it shows is still limited to what they may see.',
  })
  sharedWith!: Role[];

  @Field(() => Boolean, { description: 'You start with it.' })
  start!: boolean;

  @Field(() => Date)
  savedAt!: Date;
}

export const SaveViewResult = unionOf('SaveViewResult', [SavedView, InvalidInput, NotFound]);
export const ViewChangeResult = unionOf('ViewChangeResult', [Done, NotFound]);
