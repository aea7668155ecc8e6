import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, FabConfig, pageSize } from '@fabwright/platform';
import type { LanguageCall, ModelFigures } from '../calls/language-call.ts';
import { CallRepository, type CallFilter } from '../calls/call.repository.ts';
import type { ConfiguredModel } from '../registry/configured-model.ts';
import { ModelRepository, type Assignment } from '../registry/model.repository.ts';
import { ModelsFolder, type DescribedFile } from '../registry/models-folder.ts';

/** Figures are of this many days. */
export const FIGURE_DAYS = 30;
const FAILURES = 5;

export interface ModelView {
  readonly model: ConfiguredModel;
  readonly figures: ModelFigures;
  readonly failures: readonly LanguageCall[];
}

export interface ModelsOverview {
  readonly models: readonly ModelView[];
  readonly assignments: readonly Assignment[];
  readonly files: readonly DescribedFile[];
  readonly folder: string;
  readonly hosts: readonly string[];
}

export interface CallPage {
  readonly rows: readonly LanguageCall[];
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
}

/** What the administration's page shows of language models. */
@Injectable()
export class ModelOverview {
  constructor(
    private readonly models: ModelRepository,
    private readonly calls: CallRepository,
    private readonly folder: ModelsFolder,
    private readonly config: FabConfig,
  ) {}

  async all(): Promise<ModelsOverview> {
    const [models, assignments, files] = await Promise.all([
      this.models.all(),
      this.models.assignments(),
      this.folder.files(),
    ]);
    return {
      models: await this.viewsOf(models),
      assignments,
      files,
      folder: this.folder.path,
      hosts: this.config.models.hosts,
    };
  }

  async viewsOf(models: readonly ConfiguredModel[]): Promise<ModelView[]> {
    const figures = new Map((await this.calls.figures(FIGURE_DAYS)).map((row) => [row.modelId, row]));
    return Promise.all(
      models.map(async (model) => ({
        model,
        figures: figures.get(model.modelId) ?? none(model.modelId),
        failures: await this.calls.failures(model.modelId, FAILURES),
      })),
    );
  }

  /** Newest first. Throws INVALID_INPUT for a cursor that we did not make. */
  async page(filter: CallFilter, first: number, after: string | null): Promise<CallPage> {
    const size = pageSize(first);
    const [beforeId] = after === null ? [null] : decodeCursor(after, 1);
    const rows = await this.calls.page(filter, size + 1, typeof beforeId === 'string' ? beforeId : null);
    const shown = rows.slice(0, size);
    const last = shown.at(-1);
    return { rows: shown, endCursor: last ? encodeCursor([last.callId]) : null, hasNextPage: rows.length > size };
  }
}

function none(modelId: string): ModelFigures {
  return {
    modelId,
    calls: 0,
    failures: 0,
    sections: 0,
    firstPass: null,
    fallback: null,
    tokensPerSecond: null,
    secondsPerCall: null,
    open: 0,
  };
}
