import type { Signature } from '../causes/signature.ts';

/** Planted causes; `nothing` has harmless shifts and maintenance like all the others, and no cause. */
export const SCENARIOS = [
  'chamber-drift',
  'maintenance-gone-wrong',
  'wrong-recipe-version',
  'slot-effect',
  'queue-time',
  'reticle-defect',
  'edge-ring',
  'scratch',
  'confounded-chambers',
  'tool-wear',
  'substrate-batch',
  'probe-card',
  'nothing',
] as const;
export type ScenarioKind = (typeof SCENARIOS)[number];

/** Where a wafer was at one step of the route. */
export interface StepContext {
  readonly stepId: string;
  readonly stepName: string;
  readonly area: string;
  readonly toolId: string;
  /** Empty for tools without chambers. */
  readonly chamber: string;
  readonly recipeId: string;
  readonly recipeVersion: string;
  readonly slot: number;
  readonly queueHours: number;
  /** Number of the last maintenance of the chamber before this wafer. */
  readonly maintenance: number;
  readonly seasoning: boolean;
  /** At lithography: the mask that was used. */
  readonly reticle?: string;
  readonly startedAt: number;
}

export interface ScenarioWafer {
  readonly waferId: string;
  readonly steps: readonly StepContext[];
  readonly tester: string;
  readonly probeCard: string;
  readonly gross: number;
  /** Final: last result of each die. */
  readonly good: number;
  /** Failing dies by soft bin. */
  readonly bins: Readonly<Record<string, number>>;
  /** Soft bin of each die in the order of the product's die map; 0 = passes. */
  readonly map: Uint8Array<ArrayBuffer>;
}

export interface ScenarioLot {
  readonly lotId: string;
  readonly product: string;
  readonly insertion: string;
  readonly floor: number;
  readonly substrateBatch: string;
  /** End of its last first pass, milliseconds since 1970. */
  readonly sortedAt: number;
  readonly wafers: readonly ScenarioWafer[];
}

/** Summaries of one sensor over the wafers of a run that one chamber took. */
export interface ScenarioSensor {
  readonly toolId: string;
  readonly chamber: string;
  readonly stepId: string;
  readonly sensor: string;
  readonly at: number;
  readonly lotId: string;
  readonly product: string;
  readonly mean: number;
  readonly seasoning: boolean;
}

/** One level of one factor that is to blame; several where several names are right. */
export interface GuiltyLevel {
  readonly kind:
    | 'tool'
    | 'chamber'
    | 'maintenance'
    | 'recipe-version'
    | 'slot'
    | 'queue-time'
    | 'reticle'
    | 'substrate-batch'
    | 'probe-card';
  /** null where no step has a part in it. */
  readonly stepId: string | null;
  /** As the contexts name it; tool and chamber as `TOOL/CHAMBER`; for a queue time the hours above which it hurts. */
  readonly level: string;
}

/** The answer key of a scenario. No product code may read it. */
export interface ScenarioTruth {
  readonly kind: ScenarioKind;
  readonly guilty: readonly GuiltyLevel[];
  /** Mean loss of the exposed wafers, in σ of lots and so in percentage points of each product. */
  readonly sizeSigma: number;
  readonly hitShare: number;
  readonly softBin: number;
  readonly signature: Signature;
  /** Span in which wafers were exposed. */
  readonly from: number;
  readonly to: number;
  /** Exposed and really hit wafers with the loss that each was meant to suffer, by lot, in the order of sort. */
  readonly affected: readonly AffectedLot[];
}

export interface AffectedLot {
  readonly lotId: string;
  readonly product: string;
  readonly sortedAt: number;
  readonly exposed: readonly { readonly waferId: string; readonly strength: number }[];
  readonly hit: readonly { readonly waferId: string; readonly lossPp: number }[];
}

export interface Scenario {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  /** Sorted lots of all products, in time order. */
  readonly lots: readonly ScenarioLot[];
  /** Made when asked for, which takes longer than all the rest; in time order of lots. */
  readonly sensors: () => ScenarioSensor[];
  /** null where nothing is planted. */
  readonly truth: ScenarioTruth | null;
}
