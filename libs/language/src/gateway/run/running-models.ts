import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { ChangeNotifier, FabConfig, PgListener, UnitOfWork, urlProblem } from '@fabwright/platform';
import { ModelFailure, type LanguageModel, type ModelCapabilities } from '../../model/language-model.ts';
import type { ConfiguredModel, ModelState } from '../registry/configured-model.ts';
import { MODELS_CHANGED, MODELS_TOPIC } from '../registry/model-registry.service.ts';
import { ModelRepository } from '../registry/model.repository.ts';
import { ModelsFolder } from '../registry/models-folder.ts';
import { Deadline, failureOf } from './deadline.ts';
import { ModelFactory } from './model-factory.ts';
import { ModelQueue, type QueueBounds } from './model-queue.ts';

/** One sequence a local model; a server batches. */
const BOUNDS: Readonly<Record<ConfiguredModel['place']['driver'], QueueBounds>> = {
  embedded: { atOnce: 1, waiting: 32 },
  http: { atOnce: 4, waiting: 32 },
};
const PROBE_MS = 60_000;

interface Running {
  readonly version: number;
  readonly model: Promise<LanguageModel>;
  readonly queue: ModelQueue;
  /** What this process wrote down of it last, so that a model which goes on answering is not written about again. */
  said: ModelState;
}

/** A call of a running model; `onTurn` is told when it has come to the front. */
export type ModelWork<T> = (model: LanguageModel, signal: AbortSignal) => Promise<T>;

/**
 * The models that this process runs: made when first asked, let go of when they were changed, removed or no longer
 * answer anything. What became of one is written down for the administration's page.
 */
@Injectable()
export class RunningModels implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  readonly #log = new Logger('RunningModels');
  readonly #running = new Map<string, Running>();
  #silence: () => void = () => undefined;

  constructor(
    private readonly factory: ModelFactory,
    private readonly models: ModelRepository,
    private readonly folder: ModelsFolder,
    private readonly uow: UnitOfWork,
    private readonly listener: PgListener,
    private readonly notifier: ChangeNotifier,
    private readonly config: FabConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const look = (): void => void this.#letGo().catch((error: unknown) => this.#log.warn({ err: error }, NOT_READ));
    this.#silence = await this.listener.listen(MODELS_CHANGED, look, look);
  }

  beforeApplicationShutdown(): void {
    this.#silence();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((modelId) => this.#close(modelId)));
  }

  /**
   * Does `work` with a model when its turn has come, for as long as the deadline lets it. Throws ModelFailure.
   * @param onTurn told when the question goes to the model
   */
  async use<T>(
    configured: ConfiguredModel,
    deadline: Deadline,
    work: ModelWork<T>,
    onTurn: () => Promise<void> = () => Promise.resolve(),
  ): Promise<T> {
    const running = this.#of(configured);
    return running.queue.turn(deadline.signal, deadline.failure, async () => {
      await onTurn();
      try {
        const answer = await deadline.hold(running.model.then((model) => work(model, deadline.signal)));
        if (configured.state !== 'ready' || running.said !== 'ready') await this.#tell(configured, 'ready');
        running.said = 'ready';
        return answer;
      } catch (error) {
        const failure = failureOf(error);
        // who called it off says nothing about the model
        if (failure.code !== 'cancelled') {
          running.said = 'failed';
          await this.#tell(configured, 'failed', failure);
        }
        throw failure;
      }
    });
  }

  /** Starts a model where it does not run, asks what it can do, and writes it down. Throws ModelFailure. */
  async probe(configured: ConfiguredModel, signal?: AbortSignal): Promise<ModelCapabilities> {
    await this.#tell(configured, 'starting');
    const capabilities = await this.use(configured, new Deadline(PROBE_MS, signal), (model, aborted) =>
      model.probe({ signal: aborted }),
    );
    await this.uow.outside(() => this.models.setCapabilities(configured, capabilities));
    return capabilities;
  }

  #of(configured: ConfiguredModel): Running {
    const { modelId, version, place } = configured;
    const known = this.#running.get(modelId);
    if (known?.version === version) return known;
    if (known) void this.#close(modelId);
    const model = this.#make(configured);
    // who asks hears of it; nobody else may be hit by it
    model.catch(() => this.#running.delete(modelId));
    const running: Running = { version, model, queue: new ModelQueue(BOUNDS[place.driver]), said: 'unknown' };
    this.#running.set(modelId, running);
    return running;
  }

  async #make({ modelId, place }: ConfiguredModel): Promise<LanguageModel> {
    if (place.driver === 'http') {
      // the environment has the last word, also after it was changed
      if (urlProblem(place.baseUrl, this.config.models.hosts) !== null) {
        throw new ModelFailure('refused', 'Its host is not among FAB_MODEL_HOSTS.');
      }
      const apiKey = await this.uow.outside(() => this.models.apiKey(modelId));
      return this.factory.make({ driver: 'http', baseUrl: place.baseUrl, model: place.serverModel, apiKey });
    }
    const files = [place.file, ...(place.adapterFile === null ? [] : [place.adapterFile])];
    for (const file of files) {
      if (!(await this.folder.find(file)))
        throw new ModelFailure('unreachable', `${file} is not in the models folder.`);
    }
    const adapterPath = place.adapterFile === null ? null : this.folder.pathOf(place.adapterFile);
    return this.factory.make({ driver: 'embedded', path: this.folder.pathOf(place.file), adapterPath });
  }

  /** Models that no longer answer anything, or are another version by now, give their memory back. */
  async #letGo(): Promise<void> {
    const assigned = new Set((await this.models.assignments()).map(({ modelId }) => modelId));
    const current = new Map((await this.models.all()).map(({ modelId, version }) => [modelId, version]));
    for (const [modelId, { version, queue }] of this.#running) {
      const idle = !assigned.has(modelId) && queue.length === 0;
      if (idle || current.get(modelId) !== version) await this.#close(modelId);
    }
  }

  async #close(modelId: string): Promise<void> {
    const running = this.#running.get(modelId);
    this.#running.delete(modelId);
    try {
      await (await running?.model)?.close();
    } catch (error) {
      this.#log.warn({ err: error }, 'a language model did not end in order');
    }
  }

  async #tell(configured: ConfiguredModel, state: 'starting' | 'ready' | 'failed', why?: ModelFailure): Promise<void> {
    const reason = why ? { code: why.code, reason: why.message } : null;
    await this.uow.outside(async () => {
      await this.models.setState(configured, state, reason);
      await this.notifier.changed(MODELS_TOPIC, [configured.modelId]);
    });
  }
}

const NOT_READ = 'language models were not looked through after a change; each question still reads which one answers';
