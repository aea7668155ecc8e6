export { QualityModule } from './quality.module.ts';
export { SortRunRecorder } from './sort-run/sort-run.recorder.ts';
export { SortRunImporter } from './sort-run/sort-run.importer.ts';
export { SortRunImport, fileRunId, type ImportedRun, type OpenRun } from './sort-run/sort-run.import.ts';
export { partFromEvent } from './sort-run/wafer-test-event.ts';
export {
  type DieColumns,
  type PartOutcome,
  type RunRelation,
  type SortRunHead,
  type SortRunPart,
  type SortSegment,
  type SortTest,
  type TestKind,
  type TestValues,
  type WaferInsertion,
} from './sort-run/sort-run.ts';
