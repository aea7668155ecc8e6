export * from './fact-sheet/fact-sheet.ts';
export * from './fact-sheet/sheet-input.ts';
export { lotFactSheet } from './fact-sheet/lot-fact-sheet.ts';
export { periodFactSheet } from './fact-sheet/period-fact-sheet.ts';
export { changesFactSheet, type ChangesSheetInput, type DifferingChange } from './fact-sheet/changes-fact-sheet.ts';
export { toolsFactSheet, type DifferingTool, type ToolsSheetInput } from './fact-sheet/tools-fact-sheet.ts';
export {
  portfolioFactSheet,
  type PortfolioSheetInput,
  type TargetedProduct,
} from './fact-sheet/portfolio-fact-sheet.ts';
export * from './model/language-model.ts';
export { EmbeddedModels, type EmbeddedOptions, type ModelFiles } from './model/embedded/embedded-models.ts';
export { EMBEDDED_LIMITS, type EmbeddedLimits } from './model/embedded/embedded-limits.ts';
export { httpModel } from './model/http/http-model.ts';
export { HTTP_LIMITS, type HttpLimits, type HttpModelOptions } from './model/http/endpoint.ts';
export { writeDraft } from './draft/draft.ts';
export * from './plan/narrative-plan.ts';
export { narrateWith, type PhrasedNarrative, type SectionOutcome } from './narration/narrate.ts';
export * from './narration/narrative.ts';
export * from './narration/narrator.ts';
export * from './narration/template-narrator.ts';
export { FACT_KINDS, factDefinition, type FactKind } from './wording/definitions.ts';
export * from './closing-check/check-numbers.ts';
export * from './verifier/check-narrative.ts';
export { knownSentencesOf } from './word-order/known-sentences.ts';
export type { TaughtWordings } from './word-order/taught-wordings.ts';
export type { Refusal, RefusalCode } from './verifier/refusal.ts';
