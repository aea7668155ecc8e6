import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import {
  Allow,
  CurrentActor,
  DomainError,
  FabClock,
  FabConfig,
  Forbidden,
  InvalidInput,
  NotFound,
  toResult,
  type Actor,
} from '@fabwright/platform';
import { calendarOf } from '@fabwright/quality';
import { REPORT_KINDS } from '../schedule/report-kind.ts';
import { uuidOf } from '../schedule/request-id.ts';
import type { SavedDefinition } from './definition.ts';
import { ReportDefinitions } from './definition.service.ts';
import {
  ReportDefinitionInput,
  ReportDefinitionOutdated,
  ReportDefinitionResult,
  ReportDefinitionSaved,
  ReportDefinitionView,
  ReportKindView,
} from './definition.types.ts';

const idArg = { type: () => ID } as const;
const definitionArg = { type: () => ReportDefinitionInput } as const;
type Result = Promise<typeof ReportDefinitionResult>;
/** Periods that can be chosen for a preview. */
const MOST_PERIODS = 12;

@Resolver(() => ReportDefinitionView)
export class DefinitionResolver {
  constructor(
    private readonly definitions: ReportDefinitions,
    private readonly clock: FabClock,
    private readonly config: FabConfig,
  ) {}

  @Allow('reports:read')
  @Query(() => [ReportDefinitionView], { description: 'Your own, and those shared with your role; by name.' })
  async reportDefinitions(@CurrentActor() actor: Actor): Promise<ReportDefinitionView[]> {
    return (await this.definitions.list(actor)).map((definition) => this.#view(definition, actor));
  }

  @Allow('reports:read')
  @Query(() => [ReportKindView])
  async reportKinds(): Promise<ReportKindView[]> {
    const now = await this.clock.now();
    const calendar = calendarOf(this.config);
    return REPORT_KINDS.map(({ kind, sections, everyProduct, narrowed, periodAt, before }) => {
      const last = periodAt(now, calendar);
      const periods = Array.from({ length: MOST_PERIODS }, (_, back) =>
        back === 0 ? last : before(last, back, calendar),
      );
      return Object.assign(new ReportKindView(), { kind, sections, everyProduct, narrowed, periods });
    });
  }

  @Allow('reports:write')
  @Mutation(() => ReportDefinitionResult, { description: 'requestId becomes its id: the same again makes no second.' })
  createReportDefinition(
    @Args('requestId', idArg) requestId: string,
    @Args('definition', definitionArg) input: ReportDefinitionInput,
    @CurrentActor() actor: Actor,
  ): Result {
    return this.#saved(actor, () => this.definitions.create(uuidOf(requestId), draftOf(input), actor));
  }

  @Allow('reports:write')
  @Mutation(() => ReportDefinitionResult, { description: 'Schedules that send it follow.' })
  changeReportDefinition(
    @Args('definitionId', idArg) definitionId: string,
    @Args('version', { type: () => Int }) version: number,
    @Args('definition', definitionArg) input: ReportDefinitionInput,
    @CurrentActor() actor: Actor,
  ): Result {
    return this.#saved(actor, () => this.definitions.change(definitionId, version, draftOf(input), actor));
  }

  @Allow('reports:write')
  @Mutation(() => ReportDefinitionResult, { description: 'deleted: false takes it back.' })
  deleteReportDefinition(
    @Args('definitionId', idArg) definitionId: string,
    @Args('deleted', { type: () => Boolean }) deleted: boolean,
    @CurrentActor() actor: Actor,
  ): Result {
    return this.#saved(actor, () => this.definitions.setDeleted(definitionId, deleted, actor));
  }

  async #saved(actor: Actor, save: () => Promise<SavedDefinition>): Result {
    try {
      return await toResult(
        [InvalidInput, NotFound, Forbidden],
        async () => new ReportDefinitionSaved(this.#view(await save(), actor)),
      );
    } catch (error) {
      if (error instanceof DomainError && error.code === 'CONFLICT') return new ReportDefinitionOutdated(error.message);
      throw error;
    }
  }

  #view(definition: SavedDefinition, actor: Actor): ReportDefinitionView {
    const own = this.definitions.mayChange(definition, actor);
    return Object.assign(new ReportDefinitionView(), structuredClone(definition), { own });
  }
}

function draftOf({ insertion = null, lotTypes = null, sections = null, ...input }: ReportDefinitionInput) {
  return { ...input, insertion, lotTypes, sections };
}
