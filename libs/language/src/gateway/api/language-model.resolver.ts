import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor, Done, InvalidInput, NotFound, PageInfo, toResult, type Actor } from '@fabwright/platform';
import { FACT_KINDS } from '../../wording/definitions.ts';
import type { CallState, CallVerdict } from '../calls/language-call.ts';
import { LANGUAGE_TASKS, type ConfiguredModel, type LanguageTask } from '../registry/configured-model.ts';
import { ModelRegistry } from '../registry/model-registry.service.ts';
import { ModelTrials } from '../trial/trial.service.ts';
import { CallStateEnum, CallVerdictEnum, LanguageCallConnection, LanguageCallView } from './language-call.types.ts';
import { FileModelInput, HttpModelInput, ModelChangeInput } from './language-model.inputs.ts';
import {
  LanguageModelDone,
  LanguageModelResult,
  LanguageModelSaved,
  LanguageModelTrial,
  LanguageModelTrialResult,
} from './language-model.results.ts';
import { LanguageModel, LanguageModelOverview, LanguageTaskEnum, LanguageTaskView } from './language-model.types.ts';
import { ModelOverview } from './model-overview.service.ts';

const idArg = { type: () => ID } as const;

@Resolver(() => LanguageModel)
export class LanguageModelResolver {
  constructor(
    private readonly overview: ModelOverview,
    private readonly registry: ModelRegistry,
    private readonly trials: ModelTrials,
  ) {}

  @Allow('models:write')
  @Query(() => LanguageModelOverview, { description: 'Language models, and which of them answers what.' })
  async languageModels(): Promise<LanguageModelOverview> {
    const { models, assignments, files, folder, hosts } = await this.overview.all();
    return {
      models: models.map((view) => LanguageModel.of(view)),
      tasks: LANGUAGE_TASKS.map((task) =>
        LanguageTaskView.of(
          task,
          assignments.find((assignment) => assignment.task === task),
        ),
      ),
      files,
      folder,
      hosts,
      factKinds: FACT_KINDS,
    };
  }

  @Allow('models:write')
  @Query(() => LanguageCallConnection, { description: 'Every question to a language model, newest first.' })
  async languageCalls(
    @Args('modelId', { type: () => ID, nullable: true }) modelId: string | null,
    @Args('verdict', { type: () => CallVerdictEnum, nullable: true }) verdict: CallVerdict | null,
    @Args('state', { type: () => CallStateEnum, nullable: true }) state: CallState | null,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<LanguageCallConnection> {
    const filter = { modelId: modelId ?? null, verdict: verdict ?? null, state: state ?? null };
    const { rows, endCursor, hasNextPage } = await this.overview.page(filter, first, after ?? null);
    return { nodes: rows.map((row) => LanguageCallView.of(row)), pageInfo: new PageInfo(endCursor, hasNextPage) };
  }

  @Allow('models:write')
  @Mutation(() => LanguageModelResult, {
    description: 'Only at a host of FAB_MODEL_HOSTS. The key is never told again.',
  })
  addHttpLanguageModel(
    @Args('input', { type: () => HttpModelInput }) { apiKey, trainedKinds, ...input }: HttpModelInput,
    @CurrentActor() actor: Actor,
  ): Promise<typeof LanguageModelResult> {
    const entry = { ...input, apiKey: apiKey ?? null, trainedKinds: trainedKinds ?? null };
    return this.#saved(async () => this.registry.addHttp(entry, actor));
  }

  @Allow('models:write')
  @Mutation(() => LanguageModelResult, { description: 'From a GGUF file of the models folder.' })
  addFileLanguageModel(
    @Args('input', { type: () => FileModelInput }) { adapterFile, trainedKinds, ...input }: FileModelInput,
    @CurrentActor() actor: Actor,
  ): Promise<typeof LanguageModelResult> {
    const entry = { ...input, adapterFile: adapterFile ?? null, trainedKinds: trainedKinds ?? null };
    return this.#saved(() => this.registry.addFile(entry, actor));
  }

  @Allow('models:write')
  @Mutation(() => LanguageModelResult)
  changeLanguageModel(
    @Args('modelId', idArg) modelId: string,
    @Args('input', { type: () => ModelChangeInput }) { apiKey, trainedKinds, ...input }: ModelChangeInput,
  ): Promise<typeof LanguageModelResult> {
    const words = { ...input, trainedKinds: trainedKinds ?? null };
    return this.#saved(() => this.registry.change(modelId, words, apiKey ?? null));
  }

  @Allow('models:write')
  @Mutation(() => LanguageModelDone, { description: 'Not for one that answers a task. Its calls stay on record.' })
  removeLanguageModel(@Args('modelId', idArg) modelId: string): Promise<typeof LanguageModelDone> {
    return this.#done(() => this.registry.remove(modelId));
  }

  @Allow('models:write')
  @Mutation(() => LanguageModelDone, { description: 'From the next question on, without a restart; null = templates.' })
  assignLanguageTask(
    @Args('task', { type: () => LanguageTaskEnum }) task: LanguageTask,
    @Args('modelId', { type: () => ID, nullable: true }) modelId: string | null,
    @CurrentActor() actor: Actor,
  ): Promise<typeof LanguageModelDone> {
    return this.#done(() => this.registry.assign(task, modelId ?? null, actor));
  }

  @Allow('models:write')
  @Mutation(() => LanguageModelResult, { description: 'Asks the model what it can do, and writes it down.' })
  probeLanguageModel(@Args('modelId', idArg) modelId: string): Promise<typeof LanguageModelResult> {
    return this.#saved(() => this.trials.probe(modelId));
  }

  @Allow('models:write')
  @Mutation(() => LanguageModelTrialResult, { description: 'Words a sample text, in en or zh-CN.' })
  tryLanguageModel(
    @Args('modelId', idArg) modelId: string,
    @Args('language', { type: () => String }) language: string,
  ): Promise<typeof LanguageModelTrialResult> {
    return toResult([InvalidInput, NotFound], async () =>
      LanguageModelTrial.of(await this.trials.tryOut(modelId, language)),
    );
  }

  #saved(change: () => Promise<ConfiguredModel>): Promise<typeof LanguageModelResult> {
    return toResult([InvalidInput, NotFound], async () => {
      const [view] = await this.overview.viewsOf([await change()]);
      if (!view) throw new Error('A model has no view.');
      return new LanguageModelSaved(LanguageModel.of(view));
    });
  }

  #done(change: () => Promise<void>): Promise<typeof LanguageModelDone> {
    return toResult([InvalidInput, NotFound], async () => {
      await change();
      return new Done();
    });
  }
}
