import { placeOf, type Alarm, type DetectedExcursion } from '@fabwright/analytics';
import { alarmRecord, type FoundExcursion, type FoundLot } from './found-excursions.ts';

/** What the charts of one tool with one product have told so far. */
export interface ToldOfTool {
  readonly product: string;
  readonly excursions: ReadonlyMap<string, DetectedExcursion>;
  readonly alarms: ReadonlyMap<string, Alarm>;
}

/**
 * Excursions of sensors as they are written. `productOf`: what a lot is known to be of now; a lot that turned out to be
 * of another product is left out, since whoever may see the one need not see the other.
 */
export function sensorExcursions(told: ToldOfTool, productOf: ReadonlyMap<string, string>): FoundExcursion[] {
  return [...told.excursions.values()].flatMap((one) => {
    const alarms = one.alarmIds
      .flatMap((id) => told.alarms.get(id) ?? [])
      .filter((alarm) => productOf.get(alarm.lot) === told.product);
    const lots = lotsOf(alarms);
    return lots.length === 0 ? [] : [described(one, told.product, alarms, lots)];
  });
}

function described(
  one: DetectedExcursion,
  product: string,
  alarms: readonly Alarm[],
  lots: readonly FoundLot[],
): FoundExcursion {
  return {
    detectionId: `${product}/${one.id}`,
    productId: product,
    insertion: null,
    // What it costs is not known before sort; then yield has an excursion of its own.
    severity: 'minor',
    subject: one.leading,
    reasons: one.reasons,
    places: [...new Set(alarms.flatMap(placesOf))],
    openedAt: one.detectedAt,
    ended: one.ended,
    lots,
    lossPp: null,
    lostDies: 0,
  };
}

function placesOf({ stream }: Alarm): string[] {
  return stream.kind === 'sensor' ? [placeOf(stream.step, stream.tool, stream.chamber)] : [];
}

function lotsOf(alarms: readonly Alarm[]): FoundLot[] {
  const lots = [...Map.groupBy(alarms, (alarm) => alarm.lot)].map(([lotId, own]) => ({
    lotId,
    testedAt: Math.min(...own.map((alarm) => alarm.at)),
    waferIds: [...new Set(own.flatMap(({ wafers = [] }) => wafers.flatMap((wafer) => wafer.waferIds)))].sort(),
    lossPp: null,
    alarms: own.map(alarmRecord),
  }));
  return lots.sort((a, b) => a.testedAt - b.testedAt || (a.lotId < b.lotId ? -1 : 1));
}
