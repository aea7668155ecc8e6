import type { LotTypeCode, MapOrientation } from '@fabwright/fab';

/** One run of a test program over one wafer, without its die results. */
export interface SortRunHead {
  readonly lotId: string;
  readonly lotNo: string;
  readonly waferId: string;
  readonly slot: number | null;
  /** The sender's id of the run. Files have none: see `fileRunId`. */
  readonly sourceRunId: string;
  /** Null when the source does not say. */
  readonly productId: string | null;
  readonly lotType: LotTypeCode | null;
  readonly insertion: string;
  readonly program: string;
  readonly programRevision: string;
  readonly tester: string | null;
  readonly testerSite: string | null;
  readonly probeCard: string | null;
  readonly loadBoard: string | null;
  readonly temperatureC: number | null;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  /** How this run's coordinates lie; null = as the product's definition says. */
  readonly orientation: MapOrientation | null;
  readonly origin: 'event' | 'file';
  readonly importId: string | null;
}

export type TestKind = 'parametric' | 'functional' | 'multiple' | 'pin';

export interface SortTest {
  readonly number: number;
  /** Place among the results of a test with a result per pin. */
  readonly pin: number | null;
  readonly kind: TestKind;
  readonly name: string;
  readonly unit: string;
  readonly lowLimit: number | null;
  readonly highLimit: number | null;
}

/** Part records in the order of testing, column by column, all of one length. Coordinates as reported. */
export interface DieColumns {
  readonly x: Int16Array;
  readonly y: Int16Array;
  readonly site: ArrayLike<number>;
  readonly hardBin: ArrayLike<number>;
  readonly softBin: ArrayLike<number>;
  /** 1 passed, 0 failed, −1 no verdict. */
  readonly verdict: Int8Array;
  readonly touchdown: ArrayLike<number> | null;
  readonly testTimeMs: ArrayLike<number> | null;
  readonly partIds: readonly string[] | null;
}

/** Values of one test, one a part record, in the test's unit; NaN = not run. */
export interface TestValues {
  /** Index into the run's list of tests. */
  readonly test: number;
  readonly values: Float32Array;
}

/** A stretch of a run's part records: a part of an event, or at most 4,096 records of a file. */
export interface SortSegment {
  /** From 0, in the order of testing. */
  readonly index: number;
  readonly dies: DieColumns;
  readonly values: readonly TestValues[];
}

/** One part of a run as an event brings it. */
export interface SortRunPart {
  readonly head: SortRunHead;
  readonly partsExpected: number;
  readonly tests: readonly SortTest[];
  readonly segment: SortSegment;
}

/** What a new run is to what was known of the wafer (the rule of a run's identity). */
export type RunRelation = 'new' | 'correction' | 'retest' | 'second-insertion';

/** What became of a part. `duplicate`: the same content was there already, nothing was written. */
export type PartOutcome = 'recorded' | 'correction' | 'duplicate';

/** A wafer at one insertion: what yields and maps are derived for. */
export interface WaferInsertion {
  readonly lotId: string;
  readonly waferId: string;
  readonly insertion: string;
}

export function waferInsertionKey({ lotId, waferId, insertion }: WaferInsertion): string {
  return JSON.stringify([lotId, waferId, insertion]);
}
