import { Controller, Get, Header, Param, Query, StreamableFile } from '@nestjs/common';
import { Allow, CurrentActor, DomainError, type Actor } from '@fabwright/platform';
import { ExcursionsService } from '../excursions.service.ts';
import { StacksService, type StackGroup } from './stacks.service.ts';

const GROUPS: readonly string[] = ['affected', 'baseline'] satisfies StackGroup[];

/** An excursion's stacked maps as bytes; the format is that of all stacked maps. */
@Controller('maps/v1/excursions')
export class ExcursionMapsController {
  constructor(
    private readonly excursions: ExcursionsService,
    private readonly stacks: StacksService,
  ) {}

  @Allow('data:read')
  @Get(':excursionId/stacked.bin')
  @Header('content-type', 'application/octet-stream')
  @Header('cache-control', 'private, no-cache')
  async stacked(
    @Param('excursionId') excursionId: string,
    @Query('group') group: string,
    @CurrentActor() actor: Actor,
  ): Promise<StreamableFile> {
    if (!isGroup(group)) {
      throw new DomainError(
        'INVALID_INPUT',
        'The address of these bytes is not right: "group" is affected or baseline.',
      );
    }
    const record = await this.excursions.record(excursionId, actor.productScope);
    return new StreamableFile(await this.stacks.stacked(record, group, actor.productScope));
  }
}

function isGroup(group: string): group is StackGroup {
  return GROUPS.includes(group);
}
