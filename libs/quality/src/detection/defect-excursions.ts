import { detect, emptyDetection, type Alarm, type DetectedExcursion, type Stream } from '@fabwright/analytics';
import { alarmRecord, WHOLE_WINDOW, type FoundExcursion, type FoundLot } from './found-excursions.ts';
import type { InspectedLot } from './inspection.repository.ts';

/** Lots on which an inspection step found more defects than it does. The whole window at once; pure, runs in a thread. */
export function findDefectExcursions(inspected: readonly InspectedLot[]): FoundExcursion[] {
  const observations = inspected.map(({ observation }) => observation);
  const { state, alarms } = detect(emptyDetection(), observations, WHOLE_WINDOW);
  const alarmById = new Map(alarms.map((alarm) => [alarm.id, alarm]));
  return state.excursions.map((one) => {
    const own = inspected.filter(
      ({ observation: { product, insertion } }) => product === one.product && insertion === one.insertion,
    );
    return described(
      one,
      own,
      one.alarmIds.flatMap((id) => alarmById.get(id) ?? []),
    );
  });
}

function described(
  one: DetectedExcursion,
  inspected: readonly InspectedLot[],
  alarms: readonly Alarm[],
): FoundExcursion {
  const concerned = new Set(one.lots);
  const lots = inspected.filter(({ observation }) => concerned.has(observation.lot));
  return {
    detectionId: `defects/${one.id}`,
    productId: one.product,
    insertion: null,
    // What it costs is not known before sort; then yield has an excursion of its own.
    severity: 'minor',
    subject: atStep(one.leading),
    reasons: one.reasons.map((reason) => ({ ...reason, stream: atStep(reason.stream) })),
    places: [],
    openedAt: one.detectedAt,
    ended: one.ended,
    lots: lots.map(({ observation: { lot, at }, waferIds }): FoundLot => {
      const own = alarms.filter((alarm) => alarm.lot === lot).map(alarmRecord);
      return {
        lotId: lot,
        testedAt: at,
        waferIds,
        lossPp: null,
        alarms: own.map((alarm) => ({ ...alarm, stream: atStep(alarm.stream) })),
      };
    }),
    lossPp: null,
    lostDies: 0,
  };
}

/** The step stood where sort has its insertion; in an excursion it is the name of what is charted. */
function atStep(stream: Stream): Stream {
  return stream.kind === 'sensor' ? stream : { ...stream, insertion: '', name: stream.insertion };
}
