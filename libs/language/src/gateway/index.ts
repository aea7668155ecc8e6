export { LanguageModule, languageJobs } from './language.module.ts';
export { ModelFactory, type ModelSpec } from './run/model-factory.ts';
export {
  TEMPLATES,
  TextNarrators,
  type TextNarrator,
  type TellOptions,
  type ToldText,
} from './narration/text-narrators.ts';
export { modelPhraser, type Asked } from './narration/model-phraser.ts';
export type { ConfiguredModel } from './registry/configured-model.ts';
