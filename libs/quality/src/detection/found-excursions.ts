import {
  DEFAULT_DETECTION,
  detect,
  emptyDetection,
  questionOf,
  type Alarm,
  type DetectedExcursion,
  type DetectionSettings,
  type LotObservation,
  type Reason,
  type SeriesBaseline,
  type Stream,
} from '@fabwright/analytics';
// Types only: this module runs in a thread, where enums are not at hand.
import type { LotAlarmRecord } from '../excursion/excursion.ts';

/** A lot of an excursion as it was found. */
export interface FoundLot {
  readonly lotId: string;
  /** ms since 1970. */
  readonly testedAt: number;
  readonly waferIds: readonly string[];
  /** Usual minus observed yield, in percentage points. */
  readonly lossPp: number | null;
  readonly alarms: readonly LotAlarmRecord[];
}

export type FoundSeverity = 'minor' | 'major' | 'critical';

/** An excursion as the detectors see it now, over the whole window. Times in ms since 1970. */
export interface FoundExcursion {
  readonly detectionId: string;
  readonly productId: string;
  /** Null for sensors and inspections, which come before any. */
  readonly insertion: string | null;
  readonly severity: FoundSeverity;
  readonly subject: Stream;
  readonly reasons: readonly Reason[];
  readonly places: readonly string[];
  readonly openedAt: number;
  readonly ended: boolean;
  /** In time order. */
  readonly lots: readonly FoundLot[];
  readonly lossPp: number | null;
  readonly lostDies: number;
}

/** The whole window at once: nothing is forgotten in it, so that a lot that comes late changes what follows from it. */
export const WHOLE_WINDOW: DetectionSettings = { ...DEFAULT_DETECTION, windowLots: 100_000 };

/** Loss over its lots from which an excursion is major or critical, in percentage points of yield. */
const MAJOR_PP = 1;
const CRITICAL_PP = 5;

/** Runs the detectors over all lots of the window and says of each excursion which wafers it is about. Pure. */
export function findExcursions(lots: readonly LotObservation[]): FoundExcursion[] {
  const { state, alarms } = detect(emptyDetection(), lots, WHOLE_WINDOW);
  const alarmById = new Map(alarms.map((alarm) => [alarm.id, alarm]));
  const series = Map.groupBy(lots, (lot) => seriesOf(lot));
  return state.excursions.flatMap((one) => {
    if (one.class === 'sensor') return [];
    const own = series.get(seriesOf(one)) ?? [];
    const found = one.alarmIds.flatMap((id) => alarmById.get(id) ?? []);
    return [described(one, { lots: own, baseline: state.series[seriesOf(one)]?.baseline ?? null }, found)];
  });
}

function seriesOf({ product, insertion }: { product: string; insertion: string }): string {
  return `${product}/${insertion}`;
}

interface Series {
  readonly lots: readonly LotObservation[];
  /** Null while phase I is not complete: only the floor speaks then. */
  readonly baseline: SeriesBaseline | null;
}

function described(one: DetectedExcursion, series: Series, alarms: readonly Alarm[]): FoundExcursion {
  const concerned = new Set(one.lots);
  const lots = series.lots.filter((lot) => concerned.has(lot.lot));
  const yields = usualOf(series.lots, concerned, (wafer) => wafer.good);
  const wafers = affectedWafers(one, series, lots);
  const gross = sum(lots.flatMap((lot) => lot.wafers.map((wafer) => wafer.gross)));
  const good = sum(lots.flatMap((lot) => lot.wafers.map((wafer) => wafer.good)));
  const lossPp = yields === null || gross === 0 ? null : 100 * (yields - good / gross);
  return {
    detectionId: one.id,
    productId: one.product,
    insertion: one.insertion,
    severity: severityOf(one, lossPp),
    subject: one.leading,
    reasons: one.reasons,
    places: one.places,
    openedAt: one.detectedAt,
    ended: one.ended,
    lots: lots.map((lot) => ({
      lotId: lot.lot,
      testedAt: lot.at,
      waferIds: wafers.get(lot.lot) ?? [],
      lossPp: yields === null ? null : 100 * (yields - shareOf(lot, (wafer) => wafer.good)),
      alarms: alarms.filter((alarm) => alarm.lot === lot.lot).map(alarmRecord),
    })),
    lossPp,
    lostDies: lossPp === null ? 0 : Math.max(0, Math.round((lossPp / 100) * gross)),
  };
}

type Wafer = LotObservation['wafers'][number];

/**
 * By lot: wafers beyond what single wafers usually reach in the stream that leads, and those that an alarm named. A lot
 * that shows it only as a whole has all of its wafers in it.
 */
function affectedWafers(
  one: DetectedExcursion,
  { lots, baseline }: Series,
  concerned: readonly LotObservation[],
): Map<string, string[]> {
  const named = new Map(one.wafers.map(({ lot, waferIds }) => [lot, new Set(waferIds)]));
  const beyond = baseline ? wafersBeyond(one, baseline, lots) : new Map<string, Set<string>>();
  return new Map(
    concerned.map(({ lot, wafers }) => {
      const all = wafers.filter((wafer) => wafer.gross > 0).map((wafer) => wafer.waferId);
      const some = all.filter((id) => named.get(lot)?.has(id) === true || beyond.get(lot)?.has(id) === true);
      return [lot, some.length > 0 ? some : all];
    }),
  );
}

function wafersBeyond(
  one: DetectedExcursion,
  baseline: SeriesBaseline,
  lots: readonly LotObservation[],
): Map<string, Set<string>> {
  const { wafers, cases } = questionOf(one, baseline, lots);
  const beyond = new Map<string, Set<string>>();
  wafers.forEach(({ lot, waferId }, at) => {
    if (cases[at] !== 1) return;
    const found = beyond.get(lot) ?? new Set<string>();
    beyond.set(lot, found.add(waferId));
  });
  return beyond;
}

/** Median over the lots that are not concerned of their die-weighted share; null without any. */
function usualOf(
  series: readonly LotObservation[],
  concerned: ReadonlySet<string>,
  dies: (wafer: Wafer) => number,
): number | null {
  const others = series.filter((lot) => !concerned.has(lot.lot) && lot.wafers.some((wafer) => wafer.gross > 0));
  const shares = others.map((lot) => shareOf(lot, dies)).sort((a, b) => a - b);
  const middle = (shares.length - 1) / 2;
  const [low, high] = [shares[Math.floor(middle)], shares[Math.ceil(middle)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

function shareOf({ wafers }: LotObservation, dies: (wafer: Wafer) => number): number {
  const gross = sum(wafers.map((wafer) => wafer.gross));
  return gross === 0 ? 0 : sum(wafers.map(dies)) / gross;
}

function severityOf({ class: weight, reasons }: DetectedExcursion, lossPp: number | null): FoundSeverity {
  if (weight !== 'yield' || lossPp === null) return 'minor';
  const belowFloor = reasons.some((reason) => reason.code === 'below-floor');
  if (lossPp >= CRITICAL_PP) return 'critical';
  return lossPp >= MAJOR_PP || belowFloor ? 'major' : 'minor';
}

export function alarmRecord({ rule, stream, direction, value, centre, limit, score }: Alarm): LotAlarmRecord {
  return { rule, stream, direction, value, centre, limit, score };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
