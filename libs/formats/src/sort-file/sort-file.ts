/**
 * A wafer-sort file in neutral terms: what a reader of any format yields, in the order in which the file tells it.
 * Times are whole seconds of the tester's local clock since 1970 as if it were UTC (see `localSecondsToUtc`).
 * Text that is missing is ''; numbers that are missing are `null`, in columns a marked value.
 */
export type SortFileItem =
  | SortFileHeader
  | SiteEquipment
  | WaferLayout
  | WaferStart
  | TestDefinition
  | LimitChange
  | PartSegment
  | WaferEnd
  | BinTable
  | SortFileSummary;

/** In `x` and `y`: the file gives no place on the wafer. */
export const NO_COORDINATE = -32768;
/** In `hardBin` and `softBin`: the file gives no bin. */
export const NO_BIN = 65535;
/** The largest bin number that the standard allows. */
export const MAX_BIN = 32767;

export interface SortFileHeader {
  readonly kind: 'header';
  readonly lotId: string;
  readonly subLotId: string;
  readonly product: string;
  /** Test code, or the flow where the file gives no test code. */
  readonly insertion: string;
  readonly flow: string;
  readonly program: string;
  readonly programRevision: string;
  readonly tester: string;
  readonly testerType: string;
  readonly station: number | null;
  readonly temperature: string;
  readonly operator: string;
  readonly setupTime: number | null;
  readonly startTime: number | null;
  /** One character of the tester: P production, E engineering and so on; '' when blank. */
  readonly mode: string;
  readonly retestCode: string;
  readonly packageType: string;
  readonly family: string;
  readonly dateCode: string;
  readonly facility: string;
  readonly floor: string;
  readonly process: string;
  readonly designRevision: string;
  readonly comment: string;
}

export interface Equipment {
  readonly type: string;
  readonly id: string;
}

/** What stood between tester and wafer for a group of sites. */
export interface SiteEquipment {
  readonly kind: 'site-equipment';
  readonly head: number;
  readonly siteGroup: number;
  readonly sites: readonly number[];
  readonly handler: Equipment;
  readonly probeCard: Equipment;
  readonly loadBoard: Equipment;
  readonly dutBoard: Equipment;
  readonly cable: Equipment;
  readonly contactor: Equipment;
  readonly laser: Equipment;
  readonly extra: Equipment;
}

/** Sizes in millimetres; `null` where the file gives none or no unit. */
export interface WaferLayout {
  readonly kind: 'wafer-layout';
  readonly waferSizeMm: number | null;
  readonly dieHeightMm: number | null;
  readonly dieWidthMm: number | null;
  /** Where the flat or notch points. */
  readonly notch: 'up' | 'down' | 'left' | 'right' | null;
  readonly centerX: number | null;
  readonly centerY: number | null;
  readonly positiveX: 'left' | 'right' | null;
  readonly positiveY: 'up' | 'down' | null;
  /** Coordinates of the die by which the map is aligned with the wafer; only maps tell it. */
  readonly referenceDie?: { readonly x: number; readonly y: number } | null;
}

export interface WaferStart {
  readonly kind: 'wafer-start';
  /** Number of the wafer within the file, from 0, in order of its start. */
  readonly wafer: number;
  /** '' for parts that belong to no wafer of the file. */
  readonly waferId: string;
  readonly head: number | null;
  readonly siteGroup: number | null;
  readonly startTime: number | null;
}

export interface WaferEnd {
  readonly kind: 'wafer-end';
  readonly wafer: number;
  readonly waferId: string;
  /** False when the file ended, or the next wafer began, without the end of this one. */
  readonly complete: boolean;
  readonly finishTime: number | null;
  /** The tester's own counts, `null` where it gives none. Yields are computed from the parts. */
  readonly testerPartCount: number | null;
  readonly testerGoodCount: number | null;
  readonly fabWaferId: string;
  readonly frameId: string;
  readonly maskId: string;
  /** Part records that were read. */
  readonly partRecords: number;
}

/**
 * What the values of one test column mean:
 * `parametric`, a number in `unit`; `functional`, 1 pass or 0 fail; `multiple`, the 1 or 0 of a test with a result per
 * pin; `pin`, one of that test's results, a number in `unit`.
 */
export type TestKind = 'parametric' | 'functional' | 'multiple' | 'pin';

/** Comes before the first segment that uses it, and again when the file tells more about it. */
export interface TestDefinition {
  readonly kind: 'test';
  /** Number of the column within the file, from 0. */
  readonly test: number;
  readonly testKind: TestKind;
  readonly number: number;
  /** Place among the results of a `pin` test, else `null`. */
  readonly pin: number | null;
  readonly name: string;
  readonly unit: string;
  /** In `unit`, as the values are. `null`: no limit. */
  readonly lowLimit: number | null;
  readonly highLimit: number | null;
  /** Shown value = value × 10^displayScale (3: volts are shown as millivolts). The values themselves stay in `unit`. */
  readonly displayScale: number | null;
}

/** Within the file the test got limits that it did not have before (a `multiple` test: all its pins). At most eight a test. */
export interface LimitChange {
  readonly kind: 'limit-change';
  readonly test: number;
  readonly lowLimit: number | null;
  readonly highLimit: number | null;
  /** Part records that were complete in the file when the limits came. */
  readonly afterPartRecords: number;
}

export interface TestColumn {
  /** `test` of the definition. */
  readonly test: number;
  /** One value a part record; NaN: not run, or its result is invalid. */
  readonly values: Float32Array;
}

/** At most 4,096 part records of one wafer in file order, as columns of `count` entries each. */
export interface PartSegment {
  readonly kind: 'segment';
  readonly wafer: number;
  readonly waferId: string;
  /** Part records of this wafer in earlier segments. */
  readonly firstRecord: number;
  readonly count: number;
  readonly x: Int16Array;
  readonly y: Int16Array;
  readonly head: Uint8Array;
  readonly site: Uint8Array;
  readonly hardBin: Uint16Array;
  readonly softBin: Uint16Array;
  /** Bits of `PartFlag`. */
  readonly flags: Uint8Array;
  readonly testsExecuted: Uint16Array;
  /** 0: unknown. */
  readonly testTimeMs: Uint32Array;
  /** `null` when no part of the segment has one. */
  readonly partId: readonly string[] | null;
  readonly partText: readonly string[] | null;
  /** Only tests that have a value in this segment, by `test`. */
  readonly tests: readonly TestColumn[];
}

export type BinOutcome = 'pass' | 'fail';

export interface BinDefinition {
  readonly bin: number;
  readonly name: string;
  /** `null`: the file leaves it open. */
  readonly outcome: BinOutcome | null;
  /** Parts in the bin by the tester's count over all sites. */
  readonly testerCount: number | null;
}

export interface BinTable {
  readonly kind: 'bins';
  readonly hard: readonly BinDefinition[];
  readonly soft: readonly BinDefinition[];
}

export type SortFileWarningCode =
  | 'truncated'
  | 'bytes-after-end'
  | 'text-not-utf8'
  | 'bin-out-of-range'
  | 'bin-missing'
  | 'bin-contradiction'
  | 'coordinates-missing'
  | 'part-without-start'
  | 'part-never-ended'
  | 'part-outside-wafer'
  | 'wafer-never-ended'
  | 'wafer-end-without-start'
  | 'wafer-id-contradiction'
  | 'limits-changed'
  | 'test-name-changed'
  | 'result-repeated'
  | 'pins-left-out'
  | 'time-missing'
  | 'row-order-assumed'
  | 'overlay-passed-over'
  | 'bin-undefined'
  | 'bin-count-contradiction';

/** The first place where something was odd, and how often it was. */
export interface SortFileWarning {
  readonly code: SortFileWarningCode;
  readonly message: string;
  readonly byteOffset: number;
  readonly record: string;
}

export interface SortFileSummary {
  readonly kind: 'end';
  readonly bytes: number;
  readonly complete: boolean;
  readonly finishTime: number | null;
  readonly wafers: number;
  readonly partRecords: number;
  readonly tests: number;
  readonly parametricResults: number;
  readonly functionalResults: number;
  readonly multipleResults: number;
  readonly invalidResults: number;
  readonly partsWithoutPlace: number;
  /** Records that this reader passes over, by their name. */
  readonly skippedRecords: Readonly<Record<string, number>>;
  /** The first 100; `warningCounts` has all. */
  readonly warnings: readonly SortFileWarning[];
  readonly warningCounts: Readonly<Partial<Record<SortFileWarningCode, number>>>;
}
