import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor, InvalidInput, NotFound, toResult, unionOf, type Actor } from '@fabwright/platform';
import { ToolService } from './tool.service.ts';
import { SeasoningPoint, Tool, ToolFilter, ToolList, ToolSensorInput } from './tool.types.ts';

const ToolListResult = unionOf('ToolListResult', [ToolList, NotFound, InvalidInput]);
const ToolResult = unionOf('ToolResult', [Tool, NotFound, InvalidInput]);
const NO_FILTER: ToolFilter = {};

@Resolver()
export class ToolResolver {
  constructor(private readonly service: ToolService) {}

  @Allow('data:read')
  @Query(() => ToolListResult, { description: 'Tools by area, with the yield of what they touched.' })
  tools(
    @Args('filter', { type: () => ToolFilter, defaultValue: NO_FILTER }) filter: ToolFilter,
    @CurrentActor() actor: Actor,
  ): Promise<typeof ToolListResult> {
    return toResult([NotFound, InvalidInput], async () =>
      Object.assign(new ToolList(), await this.service.list(filter, actor.productScope)),
    );
  }

  @Allow('data:read')
  @Query(() => ToolResult, { description: 'What a tool did: runs, services, sensors and yields.' })
  tool(
    @Args('toolId', { type: () => ID }) toolId: string,
    @Args('filter', { type: () => ToolFilter, defaultValue: NO_FILTER }) filter: ToolFilter,
    @CurrentActor() actor: Actor,
  ): Promise<typeof ToolResult> {
    return toResult([NotFound, InvalidInput], async () =>
      Object.assign(new Tool(), await this.service.tool(toolId, filter, actor.productScope)),
    );
  }

  @Allow('data:read')
  @Query(() => [SeasoningPoint], { description: 'A sensor in the seasoning runs of a tool, in time order.' })
  toolSeasoning(
    @Args('toolId', { type: () => ID }) toolId: string,
    @Args('sensor', { type: () => ToolSensorInput }) sensor: ToolSensorInput,
    @Args('filter', { type: () => ToolFilter, defaultValue: NO_FILTER }) filter: ToolFilter,
    @CurrentActor() actor: Actor,
  ): Promise<SeasoningPoint[]> {
    return this.service.seasoning(toolId, sensor, filter, actor.productScope);
  }
}
