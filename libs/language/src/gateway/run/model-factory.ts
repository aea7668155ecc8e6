import type { LanguageModel } from '../../model/language-model.ts';

/** What a driver needs to run a model. `path`: absolute, in the models folder. */
export type ModelSpec =
  | { readonly driver: 'http'; readonly baseUrl: string; readonly model: string; readonly apiKey: string | null }
  | { readonly driver: 'embedded'; readonly path: string; readonly adapterPath: string | null };

/** The one place where a configured model becomes a running one. */
export abstract class ModelFactory {
  /** Cheap: a model starts with its first question. Throws ModelFailure for what can't be run here. */
  abstract make(spec: ModelSpec): LanguageModel;
}
