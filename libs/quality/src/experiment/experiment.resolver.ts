import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import {
  Allow,
  CurrentActor,
  Done,
  InvalidInput,
  NotFound,
  RoleEnum,
  toResult,
  type Actor,
  type Role,
} from '@fabwright/platform';
import { LegInput } from '../compare/compare.types.ts';
import { ExperimentService } from './experiment.service.ts';
import {
  ChangeExperimentResult,
  DeleteExperimentResult,
  ExperimentResult,
  KeepExperimentResult,
  SplitExperiment,
} from './experiment.types.ts';

@Resolver(() => SplitExperiment)
export class ExperimentResolver {
  constructor(private readonly experiments: ExperimentService) {}

  @Allow('data:read')
  @Query(() => [SplitExperiment], { description: 'Yours and those that others share with your role; at most 200.' })
  splitExperiments(@CurrentActor() actor: Actor): Promise<SplitExperiment[]> {
    return this.experiments.list(actor);
  }

  @Allow('data:read')
  @Query(() => ExperimentResult)
  splitExperiment(
    @Args('experimentId', { type: () => ID }) experimentId: string,
    @CurrentActor() actor: Actor,
  ): Promise<typeof ExperimentResult> {
    return toResult([NotFound], () => this.experiments.find(experimentId, actor));
  }

  @Allow('experiments:write')
  @Mutation(() => KeepExperimentResult, {
    description: 'Keeps a list of wafers with their legs; the same list again takes the new name and roles.',
  })
  keepExperiment(
    @Args('name', { type: () => String }) name: string,
    @Args('legs', { type: () => [LegInput] }) legs: LegInput[],
    @Args('control', { type: () => String, nullable: true, description: 'Leg; null = that of the first row.' })
    control: string | null,
    @Args('sharedWith', { type: () => [RoleEnum], defaultValue: [] }) sharedWith: Role[],
    @CurrentActor() actor: Actor,
  ): Promise<typeof KeepExperimentResult> {
    return toResult([InvalidInput], () =>
      this.experiments.keep({ name, legs, control: control ?? null, sharedWith }, actor),
    );
  }

  @Allow('experiments:write')
  @Mutation(() => ChangeExperimentResult, {
    description: 'Another name, other roles; by its owner or an administrator.',
  })
  changeExperiment(
    @Args('experimentId', { type: () => ID }) experimentId: string,
    @Args('name', { type: () => String }) name: string,
    @Args('sharedWith', { type: () => [RoleEnum] }) sharedWith: Role[],
    @CurrentActor() actor: Actor,
  ): Promise<typeof ChangeExperimentResult> {
    return toResult([InvalidInput, NotFound], () => this.experiments.change(experimentId, { name, sharedWith }, actor));
  }

  @Allow('experiments:write')
  @Mutation(() => DeleteExperimentResult, {
    description: 'By its owner or an administrator; the audit keeps its name.',
  })
  deleteExperiment(
    @Args('experimentId', { type: () => ID }) experimentId: string,
    @CurrentActor() actor: Actor,
  ): Promise<typeof DeleteExperimentResult> {
    return toResult([NotFound], async () => {
      await this.experiments.remove(experimentId, actor);
      return new Done();
    });
  }
}
