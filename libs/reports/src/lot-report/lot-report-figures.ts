import type { WaferMap } from '@fabwright/contracts';
import type { FabCalendar } from '@fabwright/facts';
import type { FactSheet, Narrative } from '@fabwright/language';
import type { ThreeYields } from '@fabwright/quality';
import type { TrendFigures } from '../figures/trend-svg.ts';
import type { BinFigures, DieGridFigures } from '../figures/wafer-figures.ts';

/** The three yields as fractions of 1 with their counts; null where there is no denominator. */
export type YieldFigures = Readonly<ThreeYields>;

/** Loss to a bin in fractions of the gross dies. */
export interface LossFigures {
  readonly number: number;
  readonly name: string;
  readonly slot: number;
  readonly loss: number;
  readonly dies: number;
  readonly baseline: number | null;
  readonly change: number | null;
}

export interface WaferFigures {
  readonly waferId: string;
  readonly slot: number | null;
  readonly yields: YieldFigures;
  readonly excluded: { readonly reason: string; readonly by: string; readonly at: Date } | null;
  readonly complete: boolean;
  readonly lastEndedAt: Date;
  readonly tester: string | null;
  readonly probeCard: string | null;
  readonly topLoss: { readonly name: string } | null;
}

export interface RunFigures {
  readonly runId: string;
  readonly waferId: string;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly insertion: string;
  readonly program: string;
  readonly programRevision: string;
  readonly tester: string | null;
  readonly records: number;
  /** first-pass, retest or superseded */
  readonly kind: string;
  readonly supersededBy: string | null;
}

export interface LotEventFigures {
  readonly kind: string;
  readonly at: Date;
  readonly lotNo: string;
  readonly stepId: string | null;
  readonly stepName: string | null;
  readonly toolId: string | null;
  readonly detail: string | null;
}

export interface LotHoldFigures {
  readonly heldAt: Date;
  readonly releasedAt: Date | null;
  readonly reason: string;
  readonly comment: string | null;
  readonly stepId: string | null;
}

export interface LotChildFigures {
  readonly lotNo: string;
  readonly parentLotNo: string;
  readonly kind: string;
  readonly at: Date;
  readonly wafers: number;
}

/** What a lot report is made of: what the API answers about the lot, and the words about it. Pure data. */
export interface LotReportFigures {
  readonly fab: string;
  readonly calendar: FabCalendar;
  /** Address of the live view, or its path where the fab has no public address. */
  readonly live: string;
  readonly row: {
    readonly lotId: string;
    readonly productName: string;
    readonly lotType: string;
    readonly insertion: string | null;
    readonly yields: YieldFigures | null;
    readonly firstPassEndedAt: Date | null;
    readonly floor: number | null;
    readonly currentStep: string | null;
    readonly onHold: boolean;
  };
  readonly target: number | null;
  readonly wafers: readonly WaferFigures[];
  readonly losses: readonly LossFigures[];
  readonly geometry: DieGridFigures & { readonly defined: boolean };
  readonly bins: readonly BinFigures[];
  readonly history: readonly LotEventFigures[];
  readonly holds: readonly LotHoldFigures[];
  readonly children: readonly LotChildFigures[];
  readonly runs: readonly RunFigures[];
  /** Null when the maps could not be read: their place then says so. */
  readonly maps: readonly WaferMap[] | null;
  /** Lots of the product around this one; null when the trend could not be computed. */
  readonly trend: TrendFigures | null;
  readonly sheet: FactSheet;
  readonly narrative: Narrative;
}
