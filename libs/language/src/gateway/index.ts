export { LanguageModule, languageJobs } from './language.module.ts';
export { ModelFactory, type ModelSpec } from './run/model-factory.ts';
export {
  TEMPLATES,
  TextNarrators,
  type TextNarrator,
  type TellOptions,
  type ToldText,
} from './narration/text-narrators.ts';
