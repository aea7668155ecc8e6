/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** Strong: linked, also once row 1 is known. Confounded: nothing is left once row 1 is known. Inconclusive: these lots could not have shown a link. */
export type CommonalityReading =
  | 'CONFOUNDED'
  | 'INCONCLUSIVE'
  | 'NO_LINK'
  | 'STRONG';

export type ContainmentInput = {
  /** Lots that the MES is asked to hold; each is asked for once. */
  lotIds: Array<string>;
  reason: string;
  suspect?: FactorInput | null | undefined;
};

export type CreateApiTokenInput = {
  expiresAt?: string | null | undefined;
  name: string;
  productScope?: Array<string> | null | undefined;
  scopes: Array<string>;
};

export type DefectFilter = {
  /** Only defects of these classes; null or empty = all. */
  classes?: Array<number> | null | undefined;
  from?: string | null | undefined;
  /** Null = all products in scope. */
  productId?: string | null | undefined;
  /** The inspected step; null = all. */
  stepId?: string | null | undefined;
  to?: string | null | undefined;
  /** Defects of two inspections no farther apart than this, in mm, are one; default 0.1. */
  toleranceMm?: number | null | undefined;
  /** Fab weeks up to and with the running one; default 8. */
  weeks?: number | null | undefined;
};

export type DeliveryChannel =
  | 'FOLDER'
  | 'MAIL'
  | 'WEBHOOK';

export type DeliveryState =
  | 'CANCELLED'
  | 'FAILED'
  | 'NOT_CONFIGURED'
  | 'QUEUED'
  | 'SENDING'
  | 'SENT';

export type ExcursionAct =
  | 'ACKNOWLEDGED'
  | 'ACTION_ADDED'
  | 'ACTION_DONE'
  | 'ASSIGNED'
  | 'CAUSE_FOUND'
  | 'CLOSED'
  | 'COMMENTED'
  | 'CONTAINED'
  | 'DISMISSED'
  | 'HOLD_REQUESTED'
  | 'JOINED'
  | 'OPENED'
  | 'REOPENED'
  | 'UPDATED'
  | 'WITHDRAWN';

export type ExcursionActionInput = {
  /** One of excursionOwners; null for somebody without an account. */
  assigneeId?: string | null | undefined;
  /** Who, when it is nobody with an account. */
  assigneeName?: string | null | undefined;
  dueAt?: string | null | undefined;
  what: string;
};

export type ExcursionFilter = {
  /** True: only those found in history; false: only the others. */
  fromHistory?: boolean | null | undefined;
  kinds?: Array<ExcursionKind> | null | undefined;
  ownerId?: string | null | undefined;
  productId?: string | null | undefined;
  /** Any part of the id, or of a lot, tool or bin in it. */
  search?: string | null | undefined;
  severities?: Array<ExcursionSeverity> | null | undefined;
  /** Default: all that are live. */
  states?: Array<ExcursionState> | null | undefined;
  /** Only those that nobody has acknowledged. */
  unacknowledged?: boolean | null | undefined;
};

/** In what it shows best. */
export type ExcursionKind =
  | 'BIN'
  | 'DEFECT'
  | 'SENSOR'
  | 'SIGNATURE'
  | 'TEST'
  | 'YIELD';

export type ExcursionSeverity =
  | 'CRITICAL'
  | 'MAJOR'
  | 'MINOR';

export type ExcursionState =
  | 'CAUSE_FOUND'
  | 'CLOSED'
  | 'CONTAINED'
  | 'DISMISSED'
  | 'OPEN'
  | 'WITHDRAWN';

export type FabChangeKind =
  | 'LIMIT'
  | 'MAINTENANCE'
  | 'PROBE_CARD'
  | 'PROGRAM'
  | 'RECIPE';

/** What lots share: the row of the commonality, or what a person knows better. */
export type FactorInput = {
  chamber?: string | null | undefined;
  /** Tool, recipe version, slot, tester … as it is called in the fab. */
  id: string;
  kind: FactorKind;
  stepId?: string | null | undefined;
  toolId?: string | null | undefined;
};

export type FactorKind =
  | 'CHAMBER'
  | 'OTHER'
  | 'PM_INTERVAL'
  | 'PROBE_CARD'
  | 'PROGRAM'
  | 'QUEUE_TIME'
  | 'RECIPE_VERSION'
  | 'RETICLE'
  | 'SLOT'
  | 'SUBSTRATE_BATCH'
  | 'TESTER'
  | 'TOOL';

export type FileModelInput = {
  adapterFile?: string | null | undefined;
  file: string;
  grade: ModelGrade;
  licence: string;
  name: string;
  source: string;
  trainedKinds?: Array<string> | null | undefined;
};

/** Newest first, worst first, or by slot. */
export type GallerySort =
  | 'SLOT'
  | 'TESTED_AT'
  | 'YIELD';

export type Grouping =
  | 'LOT'
  | 'WEEK';

export type HttpModelInput = {
  apiKey?: string | null | undefined;
  baseUrl: string;
  grade: ModelGrade;
  licence: string;
  name: string;
  serverModel: string;
  source: string;
  trainedKinds?: Array<string> | null | undefined;
};

export type InvitePersonInput = {
  email?: string | null | undefined;
  login: string;
  name: string;
  productScope?: Array<string> | null | undefined;
  role: Role;
};

/** LOST: who asked ended before the answer. */
export type LanguageCallState =
  | 'ANSWERED'
  | 'ASKED'
  | 'FAILED'
  | 'LOST'
  | 'WAITING';

export type LanguageCallVerdict =
  | 'PASSED'
  | 'REFUSED';

export type LanguageModelState =
  | 'FAILED'
  | 'READY'
  | 'STARTING'
  | 'UNKNOWN';

export type LanguageTask =
  | 'NARRATION';

/** A wafer and the leg of the experiment it ran in. */
export type LegInput = {
  leg: string;
  lot: string;
  wafer: string;
};

/** Limits to try, in the unit of the test; what is left out is no limit. */
export type LimitsInput = {
  lower?: number | null | undefined;
  target?: number | null | undefined;
  upper?: number | null | undefined;
};

export type LotFilter = {
  /** True: only lots whose final yield is under the floor. */
  belowFloor?: boolean | null | undefined;
  from?: string | null | undefined;
  /** Null = each product’s first. */
  insertion?: string | null | undefined;
  /** Default: production. */
  lotTypes?: Array<LotType> | null | undefined;
  onHold?: boolean | null | undefined;
  productId?: string | null | undefined;
  /** Any part of the lot’s id. */
  search?: string | null | undefined;
  to?: string | null | undefined;
  /** Tested in so many fab weeks up to and with the running one; from and to count before it. */
  weeks?: number | null | undefined;
};

export type LotSort =
  | 'FINAL_YIELD'
  | 'FIRST_PASS_YIELD'
  | 'LOT'
  | 'TESTED_AT'
  | 'WAFERS';

export type LotType =
  | 'ENGINEERING'
  | 'PRODUCTION'
  | 'QUALIFICATION';

export type MeasureInput = {
  /** Soft bin, for BIN. */
  bin?: number | null | undefined;
  kind?: MeasureKind;
  /** Name of the sensor or parameter, for METROLOGY, FDC and ETEST. */
  parameter?: string | null | undefined;
  /** mean, sd, min, max, slope, area or time-over-limit, for FDC. */
  statistic?: string | null | undefined;
  /** For METROLOGY and FDC. */
  stepId?: string | null | undefined;
  /** Test number, for TEST. */
  test?: number | null | undefined;
};

/** What is looked at. Yields, recovery and bins are fractions of dies; the others have units. */
export type MeasureKind =
  | 'BIN'
  | 'ETEST'
  | 'FDC'
  | 'FINAL_YIELD'
  | 'FIRST_PASS_YIELD'
  | 'METROLOGY'
  | 'RECORD_YIELD'
  | 'RECOVERY'
  | 'TEST';

export type ModelChangeInput = {
  /** A new key; null leaves the present one. */
  apiKey?: string | null | undefined;
  grade: ModelGrade;
  licence: string;
  name: string;
  source: string;
  trainedKinds?: Array<string> | null | undefined;
};

/** G1 chooses among given wordings, G2 writes; AUTO by what the model can do. */
export type ModelGrade =
  | 'AUTO'
  | 'G1'
  | 'G2';

/** About a product, a tool, or both. */
export type NoteInput = {
  /** The moment that it is about. */
  at: string;
  productId?: string | null | undefined;
  text: string;
  toolId?: string | null | undefined;
};

export type NoticeRecipientsInput = {
  accountIds: Array<string>;
  addresses: Array<string>;
  roles: Array<Role>;
  /** Webhook targets. */
  webhookIds: Array<string>;
};

export type NoticeRuleInput = {
  areas: Array<string>;
  enabled: boolean;
  /** After so many minutes without an acknowledgement; null = never. */
  escalateMinutes?: number | null | undefined;
  escalateTimes: number;
  escalateTo: NoticeRecipientsInput;
  kinds: Array<ExcursionKind>;
  /** en or zh-CN, for those whose own language is not known. */
  language: string;
  name: string;
  productIds: Array<string>;
  recipients: NoticeRecipientsInput;
  severities: Array<ExcursionSeverity>;
  shifts: Array<NoticeShiftInput>;
};

export type NoticeShiftInput = {
  /** ISO weekdays, 1 Monday to 7 Sunday. */
  days: Array<number>;
  /** Minutes after midnight. */
  from: number;
  /** Minutes after midnight; not after `from` = on the next day. */
  to: number;
};

/** Wafers that went this way; what is left out does not matter. */
export type PassageInput = {
  chamber?: string | null | undefined;
  recipeVersion?: string | null | undefined;
  stepId?: string | null | undefined;
  toolId?: string | null | undefined;
};

/** Which wafers at which insertion; every condition narrows. */
export type PopulationFilter = {
  /** Positions of the die map over which wafers are counted, of one product: rectangles x.y.width.height joined by _, notch down. Null = all. */
  dies?: string | null | undefined;
  /** By the end of the lot’s last first pass. */
  from?: string | null | undefined;
  /** Null = each product’s first. */
  insertion?: string | null | undefined;
  /** Default: production. */
  lotTypes?: Array<LotType> | null | undefined;
  /** Lots by their ids or by a name that a child lot had. */
  lots?: Array<string> | null | undefined;
  probeCard?: string | null | undefined;
  /** Null = all products in scope. */
  productId?: string | null | undefined;
  programRevision?: string | null | undefined;
  tester?: string | null | undefined;
  /** All of them. */
  through?: Array<PassageInput> | null | undefined;
  to?: string | null | undefined;
  /** Wafers as lot/wafer, or as the wafer’s id alone. */
  wafers?: Array<string> | null | undefined;
  /** Fab weeks up to and with the running one, when from and to are not given; default 8. Lots or wafers that are named are taken from any time, unless a period is given. */
  weeks?: number | null | undefined;
};

/** Which pattern describes a relation best. */
export type RelationShape =
  | 'MONOTONE'
  | 'OPTIMUM'
  | 'THRESHOLD';

export type ReportDefinitionInput = {
  /** Null = the first. */
  insertion?: string | null | undefined;
  /** One of reportKinds. */
  kind: string;
  language: ReportScheduleLanguage;
  /** Null = production. */
  lotTypes?: Array<LotType> | null | undefined;
  name: string;
  paper: ReportPaper;
  /** * = every product, for kinds that allow it and people who may see all. */
  productId: string;
  /** Its sections in their order; null = all of its kind. */
  sections?: Array<string> | null | undefined;
  sharedWith: Array<Role>;
};

export type ReportFileWay =
  | 'ATTACHMENT'
  | 'LINK';

export type ReportIssueState =
  | 'DONE'
  | 'DUE'
  | 'FAILED'
  | 'MAKING';

/** On a day off: all the same, not at all, or on the next working day. */
export type ReportOffDay =
  | 'RUN'
  | 'SHIFT'
  | 'SKIP';

export type ReportOrderInput = {
  /** Null = the first. */
  insertion?: string | null | undefined;
  /** One of reportKinds. */
  kind: string;
  /** en or zh-CN. */
  language: string;
  /** Null = production. */
  lotTypes?: Array<LotType> | null | undefined;
  /** A4 or LETTER. */
  paper: string;
  /** Such as 2026-W47 or 2026-10, by its kind. */
  period: string;
  /** * = every product, for kinds that allow it and people who may see all. */
  productId: string;
  /** Its sections in their order; null = all of its kind. */
  sections?: Array<string> | null | undefined;
};

export type ReportPaper =
  | 'A4'
  | 'LETTER';

export type ReportRecipientsInput = {
  accountIds: Array<string>;
  addresses: Array<string>;
  /** Also into the folder that the settings name. */
  folder: boolean;
  roles: Array<Role>;
  /** Webhook targets. */
  webhookIds: Array<string>;
};

export type ReportScheduleInput = {
  /** Minute, hour, day of the month, month, weekday; hand = only when somebody sends it. */
  cron: string;
  /** What it sends is that definition; null = what stands here. */
  definitionId?: string | null | undefined;
  fileWay: ReportFileWay;
  /** Days such as 2026-12-25. */
  holidays: Array<string>;
  /** Null = the first. */
  insertion?: string | null | undefined;
  /** One of reportKinds. */
  kind: string;
  language: ReportScheduleLanguage;
  /** Null = production. */
  lotTypes?: Array<LotType> | null | undefined;
  name: string;
  offDay: ReportOffDay;
  paper: ReportPaper;
  /** * = every product, for kinds that allow it and people who may see all. */
  productId: string;
  recipients: ReportRecipientsInput;
  /** Its sections in their order; null = all of its kind. */
  sections?: Array<string> | null | undefined;
  /** IANA name. */
  timeZone: string;
  /** ISO weekdays on which people work, 1 Monday to 7 Sunday. */
  workingDays: Array<number>;
};

/** OWN: each recipient’s own; BOTH: one file in each. */
export type ReportScheduleLanguage =
  | 'BOTH'
  | 'EN'
  | 'OWN'
  | 'ZH_CN';

export type ReportSubscriptionInput = {
  insertion?: string | null | undefined;
  kind: string;
  /** EN or ZH_CN. */
  language: ReportScheduleLanguage;
  name: string;
  productId: string;
  /** IANA name; of the person’s browser. */
  timeZone: string;
};

export type Role =
  | 'ADMINISTRATOR'
  | 'MANAGER'
  | 'PROCESS_ENGINEER'
  | 'YIELD_ENGINEER';

/** Whether groups differ (5 %, by permuting lots), or why that could not be tested. */
export type SharesReading =
  | 'DIFFERENT'
  | 'INCONCLUSIVE'
  | 'ONE_GROUP'
  | 'TOO_FEW_LOTS';

export type SplitInput = {
  kind: SplitKind;
  stepId?: string | null | undefined;
};

/** Into which groups. Tool, chamber and recipe version need a step; site and touchdown a yield, of the dies (or results) tested there. */
export type SplitKind =
  | 'CHAMBER'
  | 'PROBE_CARD'
  | 'PRODUCT'
  | 'PROGRAM_REVISION'
  | 'RECIPE_VERSION'
  | 'SITE'
  | 'SLOT'
  | 'TESTER'
  | 'TOOL'
  | 'TOUCHDOWN';

/** Which runs, by their end. */
export type ToolFilter = {
  from?: string | null | undefined;
  /** Null = all products in scope. */
  productId?: string | null | undefined;
  to?: string | null | undefined;
  /** Fab weeks up to and with the running one; default 8. */
  weeks?: number | null | undefined;
};

/** Inconclusive: fewer than 3 lots on a side, or nothing to compare with. Higher and lower: p < .05 after Holm, over all comparisons of the answer. */
export type ToolReading =
  | 'HIGHER'
  | 'INCONCLUSIVE'
  | 'LOWER'
  | 'NO_DIFFERENCE';

export type ToolSensorInput = {
  chamber?: string | null | undefined;
  name: string;
  statistic: string;
  stepId: string;
};

/** What a point is: days and weeks are the fab’s. */
export type TrendUnit =
  | 'DAY'
  | 'LOT'
  | 'WAFER'
  | 'WEEK';

export type WebhookTargetInput = {
  name: string;
  productScope?: Array<string> | null | undefined;
  url: string;
};

export type YieldFilter = {
  from?: string | null | undefined;
  /** Null = the product’s first. */
  insertion?: string | null | undefined;
  /** Default: production. */
  lotTypes?: Array<LotType> | null | undefined;
  /** Null = all products in scope. */
  productId?: string | null | undefined;
  to?: string | null | undefined;
  /** Fab weeks up to and with the running one, when from and to are not given; default 8. */
  weeks?: number | null | undefined;
};

/** Which of the three yields: by the last result of each die, by its first, or by all records. */
export type YieldKind =
  | 'FINAL'
  | 'FIRST_PASS'
  | 'RECORD';

/** How a wafer is cut: 5 rings of equal area, 8 sectors, quadrants, the outer 10 mm, positions in the reticle, or shots. */
export type ZoneKind =
  | 'EDGE'
  | 'QUADRANTS'
  | 'RETICLE_POSITION'
  | 'RINGS'
  | 'SECTORS'
  | 'SHOTS';

export type FreshnessQueryVariables = Exact<{ [key: string]: never; }>;


export type FreshnessQuery = { dataHealth: { ingest: { state: string, newestEventAt: string | null, newestReceivedAt: string | null } } };

export type ChangedSubscriptionVariables = Exact<{
  topics: Array<string> | string;
}>;


export type ChangedSubscription = { changed: { topic: string, ids: Array<string> } };

export type CatalogueQueryVariables = Exact<{
  filter: PopulationFilter;
}>;


export type CatalogueQuery = { catalogue: { testers: Array<string>, probeCards: Array<string>, programRevisions: Array<string>, steps: Array<{ stepId: string, name: string, area: string | null, sequence: number | null, tools: Array<string>, chambers: Array<string> }>, parameters: Array<{ kind: string, stepId: string | null, name: string, statistic: string | null, unit: string }>, tests: Array<{ number: number, name: string, unit: string }>, bins: Array<{ number: number, name: string, slot: number }> } };

export type CapabilityIndexFragment = { value: number | null, low: number | null, high: number | null, side: string | null, missing: string | null, needs: number | null };

export type CapabilityFiguresFragment = { lower: number | null, upper: number | null, target: number | null, refused: string | null, method: string | null, mean: number | null, sigma: number | null, sigmaWithin: number | null, outside: number | null, estimatedOutside: number | null, cp: { value: number | null, low: number | null, high: number | null, side: string | null, missing: string | null, needs: number | null } | null, cpk: { value: number | null, low: number | null, high: number | null, side: string | null, missing: string | null, needs: number | null } | null, pp: { value: number | null, low: number | null, high: number | null, side: string | null, missing: string | null, needs: number | null } | null, ppk: { value: number | null, low: number | null, high: number | null, side: string | null, missing: string | null, needs: number | null } | null, cpm: { value: number | null, low: number | null, high: number | null, side: string | null, missing: string | null, needs: number | null } | null };

export type CapabilityRowFragment = { test: number, name: string, unit: string, revision: string, executed: number, total: number, wafers: number, lots: number, survivorsOnly: boolean, figures: { lower: number | null, upper: number | null, target: number | null, refused: string | null, method: string | null, mean: number | null, sigma: number | null, sigmaWithin: number | null, outside: number | null, estimatedOutside: number | null, cp: { value: number | null, low: number | null, high: number | null, side: string | null, missing: string | null, needs: number | null } | null, cpk: { value: number | null, low: number | null, high: number | null, side: string | null, missing: string | null, needs: number | null } | null, pp: { value: number | null, low: number | null, high: number | null, side: string | null, missing: string | null, needs: number | null } | null, ppk: { value: number | null, low: number | null, high: number | null, side: string | null, missing: string | null, needs: number | null } | null, cpm: { value: number | null, low: number | null, high: number | null, side: string | null, missing: string | null, needs: number | null } | null } };

export type CapabilityQueryVariables = Exact<{
  filter: PopulationFilter;
}>;


export type CapabilityQuery = { capability:
    | { __typename: 'CapabilityTable', wafersRead: number, wafers: number, testsLeftOut: number, rows: Array<{ test: number, name: string, unit: string, revision: string, executed: number, total: number, wafers: number, lots: number, survivorsOnly: boolean, figures: { lower: number | null, upper: number | null, target: number | null, refused: string | null, method: string | null, mean: number | null, sigma: number | null, sigmaWithin: number | null, outside: number | null, estimatedOutside: number | null, cp: { value: number | null, low: number | null, high: number | null, side: string | null, missing: string | null, needs: number | null } | null, cpk: { value: number | null, low: number | null, high: number | null, side: string | null, missing: string | null, needs: number | null } | null, pp: { value: number | null, low: number | null, high: number | null, side: string | null, missing: string | null, needs: number | null } | null, ppk: { value: number | null, low: number | null, high: number | null, side: string | null, missing: string | null, needs: number | null } | null, cpm: { value: number | null, low: number | null, high: number | null, side: string | null, missing: string | null, needs: number | null } | null } }>, notFound: { lots: Array<string>, wafers: Array<string>, ahead: number, excluded: number, dies: { chosen: number, positions: number } | null } }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string }> }
    | { __typename: 'NotFound', message: string }
   };

export type TestCapabilityQueryVariables = Exact<{
  filter: PopulationFilter;
  test: number;
  revision: string;
  whatIf?: LimitsInput | null | undefined;
}>;


export type TestCapabilityQuery = { testCapability:
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'TestCapability', wafersRead: number, wafers: number, row: { test: number, name: string, unit: string, revision: string, executed: number, total: number, wafers: number, lots: number, survivorsOnly: boolean, figures: { lower: number | null, upper: number | null, target: number | null, refused: string | null, method: string | null, mean: number | null, sigma: number | null, sigmaWithin: number | null, outside: number | null, estimatedOutside: number | null, cp: { value: number | null, low: number | null, high: number | null, side: string | null, missing: string | null, needs: number | null } | null, cpk: { value: number | null, low: number | null, high: number | null, side: string | null, missing: string | null, needs: number | null } | null, pp: { value: number | null, low: number | null, high: number | null, side: string | null, missing: string | null, needs: number | null } | null, ppk: { value: number | null, low: number | null, high: number | null, side: string | null, missing: string | null, needs: number | null } | null, cpm: { value: number | null, low: number | null, high: number | null, side: string | null, missing: string | null, needs: number | null } | null } }, histogram: { from: number, width: number, counts: Array<number>, below: number, above: number } | null, whatIf: { lower: number | null, upper: number | null, target: number | null, refused: string | null, method: string | null, mean: number | null, sigma: number | null, sigmaWithin: number | null, outside: number | null, estimatedOutside: number | null, cp: { value: number | null, low: number | null, high: number | null, side: string | null, missing: string | null, needs: number | null } | null, cpk: { value: number | null, low: number | null, high: number | null, side: string | null, missing: string | null, needs: number | null } | null, pp: { value: number | null, low: number | null, high: number | null, side: string | null, missing: string | null, needs: number | null } | null, ppk: { value: number | null, low: number | null, high: number | null, side: string | null, missing: string | null, needs: number | null } | null, cpm: { value: number | null, low: number | null, high: number | null, side: string | null, missing: string | null, needs: number | null } | null } | null }
   };

export type StatisticalLimitsQueryVariables = Exact<{
  filter: PopulationFilter;
}>;


export type StatisticalLimitsQuery = { statisticalLimits:
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'StatisticalLimitsView', productId: string, insertion: string, fabNow: string, proposed: Array<{ program: string, bin: number | null, binName: string, centre: number | null, limit1: number | null, limit2: number | null, lots: number, needs: number, beyond: number, missing: string | null, learntFrom: string | null, learntTo: string | null }>, approved: Array<{ limitId: string, program: string, bin: number | null, centre: number, limit1: number, limit2: number, lots: number, effectiveFrom: string, reason: string, approvedBy: string, approvedAt: string, inForce: boolean }> }
   };

export type ApproveStatisticalLimitMutationVariables = Exact<{
  filter: PopulationFilter;
  program: string;
  bin?: number | null | undefined;
  effectiveFrom: string;
  reason: string;
}>;


export type ApproveStatisticalLimitMutation = { approveStatisticalLimit:
    | { __typename: 'Done' }
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string }
    | { __typename: 'NotFound', message: string }
   };

export type ComparisonQueryVariables = Exact<{
  filter: PopulationFilter;
  measure: MeasureInput;
  split?: SplitInput | null | undefined;
  other?: PopulationFilter | null | undefined;
  legs?: Array<LegInput> | LegInput | null | undefined;
  control?: string | null | undefined;
  byDie: boolean;
}>;


export type ComparisonQuery = { comparison:
    | { __typename: 'Comparison', unit: string, isFraction: boolean, groupsLeftOut: number, design: string | null, inconclusive: string | null, wafers: number, wafersLeftOut: number, legsNotFound: Array<string>, groups: Array<{ label: string | null, n: number, wafers: number, lots: number, violinAt: Array<number>, violinDensity: Array<number>, differs: boolean, box: { mean: number, p05: number, p25: number, median: number, p75: number, p95: number, outliers: Array<number>, outlierWafers: Array<string>, outlierCount: number } }>, overall: { test: string, p: number, method: string } | null, pairs: Array<{ a: string, b: string, design: string | null, lotsA: number, lotsB: number, difference: number | null, low: number | null, high: number | null, cliffsDelta: number | null, holmP: number | null, isDifferent: boolean, reason: string | null, decisive: { test: string, p: number, method: string } | null }>, notFound: { lots: Array<string>, wafers: Array<string>, ahead: number, excluded: number, dies: { chosen: number, positions: number } | null }, overlap: { sharedWafers: number, sharedLots: number, ownLots: number, otherOwnLots: number } | null }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string }> }
    | { __typename: 'NotFound', message: string }
   };

export type ExperimentFragment = { experimentId: string, name: string, keptBy: string, keptAt: string, own: boolean, changeable: boolean, sharedWith: Array<Role>, control: string, lots: number, hidden: number, legs: Array<{ name: string, wafers: number }> };

export type SplitExperimentsQueryVariables = Exact<{ [key: string]: never; }>;


export type SplitExperimentsQuery = { splitExperiments: Array<{ experimentId: string, name: string, keptBy: string, keptAt: string, own: boolean, changeable: boolean, sharedWith: Array<Role>, control: string, lots: number, hidden: number, legs: Array<{ name: string, wafers: number }> }> };

export type SplitExperimentQueryVariables = Exact<{
  experimentId: string;
}>;


export type SplitExperimentQuery = { splitExperiment:
    | { __typename: 'NotFound', message: string }
    | { __typename: 'SplitExperiment', experimentId: string, name: string, keptBy: string, keptAt: string, own: boolean, changeable: boolean, sharedWith: Array<Role>, control: string, lots: number, hidden: number, wafers: Array<{ lot: string, wafer: string, leg: string }>, legs: Array<{ name: string, wafers: number }> }
   };

export type KeepExperimentMutationVariables = Exact<{
  name: string;
  legs: Array<LegInput> | LegInput;
  sharedWith: Array<Role> | Role;
}>;


export type KeepExperimentMutation = { keepExperiment:
    | { __typename: 'InvalidInput', message: string }
    | { __typename: 'SplitExperiment', experimentId: string, name: string, keptBy: string, keptAt: string, own: boolean, changeable: boolean, sharedWith: Array<Role>, control: string, lots: number, hidden: number, legs: Array<{ name: string, wafers: number }> }
   };

export type ChangeExperimentMutationVariables = Exact<{
  experimentId: string;
  name: string;
  sharedWith: Array<Role> | Role;
}>;


export type ChangeExperimentMutation = { changeExperiment:
    | { __typename: 'InvalidInput', message: string }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'SplitExperiment', experimentId: string, name: string, keptBy: string, keptAt: string, own: boolean, changeable: boolean, sharedWith: Array<Role>, control: string, lots: number, hidden: number, legs: Array<{ name: string, wafers: number }> }
   };

export type DeleteExperimentMutationVariables = Exact<{
  experimentId: string;
}>;


export type DeleteExperimentMutation = { deleteExperiment:
    | { __typename: 'Done' }
    | { __typename: 'NotFound', message: string }
   };

export type RelationRowFragment = { rank: number, kind: MeasureKind, stepId: string | null, name: string, statistic: string | null, test: number | null, unit: string, shape: RelationShape, rho: number, rhoLow: number, rhoHigh: number, explained: number, p: number, q: number, found: boolean, wafers: number, lots: number, effectiveWafers: number, cluster: number | null, clusterSize: number, leads: boolean, onlyBetweenGroups: boolean, threshold: { value: number, wafersBelow: number, wafersAbove: number, meanBelow: number, meanAbove: number } | null, optimum: { value: number, response: string } | null };

export type RelationsQueryVariables = Exact<{
  filter: PopulationFilter;
  response: MeasureInput;
}>;


export type RelationsQuery = { relations:
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'Relations', unit: string, isFraction: boolean, tested: number, found: number, wafers: number, lots: number, wafersLeftOut: number, obstacle: string | null, rows: Array<{ rank: number, kind: MeasureKind, stepId: string | null, name: string, statistic: string | null, test: number | null, unit: string, shape: RelationShape, rho: number, rhoLow: number, rhoHigh: number, explained: number, p: number, q: number, found: boolean, wafers: number, lots: number, effectiveWafers: number, cluster: number | null, clusterSize: number, leads: boolean, onlyBetweenGroups: boolean, threshold: { value: number, wafersBelow: number, wafersAbove: number, meanBelow: number, meanAbove: number } | null, optimum: { value: number, response: string } | null }>, skipped: Array<{ reason: string, parameters: number }>, notFound: { lots: Array<string>, wafers: Array<string>, ahead: number, excluded: number, dies: { chosen: number, positions: number } | null } }
   };

export type RelationScatterQueryVariables = Exact<{
  filter: PopulationFilter;
  response: MeasureInput;
  parameter: MeasureInput;
}>;


export type RelationScatterQuery = { relationScatter:
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'RelationScatter', unit: string, isFraction: boolean, parameterUnit: string, parameterIsFraction: boolean, wafers: Array<string>, x: Array<number>, y: Array<number>, obstacle: string | null, relation: { rank: number, kind: MeasureKind, stepId: string | null, name: string, statistic: string | null, test: number | null, unit: string, shape: RelationShape, rho: number, rhoLow: number, rhoHigh: number, explained: number, p: number, q: number, found: boolean, wafers: number, lots: number, effectiveWafers: number, cluster: number | null, clusterSize: number, leads: boolean, onlyBetweenGroups: boolean, threshold: { value: number, wafersBelow: number, wafersAbove: number, meanBelow: number, meanAbove: number } | null, optimum: { value: number, response: string } | null } | null, fit: { x: Array<number>, y: Array<number>, low: Array<number>, high: Array<number> } | null }
   };

export type IngestHealthFragment = { newestEventAt: string | null, newestReceivedAt: string | null, state: string, lagSeconds: number | null, ratePerMinute: number, quarantined: number, backlog: number, history: { from: string, to: string, weeksFilled: number, weeks: number } | null };

export type DataHealthQueryVariables = Exact<{ [key: string]: never; }>;


export type DataHealthQuery = { dataHealth: { outboxPending: number, rawLogBacklog: number, ingest: { newestEventAt: string | null, newestReceivedAt: string | null, state: string, lagSeconds: number | null, ratePerMinute: number, quarantined: number, backlog: number, history: { from: string, to: string, weeksFilled: number, weeks: number } | null }, sources: Array<{ type: string, events24h: number, newestEventAt: string | null, newestReceivedAt: string | null, lateShare: number, quarantined: number, state: string }>, consumers: Array<{ topic: string, partition: number, position: string, lag: number, updatedAt: string }> } };

export type QuarantineQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  state?: string | null | undefined;
}>;


export type QuarantineQuery = { quarantine: { total: number, pageInfo: { endCursor: string | null, hasNextPage: boolean }, rows: Array<{ quarantineId: string, receivedAt: string, source: string, type: string | null, eventId: string | null, reasonCode: string, reason: string, raw: string, truncated: boolean, state: string }> } };

export type ReplayQuarantineMutationVariables = Exact<{
  ids: Array<string> | string;
}>;


export type ReplayQuarantineMutation = { replayQuarantine: { replayed: number, stillFailing: number } };

export type DismissQuarantineMutationVariables = Exact<{
  ids: Array<string> | string;
  reason: string;
}>;


export type DismissQuarantineMutation = { dismissQuarantine: { dismissed: number } };

export type DefectsQueryVariables = Exact<{
  filter: DefectFilter;
}>;


export type DefectsQuery = { defects: { period: string, inspections: number, excludedWafers: number, steps: Array<{ stepId: string, stepName: string, wafers: number, lots: number, defects: number, areaCm2: number, density: number | null, low: number | null, high: number | null }>, trend: Array<{ stepId: string, lotId: string, at: string, wafers: number, defects: number, density: number | null }>, classes: Array<{ code: number, name: string, defects: number, share: number, cumulative: number }>, latest: Array<{ inspectionId: string, lotId: string, waferId: string, stepId: string, stepName: string, toolId: string, inspectedAt: string, defects: number, statedDefects: number | null, density: number | null, sorted: boolean }>, adders: Array<{ stepId: string, stepName: string, previousStepId: string, previousStepName: string, wafers: number, adders: number, carried: number, gone: number, unplaced: number, perWafer: number }>, killRatios: { inspected: number, withSort: number, excluded: number, withoutDieSize: number, rows: Array<{ stepId: string, stepName: string, code: number | null, name: string, value: number | null, low: number | null, high: number | null, refusal: string | null, has: number | null, needs: number | null, diesWith: number, yieldWith: number | null, cleanDies: number, yieldClean: number | null, lots: number, killedDies: number | null, limitedYield: number | null }> } } };

export type WaferInspectionsQueryVariables = Exact<{
  lotId: string;
  waferId: string;
  toleranceMm?: number | null | undefined;
}>;


export type WaferInspectionsQuery = { waferInspections: Array<{ inspectionId: string, stepId: string, stepName: string, toolId: string, inspectedAt: string, defects: number, density: number | null, adders: number | null, x: string, y: string, size: string, classCode: string, added: string, classes: Array<{ code: number, name: string, defects: number, share: number, cumulative: number }> }> };

type ExcursionChange_ExcursionChanged_Fragment = { __typename: 'ExcursionChanged', excursion: { firstLotAt: string, lastLotAt: string, recordedAt: string, possibleActs: Array<ExcursionAct>, excursionId: string, productId: string, productName: string, insertion: string | null, kind: ExcursionKind, severity: ExcursionSeverity, area: string | null, state: ExcursionState, openedAt: string, fromHistory: boolean, ended: boolean, lotCount: number, waferCount: number, lossPp: number | null, lostDies: number, ownerId: string | null, ownerName: string | null, acknowledgedAt: string | null, acknowledgedBy: string | null, undecided: string | null, settledAt: string | null, settledReason: string | null, version: number, actions: Array<{ actionId: string, what: string, assigneeName: string, dueAt: string | null, addedBy: string, addedAt: string, doneAt: string | null, doneBy: string | null, doneComment: string | null }>, entries: Array<{ entryNo: number, act: ExcursionAct, actorName: string, byDetectors: boolean, reason: string | null, at: string, fabAt: string, changes: Array<{ field: string, before: string | null, after: string | null }> }>, lots: Array<{ lotId: string, testedAt: string, waferIds: Array<string>, wafers: number, finalYield: number | null, lossPp: number | null, onHold: boolean, alarms: Array<{ rule: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null } }> }>, subject: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, reasons: Array<{ code: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, values: Array<{ name: string, number: number | null, text: string | null }> }>, suspect: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null, cause: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null } };

type ExcursionChange_ExcursionOutdated_Fragment = { __typename: 'ExcursionOutdated', excursion: { firstLotAt: string, lastLotAt: string, recordedAt: string, possibleActs: Array<ExcursionAct>, excursionId: string, productId: string, productName: string, insertion: string | null, kind: ExcursionKind, severity: ExcursionSeverity, area: string | null, state: ExcursionState, openedAt: string, fromHistory: boolean, ended: boolean, lotCount: number, waferCount: number, lossPp: number | null, lostDies: number, ownerId: string | null, ownerName: string | null, acknowledgedAt: string | null, acknowledgedBy: string | null, undecided: string | null, settledAt: string | null, settledReason: string | null, version: number, actions: Array<{ actionId: string, what: string, assigneeName: string, dueAt: string | null, addedBy: string, addedAt: string, doneAt: string | null, doneBy: string | null, doneComment: string | null }>, entries: Array<{ entryNo: number, act: ExcursionAct, actorName: string, byDetectors: boolean, reason: string | null, at: string, fabAt: string, changes: Array<{ field: string, before: string | null, after: string | null }> }>, lots: Array<{ lotId: string, testedAt: string, waferIds: Array<string>, wafers: number, finalYield: number | null, lossPp: number | null, onHold: boolean, alarms: Array<{ rule: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null } }> }>, subject: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, reasons: Array<{ code: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, values: Array<{ name: string, number: number | null, text: string | null }> }>, suspect: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null, cause: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null } };

type ExcursionChange_Forbidden_Fragment = { __typename: 'Forbidden', message: string };

type ExcursionChange_InvalidInput_Fragment = { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> };

type ExcursionChange_NotFound_Fragment = { __typename: 'NotFound', message: string };

export type ExcursionChangeFragment =
  | ExcursionChange_ExcursionChanged_Fragment
  | ExcursionChange_ExcursionOutdated_Fragment
  | ExcursionChange_Forbidden_Fragment
  | ExcursionChange_InvalidInput_Fragment
  | ExcursionChange_NotFound_Fragment
;

export type AcknowledgeExcursionMutationVariables = Exact<{
  excursionId: string;
}>;


export type AcknowledgeExcursionMutation = { acknowledgeExcursion:
    | { __typename: 'ExcursionChanged', excursion: { firstLotAt: string, lastLotAt: string, recordedAt: string, possibleActs: Array<ExcursionAct>, excursionId: string, productId: string, productName: string, insertion: string | null, kind: ExcursionKind, severity: ExcursionSeverity, area: string | null, state: ExcursionState, openedAt: string, fromHistory: boolean, ended: boolean, lotCount: number, waferCount: number, lossPp: number | null, lostDies: number, ownerId: string | null, ownerName: string | null, acknowledgedAt: string | null, acknowledgedBy: string | null, undecided: string | null, settledAt: string | null, settledReason: string | null, version: number, actions: Array<{ actionId: string, what: string, assigneeName: string, dueAt: string | null, addedBy: string, addedAt: string, doneAt: string | null, doneBy: string | null, doneComment: string | null }>, entries: Array<{ entryNo: number, act: ExcursionAct, actorName: string, byDetectors: boolean, reason: string | null, at: string, fabAt: string, changes: Array<{ field: string, before: string | null, after: string | null }> }>, lots: Array<{ lotId: string, testedAt: string, waferIds: Array<string>, wafers: number, finalYield: number | null, lossPp: number | null, onHold: boolean, alarms: Array<{ rule: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null } }> }>, subject: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, reasons: Array<{ code: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, values: Array<{ name: string, number: number | null, text: string | null }> }>, suspect: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null, cause: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null } }
    | { __typename: 'ExcursionOutdated', excursion: { firstLotAt: string, lastLotAt: string, recordedAt: string, possibleActs: Array<ExcursionAct>, excursionId: string, productId: string, productName: string, insertion: string | null, kind: ExcursionKind, severity: ExcursionSeverity, area: string | null, state: ExcursionState, openedAt: string, fromHistory: boolean, ended: boolean, lotCount: number, waferCount: number, lossPp: number | null, lostDies: number, ownerId: string | null, ownerName: string | null, acknowledgedAt: string | null, acknowledgedBy: string | null, undecided: string | null, settledAt: string | null, settledReason: string | null, version: number, actions: Array<{ actionId: string, what: string, assigneeName: string, dueAt: string | null, addedBy: string, addedAt: string, doneAt: string | null, doneBy: string | null, doneComment: string | null }>, entries: Array<{ entryNo: number, act: ExcursionAct, actorName: string, byDetectors: boolean, reason: string | null, at: string, fabAt: string, changes: Array<{ field: string, before: string | null, after: string | null }> }>, lots: Array<{ lotId: string, testedAt: string, waferIds: Array<string>, wafers: number, finalYield: number | null, lossPp: number | null, onHold: boolean, alarms: Array<{ rule: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null } }> }>, subject: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, reasons: Array<{ code: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, values: Array<{ name: string, number: number | null, text: string | null }> }>, suspect: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null, cause: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null } }
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
   };

export type AssignExcursionMutationVariables = Exact<{
  excursionId: string;
  ownerId: string;
  version: number;
}>;


export type AssignExcursionMutation = { assignExcursion:
    | { __typename: 'ExcursionChanged', excursion: { firstLotAt: string, lastLotAt: string, recordedAt: string, possibleActs: Array<ExcursionAct>, excursionId: string, productId: string, productName: string, insertion: string | null, kind: ExcursionKind, severity: ExcursionSeverity, area: string | null, state: ExcursionState, openedAt: string, fromHistory: boolean, ended: boolean, lotCount: number, waferCount: number, lossPp: number | null, lostDies: number, ownerId: string | null, ownerName: string | null, acknowledgedAt: string | null, acknowledgedBy: string | null, undecided: string | null, settledAt: string | null, settledReason: string | null, version: number, actions: Array<{ actionId: string, what: string, assigneeName: string, dueAt: string | null, addedBy: string, addedAt: string, doneAt: string | null, doneBy: string | null, doneComment: string | null }>, entries: Array<{ entryNo: number, act: ExcursionAct, actorName: string, byDetectors: boolean, reason: string | null, at: string, fabAt: string, changes: Array<{ field: string, before: string | null, after: string | null }> }>, lots: Array<{ lotId: string, testedAt: string, waferIds: Array<string>, wafers: number, finalYield: number | null, lossPp: number | null, onHold: boolean, alarms: Array<{ rule: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null } }> }>, subject: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, reasons: Array<{ code: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, values: Array<{ name: string, number: number | null, text: string | null }> }>, suspect: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null, cause: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null } }
    | { __typename: 'ExcursionOutdated', excursion: { firstLotAt: string, lastLotAt: string, recordedAt: string, possibleActs: Array<ExcursionAct>, excursionId: string, productId: string, productName: string, insertion: string | null, kind: ExcursionKind, severity: ExcursionSeverity, area: string | null, state: ExcursionState, openedAt: string, fromHistory: boolean, ended: boolean, lotCount: number, waferCount: number, lossPp: number | null, lostDies: number, ownerId: string | null, ownerName: string | null, acknowledgedAt: string | null, acknowledgedBy: string | null, undecided: string | null, settledAt: string | null, settledReason: string | null, version: number, actions: Array<{ actionId: string, what: string, assigneeName: string, dueAt: string | null, addedBy: string, addedAt: string, doneAt: string | null, doneBy: string | null, doneComment: string | null }>, entries: Array<{ entryNo: number, act: ExcursionAct, actorName: string, byDetectors: boolean, reason: string | null, at: string, fabAt: string, changes: Array<{ field: string, before: string | null, after: string | null }> }>, lots: Array<{ lotId: string, testedAt: string, waferIds: Array<string>, wafers: number, finalYield: number | null, lossPp: number | null, onHold: boolean, alarms: Array<{ rule: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null } }> }>, subject: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, reasons: Array<{ code: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, values: Array<{ name: string, number: number | null, text: string | null }> }>, suspect: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null, cause: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null } }
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
   };

export type ContainExcursionMutationVariables = Exact<{
  excursionId: string;
  containment: ContainmentInput;
  version: number;
}>;


export type ContainExcursionMutation = { containExcursion:
    | { __typename: 'ExcursionChanged', excursion: { firstLotAt: string, lastLotAt: string, recordedAt: string, possibleActs: Array<ExcursionAct>, excursionId: string, productId: string, productName: string, insertion: string | null, kind: ExcursionKind, severity: ExcursionSeverity, area: string | null, state: ExcursionState, openedAt: string, fromHistory: boolean, ended: boolean, lotCount: number, waferCount: number, lossPp: number | null, lostDies: number, ownerId: string | null, ownerName: string | null, acknowledgedAt: string | null, acknowledgedBy: string | null, undecided: string | null, settledAt: string | null, settledReason: string | null, version: number, actions: Array<{ actionId: string, what: string, assigneeName: string, dueAt: string | null, addedBy: string, addedAt: string, doneAt: string | null, doneBy: string | null, doneComment: string | null }>, entries: Array<{ entryNo: number, act: ExcursionAct, actorName: string, byDetectors: boolean, reason: string | null, at: string, fabAt: string, changes: Array<{ field: string, before: string | null, after: string | null }> }>, lots: Array<{ lotId: string, testedAt: string, waferIds: Array<string>, wafers: number, finalYield: number | null, lossPp: number | null, onHold: boolean, alarms: Array<{ rule: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null } }> }>, subject: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, reasons: Array<{ code: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, values: Array<{ name: string, number: number | null, text: string | null }> }>, suspect: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null, cause: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null } }
    | { __typename: 'ExcursionOutdated', excursion: { firstLotAt: string, lastLotAt: string, recordedAt: string, possibleActs: Array<ExcursionAct>, excursionId: string, productId: string, productName: string, insertion: string | null, kind: ExcursionKind, severity: ExcursionSeverity, area: string | null, state: ExcursionState, openedAt: string, fromHistory: boolean, ended: boolean, lotCount: number, waferCount: number, lossPp: number | null, lostDies: number, ownerId: string | null, ownerName: string | null, acknowledgedAt: string | null, acknowledgedBy: string | null, undecided: string | null, settledAt: string | null, settledReason: string | null, version: number, actions: Array<{ actionId: string, what: string, assigneeName: string, dueAt: string | null, addedBy: string, addedAt: string, doneAt: string | null, doneBy: string | null, doneComment: string | null }>, entries: Array<{ entryNo: number, act: ExcursionAct, actorName: string, byDetectors: boolean, reason: string | null, at: string, fabAt: string, changes: Array<{ field: string, before: string | null, after: string | null }> }>, lots: Array<{ lotId: string, testedAt: string, waferIds: Array<string>, wafers: number, finalYield: number | null, lossPp: number | null, onHold: boolean, alarms: Array<{ rule: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null } }> }>, subject: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, reasons: Array<{ code: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, values: Array<{ name: string, number: number | null, text: string | null }> }>, suspect: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null, cause: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null } }
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
   };

export type SetExcursionCauseMutationVariables = Exact<{
  excursionId: string;
  cause: FactorInput;
  version: number;
  words: string;
}>;


export type SetExcursionCauseMutation = { setExcursionCause:
    | { __typename: 'ExcursionChanged', excursion: { firstLotAt: string, lastLotAt: string, recordedAt: string, possibleActs: Array<ExcursionAct>, excursionId: string, productId: string, productName: string, insertion: string | null, kind: ExcursionKind, severity: ExcursionSeverity, area: string | null, state: ExcursionState, openedAt: string, fromHistory: boolean, ended: boolean, lotCount: number, waferCount: number, lossPp: number | null, lostDies: number, ownerId: string | null, ownerName: string | null, acknowledgedAt: string | null, acknowledgedBy: string | null, undecided: string | null, settledAt: string | null, settledReason: string | null, version: number, actions: Array<{ actionId: string, what: string, assigneeName: string, dueAt: string | null, addedBy: string, addedAt: string, doneAt: string | null, doneBy: string | null, doneComment: string | null }>, entries: Array<{ entryNo: number, act: ExcursionAct, actorName: string, byDetectors: boolean, reason: string | null, at: string, fabAt: string, changes: Array<{ field: string, before: string | null, after: string | null }> }>, lots: Array<{ lotId: string, testedAt: string, waferIds: Array<string>, wafers: number, finalYield: number | null, lossPp: number | null, onHold: boolean, alarms: Array<{ rule: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null } }> }>, subject: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, reasons: Array<{ code: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, values: Array<{ name: string, number: number | null, text: string | null }> }>, suspect: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null, cause: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null } }
    | { __typename: 'ExcursionOutdated', excursion: { firstLotAt: string, lastLotAt: string, recordedAt: string, possibleActs: Array<ExcursionAct>, excursionId: string, productId: string, productName: string, insertion: string | null, kind: ExcursionKind, severity: ExcursionSeverity, area: string | null, state: ExcursionState, openedAt: string, fromHistory: boolean, ended: boolean, lotCount: number, waferCount: number, lossPp: number | null, lostDies: number, ownerId: string | null, ownerName: string | null, acknowledgedAt: string | null, acknowledgedBy: string | null, undecided: string | null, settledAt: string | null, settledReason: string | null, version: number, actions: Array<{ actionId: string, what: string, assigneeName: string, dueAt: string | null, addedBy: string, addedAt: string, doneAt: string | null, doneBy: string | null, doneComment: string | null }>, entries: Array<{ entryNo: number, act: ExcursionAct, actorName: string, byDetectors: boolean, reason: string | null, at: string, fabAt: string, changes: Array<{ field: string, before: string | null, after: string | null }> }>, lots: Array<{ lotId: string, testedAt: string, waferIds: Array<string>, wafers: number, finalYield: number | null, lossPp: number | null, onHold: boolean, alarms: Array<{ rule: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null } }> }>, subject: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, reasons: Array<{ code: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, values: Array<{ name: string, number: number | null, text: string | null }> }>, suspect: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null, cause: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null } }
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
   };

export type CloseExcursionMutationVariables = Exact<{
  excursionId: string;
  reason: string;
  version: number;
}>;


export type CloseExcursionMutation = { closeExcursion:
    | { __typename: 'ExcursionChanged', excursion: { firstLotAt: string, lastLotAt: string, recordedAt: string, possibleActs: Array<ExcursionAct>, excursionId: string, productId: string, productName: string, insertion: string | null, kind: ExcursionKind, severity: ExcursionSeverity, area: string | null, state: ExcursionState, openedAt: string, fromHistory: boolean, ended: boolean, lotCount: number, waferCount: number, lossPp: number | null, lostDies: number, ownerId: string | null, ownerName: string | null, acknowledgedAt: string | null, acknowledgedBy: string | null, undecided: string | null, settledAt: string | null, settledReason: string | null, version: number, actions: Array<{ actionId: string, what: string, assigneeName: string, dueAt: string | null, addedBy: string, addedAt: string, doneAt: string | null, doneBy: string | null, doneComment: string | null }>, entries: Array<{ entryNo: number, act: ExcursionAct, actorName: string, byDetectors: boolean, reason: string | null, at: string, fabAt: string, changes: Array<{ field: string, before: string | null, after: string | null }> }>, lots: Array<{ lotId: string, testedAt: string, waferIds: Array<string>, wafers: number, finalYield: number | null, lossPp: number | null, onHold: boolean, alarms: Array<{ rule: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null } }> }>, subject: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, reasons: Array<{ code: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, values: Array<{ name: string, number: number | null, text: string | null }> }>, suspect: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null, cause: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null } }
    | { __typename: 'ExcursionOutdated', excursion: { firstLotAt: string, lastLotAt: string, recordedAt: string, possibleActs: Array<ExcursionAct>, excursionId: string, productId: string, productName: string, insertion: string | null, kind: ExcursionKind, severity: ExcursionSeverity, area: string | null, state: ExcursionState, openedAt: string, fromHistory: boolean, ended: boolean, lotCount: number, waferCount: number, lossPp: number | null, lostDies: number, ownerId: string | null, ownerName: string | null, acknowledgedAt: string | null, acknowledgedBy: string | null, undecided: string | null, settledAt: string | null, settledReason: string | null, version: number, actions: Array<{ actionId: string, what: string, assigneeName: string, dueAt: string | null, addedBy: string, addedAt: string, doneAt: string | null, doneBy: string | null, doneComment: string | null }>, entries: Array<{ entryNo: number, act: ExcursionAct, actorName: string, byDetectors: boolean, reason: string | null, at: string, fabAt: string, changes: Array<{ field: string, before: string | null, after: string | null }> }>, lots: Array<{ lotId: string, testedAt: string, waferIds: Array<string>, wafers: number, finalYield: number | null, lossPp: number | null, onHold: boolean, alarms: Array<{ rule: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null } }> }>, subject: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, reasons: Array<{ code: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, values: Array<{ name: string, number: number | null, text: string | null }> }>, suspect: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null, cause: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null } }
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
   };

export type DismissExcursionMutationVariables = Exact<{
  excursionId: string;
  reason: string;
  version: number;
}>;


export type DismissExcursionMutation = { dismissExcursion:
    | { __typename: 'ExcursionChanged', excursion: { firstLotAt: string, lastLotAt: string, recordedAt: string, possibleActs: Array<ExcursionAct>, excursionId: string, productId: string, productName: string, insertion: string | null, kind: ExcursionKind, severity: ExcursionSeverity, area: string | null, state: ExcursionState, openedAt: string, fromHistory: boolean, ended: boolean, lotCount: number, waferCount: number, lossPp: number | null, lostDies: number, ownerId: string | null, ownerName: string | null, acknowledgedAt: string | null, acknowledgedBy: string | null, undecided: string | null, settledAt: string | null, settledReason: string | null, version: number, actions: Array<{ actionId: string, what: string, assigneeName: string, dueAt: string | null, addedBy: string, addedAt: string, doneAt: string | null, doneBy: string | null, doneComment: string | null }>, entries: Array<{ entryNo: number, act: ExcursionAct, actorName: string, byDetectors: boolean, reason: string | null, at: string, fabAt: string, changes: Array<{ field: string, before: string | null, after: string | null }> }>, lots: Array<{ lotId: string, testedAt: string, waferIds: Array<string>, wafers: number, finalYield: number | null, lossPp: number | null, onHold: boolean, alarms: Array<{ rule: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null } }> }>, subject: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, reasons: Array<{ code: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, values: Array<{ name: string, number: number | null, text: string | null }> }>, suspect: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null, cause: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null } }
    | { __typename: 'ExcursionOutdated', excursion: { firstLotAt: string, lastLotAt: string, recordedAt: string, possibleActs: Array<ExcursionAct>, excursionId: string, productId: string, productName: string, insertion: string | null, kind: ExcursionKind, severity: ExcursionSeverity, area: string | null, state: ExcursionState, openedAt: string, fromHistory: boolean, ended: boolean, lotCount: number, waferCount: number, lossPp: number | null, lostDies: number, ownerId: string | null, ownerName: string | null, acknowledgedAt: string | null, acknowledgedBy: string | null, undecided: string | null, settledAt: string | null, settledReason: string | null, version: number, actions: Array<{ actionId: string, what: string, assigneeName: string, dueAt: string | null, addedBy: string, addedAt: string, doneAt: string | null, doneBy: string | null, doneComment: string | null }>, entries: Array<{ entryNo: number, act: ExcursionAct, actorName: string, byDetectors: boolean, reason: string | null, at: string, fabAt: string, changes: Array<{ field: string, before: string | null, after: string | null }> }>, lots: Array<{ lotId: string, testedAt: string, waferIds: Array<string>, wafers: number, finalYield: number | null, lossPp: number | null, onHold: boolean, alarms: Array<{ rule: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null } }> }>, subject: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, reasons: Array<{ code: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, values: Array<{ name: string, number: number | null, text: string | null }> }>, suspect: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null, cause: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null } }
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
   };

export type ReopenExcursionMutationVariables = Exact<{
  excursionId: string;
  reason: string;
  version: number;
}>;


export type ReopenExcursionMutation = { reopenExcursion:
    | { __typename: 'ExcursionChanged', excursion: { firstLotAt: string, lastLotAt: string, recordedAt: string, possibleActs: Array<ExcursionAct>, excursionId: string, productId: string, productName: string, insertion: string | null, kind: ExcursionKind, severity: ExcursionSeverity, area: string | null, state: ExcursionState, openedAt: string, fromHistory: boolean, ended: boolean, lotCount: number, waferCount: number, lossPp: number | null, lostDies: number, ownerId: string | null, ownerName: string | null, acknowledgedAt: string | null, acknowledgedBy: string | null, undecided: string | null, settledAt: string | null, settledReason: string | null, version: number, actions: Array<{ actionId: string, what: string, assigneeName: string, dueAt: string | null, addedBy: string, addedAt: string, doneAt: string | null, doneBy: string | null, doneComment: string | null }>, entries: Array<{ entryNo: number, act: ExcursionAct, actorName: string, byDetectors: boolean, reason: string | null, at: string, fabAt: string, changes: Array<{ field: string, before: string | null, after: string | null }> }>, lots: Array<{ lotId: string, testedAt: string, waferIds: Array<string>, wafers: number, finalYield: number | null, lossPp: number | null, onHold: boolean, alarms: Array<{ rule: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null } }> }>, subject: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, reasons: Array<{ code: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, values: Array<{ name: string, number: number | null, text: string | null }> }>, suspect: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null, cause: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null } }
    | { __typename: 'ExcursionOutdated', excursion: { firstLotAt: string, lastLotAt: string, recordedAt: string, possibleActs: Array<ExcursionAct>, excursionId: string, productId: string, productName: string, insertion: string | null, kind: ExcursionKind, severity: ExcursionSeverity, area: string | null, state: ExcursionState, openedAt: string, fromHistory: boolean, ended: boolean, lotCount: number, waferCount: number, lossPp: number | null, lostDies: number, ownerId: string | null, ownerName: string | null, acknowledgedAt: string | null, acknowledgedBy: string | null, undecided: string | null, settledAt: string | null, settledReason: string | null, version: number, actions: Array<{ actionId: string, what: string, assigneeName: string, dueAt: string | null, addedBy: string, addedAt: string, doneAt: string | null, doneBy: string | null, doneComment: string | null }>, entries: Array<{ entryNo: number, act: ExcursionAct, actorName: string, byDetectors: boolean, reason: string | null, at: string, fabAt: string, changes: Array<{ field: string, before: string | null, after: string | null }> }>, lots: Array<{ lotId: string, testedAt: string, waferIds: Array<string>, wafers: number, finalYield: number | null, lossPp: number | null, onHold: boolean, alarms: Array<{ rule: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null } }> }>, subject: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, reasons: Array<{ code: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, values: Array<{ name: string, number: number | null, text: string | null }> }>, suspect: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null, cause: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null } }
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
   };

export type CommentExcursionMutationVariables = Exact<{
  excursionId: string;
  text: string;
}>;


export type CommentExcursionMutation = { commentExcursion:
    | { __typename: 'ExcursionChanged', excursion: { firstLotAt: string, lastLotAt: string, recordedAt: string, possibleActs: Array<ExcursionAct>, excursionId: string, productId: string, productName: string, insertion: string | null, kind: ExcursionKind, severity: ExcursionSeverity, area: string | null, state: ExcursionState, openedAt: string, fromHistory: boolean, ended: boolean, lotCount: number, waferCount: number, lossPp: number | null, lostDies: number, ownerId: string | null, ownerName: string | null, acknowledgedAt: string | null, acknowledgedBy: string | null, undecided: string | null, settledAt: string | null, settledReason: string | null, version: number, actions: Array<{ actionId: string, what: string, assigneeName: string, dueAt: string | null, addedBy: string, addedAt: string, doneAt: string | null, doneBy: string | null, doneComment: string | null }>, entries: Array<{ entryNo: number, act: ExcursionAct, actorName: string, byDetectors: boolean, reason: string | null, at: string, fabAt: string, changes: Array<{ field: string, before: string | null, after: string | null }> }>, lots: Array<{ lotId: string, testedAt: string, waferIds: Array<string>, wafers: number, finalYield: number | null, lossPp: number | null, onHold: boolean, alarms: Array<{ rule: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null } }> }>, subject: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, reasons: Array<{ code: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, values: Array<{ name: string, number: number | null, text: string | null }> }>, suspect: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null, cause: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null } }
    | { __typename: 'ExcursionOutdated', excursion: { firstLotAt: string, lastLotAt: string, recordedAt: string, possibleActs: Array<ExcursionAct>, excursionId: string, productId: string, productName: string, insertion: string | null, kind: ExcursionKind, severity: ExcursionSeverity, area: string | null, state: ExcursionState, openedAt: string, fromHistory: boolean, ended: boolean, lotCount: number, waferCount: number, lossPp: number | null, lostDies: number, ownerId: string | null, ownerName: string | null, acknowledgedAt: string | null, acknowledgedBy: string | null, undecided: string | null, settledAt: string | null, settledReason: string | null, version: number, actions: Array<{ actionId: string, what: string, assigneeName: string, dueAt: string | null, addedBy: string, addedAt: string, doneAt: string | null, doneBy: string | null, doneComment: string | null }>, entries: Array<{ entryNo: number, act: ExcursionAct, actorName: string, byDetectors: boolean, reason: string | null, at: string, fabAt: string, changes: Array<{ field: string, before: string | null, after: string | null }> }>, lots: Array<{ lotId: string, testedAt: string, waferIds: Array<string>, wafers: number, finalYield: number | null, lossPp: number | null, onHold: boolean, alarms: Array<{ rule: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null } }> }>, subject: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, reasons: Array<{ code: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, values: Array<{ name: string, number: number | null, text: string | null }> }>, suspect: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null, cause: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null } }
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
   };

export type AddExcursionActionMutationVariables = Exact<{
  excursionId: string;
  action: ExcursionActionInput;
}>;


export type AddExcursionActionMutation = { addExcursionAction:
    | { __typename: 'ExcursionChanged', excursion: { firstLotAt: string, lastLotAt: string, recordedAt: string, possibleActs: Array<ExcursionAct>, excursionId: string, productId: string, productName: string, insertion: string | null, kind: ExcursionKind, severity: ExcursionSeverity, area: string | null, state: ExcursionState, openedAt: string, fromHistory: boolean, ended: boolean, lotCount: number, waferCount: number, lossPp: number | null, lostDies: number, ownerId: string | null, ownerName: string | null, acknowledgedAt: string | null, acknowledgedBy: string | null, undecided: string | null, settledAt: string | null, settledReason: string | null, version: number, actions: Array<{ actionId: string, what: string, assigneeName: string, dueAt: string | null, addedBy: string, addedAt: string, doneAt: string | null, doneBy: string | null, doneComment: string | null }>, entries: Array<{ entryNo: number, act: ExcursionAct, actorName: string, byDetectors: boolean, reason: string | null, at: string, fabAt: string, changes: Array<{ field: string, before: string | null, after: string | null }> }>, lots: Array<{ lotId: string, testedAt: string, waferIds: Array<string>, wafers: number, finalYield: number | null, lossPp: number | null, onHold: boolean, alarms: Array<{ rule: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null } }> }>, subject: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, reasons: Array<{ code: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, values: Array<{ name: string, number: number | null, text: string | null }> }>, suspect: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null, cause: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null } }
    | { __typename: 'ExcursionOutdated', excursion: { firstLotAt: string, lastLotAt: string, recordedAt: string, possibleActs: Array<ExcursionAct>, excursionId: string, productId: string, productName: string, insertion: string | null, kind: ExcursionKind, severity: ExcursionSeverity, area: string | null, state: ExcursionState, openedAt: string, fromHistory: boolean, ended: boolean, lotCount: number, waferCount: number, lossPp: number | null, lostDies: number, ownerId: string | null, ownerName: string | null, acknowledgedAt: string | null, acknowledgedBy: string | null, undecided: string | null, settledAt: string | null, settledReason: string | null, version: number, actions: Array<{ actionId: string, what: string, assigneeName: string, dueAt: string | null, addedBy: string, addedAt: string, doneAt: string | null, doneBy: string | null, doneComment: string | null }>, entries: Array<{ entryNo: number, act: ExcursionAct, actorName: string, byDetectors: boolean, reason: string | null, at: string, fabAt: string, changes: Array<{ field: string, before: string | null, after: string | null }> }>, lots: Array<{ lotId: string, testedAt: string, waferIds: Array<string>, wafers: number, finalYield: number | null, lossPp: number | null, onHold: boolean, alarms: Array<{ rule: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null } }> }>, subject: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, reasons: Array<{ code: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, values: Array<{ name: string, number: number | null, text: string | null }> }>, suspect: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null, cause: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null } }
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
   };

export type CompleteExcursionActionMutationVariables = Exact<{
  excursionId: string;
  actionId: string;
  comment?: string | null | undefined;
}>;


export type CompleteExcursionActionMutation = { completeExcursionAction:
    | { __typename: 'ExcursionChanged', excursion: { firstLotAt: string, lastLotAt: string, recordedAt: string, possibleActs: Array<ExcursionAct>, excursionId: string, productId: string, productName: string, insertion: string | null, kind: ExcursionKind, severity: ExcursionSeverity, area: string | null, state: ExcursionState, openedAt: string, fromHistory: boolean, ended: boolean, lotCount: number, waferCount: number, lossPp: number | null, lostDies: number, ownerId: string | null, ownerName: string | null, acknowledgedAt: string | null, acknowledgedBy: string | null, undecided: string | null, settledAt: string | null, settledReason: string | null, version: number, actions: Array<{ actionId: string, what: string, assigneeName: string, dueAt: string | null, addedBy: string, addedAt: string, doneAt: string | null, doneBy: string | null, doneComment: string | null }>, entries: Array<{ entryNo: number, act: ExcursionAct, actorName: string, byDetectors: boolean, reason: string | null, at: string, fabAt: string, changes: Array<{ field: string, before: string | null, after: string | null }> }>, lots: Array<{ lotId: string, testedAt: string, waferIds: Array<string>, wafers: number, finalYield: number | null, lossPp: number | null, onHold: boolean, alarms: Array<{ rule: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null } }> }>, subject: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, reasons: Array<{ code: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, values: Array<{ name: string, number: number | null, text: string | null }> }>, suspect: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null, cause: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null } }
    | { __typename: 'ExcursionOutdated', excursion: { firstLotAt: string, lastLotAt: string, recordedAt: string, possibleActs: Array<ExcursionAct>, excursionId: string, productId: string, productName: string, insertion: string | null, kind: ExcursionKind, severity: ExcursionSeverity, area: string | null, state: ExcursionState, openedAt: string, fromHistory: boolean, ended: boolean, lotCount: number, waferCount: number, lossPp: number | null, lostDies: number, ownerId: string | null, ownerName: string | null, acknowledgedAt: string | null, acknowledgedBy: string | null, undecided: string | null, settledAt: string | null, settledReason: string | null, version: number, actions: Array<{ actionId: string, what: string, assigneeName: string, dueAt: string | null, addedBy: string, addedAt: string, doneAt: string | null, doneBy: string | null, doneComment: string | null }>, entries: Array<{ entryNo: number, act: ExcursionAct, actorName: string, byDetectors: boolean, reason: string | null, at: string, fabAt: string, changes: Array<{ field: string, before: string | null, after: string | null }> }>, lots: Array<{ lotId: string, testedAt: string, waferIds: Array<string>, wafers: number, finalYield: number | null, lossPp: number | null, onHold: boolean, alarms: Array<{ rule: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null } }> }>, subject: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, reasons: Array<{ code: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, values: Array<{ name: string, number: number | null, text: string | null }> }>, suspect: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null, cause: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null } }
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
   };

export type ExcursionPageFragment = { firstLotAt: string, lastLotAt: string, recordedAt: string, possibleActs: Array<ExcursionAct>, excursionId: string, productId: string, productName: string, insertion: string | null, kind: ExcursionKind, severity: ExcursionSeverity, area: string | null, state: ExcursionState, openedAt: string, fromHistory: boolean, ended: boolean, lotCount: number, waferCount: number, lossPp: number | null, lostDies: number, ownerId: string | null, ownerName: string | null, acknowledgedAt: string | null, acknowledgedBy: string | null, undecided: string | null, settledAt: string | null, settledReason: string | null, version: number, actions: Array<{ actionId: string, what: string, assigneeName: string, dueAt: string | null, addedBy: string, addedAt: string, doneAt: string | null, doneBy: string | null, doneComment: string | null }>, entries: Array<{ entryNo: number, act: ExcursionAct, actorName: string, byDetectors: boolean, reason: string | null, at: string, fabAt: string, changes: Array<{ field: string, before: string | null, after: string | null }> }>, lots: Array<{ lotId: string, testedAt: string, waferIds: Array<string>, wafers: number, finalYield: number | null, lossPp: number | null, onHold: boolean, alarms: Array<{ rule: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null } }> }>, subject: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, reasons: Array<{ code: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, values: Array<{ name: string, number: number | null, text: string | null }> }>, suspect: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null, cause: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null };

export type ExcursionQueryVariables = Exact<{
  excursionId: string;
}>;


export type ExcursionQuery = { excursion:
    | { __typename: 'Excursion', firstLotAt: string, lastLotAt: string, recordedAt: string, possibleActs: Array<ExcursionAct>, excursionId: string, productId: string, productName: string, insertion: string | null, kind: ExcursionKind, severity: ExcursionSeverity, area: string | null, state: ExcursionState, openedAt: string, fromHistory: boolean, ended: boolean, lotCount: number, waferCount: number, lossPp: number | null, lostDies: number, ownerId: string | null, ownerName: string | null, acknowledgedAt: string | null, acknowledgedBy: string | null, undecided: string | null, settledAt: string | null, settledReason: string | null, version: number, actions: Array<{ actionId: string, what: string, assigneeName: string, dueAt: string | null, addedBy: string, addedAt: string, doneAt: string | null, doneBy: string | null, doneComment: string | null }>, entries: Array<{ entryNo: number, act: ExcursionAct, actorName: string, byDetectors: boolean, reason: string | null, at: string, fabAt: string, changes: Array<{ field: string, before: string | null, after: string | null }> }>, lots: Array<{ lotId: string, testedAt: string, waferIds: Array<string>, wafers: number, finalYield: number | null, lossPp: number | null, onHold: boolean, alarms: Array<{ rule: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null } }> }>, subject: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, reasons: Array<{ code: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, values: Array<{ name: string, number: number | null, text: string | null }> }>, suspect: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null, cause: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null }
    | { __typename: 'Forbidden' }
    | { __typename: 'NotFound' }
   };

export type ExcursionTimelineQueryVariables = Exact<{
  excursionId: string;
}>;


export type ExcursionTimelineQuery = { excursion:
    | { __typename: 'Excursion', excursionId: string, timeline: { from: string, to: string, place: string | null, tool: Array<{ state: string, from: string, to: string | null, note: string | null }>, runs: Array<{ lotId: string, at: string, wafers: number, affected: boolean, sorted: boolean }>, lots: Array<{ lotId: string, at: string, finalYield: number | null, affected: boolean }>, alarms: Array<{ lotId: string, at: string, rule: string, label: string }>, people: Array<{ act: ExcursionAct, at: string, who: string, words: string | null }> } }
    | { __typename: 'Forbidden' }
    | { __typename: 'NotFound' }
   };

export type FactorLevelFragment = { kind: FactorKind, stepId: string | null, stepName: string | null, id: string, toolId: string | null, chamber: string | null, side: string | null, cut: number | null, unit: string | null };

export type ExcursionCommonalityQueryVariables = Exact<{
  excursionId: string;
}>;


export type ExcursionCommonalityQuery = { excursion:
    | { __typename: 'Excursion', excursionId: string, commonality: { wafers: number, lots: number, caseWafers: number, caseLots: number, levels: number, testedLevels: number, permutations: number, obstacle: string | null, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null } | null, rows: Array<{ p: number | null, pGivenFirst: number | null, reading: CommonalityReading, because: string | null, levels: Array<{ kind: FactorKind, stepId: string | null, stepName: string | null, id: string, toolId: string | null, chamber: string | null, side: string | null, cut: number | null, unit: string | null }>, exposed: { caseWafers: number, wafers: number, caseLots: number, lots: number }, others: { caseWafers: number, wafers: number, caseLots: number, lots: number }, oddsRatio: { ratio: number, low: number, high: number } | null }> } | null }
    | { __typename: 'Forbidden' }
    | { __typename: 'NotFound' }
   };

export type ExcursionStacksQueryVariables = Exact<{
  excursionId: string;
}>;


export type ExcursionStacksQuery = { excursion:
    | { __typename: 'Excursion', excursionId: string, stacks: { affectedWafers: number, baselineWafers: number, dieCount: number, affectedUrl: string, baselineUrl: string } | null }
    | { __typename: 'Forbidden' }
    | { __typename: 'NotFound' }
   };

export type ProductShapesQueryVariables = Exact<{ [key: string]: never; }>;


export type ProductShapesQuery = { products: Array<{ productId: string, geometry: { diameterMm: number, dieWidthMm: number | null, dieHeightMm: number | null, edgeExclusionMm: number | null, defined: boolean, originalNotch: string | null, minX: number, maxX: number, minY: number, maxY: number } }> };

export type ExcursionMovedQueryVariables = Exact<{
  excursionId: string;
}>;


export type ExcursionMovedQuery = { excursion:
    | { __typename: 'Excursion', excursionId: string, movedParameters: Array<{ source: string, name: string, statistic: string | null, unit: string, stepId: string | null, stepName: string | null, toolIds: Array<string>, affected: number, others: number, shift: number, affectedLots: number, otherLots: number, q: number }> }
    | { __typename: 'Forbidden' }
    | { __typename: 'NotFound' }
   };

export type ExcursionAroundQueryVariables = Exact<{
  excursionId: string;
}>;


export type ExcursionAroundQuery = { excursion:
    | { __typename: 'Excursion', excursionId: string, changesAround: Array<{ kind: FabChangeKind, at: string, endedAt: string | null, toolId: string | null, chamber: string | null, stepId: string | null, stepName: string | null, what: string, before: string | null, after: string | null, note: string | null, contrast: number | null }>, similar: Array<{ excursionId: string, openedAt: string, state: ExcursionState, similarity: number, shared: Array<string>, cause: string | null, lossPp: number | null }> }
    | { __typename: 'Forbidden' }
    | { __typename: 'NotFound' }
   };

export type ExcursionInLineQueryVariables = Exact<{
  excursionId: string;
}>;


export type ExcursionInLineQuery = { excursion:
    | { __typename: 'Excursion', excursionId: string, inLine: Array<{ lotId: string, productName: string, priority: string, exposedWafers: number, wafers: number, processedAt: string, currentStepId: string | null, currentStep: string | null, onHold: boolean, holdRequestedAt: string | null }> }
    | { __typename: 'Forbidden' }
    | { __typename: 'NotFound' }
   };

export type StreamFragment = { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null };

export type SharedFactorFragment = { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null };

export type ExcursionRowFragment = { excursionId: string, productId: string, productName: string, insertion: string | null, kind: ExcursionKind, severity: ExcursionSeverity, area: string | null, state: ExcursionState, openedAt: string, fromHistory: boolean, ended: boolean, lotCount: number, waferCount: number, lossPp: number | null, lostDies: number, ownerId: string | null, ownerName: string | null, acknowledgedAt: string | null, acknowledgedBy: string | null, undecided: string | null, settledAt: string | null, settledReason: string | null, version: number, subject: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, reasons: Array<{ code: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, values: Array<{ name: string, number: number | null, text: string | null }> }>, suspect: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null, cause: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null };

export type ExcursionsQueryVariables = Exact<{
  filter: ExcursionFilter;
  first: number;
  after?: string | null | undefined;
}>;


export type ExcursionsQuery = { excursions: { total: number, pageInfo: { endCursor: string | null, hasNextPage: boolean }, rows: Array<{ excursionId: string, productId: string, productName: string, insertion: string | null, kind: ExcursionKind, severity: ExcursionSeverity, area: string | null, state: ExcursionState, openedAt: string, fromHistory: boolean, ended: boolean, lotCount: number, waferCount: number, lossPp: number | null, lostDies: number, ownerId: string | null, ownerName: string | null, acknowledgedAt: string | null, acknowledgedBy: string | null, undecided: string | null, settledAt: string | null, settledReason: string | null, version: number, subject: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, reasons: Array<{ code: string, stream: { kind: string, name: string, label: string, toolId: string | null, chamber: string | null, stepId: string | null }, values: Array<{ name: string, number: number | null, text: string | null }> }>, suspect: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null, cause: { kind: FactorKind, id: string, stepId: string | null, stepName: string | null, toolId: string | null, chamber: string | null, pValue: number | null, words: string | null } | null }> } };

export type ExcursionCountsQueryVariables = Exact<{ [key: string]: never; }>;


export type ExcursionCountsQuery = { excursionCounts: { waiting: number, states: Array<{ state: ExcursionState, count: number }>, falseAlarms: { dismissed: number, opened: number, days: number } } };

export type ExcursionOwnersQueryVariables = Exact<{
  productId?: string | null | undefined;
}>;


export type ExcursionOwnersQuery = { excursionOwners: Array<{ accountId: string, name: string, role: string }> };

export type ImportsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type ImportsQuery = { imports: { total: number, pageInfo: { endCursor: string | null, hasNextPage: boolean }, rows: Array<{ importId: string, fileName: string, byteSize: number, origin: string, format: string, state: string, progress: number, requestedBy: string, requestedAt: string, finishedAt: string | null, duplicateOf: string | null, error: { code: string, message: string, byteOffset: number | null, record: string | null, remedy: string } | null, warnings: Array<{ code: string, message: string, count: number, byteOffset: number | null, record: string | null }>, summary: { lots: Array<string>, lotId: string | null, productId: string | null, wafers: number, dies: number, partRecords: number, tests: number, results: number, testedFrom: string | null, testedTo: string | null, relation: string, inspection: { step: string, tool: string, defects: number } | null, yields: { final: number | null, firstPass: number | null, record: number | null, goodFinal: number, goodFirst: number, goodRecord: number, gross: number, tested: number, untested: number, records: number, retested: number, recovered: number, wafers: number, excludedWafers: number } } | null }> } };

export type LotQueryVariables = Exact<{
  lotId: string;
  insertion?: string | null | undefined;
}>;


export type LotQuery = { lot:
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'Lot', insertions: Array<string>, mapsUrl: string, row: { lotId: string, productId: string, productName: string, lotType: LotType, priority: string, wafers: number, insertion: string | null, firstPassEndedAt: string | null, floor: number | null, belowFloor: boolean, onHold: boolean, currentStep: string | null, yields: { final: number | null, firstPass: number | null, record: number | null, goodFinal: number, goodFirst: number, goodRecord: number, gross: number, tested: number, untested: number, records: number, retested: number, recovered: number, wafers: number, excludedWafers: number } | null, topLoss: { kind: string, number: number, name: string, slot: number, loss: number, dies: number, baseline: number | null, change: number | null } | null }, tests: Array<{ number: number, name: string, unit: string, lowLimit: number | null, highLimit: number | null, executed: number | null }>, wafers: Array<{ waferId: string, slot: number | null, lotNo: string, complete: boolean, lastEndedAt: string, tester: string | null, probeCard: string | null, programRevision: string, yields: { final: number | null, firstPass: number | null, record: number | null, goodFinal: number, goodFirst: number, goodRecord: number, gross: number, tested: number, untested: number, records: number, retested: number, recovered: number, wafers: number, excludedWafers: number }, excluded: { exclusionId: string, reason: string, by: string, at: string } | null, topLoss: { kind: string, number: number, name: string, slot: number, loss: number, dies: number, baseline: number | null, change: number | null } | null }>, losses: Array<{ kind: string, number: number, name: string, slot: number, loss: number, dies: number, baseline: number | null, change: number | null }>, geometry: { diameterMm: number, dieWidthMm: number | null, dieHeightMm: number | null, edgeExclusionMm: number | null, defined: boolean, originalNotch: string | null, minX: number, maxX: number, minY: number, maxY: number }, bins: Array<{ kind: string, number: number, name: string, pass: boolean, slot: number }>, history: Array<{ eventId: string, kind: string, at: string, lotNo: string, stepId: string | null, stepName: string | null, toolId: string | null, detail: string | null }>, holds: Array<{ holdId: string, heldAt: string, releasedAt: string | null, reason: string, comment: string | null, stepId: string | null }>, children: Array<{ lotNo: string, parentLotNo: string, kind: string, at: string, wafers: number }>, runs: Array<{ runId: string, waferId: string, startedAt: string, finishedAt: string | null, insertion: string, program: string, programRevision: string, tester: string | null, probeCard: string | null, records: number, kind: string, supersededBy: string | null, importId: string | null }> }
    | { __typename: 'NotFound', message: string }
   };

export type LotNarrativeQueryVariables = Exact<{
  lotId: string;
  insertion?: string | null | undefined;
  language: string;
}>;


export type LotNarrativeQuery = { lot:
    | { __typename: 'Forbidden' }
    | { __typename: 'Lot', narrative: { badge: string, madeAt: string, headline: Array<{ text: string, factId: string | null, emphasis: boolean }>, paragraphs: Array<Array<{ text: string, factId: string | null, emphasis: boolean }>>, facts: Array<{ id: string, key: string, kind: string, text: string, definition: string, unit: string, n: number | null, interval: string | null, query: string, rows: number, asOf: string }> } }
    | { __typename: 'NotFound' }
   };

export type TestRunFragment = { runId: string, waferId: string, startedAt: string, finishedAt: string | null, insertion: string, program: string, programRevision: string, tester: string | null, probeCard: string | null, records: number, kind: string, supersededBy: string | null, importId: string | null };

export type ExcludeWaferMutationVariables = Exact<{
  lotId: string;
  waferId: string;
  reason: string;
}>;


export type ExcludeWaferMutation = { excludeWafer:
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'WaferExcluded' }
    | { __typename: 'WaferRestored' }
   };

export type RestoreWaferMutationVariables = Exact<{
  lotId: string;
  waferId: string;
  exclusionId: string;
}>;


export type RestoreWaferMutation = { restoreWafer:
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'WaferExcluded' }
    | { __typename: 'WaferRestored' }
   };

export type LotsQueryVariables = Exact<{
  filter: LotFilter;
  sort: LotSort;
  descending: boolean;
  first: number;
  after?: string | null | undefined;
}>;


export type LotsQuery = { lots: { total: number, pageInfo: { endCursor: string | null, hasNextPage: boolean }, rows: Array<{ lotId: string, productId: string, productName: string, lotType: LotType, priority: string, wafers: number, insertion: string | null, firstPassEndedAt: string | null, floor: number | null, belowFloor: boolean, onHold: boolean, currentStep: string | null, yields: { final: number | null, firstPass: number | null, record: number | null, goodFinal: number, goodFirst: number, goodRecord: number, gross: number, tested: number, untested: number, records: number, retested: number, recovered: number, wafers: number, excludedWafers: number } | null, topLoss: { kind: string, number: number, name: string, slot: number, loss: number, dies: number, baseline: number | null, change: number | null } | null }> } };

export type ProductChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type ProductChoicesQuery = { products: Array<{ productId: string, name: string, insertions: Array<{ insertion: string, yieldTarget: number | null, floor: number | null }> }> };

export type StackFragment = { wafers: number, lots: number, wafersInAll: number, failRate: number | null, url: string };

export type WaferStackQueryVariables = Exact<{
  filter: PopulationFilter;
  compareWith?: PopulationFilter | null | undefined;
  bins: Array<number> | number;
  zones: ZoneKind;
}>;


export type WaferStackQuery = { waferStack:
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'StackComparison', reticleColumns: number | null, reticleRows: number | null, reticleKnown: boolean, design: string | null, untested: string | null, lotsLeftOut: number, geometry: { diameterMm: number, dieWidthMm: number | null, dieHeightMm: number | null, edgeExclusionMm: number | null, defined: boolean, originalNotch: string | null, minX: number, maxX: number, minY: number, maxY: number }, stack: { wafers: number, lots: number, wafersInAll: number, failRate: number | null, url: string }, other: { wafers: number, lots: number, wafersInAll: number, failRate: number | null, url: string } | null, zones: Array<{ zone: number, rate: number | null, otherRate: number | null, difference: number | null, low: number | null, high: number | null, adjustedP: number | null, dies: string | null }>, notFound: { lots: Array<string>, wafers: Array<string>, ahead: number, excluded: number, dies: { chosen: number, positions: number } | null }, overlap: { sharedWafers: number, sharedLots: number, ownLots: number, otherOwnLots: number } | null }
   };

export type MapGalleryQueryVariables = Exact<{
  filter: PopulationFilter;
  sort: GallerySort;
  from: number;
  first: number;
}>;


export type MapGalleryQuery = { mapGallery:
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string }> }
    | { __typename: 'MapGallery', wafersInAll: number, mapsUrl: string, wafers: Array<{ lotId: string, waferId: string, lotNo: string, slot: number | null, testedAt: string, yield: number | null }>, geometry: { diameterMm: number, dieWidthMm: number | null, dieHeightMm: number | null, edgeExclusionMm: number | null, defined: boolean, originalNotch: string | null, minX: number, maxX: number, minY: number, maxY: number } }
    | { __typename: 'NotFound', message: string }
   };

export type OverviewQueryVariables = Exact<{
  filter: YieldFilter;
  kind: YieldKind;
  by: Grouping;
}>;


export type OverviewQuery = { dataHealth: { ingest: { newestEventAt: string | null, newestReceivedAt: string | null, state: string, lagSeconds: number | null, ratePerMinute: number, quarantined: number, backlog: number, history: { from: string, to: string, weeksFilled: number, weeks: number } | null } }, overview: { fabNow: string, insertion: string, insertions: Array<string>, currentWeek: string | null, floor: number | null, target: number | null, period: { from: string, to: string, label: string }, current: { final: number | null, firstPass: number | null, record: number | null, goodFinal: number, goodFirst: number, goodRecord: number, gross: number, tested: number, untested: number, records: number, retested: number, recovered: number, wafers: number, excludedWafers: number }, change: { delta: number, low: number, high: number, baselineLabel: string, conclusive: boolean } | null, lotsBelowFloor: { count: number, of: number } | null, trend: { grouping: Grouping, kind: YieldKind, limitsMissing: string | null, excludedWafers: number, points: Array<{ key: string, lotId: string | null, at: string, value: number, median7: number | null, wafers: number, gross: number, withinSd: number | null, complete: boolean, alarms: Array<{ kind: string, rule: string, detail: string }> }>, limits: { mean: number, lower: number, upper: number, sigma: number, phaseOneFrom: string, phaseOneTo: string, lots: number, method: string } | null }, losses: Array<{ kind: string, number: number, name: string, slot: number, loss: number, dies: number, baseline: number | null, change: number | null }>, stacked: { wafers: number, dieCount: number, url: string } | null, latestLots: Array<{ lotId: string, productId: string, productName: string, lotType: LotType, priority: string, wafers: number, insertion: string | null, firstPassEndedAt: string | null, floor: number | null, belowFloor: boolean, onHold: boolean, currentStep: string | null, yields: { final: number | null, firstPass: number | null, record: number | null, goodFinal: number, goodFirst: number, goodRecord: number, gross: number, tested: number, untested: number, records: number, retested: number, recovered: number, wafers: number, excludedWafers: number } | null, topLoss: { kind: string, number: number, name: string, slot: number, loss: number, dies: number, baseline: number | null, change: number | null } | null }>, products: Array<{ productId: string, name: string, insertion: string, target: number | null, floor: number | null, sparkline: Array<number>, alarms: number, current: { final: number | null, firstPass: number | null, record: number | null, goodFinal: number, goodFirst: number, goodRecord: number, gross: number, tested: number, untested: number, records: number, retested: number, recovered: number, wafers: number, excludedWafers: number } }> } };

export type OverviewNarrativeQueryVariables = Exact<{
  filter: YieldFilter;
  language: string;
}>;


export type OverviewNarrativeQuery = { overview: { narrative: { badge: string, madeAt: string, headline: Array<{ text: string, factId: string | null, emphasis: boolean }>, paragraphs: Array<Array<{ text: string, factId: string | null, emphasis: boolean }>>, facts: Array<{ id: string, key: string, kind: string, text: string, definition: string, unit: string, n: number | null, interval: string | null, query: string, rows: number, asOf: string }> } } };

export type OverviewProductsQueryVariables = Exact<{ [key: string]: never; }>;


export type OverviewProductsQuery = { products: Array<{ productId: string, name: string, geometry: { diameterMm: number, dieWidthMm: number | null, dieHeightMm: number | null, edgeExclusionMm: number | null, defined: boolean, originalNotch: string | null, minX: number, maxX: number, minY: number, maxY: number } }> };

export type ReportJobQueryVariables = Exact<{
  jobId: string;
}>;


export type ReportJobQuery = { job: { jobId: string, kind: string, state: string, progress: number, step: string | null, requestedAt: string, finishedAt: string | null, resultUrl: string | null, error: { code: string, message: string, remedy: string } | null } | null };

export type JobStateFragment = { jobId: string, kind: string, state: string, progress: number, step: string | null, requestedAt: string, finishedAt: string | null, resultUrl: string | null, error: { code: string, message: string, remedy: string } | null };

export type StartLotReportMutationVariables = Exact<{
  lotId: string;
  insertion?: string | null | undefined;
  language: string;
  paper: string;
}>;


export type StartLotReportMutation = { startLotReport:
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string }
    | { __typename: 'JobAccepted', job: { jobId: string, kind: string, state: string, progress: number, step: string | null, requestedAt: string, finishedAt: string | null, resultUrl: string | null, error: { code: string, message: string, remedy: string } | null } }
    | { __typename: 'NotFound', message: string }
   };

export type StartWeekReportMutationVariables = Exact<{
  productId: string;
  insertion?: string | null | undefined;
  week: string;
  language: string;
  paper: string;
}>;


export type StartWeekReportMutation = { startWeekReport:
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string }
    | { __typename: 'JobAccepted', job: { jobId: string, kind: string, state: string, progress: number, step: string | null, requestedAt: string, finishedAt: string | null, resultUrl: string | null, error: { code: string, message: string, remedy: string } | null } }
    | { __typename: 'NotFound', message: string }
   };

export type CancelJobMutationVariables = Exact<{
  jobId: string;
}>;


export type CancelJobMutation = { cancelJob:
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string }
    | { __typename: 'JobAccepted', job: { jobId: string, kind: string, state: string, progress: number, step: string | null, requestedAt: string, finishedAt: string | null, resultUrl: string | null, error: { code: string, message: string, remedy: string } | null } }
    | { __typename: 'NotFound', message: string }
   };

export type StartExcursionReportMutationVariables = Exact<{
  excursionId: string;
  language: string;
  paper: string;
}>;


export type StartExcursionReportMutation = { startExcursionReport:
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string }
    | { __typename: 'JobAccepted', job: { jobId: string, kind: string, state: string, progress: number, step: string | null, requestedAt: string, finishedAt: string | null, resultUrl: string | null, error: { code: string, message: string, remedy: string } | null } }
    | { __typename: 'NotFound', message: string }
   };

export type ReportScheduleFragment = { scheduleId: string, name: string, definitionId: string | null, kind: string, productId: string, insertion: string | null, lotTypes: Array<LotType> | null, sections: Array<string> | null, language: ReportScheduleLanguage, paper: ReportPaper, cron: string, timeZone: string, workingDays: Array<number>, holidays: Array<string>, offDay: ReportOffDay, fileWay: ReportFileWay, ownerName: string, own: boolean, subscription: boolean, nextFireAt: string | null, pausedAt: string | null, version: number, changedBy: string, changedAt: string, mayChange: boolean, unsubscribed: boolean, recipients: { roles: Array<Role>, accountIds: Array<string>, addresses: Array<string>, webhookIds: Array<string>, folder: boolean } };

export type ReportIssueLineFragment = { issueId: string, scheduleId: string, period: string, number: number, cause: string, fireAt: string, late: boolean, state: ReportIssueState, problem: string | null, askedBy: string | null, createdAt: string, finishedAt: string | null, named: number, delivered: number, files: Array<{ language: string, url: string | null, headline: string | null, problem: string | null }> };

export type ReportIssueFragment = { issueId: string, scheduleId: string, period: string, number: number, cause: string, fireAt: string, late: boolean, state: ReportIssueState, problem: string | null, askedBy: string | null, createdAt: string, finishedAt: string | null, named: number, delivered: number, recipients: Array<{ recipientId: string, name: string, channel: string, language: string, problem: string | null, deliveryState: string | null, attempts: number, deliveredAt: string | null, lastError: string | null }>, files: Array<{ language: string, url: string | null, headline: string | null, problem: string | null }> };

type ReportScheduleOutcome_Forbidden_Fragment = { __typename: 'Forbidden', message: string };

type ReportScheduleOutcome_InvalidInput_Fragment = { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> };

type ReportScheduleOutcome_NotFound_Fragment = { __typename: 'NotFound', message: string };

type ReportScheduleOutcome_ReportScheduleOutdated_Fragment = { __typename: 'ReportScheduleOutdated', message: string };

type ReportScheduleOutcome_ReportScheduleSaved_Fragment = { __typename: 'ReportScheduleSaved', schedule: { scheduleId: string, name: string, definitionId: string | null, kind: string, productId: string, insertion: string | null, lotTypes: Array<LotType> | null, sections: Array<string> | null, language: ReportScheduleLanguage, paper: ReportPaper, cron: string, timeZone: string, workingDays: Array<number>, holidays: Array<string>, offDay: ReportOffDay, fileWay: ReportFileWay, ownerName: string, own: boolean, subscription: boolean, nextFireAt: string | null, pausedAt: string | null, version: number, changedBy: string, changedAt: string, mayChange: boolean, unsubscribed: boolean, recipients: { roles: Array<Role>, accountIds: Array<string>, addresses: Array<string>, webhookIds: Array<string>, folder: boolean } } };

export type ReportScheduleOutcomeFragment =
  | ReportScheduleOutcome_Forbidden_Fragment
  | ReportScheduleOutcome_InvalidInput_Fragment
  | ReportScheduleOutcome_NotFound_Fragment
  | ReportScheduleOutcome_ReportScheduleOutdated_Fragment
  | ReportScheduleOutcome_ReportScheduleSaved_Fragment
;

type ReportIssueOutcome_Forbidden_Fragment = { __typename: 'Forbidden', message: string };

type ReportIssueOutcome_InvalidInput_Fragment = { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> };

type ReportIssueOutcome_NotFound_Fragment = { __typename: 'NotFound', message: string };

type ReportIssueOutcome_ReportIssueAsked_Fragment = { __typename: 'ReportIssueAsked', issue: { issueId: string, scheduleId: string, period: string, number: number, cause: string, fireAt: string, late: boolean, state: ReportIssueState, problem: string | null, askedBy: string | null, createdAt: string, finishedAt: string | null, named: number, delivered: number, files: Array<{ language: string, url: string | null, headline: string | null, problem: string | null }> } };

export type ReportIssueOutcomeFragment =
  | ReportIssueOutcome_Forbidden_Fragment
  | ReportIssueOutcome_InvalidInput_Fragment
  | ReportIssueOutcome_NotFound_Fragment
  | ReportIssueOutcome_ReportIssueAsked_Fragment
;

export type ReportSchedulesQueryVariables = Exact<{ [key: string]: never; }>;


export type ReportSchedulesQuery = { reportKinds: Array<{ kind: string, sections: Array<string>, everyProduct: boolean, narrowed: boolean, periods: Array<string> }>, reportDefinitions: Array<{ definitionId: string, name: string, kind: string, productId: string, insertion: string | null, lotTypes: Array<LotType> | null, sections: Array<string> | null, language: ReportScheduleLanguage, paper: ReportPaper, sharedWith: Array<Role>, ownerName: string, own: boolean, version: number, changedBy: string, changedAt: string }>, reportSchedules: Array<{ scheduleId: string, name: string, definitionId: string | null, kind: string, productId: string, insertion: string | null, lotTypes: Array<LotType> | null, sections: Array<string> | null, language: ReportScheduleLanguage, paper: ReportPaper, cron: string, timeZone: string, workingDays: Array<number>, holidays: Array<string>, offDay: ReportOffDay, fileWay: ReportFileWay, ownerName: string, own: boolean, subscription: boolean, nextFireAt: string | null, pausedAt: string | null, version: number, changedBy: string, changedAt: string, mayChange: boolean, unsubscribed: boolean, recipients: { roles: Array<Role>, accountIds: Array<string>, addresses: Array<string>, webhookIds: Array<string>, folder: boolean } }>, lastReportIssues: Array<{ issueId: string, scheduleId: string, period: string, number: number, cause: string, fireAt: string, late: boolean, state: ReportIssueState, problem: string | null, askedBy: string | null, createdAt: string, finishedAt: string | null, named: number, delivered: number, files: Array<{ language: string, url: string | null, headline: string | null, problem: string | null }> }>, reportScheduleChoices: { folder: boolean, missingForMail: Array<string>, mailDomains: Array<string>, ownAddress: string | null, ownAccountId: string, people: Array<{ accountId: string, name: string, role: Role, address: string | null }>, targets: Array<{ targetId: string, name: string }> } };

export type ReportIssuesQueryVariables = Exact<{
  scheduleId: string;
  first: number;
}>;


export type ReportIssuesQuery = { reportIssues: Array<{ issueId: string, scheduleId: string, period: string, number: number, cause: string, fireAt: string, late: boolean, state: ReportIssueState, problem: string | null, askedBy: string | null, createdAt: string, finishedAt: string | null, named: number, delivered: number, recipients: Array<{ recipientId: string, name: string, channel: string, language: string, problem: string | null, deliveryState: string | null, attempts: number, deliveredAt: string | null, lastError: string | null }>, files: Array<{ language: string, url: string | null, headline: string | null, problem: string | null }> }> };

export type ReportIssueScheduleQueryVariables = Exact<{
  issueId: string;
}>;


export type ReportIssueScheduleQuery = { reportIssue: { issueId: string, scheduleId: string } | null };

export type ReportSchedulePreviewQueryVariables = Exact<{
  schedule: ReportScheduleInput;
}>;


export type ReportSchedulePreviewQuery = { reportSchedulePreview:
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'ReportSchedulePreview', fires: Array<{ at: string, period: string, shifted: boolean }>, recipients: Array<{ name: string, channel: string, language: string, problem: string | null }> }
   };

export type CreateReportScheduleMutationVariables = Exact<{
  requestId: string;
  schedule: ReportScheduleInput;
}>;


export type CreateReportScheduleMutation = { createReportSchedule:
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'ReportScheduleOutdated', message: string }
    | { __typename: 'ReportScheduleSaved', schedule: { scheduleId: string, name: string, definitionId: string | null, kind: string, productId: string, insertion: string | null, lotTypes: Array<LotType> | null, sections: Array<string> | null, language: ReportScheduleLanguage, paper: ReportPaper, cron: string, timeZone: string, workingDays: Array<number>, holidays: Array<string>, offDay: ReportOffDay, fileWay: ReportFileWay, ownerName: string, own: boolean, subscription: boolean, nextFireAt: string | null, pausedAt: string | null, version: number, changedBy: string, changedAt: string, mayChange: boolean, unsubscribed: boolean, recipients: { roles: Array<Role>, accountIds: Array<string>, addresses: Array<string>, webhookIds: Array<string>, folder: boolean } } }
   };

export type ChangeReportScheduleMutationVariables = Exact<{
  scheduleId: string;
  version: number;
  schedule: ReportScheduleInput;
}>;


export type ChangeReportScheduleMutation = { changeReportSchedule:
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'ReportScheduleOutdated', message: string }
    | { __typename: 'ReportScheduleSaved', schedule: { scheduleId: string, name: string, definitionId: string | null, kind: string, productId: string, insertion: string | null, lotTypes: Array<LotType> | null, sections: Array<string> | null, language: ReportScheduleLanguage, paper: ReportPaper, cron: string, timeZone: string, workingDays: Array<number>, holidays: Array<string>, offDay: ReportOffDay, fileWay: ReportFileWay, ownerName: string, own: boolean, subscription: boolean, nextFireAt: string | null, pausedAt: string | null, version: number, changedBy: string, changedAt: string, mayChange: boolean, unsubscribed: boolean, recipients: { roles: Array<Role>, accountIds: Array<string>, addresses: Array<string>, webhookIds: Array<string>, folder: boolean } } }
   };

export type SubscribeToReportMutationVariables = Exact<{
  order: ReportSubscriptionInput;
}>;


export type SubscribeToReportMutation = { subscribeToReport:
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'ReportScheduleOutdated', message: string }
    | { __typename: 'ReportScheduleSaved', schedule: { scheduleId: string, name: string, definitionId: string | null, kind: string, productId: string, insertion: string | null, lotTypes: Array<LotType> | null, sections: Array<string> | null, language: ReportScheduleLanguage, paper: ReportPaper, cron: string, timeZone: string, workingDays: Array<number>, holidays: Array<string>, offDay: ReportOffDay, fileWay: ReportFileWay, ownerName: string, own: boolean, subscription: boolean, nextFireAt: string | null, pausedAt: string | null, version: number, changedBy: string, changedAt: string, mayChange: boolean, unsubscribed: boolean, recipients: { roles: Array<Role>, accountIds: Array<string>, addresses: Array<string>, webhookIds: Array<string>, folder: boolean } } }
   };

export type PauseReportScheduleMutationVariables = Exact<{
  scheduleId: string;
  paused: boolean;
}>;


export type PauseReportScheduleMutation = { pauseReportSchedule:
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'ReportScheduleOutdated', message: string }
    | { __typename: 'ReportScheduleSaved', schedule: { scheduleId: string, name: string, definitionId: string | null, kind: string, productId: string, insertion: string | null, lotTypes: Array<LotType> | null, sections: Array<string> | null, language: ReportScheduleLanguage, paper: ReportPaper, cron: string, timeZone: string, workingDays: Array<number>, holidays: Array<string>, offDay: ReportOffDay, fileWay: ReportFileWay, ownerName: string, own: boolean, subscription: boolean, nextFireAt: string | null, pausedAt: string | null, version: number, changedBy: string, changedAt: string, mayChange: boolean, unsubscribed: boolean, recipients: { roles: Array<Role>, accountIds: Array<string>, addresses: Array<string>, webhookIds: Array<string>, folder: boolean } } }
   };

export type DeleteReportScheduleMutationVariables = Exact<{
  scheduleId: string;
  deleted: boolean;
}>;


export type DeleteReportScheduleMutation = { deleteReportSchedule:
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'ReportScheduleOutdated', message: string }
    | { __typename: 'ReportScheduleSaved', schedule: { scheduleId: string, name: string, definitionId: string | null, kind: string, productId: string, insertion: string | null, lotTypes: Array<LotType> | null, sections: Array<string> | null, language: ReportScheduleLanguage, paper: ReportPaper, cron: string, timeZone: string, workingDays: Array<number>, holidays: Array<string>, offDay: ReportOffDay, fileWay: ReportFileWay, ownerName: string, own: boolean, subscription: boolean, nextFireAt: string | null, pausedAt: string | null, version: number, changedBy: string, changedAt: string, mayChange: boolean, unsubscribed: boolean, recipients: { roles: Array<Role>, accountIds: Array<string>, addresses: Array<string>, webhookIds: Array<string>, folder: boolean } } }
   };

export type UnsubscribeFromReportMutationVariables = Exact<{
  scheduleId: string;
  unsubscribed: boolean;
}>;


export type UnsubscribeFromReportMutation = { unsubscribeFromReport:
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'ReportScheduleOutdated', message: string }
    | { __typename: 'ReportScheduleSaved', schedule: { scheduleId: string, name: string, definitionId: string | null, kind: string, productId: string, insertion: string | null, lotTypes: Array<LotType> | null, sections: Array<string> | null, language: ReportScheduleLanguage, paper: ReportPaper, cron: string, timeZone: string, workingDays: Array<number>, holidays: Array<string>, offDay: ReportOffDay, fileWay: ReportFileWay, ownerName: string, own: boolean, subscription: boolean, nextFireAt: string | null, pausedAt: string | null, version: number, changedBy: string, changedAt: string, mayChange: boolean, unsubscribed: boolean, recipients: { roles: Array<Role>, accountIds: Array<string>, addresses: Array<string>, webhookIds: Array<string>, folder: boolean } } }
   };

export type RunReportScheduleMutationVariables = Exact<{
  scheduleId: string;
  requestId: string;
}>;


export type RunReportScheduleMutation = { runReportSchedule:
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'ReportIssueAsked', issue: { issueId: string, scheduleId: string, period: string, number: number, cause: string, fireAt: string, late: boolean, state: ReportIssueState, problem: string | null, askedBy: string | null, createdAt: string, finishedAt: string | null, named: number, delivered: number, files: Array<{ language: string, url: string | null, headline: string | null, problem: string | null }> } }
   };

export type SampleReportMutationVariables = Exact<{
  scheduleId: string;
  requestId: string;
}>;


export type SampleReportMutation = { sampleReport:
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'ReportIssueAsked', issue: { issueId: string, scheduleId: string, period: string, number: number, cause: string, fireAt: string, late: boolean, state: ReportIssueState, problem: string | null, askedBy: string | null, createdAt: string, finishedAt: string | null, named: number, delivered: number, files: Array<{ language: string, url: string | null, headline: string | null, problem: string | null }> } }
   };

export type BackfillReportScheduleMutationVariables = Exact<{
  scheduleId: string;
  periods: number;
}>;


export type BackfillReportScheduleMutation = { backfillReportSchedule:
    | { __typename: 'Done', count: number }
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
   };

export type ReportKindFragment = { kind: string, sections: Array<string>, everyProduct: boolean, narrowed: boolean, periods: Array<string> };

export type ReportDefinitionFragment = { definitionId: string, name: string, kind: string, productId: string, insertion: string | null, lotTypes: Array<LotType> | null, sections: Array<string> | null, language: ReportScheduleLanguage, paper: ReportPaper, sharedWith: Array<Role>, ownerName: string, own: boolean, version: number, changedBy: string, changedAt: string };

type ReportDefinitionOutcome_Forbidden_Fragment = { __typename: 'Forbidden', message: string };

type ReportDefinitionOutcome_InvalidInput_Fragment = { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> };

type ReportDefinitionOutcome_NotFound_Fragment = { __typename: 'NotFound', message: string };

type ReportDefinitionOutcome_ReportDefinitionOutdated_Fragment = { __typename: 'ReportDefinitionOutdated', message: string };

type ReportDefinitionOutcome_ReportDefinitionSaved_Fragment = { __typename: 'ReportDefinitionSaved', definition: { definitionId: string, name: string, kind: string, productId: string, insertion: string | null, lotTypes: Array<LotType> | null, sections: Array<string> | null, language: ReportScheduleLanguage, paper: ReportPaper, sharedWith: Array<Role>, ownerName: string, own: boolean, version: number, changedBy: string, changedAt: string } };

export type ReportDefinitionOutcomeFragment =
  | ReportDefinitionOutcome_Forbidden_Fragment
  | ReportDefinitionOutcome_InvalidInput_Fragment
  | ReportDefinitionOutcome_NotFound_Fragment
  | ReportDefinitionOutcome_ReportDefinitionOutdated_Fragment
  | ReportDefinitionOutcome_ReportDefinitionSaved_Fragment
;

export type ReportDefinitionsQueryVariables = Exact<{ [key: string]: never; }>;


export type ReportDefinitionsQuery = { reportKinds: Array<{ kind: string, sections: Array<string>, everyProduct: boolean, narrowed: boolean, periods: Array<string> }>, reportDefinitions: Array<{ definitionId: string, name: string, kind: string, productId: string, insertion: string | null, lotTypes: Array<LotType> | null, sections: Array<string> | null, language: ReportScheduleLanguage, paper: ReportPaper, sharedWith: Array<Role>, ownerName: string, own: boolean, version: number, changedBy: string, changedAt: string }> };

export type CreateReportDefinitionMutationVariables = Exact<{
  requestId: string;
  definition: ReportDefinitionInput;
}>;


export type CreateReportDefinitionMutation = { createReportDefinition:
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'ReportDefinitionOutdated', message: string }
    | { __typename: 'ReportDefinitionSaved', definition: { definitionId: string, name: string, kind: string, productId: string, insertion: string | null, lotTypes: Array<LotType> | null, sections: Array<string> | null, language: ReportScheduleLanguage, paper: ReportPaper, sharedWith: Array<Role>, ownerName: string, own: boolean, version: number, changedBy: string, changedAt: string } }
   };

export type ChangeReportDefinitionMutationVariables = Exact<{
  definitionId: string;
  version: number;
  definition: ReportDefinitionInput;
}>;


export type ChangeReportDefinitionMutation = { changeReportDefinition:
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'ReportDefinitionOutdated', message: string }
    | { __typename: 'ReportDefinitionSaved', definition: { definitionId: string, name: string, kind: string, productId: string, insertion: string | null, lotTypes: Array<LotType> | null, sections: Array<string> | null, language: ReportScheduleLanguage, paper: ReportPaper, sharedWith: Array<Role>, ownerName: string, own: boolean, version: number, changedBy: string, changedAt: string } }
   };

export type DeleteReportDefinitionMutationVariables = Exact<{
  definitionId: string;
  deleted: boolean;
}>;


export type DeleteReportDefinitionMutation = { deleteReportDefinition:
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'ReportDefinitionOutdated', message: string }
    | { __typename: 'ReportDefinitionSaved', definition: { definitionId: string, name: string, kind: string, productId: string, insertion: string | null, lotTypes: Array<LotType> | null, sections: Array<string> | null, language: ReportScheduleLanguage, paper: ReportPaper, sharedWith: Array<Role>, ownerName: string, own: boolean, version: number, changedBy: string, changedAt: string } }
   };

type ReportJobStarted_Forbidden_Fragment = { __typename: 'Forbidden', message: string };

type ReportJobStarted_InvalidInput_Fragment = { __typename: 'InvalidInput', message: string };

type ReportJobStarted_JobAccepted_Fragment = { __typename: 'JobAccepted', job: { jobId: string, kind: string, state: string, progress: number, step: string | null, requestedAt: string, finishedAt: string | null, resultUrl: string | null, error: { code: string, message: string, remedy: string } | null } };

type ReportJobStarted_NotFound_Fragment = { __typename: 'NotFound', message: string };

export type ReportJobStartedFragment =
  | ReportJobStarted_Forbidden_Fragment
  | ReportJobStarted_InvalidInput_Fragment
  | ReportJobStarted_JobAccepted_Fragment
  | ReportJobStarted_NotFound_Fragment
;

export type ShowReportMutationVariables = Exact<{
  order: ReportOrderInput;
}>;


export type ShowReportMutation = { showReport:
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string }
    | { __typename: 'JobAccepted', job: { jobId: string, kind: string, state: string, progress: number, step: string | null, requestedAt: string, finishedAt: string | null, resultUrl: string | null, error: { code: string, message: string, remedy: string } | null } }
    | { __typename: 'NotFound', message: string }
   };

export type StartReportMutationVariables = Exact<{
  order: ReportOrderInput;
}>;


export type StartReportMutation = { startReport:
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string }
    | { __typename: 'JobAccepted', job: { jobId: string, kind: string, state: string, progress: number, step: string | null, requestedAt: string, finishedAt: string | null, resultUrl: string | null, error: { code: string, message: string, remedy: string } | null } }
    | { __typename: 'NotFound', message: string }
   };

type ReportCommentOutcome_Forbidden_Fragment = { __typename: 'Forbidden', message: string };

type ReportCommentOutcome_InvalidInput_Fragment = { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> };

type ReportCommentOutcome_NotFound_Fragment = { __typename: 'NotFound', message: string };

type ReportCommentOutcome_ReportCommentList_Fragment = { __typename: 'ReportCommentList', comments: Array<{ commentId: string, body: string, authorName: string, writtenAt: string, own: boolean }> };

export type ReportCommentOutcomeFragment =
  | ReportCommentOutcome_Forbidden_Fragment
  | ReportCommentOutcome_InvalidInput_Fragment
  | ReportCommentOutcome_NotFound_Fragment
  | ReportCommentOutcome_ReportCommentList_Fragment
;

export type ReportCommentsQueryVariables = Exact<{
  issueId: string;
}>;


export type ReportCommentsQuery = { reportComments:
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'ReportCommentList', comments: Array<{ commentId: string, body: string, authorName: string, writtenAt: string, own: boolean }> }
   };

export type CommentReportMutationVariables = Exact<{
  requestId: string;
  issueId: string;
  text: string;
}>;


export type CommentReportMutation = { commentReport:
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'ReportCommentList', comments: Array<{ commentId: string, body: string, authorName: string, writtenAt: string, own: boolean }> }
   };

export type DeleteReportCommentMutationVariables = Exact<{
  commentId: string;
  deleted: boolean;
}>;


export type DeleteReportCommentMutation = { deleteReportComment:
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'ReportCommentList', comments: Array<{ commentId: string, body: string, authorName: string, writtenAt: string, own: boolean }> }
   };

export type ChangeOwnPasswordMutationVariables = Exact<{
  current: string;
  next: string;
}>;


export type ChangeOwnPasswordMutation = { changeOwnPassword:
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'PasswordChanged', at: string }
   };

export type SignOutEverywhereMutationVariables = Exact<{ [key: string]: never; }>;


export type SignOutEverywhereMutation = { signOutEverywhere: { count: number } };

export type MyContactQueryVariables = Exact<{ [key: string]: never; }>;


export type MyContactQuery = { myContact: { email: string | null, language: string | null, address: string | null } | null };

export type SetOwnContactMutationVariables = Exact<{
  email?: string | null | undefined;
  language?: string | null | undefined;
}>;


export type SetOwnContactMutation = { setOwnContact:
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'PersonChanged', person: { accountId: string } }
   };

export type LanguageModelFragment = { modelId: string, name: string, driver: string, baseUrl: string | null, serverModel: string | null, file: string | null, adapterFile: string | null, fileBytes: number | null, licence: string, source: string, hash: string | null, hasApiKey: boolean, grade: ModelGrade, plays: string | null, trainedKinds: Array<string> | null, state: LanguageModelState, stateReason: string | null, stateAt: string | null, createdBy: string, createdAt: string, capabilities: { name: string, contextTokens: number | null, grammar: boolean, jsonSchema: boolean, embeddings: boolean, images: boolean } | null, figures: { calls: number, failures: number, sections: number, firstPass: number | null, fallback: number | null, tokensPerSecond: number | null, secondsPerCall: number | null, open: number }, lastFailures: Array<{ at: string, code: string, reason: string }> };

export type LanguageModelsQueryVariables = Exact<{ [key: string]: never; }>;


export type LanguageModelsQuery = { languageModels: { folder: string, hosts: Array<string>, models: Array<{ modelId: string, name: string, driver: string, baseUrl: string | null, serverModel: string | null, file: string | null, adapterFile: string | null, fileBytes: number | null, licence: string, source: string, hash: string | null, hasApiKey: boolean, grade: ModelGrade, plays: string | null, trainedKinds: Array<string> | null, state: LanguageModelState, stateReason: string | null, stateAt: string | null, createdBy: string, createdAt: string, capabilities: { name: string, contextTokens: number | null, grammar: boolean, jsonSchema: boolean, embeddings: boolean, images: boolean } | null, figures: { calls: number, failures: number, sections: number, firstPass: number | null, fallback: number | null, tokensPerSecond: number | null, secondsPerCall: number | null, open: number }, lastFailures: Array<{ at: string, code: string, reason: string }> }>, tasks: Array<{ task: LanguageTask, modelId: string | null, changedBy: string | null, changedAt: string | null }>, files: Array<{ file: string, bytes: number, card: { title: string, licence: string, source: string, grade: ModelGrade | null, adapterFile: string | null, trainedKinds: Array<string> | null, adapterOf: string | null } | null }> } };

type LanguageModelOutcome_InvalidInput_Fragment = { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> };

type LanguageModelOutcome_LanguageModelSaved_Fragment = { __typename: 'LanguageModelSaved', model: { modelId: string, name: string, driver: string, baseUrl: string | null, serverModel: string | null, file: string | null, adapterFile: string | null, fileBytes: number | null, licence: string, source: string, hash: string | null, hasApiKey: boolean, grade: ModelGrade, plays: string | null, trainedKinds: Array<string> | null, state: LanguageModelState, stateReason: string | null, stateAt: string | null, createdBy: string, createdAt: string, capabilities: { name: string, contextTokens: number | null, grammar: boolean, jsonSchema: boolean, embeddings: boolean, images: boolean } | null, figures: { calls: number, failures: number, sections: number, firstPass: number | null, fallback: number | null, tokensPerSecond: number | null, secondsPerCall: number | null, open: number }, lastFailures: Array<{ at: string, code: string, reason: string }> } };

type LanguageModelOutcome_NotFound_Fragment = { __typename: 'NotFound', message: string };

export type LanguageModelOutcomeFragment =
  | LanguageModelOutcome_InvalidInput_Fragment
  | LanguageModelOutcome_LanguageModelSaved_Fragment
  | LanguageModelOutcome_NotFound_Fragment
;

type LanguageModelDone_Done_Fragment = { __typename: 'Done', count: number };

type LanguageModelDone_InvalidInput_Fragment = { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> };

type LanguageModelDone_NotFound_Fragment = { __typename: 'NotFound', message: string };

export type LanguageModelDoneFragment =
  | LanguageModelDone_Done_Fragment
  | LanguageModelDone_InvalidInput_Fragment
  | LanguageModelDone_NotFound_Fragment
;

export type AddHttpLanguageModelMutationVariables = Exact<{
  input: HttpModelInput;
}>;


export type AddHttpLanguageModelMutation = { addHttpLanguageModel:
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'LanguageModelSaved', model: { modelId: string, name: string, driver: string, baseUrl: string | null, serverModel: string | null, file: string | null, adapterFile: string | null, fileBytes: number | null, licence: string, source: string, hash: string | null, hasApiKey: boolean, grade: ModelGrade, plays: string | null, trainedKinds: Array<string> | null, state: LanguageModelState, stateReason: string | null, stateAt: string | null, createdBy: string, createdAt: string, capabilities: { name: string, contextTokens: number | null, grammar: boolean, jsonSchema: boolean, embeddings: boolean, images: boolean } | null, figures: { calls: number, failures: number, sections: number, firstPass: number | null, fallback: number | null, tokensPerSecond: number | null, secondsPerCall: number | null, open: number }, lastFailures: Array<{ at: string, code: string, reason: string }> } }
    | { __typename: 'NotFound', message: string }
   };

export type AddFileLanguageModelMutationVariables = Exact<{
  input: FileModelInput;
}>;


export type AddFileLanguageModelMutation = { addFileLanguageModel:
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'LanguageModelSaved', model: { modelId: string, name: string, driver: string, baseUrl: string | null, serverModel: string | null, file: string | null, adapterFile: string | null, fileBytes: number | null, licence: string, source: string, hash: string | null, hasApiKey: boolean, grade: ModelGrade, plays: string | null, trainedKinds: Array<string> | null, state: LanguageModelState, stateReason: string | null, stateAt: string | null, createdBy: string, createdAt: string, capabilities: { name: string, contextTokens: number | null, grammar: boolean, jsonSchema: boolean, embeddings: boolean, images: boolean } | null, figures: { calls: number, failures: number, sections: number, firstPass: number | null, fallback: number | null, tokensPerSecond: number | null, secondsPerCall: number | null, open: number }, lastFailures: Array<{ at: string, code: string, reason: string }> } }
    | { __typename: 'NotFound', message: string }
   };

export type ChangeLanguageModelMutationVariables = Exact<{
  modelId: string;
  input: ModelChangeInput;
}>;


export type ChangeLanguageModelMutation = { changeLanguageModel:
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'LanguageModelSaved', model: { modelId: string, name: string, driver: string, baseUrl: string | null, serverModel: string | null, file: string | null, adapterFile: string | null, fileBytes: number | null, licence: string, source: string, hash: string | null, hasApiKey: boolean, grade: ModelGrade, plays: string | null, trainedKinds: Array<string> | null, state: LanguageModelState, stateReason: string | null, stateAt: string | null, createdBy: string, createdAt: string, capabilities: { name: string, contextTokens: number | null, grammar: boolean, jsonSchema: boolean, embeddings: boolean, images: boolean } | null, figures: { calls: number, failures: number, sections: number, firstPass: number | null, fallback: number | null, tokensPerSecond: number | null, secondsPerCall: number | null, open: number }, lastFailures: Array<{ at: string, code: string, reason: string }> } }
    | { __typename: 'NotFound', message: string }
   };

export type ProbeLanguageModelMutationVariables = Exact<{
  modelId: string;
}>;


export type ProbeLanguageModelMutation = { probeLanguageModel:
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'LanguageModelSaved', model: { modelId: string, name: string, driver: string, baseUrl: string | null, serverModel: string | null, file: string | null, adapterFile: string | null, fileBytes: number | null, licence: string, source: string, hash: string | null, hasApiKey: boolean, grade: ModelGrade, plays: string | null, trainedKinds: Array<string> | null, state: LanguageModelState, stateReason: string | null, stateAt: string | null, createdBy: string, createdAt: string, capabilities: { name: string, contextTokens: number | null, grammar: boolean, jsonSchema: boolean, embeddings: boolean, images: boolean } | null, figures: { calls: number, failures: number, sections: number, firstPass: number | null, fallback: number | null, tokensPerSecond: number | null, secondsPerCall: number | null, open: number }, lastFailures: Array<{ at: string, code: string, reason: string }> } }
    | { __typename: 'NotFound', message: string }
   };

export type RemoveLanguageModelMutationVariables = Exact<{
  modelId: string;
}>;


export type RemoveLanguageModelMutation = { removeLanguageModel:
    | { __typename: 'Done', count: number }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
   };

export type AssignLanguageTaskMutationVariables = Exact<{
  task: LanguageTask;
  modelId?: string | null | undefined;
}>;


export type AssignLanguageTaskMutation = { assignLanguageTask:
    | { __typename: 'Done', count: number }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
   };

export type LanguageModelTrialFragment = { headline: string, paragraphs: Array<string>, badge: string, seconds: number, sections: Array<{ section: string, grade: string, tries: number, refusals: Array<string> }> };

export type TryLanguageModelMutationVariables = Exact<{
  modelId: string;
  language: string;
}>;


export type TryLanguageModelMutation = { tryLanguageModel:
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'LanguageModelTrial', headline: string, paragraphs: Array<string>, badge: string, seconds: number, sections: Array<{ section: string, grade: string, tries: number, refusals: Array<string> }> }
    | { __typename: 'NotFound', message: string }
   };

export type LanguageCallFragment = { callId: string, begunAt: string, actorName: string, task: string, subject: string, isTrial: boolean, attempt: number, promptVersion: string, modelId: string, modelName: string, modelHash: string | null, adapterFile: string | null, driver: string, parameters: string, inputHash: string, state: LanguageCallState, failureCode: string | null, failureReason: string | null, output: string | null, formHeld: boolean | null, promptTokens: number | null, answerTokens: number | null, queuedMs: number | null, answerMs: number | null, verdict: LanguageCallVerdict | null, refusals: Array<string>, correlationId: string };

export type LanguageCallsQueryVariables = Exact<{
  modelId?: string | null | undefined;
  verdict?: LanguageCallVerdict | null | undefined;
  state?: LanguageCallState | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type LanguageCallsQuery = { languageCalls: { nodes: Array<{ callId: string, begunAt: string, actorName: string, task: string, subject: string, isTrial: boolean, attempt: number, promptVersion: string, modelId: string, modelName: string, modelHash: string | null, adapterFile: string | null, driver: string, parameters: string, inputHash: string, state: LanguageCallState, failureCode: string | null, failureReason: string | null, output: string | null, formHeld: boolean | null, promptTokens: number | null, answerTokens: number | null, queuedMs: number | null, answerMs: number | null, verdict: LanguageCallVerdict | null, refusals: Array<string>, correlationId: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type NoticeRecipientsFragment = { roles: Array<Role>, accountIds: Array<string>, addresses: Array<string>, webhookIds: Array<string> };

export type NoticeRuleFragment = { ruleId: string, name: string, enabled: boolean, areas: Array<string>, severities: Array<ExcursionSeverity>, kinds: Array<ExcursionKind>, productIds: Array<string>, language: string, escalateMinutes: number | null, escalateTimes: number, version: number, changedBy: string, changedAt: string, mayChange: boolean, shifts: Array<{ days: Array<number>, from: number, to: number }>, recipients: { roles: Array<Role>, accountIds: Array<string>, addresses: Array<string>, webhookIds: Array<string> }, escalateTo: { roles: Array<Role>, accountIds: Array<string>, addresses: Array<string>, webhookIds: Array<string> } };

export type NoticesQueryVariables = Exact<{ [key: string]: never; }>;


export type NoticesQuery = { noticeRules: Array<{ ruleId: string, name: string, enabled: boolean, areas: Array<string>, severities: Array<ExcursionSeverity>, kinds: Array<ExcursionKind>, productIds: Array<string>, language: string, escalateMinutes: number | null, escalateTimes: number, version: number, changedBy: string, changedAt: string, mayChange: boolean, shifts: Array<{ days: Array<number>, from: number, to: number }>, recipients: { roles: Array<Role>, accountIds: Array<string>, addresses: Array<string>, webhookIds: Array<string> }, escalateTo: { roles: Array<Role>, accountIds: Array<string>, addresses: Array<string>, webhookIds: Array<string> } }>, noticeChoices: { areas: Array<string>, people: Array<{ accountId: string, name: string, role: Role, address: string | null }> }, deliverySetup: { missingForMail: Array<string>, webhookHosts: Array<string>, mailDomains: Array<string>, publicUrl: string | null }, webhookTargets: Array<{ targetId: string, name: string, url: string | null, productScope: Array<string> | null, createdBy: string, createdAt: string, disabledAt: string | null }> };

export type WebhookTargetFragment = { targetId: string, name: string, url: string | null, productScope: Array<string> | null, createdBy: string, createdAt: string, disabledAt: string | null };

export type NoticePreviewQueryVariables = Exact<{
  rule: NoticeRuleInput;
}>;


export type NoticePreviewQuery = { noticePreview:
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NoticeTrials', trials: Array<{ mismatches: Array<string>, escalations: number, excursion: { excursionId: string, productName: string, severity: ExcursionSeverity, recordedAt: string }, called: Array<{ name: string, channel: string, language: string, problem: string | null }> }> }
   };

export type CreateNoticeRuleMutationVariables = Exact<{
  rule: NoticeRuleInput;
}>;


export type CreateNoticeRuleMutation = { createNoticeRule:
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'NoticeRuleOutdated', message: string }
    | { __typename: 'NoticeRuleSaved', rule: { ruleId: string, name: string, enabled: boolean, areas: Array<string>, severities: Array<ExcursionSeverity>, kinds: Array<ExcursionKind>, productIds: Array<string>, language: string, escalateMinutes: number | null, escalateTimes: number, version: number, changedBy: string, changedAt: string, mayChange: boolean, shifts: Array<{ days: Array<number>, from: number, to: number }>, recipients: { roles: Array<Role>, accountIds: Array<string>, addresses: Array<string>, webhookIds: Array<string> }, escalateTo: { roles: Array<Role>, accountIds: Array<string>, addresses: Array<string>, webhookIds: Array<string> } } }
   };

export type ChangeNoticeRuleMutationVariables = Exact<{
  ruleId: string;
  version: number;
  rule: NoticeRuleInput;
}>;


export type ChangeNoticeRuleMutation = { changeNoticeRule:
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'NoticeRuleOutdated', message: string }
    | { __typename: 'NoticeRuleSaved', rule: { ruleId: string, name: string, enabled: boolean, areas: Array<string>, severities: Array<ExcursionSeverity>, kinds: Array<ExcursionKind>, productIds: Array<string>, language: string, escalateMinutes: number | null, escalateTimes: number, version: number, changedBy: string, changedAt: string, mayChange: boolean, shifts: Array<{ days: Array<number>, from: number, to: number }>, recipients: { roles: Array<Role>, accountIds: Array<string>, addresses: Array<string>, webhookIds: Array<string> }, escalateTo: { roles: Array<Role>, accountIds: Array<string>, addresses: Array<string>, webhookIds: Array<string> } } }
   };

export type RemoveNoticeRuleMutationVariables = Exact<{
  ruleId: string;
}>;


export type RemoveNoticeRuleMutation = { removeNoticeRule:
    | { __typename: 'Done', count: number }
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'NotFound', message: string }
   };

export type DeliveriesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type DeliveriesQuery = { deliveries: { nodes: Array<{ deliveryId: string, channel: DeliveryChannel, recipient: string, recipientName: string | null, topic: string, aboutId: string | null, subject: string, state: DeliveryState, createdAt: string, dueAt: string, attempts: number, finishedAt: string | null, lastError: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type DeliveryFragment = { deliveryId: string, channel: DeliveryChannel, recipient: string, recipientName: string | null, topic: string, aboutId: string | null, subject: string, state: DeliveryState, createdAt: string, dueAt: string, attempts: number, finishedAt: string | null, lastError: string | null };

type DeliveryOutcome_DeliveryQueued_Fragment = { __typename: 'DeliveryQueued', delivery: { deliveryId: string, channel: DeliveryChannel, recipient: string, recipientName: string | null, topic: string, aboutId: string | null, subject: string, state: DeliveryState, createdAt: string, dueAt: string, attempts: number, finishedAt: string | null, lastError: string | null } };

type DeliveryOutcome_InvalidInput_Fragment = { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> };

type DeliveryOutcome_NotFound_Fragment = { __typename: 'NotFound', message: string };

export type DeliveryOutcomeFragment =
  | DeliveryOutcome_DeliveryQueued_Fragment
  | DeliveryOutcome_InvalidInput_Fragment
  | DeliveryOutcome_NotFound_Fragment
;

export type SendTestMailMutationVariables = Exact<{ [key: string]: never; }>;


export type SendTestMailMutation = { sendTestMail:
    | { __typename: 'DeliveryQueued', delivery: { deliveryId: string, channel: DeliveryChannel, recipient: string, recipientName: string | null, topic: string, aboutId: string | null, subject: string, state: DeliveryState, createdAt: string, dueAt: string, attempts: number, finishedAt: string | null, lastError: string | null } }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
   };

export type SendTestWebhookMutationVariables = Exact<{
  targetId: string;
}>;


export type SendTestWebhookMutation = { sendTestWebhook:
    | { __typename: 'DeliveryQueued', delivery: { deliveryId: string, channel: DeliveryChannel, recipient: string, recipientName: string | null, topic: string, aboutId: string | null, subject: string, state: DeliveryState, createdAt: string, dueAt: string, attempts: number, finishedAt: string | null, lastError: string | null } }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
   };

export type SendDeliveryAgainMutationVariables = Exact<{
  deliveryId: string;
}>;


export type SendDeliveryAgainMutation = { sendDeliveryAgain:
    | { __typename: 'DeliveryQueued', delivery: { deliveryId: string, channel: DeliveryChannel, recipient: string, recipientName: string | null, topic: string, aboutId: string | null, subject: string, state: DeliveryState, createdAt: string, dueAt: string, attempts: number, finishedAt: string | null, lastError: string | null } }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
   };

type WebhookSecret_InvalidInput_Fragment = { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> };

type WebhookSecret_NotFound_Fragment = { __typename: 'NotFound', message: string };

type WebhookSecret_WebhookSecretMade_Fragment = { __typename: 'WebhookSecretMade', secret: string, target: { targetId: string, name: string, url: string | null, productScope: Array<string> | null, createdBy: string, createdAt: string, disabledAt: string | null } };

export type WebhookSecretFragment =
  | WebhookSecret_InvalidInput_Fragment
  | WebhookSecret_NotFound_Fragment
  | WebhookSecret_WebhookSecretMade_Fragment
;

export type CreateWebhookTargetMutationVariables = Exact<{
  input: WebhookTargetInput;
}>;


export type CreateWebhookTargetMutation = { createWebhookTarget:
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'WebhookSecretMade', secret: string, target: { targetId: string, name: string, url: string | null, productScope: Array<string> | null, createdBy: string, createdAt: string, disabledAt: string | null } }
   };

export type RenewWebhookSecretMutationVariables = Exact<{
  targetId: string;
}>;


export type RenewWebhookSecretMutation = { renewWebhookSecret:
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'WebhookSecretMade', secret: string, target: { targetId: string, name: string, url: string | null, productScope: Array<string> | null, createdBy: string, createdAt: string, disabledAt: string | null } }
   };

export type SetWebhookTargetDisabledMutationVariables = Exact<{
  targetId: string;
  disabled: boolean;
}>;


export type SetWebhookTargetDisabledMutation = { setWebhookTargetDisabled:
    | { __typename: 'NotFound', message: string }
    | { __typename: 'WebhookTargetChanged', target: { targetId: string, name: string, url: string | null, productScope: Array<string> | null, createdBy: string, createdAt: string, disabledAt: string | null } }
   };

export type PersonFragment = { accountId: string, login: string, name: string, role: Role, productScope: Array<string> | null, email: string | null, language: string | null, invited: boolean, lastSeenAt: string | null, disabledAt: string | null };

export type PeopleQueryVariables = Exact<{ [key: string]: never; }>;


export type PeopleQuery = { people: Array<{ accountId: string, login: string, name: string, role: Role, productScope: Array<string> | null, email: string | null, language: string | null, invited: boolean, lastSeenAt: string | null, disabledAt: string | null }> };

export type InvitePersonMutationVariables = Exact<{
  input: InvitePersonInput;
}>;


export type InvitePersonMutation = { invitePerson:
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'InviteLinkMade', path: string, expiresAt: string }
    | { __typename: 'NotFound', message: string }
   };

export type InviteLinkFragment = { path: string, expiresAt: string };

export type IssuesFragment = { message: string, issues: Array<{ field: string, code: string, message: string }> };

export type CreatePasswordLinkMutationVariables = Exact<{
  accountId: string;
}>;


export type CreatePasswordLinkMutation = { createPasswordLink:
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'InviteLinkMade', path: string, expiresAt: string }
    | { __typename: 'NotFound', message: string }
   };

export type ChangePersonRoleMutationVariables = Exact<{
  accountId: string;
  role: Role;
}>;


export type ChangePersonRoleMutation = { changePersonRole:
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'PersonChanged', person: { accountId: string, login: string, name: string, role: Role, productScope: Array<string> | null, email: string | null, language: string | null, invited: boolean, lastSeenAt: string | null, disabledAt: string | null } }
   };

export type SetPersonProductScopeMutationVariables = Exact<{
  accountId: string;
  productScope?: Array<string> | string | null | undefined;
}>;


export type SetPersonProductScopeMutation = { setPersonProductScope:
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'PersonChanged', person: { accountId: string, login: string, name: string, role: Role, productScope: Array<string> | null, email: string | null, language: string | null, invited: boolean, lastSeenAt: string | null, disabledAt: string | null } }
   };

export type SetPersonDisabledMutationVariables = Exact<{
  accountId: string;
  disabled: boolean;
}>;


export type SetPersonDisabledMutation = { setPersonDisabled:
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'PersonChanged', person: { accountId: string, login: string, name: string, role: Role, productScope: Array<string> | null, email: string | null, language: string | null, invited: boolean, lastSeenAt: string | null, disabledAt: string | null } }
   };

export type SetPersonContactMutationVariables = Exact<{
  accountId: string;
  email?: string | null | undefined;
  language?: string | null | undefined;
}>;


export type SetPersonContactMutation = { setPersonContact:
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'PersonChanged', person: { accountId: string, login: string, name: string, role: Role, productScope: Array<string> | null, email: string | null, language: string | null, invited: boolean, lastSeenAt: string | null, disabledAt: string | null } }
   };

export type ProductNamesQueryVariables = Exact<{ [key: string]: never; }>;


export type ProductNamesQuery = { products: Array<{ productId: string, name: string }> };

export type ProductSettingsQueryVariables = Exact<{ [key: string]: never; }>;


export type ProductSettingsQuery = { products: Array<{ productId: string, name: string, customer: string | null, version: number, definedBy: string, grossDies: number, tests: number, dieMapUrl: string | null, geometry: { diameterMm: number, dieWidthMm: number | null, dieHeightMm: number | null, edgeExclusionMm: number | null, defined: boolean, originalNotch: string | null, minX: number, maxX: number, minY: number, maxY: number }, bins: Array<{ kind: string, number: number, name: string, pass: boolean, slot: number }>, insertions: Array<{ insertion: string, yieldTarget: number | null, floor: number | null, setBy: string | null }> }> };

export type ProductSettingsFragment = { productId: string, name: string, customer: string | null, version: number, definedBy: string, grossDies: number, tests: number, dieMapUrl: string | null, geometry: { diameterMm: number, dieWidthMm: number | null, dieHeightMm: number | null, edgeExclusionMm: number | null, defined: boolean, originalNotch: string | null, minX: number, maxX: number, minY: number, maxY: number }, bins: Array<{ kind: string, number: number, name: string, pass: boolean, slot: number }>, insertions: Array<{ insertion: string, yieldTarget: number | null, floor: number | null, setBy: string | null }> };

export type ProductTargetFragment = { insertion: string, yieldTarget: number | null, floor: number | null, setBy: string | null };

export type SetProductTargetMutationVariables = Exact<{
  productId: string;
  insertion: string;
  yieldTarget?: number | null | undefined;
  floor?: number | null | undefined;
}>;


export type SetProductTargetMutation = { setProductTarget:
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'ProductTarget', insertion: string, yieldTarget: number | null, floor: number | null, setBy: string | null }
   };

export type RenameBinMutationVariables = Exact<{
  productId: string;
  kind: string;
  number: number;
  name: string;
  pass: boolean;
}>;


export type RenameBinMutation = { renameBin:
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'Product', productId: string, version: number }
   };

export type ImportDieMapMutationVariables = Exact<{
  productId: string;
  csv: string;
}>;


export type ImportDieMapMutation = { importDieMap:
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'Product', productId: string, version: number, grossDies: number }
   };

export type ApiTokenFragment = { tokenId: string, name: string, scopes: Array<string>, productScope: Array<string> | null, createdBy: string, createdAt: string, lastUsedAt: string | null, expiresAt: string | null, revokedAt: string | null };

export type ApiTokensQueryVariables = Exact<{ [key: string]: never; }>;


export type ApiTokensQuery = { apiTokenScopes: Array<string>, apiTokens: Array<{ tokenId: string, name: string, scopes: Array<string>, productScope: Array<string> | null, createdBy: string, createdAt: string, lastUsedAt: string | null, expiresAt: string | null, revokedAt: string | null }> };

export type CreateApiTokenMutationVariables = Exact<{
  input: CreateApiTokenInput;
}>;


export type CreateApiTokenMutation = { createApiToken:
    | { __typename: 'ApiTokenCreated', secret: string, token: { tokenId: string, name: string, scopes: Array<string>, productScope: Array<string> | null, createdBy: string, createdAt: string, lastUsedAt: string | null, expiresAt: string | null, revokedAt: string | null } }
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string, message: string }> }
   };

export type RevokeApiTokenMutationVariables = Exact<{
  tokenId: string;
}>;


export type RevokeApiTokenMutation = { revokeApiToken:
    | { __typename: 'ApiTokenRevoked', token: { tokenId: string, name: string, scopes: Array<string>, productScope: Array<string> | null, createdBy: string, createdAt: string, lastUsedAt: string | null, expiresAt: string | null, revokedAt: string | null } }
    | { __typename: 'NotFound', message: string }
   };

export type ThreeYieldsFragment = { final: number | null, firstPass: number | null, record: number | null, goodFinal: number, goodFirst: number, goodRecord: number, gross: number, tested: number, untested: number, records: number, retested: number, recovered: number, wafers: number, excludedWafers: number };

export type BinLossFragment = { kind: string, number: number, name: string, slot: number, loss: number, dies: number, baseline: number | null, change: number | null };

export type LotRowFragment = { lotId: string, productId: string, productName: string, lotType: LotType, priority: string, wafers: number, insertion: string | null, firstPassEndedAt: string | null, floor: number | null, belowFloor: boolean, onHold: boolean, currentStep: string | null, yields: { final: number | null, firstPass: number | null, record: number | null, goodFinal: number, goodFirst: number, goodRecord: number, gross: number, tested: number, untested: number, records: number, retested: number, recovered: number, wafers: number, excludedWafers: number } | null, topLoss: { kind: string, number: number, name: string, slot: number, loss: number, dies: number, baseline: number | null, change: number | null } | null };

export type WaferRowFragment = { waferId: string, slot: number | null, lotNo: string, complete: boolean, lastEndedAt: string, tester: string | null, probeCard: string | null, programRevision: string, yields: { final: number | null, firstPass: number | null, record: number | null, goodFinal: number, goodFirst: number, goodRecord: number, gross: number, tested: number, untested: number, records: number, retested: number, recovered: number, wafers: number, excludedWafers: number }, excluded: { exclusionId: string, reason: string, by: string, at: string } | null, topLoss: { kind: string, number: number, name: string, slot: number, loss: number, dies: number, baseline: number | null, change: number | null } | null };

export type DieGeometryFragment = { diameterMm: number, dieWidthMm: number | null, dieHeightMm: number | null, edgeExclusionMm: number | null, defined: boolean, originalNotch: string | null, minX: number, maxX: number, minY: number, maxY: number };

export type BinFragment = { kind: string, number: number, name: string, pass: boolean, slot: number };

export type NarrativeFragment = { badge: string, madeAt: string, headline: Array<{ text: string, factId: string | null, emphasis: boolean }>, paragraphs: Array<Array<{ text: string, factId: string | null, emphasis: boolean }>>, facts: Array<{ id: string, key: string, kind: string, text: string, definition: string, unit: string, n: number | null, interval: string | null, query: string, rows: number, asOf: string }> };

export type FreezeLimitsMutationVariables = Exact<{
  filter: PopulationFilter;
  measure: MeasureInput;
  at: string;
  reason: string;
}>;


export type FreezeLimitsMutation = { freezeLimits:
    | { __typename: 'Done' }
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string }
    | { __typename: 'NotFound', message: string }
   };

export type LiftLimitsMutationVariables = Exact<{
  filter: PopulationFilter;
  measure: MeasureInput;
}>;


export type LiftLimitsMutation = { liftLimits:
    | { __typename: 'Done' }
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'InvalidInput', message: string }
    | { __typename: 'NotFound', message: string }
   };

export type ToolsQueryVariables = Exact<{
  filter: ToolFilter;
}>;


export type ToolsQuery = { tools:
    | { __typename: 'InvalidInput', message: string }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'ToolList', period: string, excludedWafers: number, tools: Array<{ toolId: string, area: string | null, chambers: Array<string>, runs: number, lots: number, lastPm: { maintenanceId: string, chamber: string | null, kind: string, startedAt: string, endedAt: string, note: string | null, language: string | null } | null, yields: Array<{ stepId: string, stepName: string, productId: string, value: number | null, others: number | null, lots: number, otherLots: number, wafers: number, difference: number | null, p: number | null, reading: ToolReading }> }> }
   };

export type ToolQueryVariables = Exact<{
  toolId: string;
  filter: ToolFilter;
}>;


export type ToolQuery = { tool:
    | { __typename: 'InvalidInput', message: string }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'Tool', toolId: string, excludedWafers: number, area: string | null, period: string, chambers: Array<string>, runsInAll: number, runs: Array<{ runId: string, lotId: string, productId: string, stepName: string, recipe: string, recipeVersion: string, chambers: Array<string>, wafers: number, startedAt: string, endedAt: string, seasoning: boolean }>, maintenance: Array<{ maintenanceId: string, chamber: string | null, kind: string, startedAt: string, endedAt: string, note: string | null, language: string | null }>, sensors: Array<{ stepId: string, stepName: string, productId: string, name: string, statistic: string, unit: string }>, yields: Array<{ stepId: string, stepName: string, productId: string, value: number | null, others: number | null, lots: number, otherLots: number, wafers: number, difference: number | null, p: number | null, reading: ToolReading }> }
   };

export type ToolSeasoningQueryVariables = Exact<{
  toolId: string;
  sensor: ToolSensorInput;
  filter: ToolFilter;
}>;


export type ToolSeasoningQuery = { toolSeasoning: Array<{ lotId: string, at: string, value: number, wafers: number }> };

export type ToolServiceFragment = { maintenanceId: string, chamber: string | null, kind: string, startedAt: string, endedAt: string, note: string | null, language: string | null };

export type ToolYieldPartsFragment = { stepId: string, stepName: string, productId: string, value: number | null, others: number | null, lots: number, otherLots: number, wafers: number, difference: number | null, p: number | null, reading: ToolReading };

export type WaferQueryVariables = Exact<{
  lotId: string;
  waferId: string;
  insertion?: string | null | undefined;
}>;


export type WaferQuery = { wafer:
    | { __typename: 'Forbidden', message: string }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'Wafer', previous: string | null, next: string | null, row: { waferId: string, slot: number | null, lotNo: string, complete: boolean, lastEndedAt: string, tester: string | null, probeCard: string | null, programRevision: string, yields: { final: number | null, firstPass: number | null, record: number | null, goodFinal: number, goodFirst: number, goodRecord: number, gross: number, tested: number, untested: number, records: number, retested: number, recovered: number, wafers: number, excludedWafers: number }, excluded: { exclusionId: string, reason: string, by: string, at: string } | null, topLoss: { kind: string, number: number, name: string, slot: number, loss: number, dies: number, baseline: number | null, change: number | null } | null }, lot: { lotId: string, productId: string, productName: string, lotType: LotType, priority: string, wafers: number, insertion: string | null, firstPassEndedAt: string | null, floor: number | null, belowFloor: boolean, onHold: boolean, currentStep: string | null, yields: { final: number | null, firstPass: number | null, record: number | null, goodFinal: number, goodFirst: number, goodRecord: number, gross: number, tested: number, untested: number, records: number, retested: number, recovered: number, wafers: number, excludedWafers: number } | null, topLoss: { kind: string, number: number, name: string, slot: number, loss: number, dies: number, baseline: number | null, change: number | null } | null }, geometry: { diameterMm: number, dieWidthMm: number | null, dieHeightMm: number | null, edgeExclusionMm: number | null, defined: boolean, originalNotch: string | null, minX: number, maxX: number, minY: number, maxY: number }, bins: Array<{ kind: string, number: number, name: string, pass: boolean, slot: number }>, tests: Array<{ number: number, name: string, unit: string, lowLimit: number | null, highLimit: number | null, executed: number | null }>, losses: Array<{ kind: string, number: number, name: string, slot: number, loss: number, dies: number, baseline: number | null, change: number | null }>, runs: Array<{ runId: string, waferId: string, startedAt: string, finishedAt: string | null, insertion: string, program: string, programRevision: string, tester: string | null, probeCard: string | null, records: number, kind: string, supersededBy: string | null, importId: string | null }>, exclusions: Array<{ exclusionId: string, reason: string, by: string, at: string, restoredAt: string | null, restoredBy: string | null }>, zones: Array<{ ring: number, sector: number | null, gross: number, good: number, yield: number | null }> }
   };

export type TestSummaryQueryVariables = Exact<{
  lotId: string;
  waferId: string;
  insertion: string;
  test: number;
}>;


export type TestSummaryQuery = { testSummary: { executed: number, notRun: number, mean: number | null, sd: number | null, min: number | null, p05: number | null, p25: number | null, median: number | null, p75: number | null, p95: number | null, max: number | null, valuesUrl: string, test: { number: number, name: string, unit: string, lowLimit: number | null, highLimit: number | null } } | null };

export type WaferDiesQueryVariables = Exact<{
  filter: PopulationFilter;
}>;


export type WaferDiesQuery = { final:
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'Trend', points: { value: number[] }, notFound: { dies: { chosen: number, positions: number } | null } }
  , first:
    | { __typename: 'InvalidInput' }
    | { __typename: 'NotFound' }
    | { __typename: 'Trend', points: { value: number[] } }
  , trendMembers:
    | { __typename: 'InvalidInput' }
    | { __typename: 'NotFound' }
    | { __typename: 'TrendMembers', gross: Array<number>, bin: Array<number>, dies: Array<number> }
   };

export type ExploreTrendQueryVariables = Exact<{
  filter: PopulationFilter;
  measure: MeasureInput;
  by: TrendUnit;
  split?: SplitInput | null | undefined;
  trackOutOf?: string | null | undefined;
}>;


export type ExploreTrendQuery = { trend:
    | { __typename: 'InvalidInput', message: string, issues: Array<{ field: string, code: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'Trend', unit: string, isFraction: boolean, by: TrendUnit, wafers: number, lots: number, pointsInAll: number, excludedWafers: number, floor: number | null, target: number | null, chartMissing: string | null, from: string, to: string, statisticalLimits: Array<{ kind: string, program: string | null, limit1: number, limit2: number, from: string, to: string | null }>, groups: Array<{ label: string | null, wafers: number, lots: number, value: number | null }>, points: { key: string[], group: number[], at: number[], value: number[], wafers: number[], withinSd: (number | null)[] }, chart: { frozenAt: string | null, frozenBy: string | null, limits: { centre: (number | null)[], lower: (number | null)[], upper: (number | null)[] }, ewma: { value: (number | null)[], lower: (number | null)[], upper: (number | null)[] }, spread: { value: (number | null)[], lower: (number | null)[], upper: (number | null)[] }, phases: Array<{ from: number, to: number, startedBy: Array<string>, judgedBy: string, missing: string | null, learntOn: number, shift: number | null, shiftP: number | null }>, reasons: Array<{ index: number, from: number, kind: string, rule: string, direction: string, limit: number }> } | null, events: Array<{ at: string, kind: string, label: string, startsPhase: boolean }>, notes: Array<{ noteId: string, at: string, text: string, by: string }>, notFound: { lots: Array<string>, wafers: Array<string>, ahead: number, excluded: number, dies: { chosen: number, positions: number } | null } }
   };

export type TrendPartsFragment = { unit: string, isFraction: boolean, by: TrendUnit, wafers: number, lots: number, pointsInAll: number, excludedWafers: number, floor: number | null, target: number | null, chartMissing: string | null, from: string, to: string, statisticalLimits: Array<{ kind: string, program: string | null, limit1: number, limit2: number, from: string, to: string | null }>, groups: Array<{ label: string | null, wafers: number, lots: number, value: number | null }>, points: { key: string[], group: number[], at: number[], value: number[], wafers: number[], withinSd: (number | null)[] }, chart: { frozenAt: string | null, frozenBy: string | null, limits: { centre: (number | null)[], lower: (number | null)[], upper: (number | null)[] }, ewma: { value: (number | null)[], lower: (number | null)[], upper: (number | null)[] }, spread: { value: (number | null)[], lower: (number | null)[], upper: (number | null)[] }, phases: Array<{ from: number, to: number, startedBy: Array<string>, judgedBy: string, missing: string | null, learntOn: number, shift: number | null, shiftP: number | null }>, reasons: Array<{ index: number, from: number, kind: string, rule: string, direction: string, limit: number }> } | null, events: Array<{ at: string, kind: string, label: string, startsPhase: boolean }>, notes: Array<{ noteId: string, at: string, text: string, by: string }>, notFound: { lots: Array<string>, wafers: Array<string>, ahead: number, excluded: number, dies: { chosen: number, positions: number } | null } };

export type ExploreMembersQueryVariables = Exact<{
  filter: PopulationFilter;
  measure: MeasureInput;
  by: TrendUnit;
  trackOutOf?: string | null | undefined;
}>;


export type ExploreMembersQuery = { trendMembers:
    | { __typename: 'InvalidInput' }
    | { __typename: 'NotFound' }
    | { __typename: 'TrendMembers', key: Array<string>, at: Array<number>, value: Array<number>, weight: Array<number>, wafers: Array<number>, gross: Array<number>, binFrom: Array<number>, bin: Array<number>, dies: Array<number>, membersInAll: number }
   };

export type KeptSelectionItemsQueryVariables = Exact<{
  selectionId: string;
}>;


export type KeptSelectionItemsQuery = { selection:
    | { __typename: 'KeptSelection', items: Array<string> }
    | { __typename: 'NotFound' }
   };

export type KeepSelectionMutationVariables = Exact<{
  items: Array<string> | string;
}>;


export type KeepSelectionMutation = { keepSelection:
    | { __typename: 'InvalidInput' }
    | { __typename: 'KeptSelection', selectionId: string }
   };

export type WriteNoteMutationVariables = Exact<{
  note: NoteInput;
}>;


export type WriteNoteMutation = { writeNote:
    | { __typename: 'InvalidInput', message: string }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'NoteWritten' }
   };

export type WithdrawNoteMutationVariables = Exact<{
  noteId: string;
}>;


export type WithdrawNoteMutation = { withdrawNote:
    | { __typename: 'Done' }
    | { __typename: 'NotFound' }
   };

export type ExploreTestSideQueryVariables = Exact<{
  filter: PopulationFilter;
}>;


export type ExploreTestSideQuery = { testSide:
    | { __typename: 'NotFound' }
    | { __typename: 'TestSide', wafers: number, waferSample: number, lotSample: number, sites: { reading: SharesReading, p: number | null, needs: number, groups: Array<{ group: string, good: number, gross: number, lots: number, value: number | null, low: number | null, high: number | null }> }, probeCards: { reading: SharesReading, p: number | null, needs: number, groups: Array<{ group: string, good: number, gross: number, lots: number, value: number | null, low: number | null, high: number | null }> }, testers: { reading: SharesReading, p: number | null, needs: number, groups: Array<{ group: string, good: number, gross: number, lots: number, value: number | null, low: number | null, high: number | null }> }, recovery: Array<{ bin: number, name: string, slot: number, failedFirst: number, retested: number, recovered: number, share: { value: number | null, low: number | null, high: number | null, lots: number } }> }
   };

export type SharesPartsFragment = { reading: SharesReading, p: number | null, needs: number, groups: Array<{ group: string, good: number, gross: number, lots: number, value: number | null, low: number | null, high: number | null }> };

export type PaletteLotsQueryVariables = Exact<{
  search: string;
}>;


export type PaletteLotsQuery = { lots: { rows: Array<{ lotId: string, productName: string }> } };

export type SavedViewsQueryVariables = Exact<{ [key: string]: never; }>;


export type SavedViewsQuery = { savedViews: Array<{ viewId: string, name: string, address: string, savedBy: string, own: boolean, sharedWith: Array<Role>, start: boolean }> };

export type SaveViewMutationVariables = Exact<{
  name: string;
  address: string;
  sharedWith: Array<Role> | Role;
}>;


export type SaveViewMutation = { saveView:
    | { __typename: 'InvalidInput', message: string }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'SavedView' }
   };

export type DeleteViewMutationVariables = Exact<{
  viewId: string;
}>;


export type DeleteViewMutation = { deleteView:
    | { __typename: 'Done' }
    | { __typename: 'NotFound' }
   };

export type StartWithViewMutationVariables = Exact<{
  viewId?: string | null | undefined;
}>;


export type StartWithViewMutation = { startWithView:
    | { __typename: 'Done' }
    | { __typename: 'NotFound' }
   };

export type WaitingQueryVariables = Exact<{ [key: string]: never; }>;


export type WaitingQuery = { excursionCounts: { waiting: number } };
