import type { FileFormat } from '@fabwright/formats';
import type { ProductScope } from '@fabwright/platform';
import type { RunRelation, ThreeYields } from '@fabwright/quality';

/** How a file reached us. */
export type ImportOrigin = 'upload' | 'cli' | 'drop';
/** What a file says of its lot. */
export type FileLotType = 'production' | 'engineering' | 'qualification';
/** `unknown` until it was read. */
export type ImportFormat = FileFormat | 'unknown';
export type ImportState = 'queued' | 'running' | 'done' | 'failed' | 'duplicate';

/** Fractions 0..1, null without a denominator; counts of dies, records and wafers. */
export type ImportYields = Readonly<ThreeYields>;

/** What a finished import brought. */
export interface ImportSummary {
  readonly lots: readonly string[];
  readonly lotId: string | null;
  readonly productId: string | null;
  readonly insertion: string;
  readonly wafers: number;
  /** Distinct tested dies. */
  readonly dies: number;
  readonly partRecords: number;
  readonly tests: number;
  /** Parametric results of tests. */
  readonly results: number;
  readonly yields: ImportYields;
  readonly testedFrom: string | null;
  readonly testedTo: string | null;
  readonly lotType: FileLotType;
  readonly relation: RunRelation;
  /** What a file of defects brought; absent for wafer sort. */
  readonly inspection?: InspectionBrought;
}

export interface InspectionBrought {
  readonly step: string;
  readonly tool: string;
  readonly defects: number;
}

/** Something odd that did not hinder the import, told once with how often it was seen. */
export interface ImportWarning {
  readonly code: string;
  readonly message: string;
  readonly count: number;
  readonly byteOffset: number | null;
  readonly record: string | null;
}

/** Why nothing of the file was taken, where in it, and what to do. */
export interface ImportFailure {
  readonly code: string;
  readonly message: string;
  readonly byteOffset: number | null;
  readonly record: string | null;
  readonly remedy: string;
}

export interface FileImport {
  readonly importId: string;
  readonly fileName: string;
  readonly byteSize: number;
  readonly contentSha256: string;
  readonly origin: ImportOrigin;
  readonly format: ImportFormat;
  readonly state: ImportState;
  /** Share of the file's bytes that was read, 0..1. */
  readonly progress: number;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly finishedAt: Date | null;
  readonly duplicateOf: string | null;
  readonly productId: string | null;
  /** The products that whoever sent the file may write to; null = all. */
  readonly productScope: ProductScope;
  readonly attempts: number;
  readonly summary: ImportSummary | null;
  readonly warnings: readonly ImportWarning[];
  readonly error: ImportFailure | null;
}

/** What a file brought, and what was odd about it. */
export interface ImportedFile {
  readonly summary: ImportSummary;
  readonly warnings: readonly ImportWarning[];
}

/** Opens the unpacked bytes of a file from their beginning. Called again when the unit of work has to run again. */
export type OpenFile = () => AsyncIterable<Uint8Array>;
