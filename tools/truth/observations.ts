import { placeOf, type LotObservation, type SensorObservation } from '@fabwright/analytics';
import type { ScenarioLot, ScenarioSensor } from '@fabwright/fab-simulator/scenario';

/** A sorted lot as the product's detectors get it. */
export function lotObservation(lot: ScenarioLot): LotObservation {
  return {
    kind: 'lot',
    product: lot.product,
    insertion: lot.insertion,
    lot: lot.lotId,
    at: lot.sortedAt,
    floor: lot.floor,
    wafers: lot.wafers.map(({ waferId, good, gross, bins, steps }) => ({
      waferId,
      good,
      gross,
      bins,
      places: steps.map(({ stepId, toolId, chamber }) => placeOf(stepId, toolId, chamber)),
    })),
  };
}

export function sensorObservation(one: ScenarioSensor): SensorObservation {
  const { toolId, chamber, stepId, sensor, at, lotId, product, mean, seasoning } = one;
  return {
    kind: 'sensor',
    tool: toolId,
    chamber,
    step: stepId,
    sensor,
    at,
    lot: lotId,
    product,
    value: mean,
    seasoning,
  };
}
