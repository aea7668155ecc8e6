import { detect, emptyDetection, type DetectedExcursion } from '@fabwright/analytics';
import { demonstration, type PlantedCause } from '@fabwright/fab-simulator/scenario';
import { describe, expect, it, vi } from 'vitest';
import { lotObservation } from './observations.ts';

// Half a year of a fab is followed and judged.
vi.setConfig({ testTimeout: 120_000 });

/** Some 400 lots; what an engineer is to look at must stay few. */
const MOST_EXCURSIONS = 40;
/** A planted cause meets up to 26 lots of three products. More than these in one excursion are several events. */
const MOST_LOTS = 20;

function hitLots({ affected }: PlantedCause): Set<string> {
  return new Set(affected.filter(({ hit }) => hit.length > 0).map(({ lotId }) => lotId));
}

describe('the demonstration fab, many causes beside each other', () => {
  const { lots, causes } = demonstration({
    seed: 20261,
    epoch: Date.UTC(2026, 10, 29),
    historyDays: 180,
    wafersPerLot: 13,
  });
  const { excursions } = detect(emptyDetection(), lots.map(lotObservation));
  const holding = (ids: ReadonlySet<string>): DetectedExcursion[] =>
    excursions.filter((one) => one.lots.some((lot) => ids.has(lot)));

  it('raises an excursion for each cause', () => {
    expect(causes.length).toBeGreaterThan(12);
    const missed = causes.filter((cause) => holding(hitLots(cause)).length === 0);
    expect(missed.map(({ id }) => id)).toEqual([]);
  });

  it('lets none swell over other events, and does not bury whoever looks', () => {
    expect(excursions.length).toBeLessThanOrEqual(MOST_EXCURSIONS);
    expect(Math.max(...excursions.map((one) => one.lots.length))).toBeLessThanOrEqual(MOST_LOTS);
  });
});
