import { describe, expect, it, vi } from 'vitest';
import { scenario, SCENARIOS, type Scenario, type ScenarioWafer } from './index.ts';

// A hundred days of a fab are followed for each kind: seconds, more beside other work.
vi.setConfig({ testTimeout: 60_000 });

/** Of each kind once, since a hundred days of a fab take their time. */
const fabs = new Map<string, Scenario>();
function fabOf(kind: (typeof SCENARIOS)[number], seed: number): Scenario {
  const name = `${kind} ${seed}`;
  const fab = fabs.get(name) ?? scenario(kind, seed, 3);
  fabs.set(name, fab);
  return fab;
}

const SIGMA_LOT_PP = { 'PMIC-K7': 1.15, 'MCU-R4': 1.3, 'NPU-A1': 1.45 } as const;

function wafersOf(fab: Scenario): Map<string, ScenarioWafer> {
  return new Map(
    fab.lots.flatMap((lot) => lot.wafers.map((wafer) => [`${lot.lotId}/${wafer.waferId}`, wafer] as const)),
  );
}

function isGuilty(fab: Scenario, wafer: ScenarioWafer, substrateBatch: string): boolean {
  return (fab.truth?.guilty ?? []).some(({ kind, stepId, level }) => {
    if (kind === 'substrate-batch') return substrateBatch === level;
    if (kind === 'probe-card') return wafer.probeCard === level;
    const at = wafer.steps.find((step) => step.stepId === stepId);
    if (!at) return false;
    if (kind === 'queue-time') return at.queueHours > Number(level) - 0.06;
    const place = `${at.toolId}/${at.chamber}`;
    const names = [at.toolId, place, `${place}#${at.maintenance}`, at.recipeVersion, String(at.slot), at.reticle];
    return names.includes(level);
  });
}

const share = (values: readonly boolean[]): number => values.filter(Boolean).length / values.length;

describe.each(SCENARIOS.filter((kind) => kind !== 'nothing'))('%s', (kind) => {
  const fab = fabOf(kind, 4);
  const truth = fab.truth!;
  const wafers = wafersOf(fab);
  const batches = new Map(fab.lots.map((lot) => [lot.lotId, lot.substrateBatch]));
  const exposed = truth.affected.flatMap((lot) => lot.exposed.map((one) => `${lot.lotId}/${one.waferId}`));
  const hit = truth.affected.flatMap((lot) =>
    lot.hit.map((one) => ({ ...one, ...lot, id: `${lot.lotId}/${one.waferId}` })),
  );

  it('exposes only wafers that the guilty level names, and hits about its share of them', () => {
    const right = exposed.map((id) => isGuilty(fab, wafers.get(id)!, batches.get(id.split('/')[0]!)!));
    // Rework hides a first visit: contexts tell the last run of a step.
    expect(share(right)).toBeGreaterThan(0.97);
    expect(exposed.length).toBeGreaterThan(5);
    expect(Math.abs(hit.length / exposed.length - truth.hitShare)).toBeLessThan(0.3);
  });

  it('costs the size that was asked for, mostly in its own bin', () => {
    const expected = hit.reduce((sum, one) => sum + one.lossPp, 0) / hit.length;
    const perExposed = (expected * hit.length) / exposed.length;
    expect(perExposed).toBeGreaterThan(1);
    expect(perExposed).toBeLessThan(9);
    const ids = new Set(hit.map((one) => one.id));
    const inBin = (wafer: ScenarioWafer): number => (100 * (wafer.bins[truth.softBin] ?? 0)) / wafer.gross;
    const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    const ofHit = mean([...ids].map((id) => inBin(wafers.get(id)!)));
    const ofRest = mean([...wafers].filter(([id]) => !ids.has(id)).map(([, wafer]) => inBin(wafer)));
    expect(ofHit - ofRest).toBeGreaterThan(0.35 * expected);
    expect(ofHit - ofRest).toBeLessThan(1.1 * expected);
  });
});

describe('a scenario', () => {
  it('is the same for the same arguments', () => {
    const [first, second] = [fabOf('edge-ring', 4), scenario('edge-ring', 4, 3)];
    expect(second.lots).toEqual(first.lots);
    expect(second.truth).toEqual(first.truth);
  });

  it('has lots in time order whose counts agree with their maps', () => {
    const { lots, from, to } = fabOf('nothing', 2);
    expect(lots.length).toBeGreaterThan(150);
    lots.forEach((lot, i) => {
      expect(lot.sortedAt).toBeGreaterThanOrEqual(Math.max(from, lots[i - 1]?.sortedAt ?? 0));
      expect(lot.sortedAt).toBeLessThanOrEqual(to);
      expect(Object.keys(SIGMA_LOT_PP)).toContain(lot.product);
      for (const wafer of lot.wafers) {
        expect(wafer.map.filter((bin) => bin === 0)).toHaveLength(wafer.good);
        expect(Object.values(wafer.bins).reduce((sum, count) => sum + count, wafer.good)).toBe(wafer.gross);
      }
    });
  });

  it('of nothing has harmless shifts in its sensors and no truth', () => {
    const fab = fabOf('nothing', 2);
    const sensors = fab.sensors();
    expect(fab.truth).toBeNull();
    expect(sensors.some((one) => one.seasoning)).toBe(true);
    expect(sensors.every((one) => Number.isFinite(one.mean))).toBe(true);
  });

  it('of two confounded chambers uses them together, always', () => {
    const fab = scenario('confounded-chambers', 3, 3);
    const [first, second] = fab.truth!.guilty;
    const pairs = fab.lots.flatMap((lot) =>
      lot.wafers.flatMap((wafer) => {
        const [a, b] = [first, second].map((one) => wafer.steps.find((step) => step.stepId === one!.stepId));
        if (!a || !b || wafer.steps.length < 40) return [];
        return [[`${a.toolId}/${a.chamber}` === first!.level, `${b.toolId}/${b.chamber}` === second!.level]];
      }),
    );
    expect(share(pairs.map(([a, b]) => a === b))).toBeGreaterThan(0.99);
    expect(pairs.some(([a]) => a)).toBe(true);
  });

  it('of a substrate batch reaches at least four lots, in most fabs', () => {
    const reached = [1, 2, 3, 4, 5].map((seed) => fabOf('substrate-batch', seed).truth!.affected.length);
    expect(reached.filter((lots) => lots >= 4).length).toBeGreaterThanOrEqual(4);
  });
});
