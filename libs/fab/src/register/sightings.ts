import type { FabEvent } from '@fabwright/contracts';

/** Reference rows and lots that an event names. Whatever arrives first makes them known. */
export interface Sightings {
  readonly products: Set<string>;
  readonly steps: Map<string, StepSighting>;
  /** Tool → when it was last seen at work. */
  readonly tools: Map<string, ToolSighting>;
  /** Lot → its best description among the events. */
  readonly lots: Map<string, LotDescription>;
  /** By lot and wafer: where the wafer was seen last. */
  readonly wafers: Map<string, WaferSighting>;
}

export interface StepSighting {
  readonly name?: string | undefined;
  readonly area?: string | undefined;
  readonly sequence?: number | undefined;
}

export interface ToolSighting {
  readonly seenAt: string;
  readonly area?: string | undefined;
}

/**
 * How much a description of a lot weighs: what its own history says outweighs what a run or a file says on the side,
 * and the newer outweighs the older.
 */
export const DescriptionRank = { guess: 0, mention: 1, history: 2 } as const;
export type DescriptionRank = (typeof DescriptionRank)[keyof typeof DescriptionRank];

export type LotTypeCode = 'production' | 'engineering' | 'qualification';

export interface LotDescription {
  readonly lotId: string;
  readonly productId: string;
  readonly lotType: LotTypeCode;
  readonly priority: 'normal' | 'hot';
  readonly rank: DescriptionRank;
  /** RFC 3339. */
  readonly at: string;
}

export interface WaferSighting {
  readonly lotId: string;
  readonly waferId: string;
  readonly lotNo: string;
  readonly slot: number | null;
  readonly seenAt: string;
  readonly scrappedAt: string | null;
  /** False for what only mentions the wafer: it makes it known but never moves it. */
  readonly moves: boolean;
}

/** The product of a lot about which nobody has said anything yet. */
export const UNKNOWN_PRODUCT = 'unknown';

export function emptySightings(): Sightings {
  return { products: new Set(), steps: new Map(), tools: new Map(), lots: new Map(), wafers: new Map() };
}

/** Keeps the weightier of two descriptions of one lot. */
export function addLot(into: Sightings, lot: LotDescription): void {
  into.products.add(lot.productId);
  const known = into.lots.get(lot.lotId);
  if (!known || outweighs(lot, known)) into.lots.set(lot.lotId, lot);
}

function outweighs(a: LotDescription, b: LotDescription): boolean {
  return a.rank !== b.rank ? a.rank > b.rank : Date.parse(a.at) > Date.parse(b.at);
}

/** Keeps the newest place of a wafer; a scrap stays. */
export function addWafer(into: Sightings, wafer: WaferSighting): void {
  const key = JSON.stringify([wafer.lotId, wafer.waferId]);
  const known = into.wafers.get(key);
  if (!known) {
    into.wafers.set(key, wafer);
    return;
  }
  const newer = isNewer(wafer, known) ? wafer : known;
  const older = newer === wafer ? known : wafer;
  into.wafers.set(key, {
    ...newer,
    slot: newer.slot ?? older.slot,
    scrappedAt: newer.scrappedAt ?? older.scrappedAt,
  });
}

function isNewer(a: WaferSighting, b: WaferSighting): boolean {
  return a.moves !== b.moves ? a.moves : Date.parse(a.seenAt) >= Date.parse(b.seenAt);
}

function addStep(into: Sightings, stepId: string | undefined, step: StepSighting = {}): void {
  if (stepId === undefined) return;
  const known = into.steps.get(stepId);
  into.steps.set(stepId, {
    name: step.name ?? known?.name,
    area: step.area ?? known?.area,
    sequence: step.sequence ?? known?.sequence,
  });
}

function addTool(into: Sightings, toolId: string | undefined, tool: ToolSighting): void {
  if (toolId === undefined) return;
  const known = into.tools.get(toolId);
  const newer = known && Date.parse(known.seenAt) > Date.parse(tool.seenAt) ? known : tool;
  into.tools.set(toolId, { seenAt: newer.seenAt, area: tool.area ?? known?.area });
}

type Of<T extends FabEvent['type']> = Extract<FabEvent, { type: T }>['data'];

function seeLotHistory(into: Sightings, data: Of<'fab.lot-history.v1'>): void {
  const { lotId, lotNo, productId, lotType, priority, at } = data;
  const rank = lotNo === lotId ? DescriptionRank.history : DescriptionRank.mention;
  addLot(into, { lotId, productId, lotType, priority, rank, at });
  addStep(into, data.stepId, { name: data.stepName });
  addTool(into, data.toolId, { seenAt: at });
  const heldBy = data.kind === 'split' ? data.childLotNo : data.kind === 'merge' ? data.mergedIntoLotNo : lotNo;
  const scrappedAt = data.kind === 'scrap' ? at : null;
  for (const { waferId, slot } of data.wafers) {
    addWafer(into, { lotId, waferId, lotNo: heldBy ?? lotNo, slot, seenAt: at, scrappedAt, moves: true });
  }
}

interface RunData {
  readonly lotId: string;
  readonly lotNo: string;
  readonly productId: string;
  readonly wafers: readonly { readonly waferId: string; readonly slot?: number | undefined }[];
}

function seeRun(into: Sightings, run: RunData, at: string): void {
  const { lotId, lotNo, productId } = run;
  addLot(into, mention(lotId, productId, at));
  for (const { waferId, slot } of run.wafers) {
    addWafer(into, { lotId, waferId, lotNo, slot: slot ?? null, seenAt: at, scrappedAt: null, moves: false });
  }
}

/** A lot as a run on it describes it: runs name the product, and say nothing about type and priority. */
export function mention(lotId: string, productId: string | null, at: string): LotDescription {
  return {
    lotId,
    productId: productId ?? UNKNOWN_PRODUCT,
    lotType: 'production',
    priority: 'normal',
    rank: productId === null ? DescriptionRank.guess : DescriptionRank.mention,
    at,
  };
}

function seeEvent(into: Sightings, event: FabEvent): void {
  switch (event.type) {
    case 'fab.lot-history.v1':
      return seeLotHistory(into, event.data);
    case 'fab.lot-hold.v1':
      addStep(into, event.data.stepId);
      return addLot(into, mention(event.data.lotId, null, event.data.at));
    case 'fab.process-run.v1':
      addStep(into, event.data.stepId, { name: event.data.stepName, area: event.data.area });
      addTool(into, event.data.toolId, { seenAt: event.data.endedAt, area: event.data.area });
      return seeRun(into, event.data, event.data.startedAt);
    case 'fab.metrology.v1':
    case 'fab.etest.v1':
      addStep(into, event.data.stepId);
      addTool(into, event.data.toolId, { seenAt: event.data.measuredAt });
      return seeRun(into, event.data, event.data.measuredAt);
    case 'fab.defect-inspection.v1':
      addStep(into, event.data.stepId);
      addTool(into, event.data.toolId, { seenAt: event.data.inspectedAt });
      return seeRun(into, event.data, event.data.inspectedAt);
    default:
      return seeReference(into, event);
  }
}

function seeReference(into: Sightings, event: FabEvent): void {
  if (event.type === 'fab.maintenance.v1') addTool(into, event.data.toolId, { seenAt: event.data.endedAt });
  if (event.type === 'fab.wafer-test.v1') {
    seeRun(into, { ...event.data, wafers: [event.data] }, event.data.startedAt);
  }
  if (event.type === 'fab.product-definition.v1') {
    into.products.add(event.data.productId);
    for (const step of event.data.route ?? []) addStep(into, step.stepId, step);
  }
}

/** Everything that a batch of events names, once each. */
export function sightingsOf(events: readonly FabEvent[]): Sightings {
  const seen = emptySightings();
  for (const event of events) seeEvent(seen, event);
  return seen;
}
