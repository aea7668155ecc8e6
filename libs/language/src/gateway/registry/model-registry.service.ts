import { Injectable } from '@nestjs/common';
import { Audit, ChangeNotifier, DomainError, FabConfig, type Actor, UnitOfWork, urlProblem } from '@fabwright/platform';
import { v7 as uuidv7 } from 'uuid';
import { isFactKind } from '../../wording/definitions.ts';
import type { ConfiguredModel, GradeChoice, LanguageTask, ModelPlace } from './configured-model.ts';
import { ModelRepository, type ModelChange } from './model.repository.ts';
import { ModelsFolder } from './models-folder.ts';

/** Every process listens here, so that a switch takes effect without a restart. */
export const MODELS_CHANGED = 'fab_language_models';
/** Topic of open pages. */
export const MODELS_TOPIC = 'language-models';

const MOST = 200;

const URL_ADVICE = {
  form: 'Write an address that begins with https:// or http://.',
  credentials: 'Leave user and password out of the address: a key goes into its own field.',
  host: 'This host is not among FAB_MODEL_HOSTS. Who runs the instance adds it there.',
} as const;

/** What an administrator enters of any model. */
export interface ModelWords {
  readonly name: string;
  readonly licence: string;
  readonly source: string;
  readonly grade: GradeChoice;
  /** Null = all. */
  readonly trainedKinds: readonly string[] | null;
}

export interface NewHttpModel extends ModelWords {
  readonly baseUrl: string;
  readonly serverModel: string;
  /** Stored, sent to the server, and never shown again. */
  readonly apiKey: string | null;
}

export interface NewFileModel extends ModelWords {
  readonly file: string;
  readonly adapterFile: string | null;
}

/** Which language models there are and which answers what: an administrator's business, each change on the audit. */
@Injectable()
export class ModelRegistry {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly models: ModelRepository,
    private readonly folder: ModelsFolder,
    private readonly audit: Audit,
    private readonly notifier: ChangeNotifier,
    private readonly config: FabConfig,
  ) {}

  /** Throws NOT_FOUND. */
  async get(modelId: string): Promise<ConfiguredModel> {
    const model = await this.models.find(modelId);
    if (!model) throw new DomainError('NOT_FOUND', 'There is no such language model.');
    return model;
  }

  /** Throws INVALID_INPUT, also for a host that FAB_MODEL_HOSTS does not name. */
  addHttp(input: NewHttpModel, actor: Actor): Promise<ConfiguredModel> {
    const baseUrl = input.baseUrl.trim().replace(/\/+$/, '');
    const problem = urlProblem(baseUrl, this.config.models.hosts);
    if (problem !== null) throw refused('baseUrl', `model-url-${problem}`, URL_ADVICE[problem]);
    const serverModel = required('serverModel', input.serverModel);
    return this.#add(input, { driver: 'http', baseUrl, serverModel }, null, input.apiKey, actor);
  }

  /** Throws INVALID_INPUT, also for a file that is not in the models folder. */
  async addFile(input: NewFileModel, actor: Actor): Promise<ConfiguredModel> {
    const weights = await this.#file('file', input.file);
    const adapter = input.adapterFile === null ? null : await this.#file('adapterFile', input.adapterFile);
    const place = { driver: 'embedded', file: weights.file, adapterFile: adapter?.file ?? null } as const;
    return this.#add(input, place, weights.bytes + (adapter?.bytes ?? 0), null, actor);
  }

  /** `apiKey`: null leaves it as it is. Throws NOT_FOUND, INVALID_INPUT. */
  change(modelId: string, input: ModelWords, apiKey: string | null): Promise<ConfiguredModel> {
    return this.uow.run(async () => {
      await this.get(modelId);
      const words = await this.#words(input, modelId);
      await this.models.change(modelId, words);
      if (apiKey !== null) await this.models.setApiKey(modelId, required('apiKey', apiKey));
      const detail = { ...words, keyRenewed: apiKey !== null };
      await this.audit.record({ action: 'models.changed', subject: modelId, detail });
      await this.#tell(modelId);
      return this.get(modelId);
    });
  }

  /** Its calls stay on record. Throws NOT_FOUND; INVALID_INPUT for one that answers a task. */
  remove(modelId: string): Promise<void> {
    return this.uow.run(async () => {
      const { name } = await this.get(modelId);
      const tasks = (await this.models.assignments()).filter((assignment) => assignment.modelId === modelId);
      if (tasks.length > 0) {
        throw refused('modelId', 'model-in-use', 'This model answers a task. Switch that to another one first.');
      }
      await this.models.remove(modelId);
      await this.audit.record({ action: 'models.removed', subject: modelId, detail: { name } });
      await this.#tell(modelId);
    });
  }

  /** From the next question on this model answers, in every process; null = templates. Throws NOT_FOUND. */
  assign(task: LanguageTask, modelId: string | null, actor: Actor): Promise<void> {
    return this.uow.run(async () => {
      const before = (await this.models.assignments()).find((assignment) => assignment.task === task)?.modelId ?? null;
      if (before === modelId) return;
      const name = modelId === null ? null : await this.#switchTo(task, modelId, actor);
      if (modelId === null) await this.models.unassign(task);
      const detail = { task, from: before, to: modelId, name };
      await this.audit.record({ action: 'models.switched', subject: modelId ?? task, detail });
      await this.#tell(modelId ?? task);
    });
  }

  async #switchTo(task: LanguageTask, modelId: string, actor: Actor): Promise<string> {
    const { name } = await this.get(modelId);
    await this.models.assign(task, modelId, actor.name);
    return name;
  }

  async #add(
    input: ModelWords,
    place: ModelPlace,
    fileBytes: number | null,
    apiKey: string | null,
    actor: Actor,
  ): Promise<ConfiguredModel> {
    const modelId = uuidv7();
    return this.uow.run(async () => {
      const words = await this.#words(input, null);
      await this.models.insert({ ...words, modelId, place, fileBytes, createdBy: actor.name });
      if (apiKey !== null && apiKey.trim() !== '') await this.models.setApiKey(modelId, apiKey.trim());
      await this.audit.record({ action: 'models.added', subject: modelId, detail: { name: words.name, ...place } });
      await this.#tell(modelId);
      return this.get(modelId);
    });
  }

  async #words(input: ModelWords, modelId: string | null): Promise<ModelChange> {
    const name = input.name.trim();
    if (name === '' || name.length > 80) {
      throw refused('name', 'name-form', 'Give it a name of at most 80 characters.');
    }
    if (await this.models.nameTaken(name, modelId)) {
      throw refused('name', 'model-name-taken', 'There is a model of this name already.');
    }
    const unknown = input.trainedKinds?.find((kind) => !isFactKind(kind));
    if (unknown !== undefined) {
      throw refused('trainedKinds', 'fact-kind', `"${unknown}" is not a kind of fact.`);
    }
    const licence = required('licence', input.licence);
    const source = required('source', input.source);
    return { name, licence, source, grade: input.grade, trainedKinds: input.trainedKinds };
  }

  async #file(field: string, name: string) {
    const found = await this.folder.find(name);
    if (!found) throw refused(field, 'model-file', 'There is no such GGUF file in the models folder.');
    return found;
  }

  async #tell(id: string): Promise<void> {
    await this.uow.query('SELECT pg_notify($1, $2)', [MODELS_CHANGED, id]);
    await this.notifier.changed(MODELS_TOPIC, [id]);
  }
}

function required(field: string, text: string): string {
  const said = text.trim();
  if (said !== '' && said.length <= MOST) return said;
  throw refused(field, 'text-form', `Write 1 to ${MOST} characters.`);
}

function refused(field: string, reason: string, message: string): DomainError {
  return new DomainError('INVALID_INPUT', message, { detail: { field, reason } });
}
