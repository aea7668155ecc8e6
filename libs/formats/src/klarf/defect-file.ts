/**
 * A defect-inspection file in neutral terms: the inspection, its wafers with their defects as columns, and a summary.
 * Positions are in µm from the wafer's centre, normalised to notch down, X right, Y up; die indices are normalised
 * alike, about the die (0, 0). Times are whole seconds of the tool's local clock since 1970 as if it were UTC (see
 * `localSecondsToUtc`). Text that is missing is ''; single numbers that are missing are `null`, in columns a marked value.
 */
export type DefectFileItem = InspectionHeader | InspectedWafer | DefectFileSummary;

/** In `classCode`: the file gives the defect no class. */
export const NO_CLASS = -32768;
/** In `dieX` and `dieY`: the file gives no die. */
export const NO_DIE = -2147483648;

export type MarkSide = 'up' | 'down' | 'left' | 'right';

export interface InspectionClass {
  readonly code: number;
  readonly name: string;
}

export interface InspectionHeader {
  readonly kind: 'inspection';
  /** Version of the format as the file tells it, such as `1.2`. */
  readonly formatVersion: string;
  readonly lotId: string;
  readonly product: string;
  /** Recipe of the inspection. */
  readonly setup: string;
  /** The inspected step or layer. */
  readonly step: string;
  /** Maker, model and id of the inspection tool as the file tells them. */
  readonly station: readonly string[];
  /** When the results were taken; the file's own time where it gives none for the results. */
  readonly inspectedAt: number;
  readonly waferDiameterMm: number | null;
  readonly diePitchXUm: number;
  readonly diePitchYUm: number;
  readonly markType: 'notch' | 'flat' | null;
  /** Where the mark points in the file's own coordinates; what follows is turned so that it points down. */
  readonly mark: MarkSide;
  readonly classes: readonly InspectionClass[];
}

/** Defects as columns of `count` entries each. NaN: the file gives no value. */
export interface DefectColumns {
  readonly count: number;
  readonly defectId: Int32Array;
  readonly xUm: Float32Array;
  readonly yUm: Float32Array;
  readonly dieX: Int32Array;
  readonly dieY: Int32Array;
  readonly xSizeUm: Float32Array;
  readonly ySizeUm: Float32Array;
  readonly areaUm2: Float32Array;
  readonly sizeUm: Float32Array;
  readonly classCode: Int32Array;
  /** 0: belongs to no cluster. */
  readonly cluster: Int32Array;
  /** Number of the inspection test that found it; 0 when not told. */
  readonly test: Int32Array;
  readonly images: Uint16Array;
}

/** Dies that were looked at: their indices, and where their centres lie. */
export interface InspectedDies {
  readonly x: Int32Array;
  readonly y: Int32Array;
  readonly xUm: Float32Array;
  readonly yUm: Float32Array;
}

export interface InspectedWafer {
  readonly kind: 'wafer';
  readonly waferId: string;
  readonly slot: number | null;
  /** As the file tells them, in µm. */
  readonly sampleCentreUm: readonly [number, number];
  readonly dieOriginUm: readonly [number, number];
  /** Inspected area over all tests; `null` when the file tells none. */
  readonly areaCm2: number | null;
  /** `null`: the file does not tell which dies were inspected. */
  readonly inspectedDies: InspectedDies | null;
  readonly defects: DefectColumns;
  /** Defects by the file's own summary, over all tests; `null` without one. */
  readonly statedDefects: number | null;
}

export type DefectFileWarningCode =
  | 'truncated'
  | 'bytes-after-end'
  | 'text-not-utf8'
  | 'summary-missing'
  | 'summary-contradiction'
  | 'list-count'
  | 'cell-not-available'
  | 'position-missing'
  | 'outside-wafer'
  | 'class-unknown'
  | 'area-missing'
  | 'time-of-file'
  | 'date-day-first'
  | 'mark-assumed'
  | 'coordinates-mirrored';

/** The first place where something was odd. */
export interface DefectFileWarning {
  readonly code: DefectFileWarningCode;
  readonly message: string;
  readonly byteOffset: number;
  readonly line: number;
  readonly record: string;
}

export interface DefectFileSummary {
  readonly kind: 'end';
  readonly bytes: number;
  readonly complete: boolean;
  readonly wafers: number;
  readonly defects: number;
  readonly warnings: readonly DefectFileWarning[];
  readonly warningCounts: Readonly<Partial<Record<DefectFileWarningCode, number>>>;
}
