import type { CommonalityResult, InconclusiveBecause, Reason, Stream } from '@fabwright/analytics';
import type { ExcursionAct, ExcursionState } from './excursion-state.ts';

export enum ExcursionKind {
  YIELD = 'yield',
  BIN = 'bin',
  TEST = 'test',
  SIGNATURE = 'signature',
  SENSOR = 'sensor',
  DEFECT = 'defect',
}

export enum ExcursionSeverity {
  MINOR = 'minor',
  MAJOR = 'major',
  CRITICAL = 'critical',
}

/** What lots share, or are thought to share. `id` names the tool, recipe version, tester …; the rest where it applies. */
export interface Factor {
  readonly kind: FactorKind;
  readonly id: string;
  readonly stepId: string | null;
  readonly toolId: string | null;
  readonly chamber: string | null;
}

/** As the commonality engine names them, and `program` for the revision of a test program. */
export enum FactorKind {
  TOOL = 'tool',
  CHAMBER = 'chamber',
  SLOT = 'slot',
  RECIPE_VERSION = 'recipe-version',
  PM_INTERVAL = 'pm-interval',
  QUEUE_TIME = 'queue-time',
  SUBSTRATE_BATCH = 'substrate-batch',
  RETICLE = 'reticle',
  TESTER = 'tester',
  PROBE_CARD = 'probe-card',
  PROGRAM = 'program',
  OTHER = 'other',
}

/** A cause as a person confirmed it, in their words. */
export interface ExcursionCause extends Factor {
  readonly words: string;
}

/** A factor that the lots share more than chance would have it; found by permuting lots. */
export interface ExcursionSuspect extends Factor {
  readonly pValue: number | null;
}

/** Why nothing is named that the lots share: nothing stands out, or what these lots can't decide. */
export type Undecided = 'no-link' | InconclusiveBecause | NonNullable<CommonalityResult['obstacle']>;

/** A row of `excursion`. */
export interface ExcursionRecord {
  readonly excursionId: string;
  readonly detectionId: string;
  readonly productId: string;
  readonly insertion: string | null;
  readonly kind: ExcursionKind;
  readonly severity: ExcursionSeverity;
  readonly area: string | null;
  readonly state: ExcursionState;
  /** The series that shows it best. */
  readonly subject: Stream;
  readonly reasons: readonly Reason[];
  /** Places (`step|tool|chamber`) that stood out inside lots, best first. */
  readonly places: readonly string[];
  readonly firstLotAt: Date;
  readonly lastLotAt: Date;
  /** Fab time at which the lot arrived that raised it. */
  readonly openedAt: Date;
  /** Wall clock at which it was written down. */
  readonly recordedAt: Date;
  /** Its newest lot was old when it was first seen: found in history, nobody is called for it. */
  readonly fromHistory: boolean;
  /** No further alarm for as many lots and days as the detectors wait. */
  readonly ended: boolean;
  /** A person has acted on it: the detectors leave its state alone from then on. */
  readonly touched: boolean;
  readonly lotCount: number;
  readonly waferCount: number;
  /** Observed minus usual yield of the lots concerned, in percentage points; null where that makes no sense. */
  readonly lossPp: number | null;
  readonly lostDies: number;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly acknowledgedAt: Date | null;
  readonly acknowledgedBy: string | null;
  readonly suspect: ExcursionSuspect | null;
  /** Null where a suspect is named, or nobody has asked yet. */
  readonly undecided: Undecided | null;
  readonly cause: ExcursionCause | null;
  /** Wall clock and fab time at which it was closed, dismissed or withdrawn. */
  readonly settledAt: Date | null;
  readonly settledFabAt: Date | null;
  readonly settledReason: string | null;
  readonly version: number;
  /** Highest sequence number of the facts it was last found in. */
  readonly seq: number;
}

/** An alarm as it is kept with the lot at whose arrival it was raised. */
export interface LotAlarmRecord {
  readonly rule: string;
  readonly stream: Stream;
  readonly direction: 'low' | 'high';
  readonly value: number;
  readonly centre: number;
  readonly limit: number;
  readonly score: number;
}

/** A lot of an excursion. */
export interface ExcursionLotRecord {
  readonly lotId: string;
  readonly excursionId: string;
  /** Wafers that stand out; all that count where none stands out by itself. */
  readonly waferIds: readonly string[];
  readonly lossPp: number | null;
  readonly alarms: readonly LotAlarmRecord[];
  readonly testedAt: Date;
}

/** Who did it: a person, a machine with a token, or the detectors. */
export interface EntryActor {
  readonly kind: 'person' | 'token' | 'system';
  readonly id: string | null;
  readonly name: string;
}

export type EntryValues = Readonly<Record<string, unknown>>;

/** What is written into an excursion's history; nothing there is ever changed. */
export interface NewEntry {
  readonly act: ExcursionAct;
  readonly before: EntryValues | null;
  readonly after: EntryValues | null;
  readonly reason: string | null;
}

export interface ExcursionEntryRecord extends NewEntry {
  readonly entryNo: number;
  readonly actorKind: EntryActor['kind'];
  readonly actorId: string | null;
  readonly actorName: string;
  /** Wall clock. */
  readonly at: Date;
  /** The fab's time at that moment, for the time axis. */
  readonly fabAt: Date;
}

export interface ExcursionActionRecord {
  readonly excursionId: string;
  readonly actionId: string;
  readonly what: string;
  readonly assigneeId: string | null;
  readonly assigneeName: string;
  readonly dueAt: Date | null;
  readonly addedBy: string;
  readonly addedAt: Date;
  readonly doneAt: Date | null;
  readonly doneBy: string | null;
  readonly doneComment: string | null;
}

export const DETECTORS: EntryActor = { kind: 'system', id: null, name: 'Fabwright' };
