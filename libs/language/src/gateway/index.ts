export { LanguageModule, languageJobs } from './language.module.ts';
export { NoDrivers } from './run/no-drivers.ts';
export { Drivers } from './run/drivers.ts';
export { ModelFactory, type ModelSpec } from './run/model-factory.ts';
export {
  TEMPLATES,
  TextNarrators,
  type TextNarrator,
  type TellOptions,
  type ToldText,
} from './narration/text-narrators.ts';
