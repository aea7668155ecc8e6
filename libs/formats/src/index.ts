export * from './sort-file/sort-file.ts';
export {
  boundExpansion,
  ByteCounter,
  DEFAULT_EXPANSION_LIMITS,
  ExpansionLimitError,
} from './sort-file/bounded-expansion.ts';
export type { ExpansionLimits } from './sort-file/bounded-expansion.ts';
export { localSecondsToUtc } from './sort-file/tester-clock.ts';
export { binOutcomes, PartFlag, verdictOf } from './sort-file/verdict.ts';
export type { Verdict } from './sort-file/verdict.ts';
export { DEFAULT_SORT_FILE_LIMITS } from './stdf/decode-context.ts';
export type { SortFileLimits } from './stdf/decode-context.ts';
export { readSortFile } from './stdf/read-sort-file.ts';
export type { ReadSortFileOptions } from './stdf/read-sort-file.ts';
export { StdfError } from './stdf/stdf-error.ts';
export type { StdfErrorCode } from './stdf/stdf-error.ts';
export { Rec, recordName } from './stdf/stdf-record-code.ts';
export { StdfRecordReader } from './stdf/stdf-record-reader.ts';
export type { StdfRecordReaderOptions } from './stdf/stdf-record-reader.ts';
export * from './klarf/defect-file.ts';
export { DEFAULT_DEFECT_FILE_LIMITS } from './klarf/klarf-context.ts';
export type { DefectFileLimits } from './klarf/klarf-context.ts';
export { KlarfError } from './klarf/klarf-error.ts';
export type { KlarfErrorCode } from './klarf/klarf-error.ts';
export { readDefectFile } from './klarf/read-defect-file.ts';
export type { ReadDefectFileOptions } from './klarf/read-defect-file.ts';
export { readSubstrateMap } from './substrate-map/read-substrate-map.ts';
export type { ReadSubstrateMapOptions } from './substrate-map/read-substrate-map.ts';
export { SubstrateMapError } from './substrate-map/substrate-map-error.ts';
export type { SubstrateMapErrorCode } from './substrate-map/substrate-map-error.ts';
export { RECOGNISED_BY, recogniseFormat } from './file-format/recognise-format.ts';
export type { FileFormat } from './file-format/recognise-format.ts';
