import type { ModelCapabilities, ModelFailureCode } from '../../model/language-model.ts';

/** Everything a language model does here. The list is closed: a model is asked for nothing else. */
export const LANGUAGE_TASKS = ['narration'] as const;
export type LanguageTask = (typeof LANGUAGE_TASKS)[number];

/** How a model words: by what it was found to be able to do, or as an administrator says. */
export type GradeChoice = 'auto' | 'G1' | 'G2';

export type ModelState = 'unknown' | 'starting' | 'ready' | 'failed';

/** Where a model runs. A file is a name in the models folder, never a path. */
export type ModelPlace =
  | { readonly driver: 'http'; readonly baseUrl: string; readonly serverModel: string }
  | { readonly driver: 'embedded'; readonly file: string; readonly adapterFile: string | null };

/** A model that an administrator has entered. Its API key is not part of it: only the drivers are given that. */
export interface ConfiguredModel {
  readonly modelId: string;
  readonly name: string;
  readonly place: ModelPlace;
  readonly fileBytes: number | null;
  readonly licence: string;
  /** Where it came from, in the administrator's words. */
  readonly source: string;
  readonly grade: GradeChoice;
  /** Kinds of facts that its adapter was trained on; null = all. */
  readonly trainedKinds: readonly string[] | null;
  readonly hasApiKey: boolean;
  readonly version: number;
  /** SHA-256 of the weights, once the model has been asked; null where its server doesn't tell. */
  readonly hash: string | null;
  readonly capabilities: ModelCapabilities | null;
  readonly state: ModelState;
  readonly stateCode: ModelFailureCode | null;
  readonly stateReason: string | null;
  readonly stateAt: Date | null;
  readonly createdBy: string;
  readonly createdAt: Date;
}

/** The grade at which a model words; null when it can hold neither form and nobody chose one for it. */
export function gradeOf({ grade, capabilities }: Pick<ConfiguredModel, 'grade' | 'capabilities'>): 'G1' | 'G2' | null {
  if (grade !== 'auto') return grade;
  if (capabilities?.grammar) return 'G2';
  return capabilities?.jsonSchema ? 'G1' : null;
}
