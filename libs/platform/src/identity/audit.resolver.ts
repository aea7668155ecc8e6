import { Args, Field, GraphQLISODateTime, ID, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../auth/access.decorators.ts';
import { decodeCursor, encodeCursor, pageSize } from '../graphql/cursor.ts';
import { PageInfo } from '../graphql/result-types.ts';
import { type AuditRecord, AuditRepository } from './audit.repository.ts';

@ObjectType({ description: 'Who did what.' })
export class AuditEntry implements AuditRecord {
  @Field(() => ID)
  auditId!: string;

  @Field(() => GraphQLISODateTime)
  at!: Date;

  @Field(() => String, { description: 'person, token or system.' })
  actorKind!: string;

  @Field(() => String)
  actorName!: string;

  @Field(() => String, { description: 'Such as people.role-changed.' })
  action!: string;

  @Field(() => String, { nullable: true, description: 'Id of what it was done to.' })
  subject!: string | null;

  @Field(() => String, { description: 'JSON.' })
  detail!: string;

  @Field(() => String)
  correlationId!: string;
}

@ObjectType()
export class AuditPage {
  @Field(() => [AuditEntry])
  rows!: AuditRecord[];

  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}

@Resolver(() => AuditEntry)
export class AuditResolver {
  constructor(private readonly entries: AuditRepository) {}

  @Allow('audit:read')
  @Query(() => AuditPage, { description: 'Newest first.' })
  async audit(
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<AuditPage> {
    const size = pageSize(first);
    const [beforeId] = after ? decodeCursor(after, 1) : [null];
    const rows = await this.entries.page(size + 1, typeof beforeId === 'string' ? beforeId : null);
    const shown = rows.slice(0, size);
    const last = shown.at(-1);
    return { rows: shown, pageInfo: new PageInfo(last ? encodeCursor([last.auditId]) : null, rows.length > size) };
  }
}
