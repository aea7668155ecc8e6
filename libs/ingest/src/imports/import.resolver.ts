import { Args, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { type Actor, Allow, CurrentActor, decodeCursor, encodeCursor, PageInfo, pageSize } from '@fabwright/platform';
import type { FileImport as FileImportRow } from './file-import.ts';
import { ImportService } from './import.service.ts';
import { FileImport, ImportConnection } from './import.types.ts';

@Resolver(() => FileImport)
export class ImportResolver {
  constructor(private readonly service: ImportService) {}

  @Allow('imports:read')
  @Query(() => ImportConnection, { description: 'Files that were sent, newest first.' })
  async imports(
    @CurrentActor() actor: Actor,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after?: string | null,
  ): Promise<ImportConnection> {
    const page = await this.service.page(actor, pageSize(first), positionOf(after ?? null));
    const last = page.rows.at(-1);
    const endCursor = last === undefined ? null : encodeCursor([last.requestedAt.toISOString(), last.importId]);
    return {
      rows: page.rows.map(toFileImport),
      total: page.total,
      pageInfo: new PageInfo(endCursor, page.hasNextPage),
    };
  }

  @Allow('imports:read')
  @Query(() => FileImport, { nullable: true })
  async fileImport(
    @CurrentActor() actor: Actor,
    @Args('importId', { type: () => ID }) importId: string,
  ): Promise<FileImport | null> {
    const found = await this.service.find(actor, importId);
    return found === null ? null : toFileImport(found);
  }
}

function positionOf(after: string | null): { requestedAt: Date; id: string } | null {
  if (after === null) return null;
  const [requestedAt, id] = decodeCursor(after, 2);
  return { requestedAt: new Date(String(requestedAt)), id: String(id) };
}

function toFileImport(row: FileImportRow): FileImport {
  const { summary } = row;
  return {
    ...row,
    summary: summary && {
      ...summary,
      testedFrom: dateOrNull(summary.testedFrom),
      testedTo: dateOrNull(summary.testedTo),
      inspection: summary.inspection ?? null,
    },
  };
}

function dateOrNull(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
