import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor, InvalidInput, NotFound, toResult, unionOf, type Actor } from '@fabwright/platform';
import { PopulationFilter } from '../population/population.types.ts';
import { MeasureInput, MeasureKind, TrendUnit } from './explore.types.ts';
import { MembersService } from './members/members.service.ts';
import { TrendMembers } from './members/members.types.ts';
import { SelectionService } from './selection/selection.service.ts';
import { KeptSelection } from './selection/selection.types.ts';
import { TestSideService } from './test-side/test-side.service.ts';
import { TestSide } from './test-side/test-side.types.ts';

const MembersResult = unionOf('TrendMembersResult', [TrendMembers, NotFound, InvalidInput]);
const SelectionResult = unionOf('SelectionResult', [KeptSelection, NotFound]);
const KeepResult = unionOf('KeepSelectionResult', [KeptSelection, InvalidInput]);
const TestSideResult = unionOf('TestSideResult', [TestSide, NotFound]);

/** What stands beside a trend and follows its selection. */
@Resolver()
export class LinkedResolver {
  constructor(
    private readonly members: MembersService,
    private readonly selections: SelectionService,
    private readonly sides: TestSideService,
  ) {}

  @Allow('data:read')
  @Query(() => MembersResult, { description: 'The lots or wafers behind the points of a trend.' })
  trendMembers(
    @Args('filter', { type: () => PopulationFilter }) filter: PopulationFilter,
    @Args('measure', { type: () => MeasureInput, nullable: true }) measure: MeasureInput | null,
    @Args('by', { type: () => TrendUnit, defaultValue: TrendUnit.LOT }) by: TrendUnit,
    @Args('trackOutOf', { type: () => ID, nullable: true }) trackOutOf: string | null,
    @CurrentActor() actor: Actor,
  ): Promise<typeof MembersResult> {
    const request = {
      filter,
      measure: measure ?? { kind: MeasureKind.FINAL_YIELD },
      by,
      trackOutOf: trackOutOf ?? null,
    };
    return toResult([NotFound, InvalidInput], async () =>
      Object.assign(new TrendMembers(), await this.members.members(request, actor.productScope)),
    );
  }

  @Allow('data:read')
  @Query(() => TestSideResult, { description: 'Is it the tester? By first results and retests.' })
  testSide(
    @Args('filter', { type: () => PopulationFilter }) filter: PopulationFilter,
    @CurrentActor() actor: Actor,
  ): Promise<typeof TestSideResult> {
    return toResult([NotFound], async () =>
      Object.assign(new TestSide(), await this.sides.of(filter, actor.productScope)),
    );
  }

  @Allow('data:read')
  @Query(() => SelectionResult, { description: 'A selection that a link names by its id.' })
  selection(
    @Args('selectionId', { type: () => ID }) selectionId: string,
    @CurrentActor() actor: Actor,
  ): Promise<typeof SelectionResult> {
    return toResult([NotFound], async () =>
      Object.assign(new KeptSelection(), {
        selectionId,
        items: await this.selections.items(selectionId, actor.productScope),
      }),
    );
  }

  @Allow('data:read')
  @Mutation(() => KeepResult, { description: 'Gives a selection of lots or lot/wafer a short id for links.' })
  keepSelection(
    @Args('items', { type: () => [String] }) items: string[],
    @CurrentActor() actor: Actor,
  ): Promise<typeof KeepResult> {
    return toResult([InvalidInput], async () =>
      Object.assign(new KeptSelection(), { selectionId: await this.selections.keep(items, actor), items }),
    );
  }
}
