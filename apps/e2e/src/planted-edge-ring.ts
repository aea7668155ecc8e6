/** A CloudEvent as a fab's own systems send it; nothing of the product's source makes it. */
export interface FabEvent {
  readonly specversion: '1.0';
  readonly type: string;
  readonly id: string;
  readonly source: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly partitionkey: string;
  readonly data: object;
}

type Head = Pick<FabEvent, 'id' | 'source' | 'time'>;

function toEnvelope(type: string, data: object, head: Head): FabEvent {
  const { lotId, toolId, productId } = data as Record<'lotId' | 'toolId' | 'productId', string | undefined>;
  const partitionkey = lotId ?? toolId ?? productId ?? '';
  return { specversion: '1.0', type, ...head, datacontenttype: 'application/json', partitionkey, data };
}

/** Little-endian base64, as the contracts ask for arrays. */
function encoded(values: Int8Array | Int16Array | Uint16Array): string {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');
}

const HOUR = 3_600_000;
const SOURCE = '/e2e/planted';
const WAFERS = 12;
const SORTED_LOTS = 34;
const IN_LINE_LOTS = 3;
/** The chamber's service lies before the etch of this lot. */
const FIRST_BAD = 26;
const BETWEEN_LOTS_H = 7;
const ETCH_TO_SORT_H = 40;
const RADIUS = 9;
const PASS = 1;
const RANDOM_FAIL = 7;
const RING_FAIL = 12;

export const PLANTED = { step: 'Contact etch', tool: 'ETC-E2E', chamber: 'B', sensor: 'he_flow_outer' } as const;

export interface PlantedFab {
  readonly productId: string;
  readonly productName: string;
  readonly events: readonly FabEvent[];
  /** Went through the chamber after its service and are not sorted yet. */
  readonly inLine: readonly string[];
}

/** The same numbers at each run (Lehmer, 1951). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const DIES = Array.from({ length: (2 * RADIUS + 1) ** 2 }, (_, at) => ({
  x: (at % (2 * RADIUS + 1)) - RADIUS,
  y: Math.floor(at / (2 * RADIUS + 1)) - RADIUS,
})).filter(({ x, y }) => x * x + y * y <= RADIUS * RADIUS);

/**
 * A product of its own with an edge ring from one etch chamber since its service, in the noise of an ordinary fab. Only
 * the ids and the times differ from run to run. `now`: when the last lot left sort.
 */
export function plantedEdgeRing(stamp: string, now: number): PlantedFab {
  const productId = `E2E-${stamp}`;
  const productName = `Ring ${stamp}`;
  const random = randomFrom(20_261_123);
  const sortedAt = (lot: number): number => now - (SORTED_LOTS - lot) * BETWEEN_LOTS_H * HOUR;
  const etchedAt = (lot: number): number => sortedAt(lot) - ETCH_TO_SORT_H * HOUR;
  const lots = Array.from({ length: SORTED_LOTS + IN_LINE_LOTS }, (_, lot) => lot + 1);
  const id = (lot: number): string => `${stamp}-${String(lot).padStart(3, '0')}`;
  const serviced = etchedAt(FIRST_BAD) - 2 * HOUR;
  return {
    productId,
    productName,
    inLine: lots.filter((lot) => lot > SORTED_LOTS).map(id),
    events: [
      definition(productId, productName, now - 60 * 24 * HOUR),
      maintenance(stamp, serviced),
      ...lots.flatMap((lot) => {
        const chambers = shuffledChambers(random);
        const one = { lotId: id(lot), productId, chambers, bad: lot >= FIRST_BAD, random };
        const made = [
          start(one, etchedAt(lot) - 24 * HOUR),
          polish(one, etchedAt(lot) - 8 * HOUR),
          etch(one, etchedAt(lot)),
        ];
        return lot > SORTED_LOTS ? made : [...made, ...sort(one, sortedAt(lot))];
      }),
    ],
  };
}

interface PlantedLot {
  readonly lotId: string;
  readonly productId: string;
  /** Chamber of each wafer. */
  readonly chambers: readonly string[];
  readonly bad: boolean;
  readonly random: () => number;
}

/** Half the wafers each, never the same slots twice: the slot is innocent. */
function shuffledChambers(random: () => number): string[] {
  const keyed = Array.from({ length: WAFERS }, (_, at) => ({ chamber: at % 2 === 0 ? 'A' : 'B', key: random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ chamber }) => chamber);
}

const iso = (at: number): string => new Date(at).toISOString();
const waferId = (at: number): string => `W${String(at + 1).padStart(2, '0')}`;

function definition(productId: string, name: string, at: number): FabEvent {
  return toEnvelope(
    'fab.product-definition.v1',
    {
      productId,
      version: 1,
      name,
      waferDiameterMm: 200,
      dieWidthMm: 10,
      dieHeightMm: 10,
      edgeExclusionMm: 3,
      notch: 'down',
      axes: { x: 'right', y: 'up' },
      dies: {
        x: encoded(Int16Array.from(DIES, ({ x }) => x)),
        y: encoded(Int16Array.from(DIES, ({ y }) => y)),
      },
      bins: [
        { kind: 'soft', number: PASS, name: 'Pass', pass: true },
        { kind: 'soft', number: RANDOM_FAIL, name: 'Random', pass: false },
        { kind: 'soft', number: RING_FAIL, name: 'Contact chain open', pass: false },
      ],
      insertions: [{ id: 'CP1', name: 'CP1' }],
      tests: [],
      targets: [],
      route: [
        { stepId: 'E100', name: 'Oxide CMP', area: 'CMP', sequence: 100 },
        { stepId: 'E200', name: PLANTED.step, area: 'Etch', sequence: 200 },
        { stepId: 'E300', name: 'Contact clean', area: 'Wet', sequence: 300 },
      ],
    },
    { id: `${productId}-v1`, source: SOURCE, time: iso(at) },
  );
}

function maintenance(stamp: string, at: number): FabEvent {
  return toEnvelope(
    'fab.maintenance.v1',
    {
      maintenanceId: `${stamp}-PM`,
      toolId: PLANTED.tool,
      chamber: PLANTED.chamber,
      kind: 'pm',
      startedAt: iso(at),
      endedAt: iso(at + HOUR),
      note: 'Focus ring replaced',
    },
    { id: `${stamp}-PM`, source: SOURCE, time: iso(at + HOUR) },
  );
}

function start({ lotId, productId }: PlantedLot, at: number): FabEvent {
  const wafers = Array.from({ length: WAFERS }, (_, slot) => ({ waferId: waferId(slot), slot: slot + 1 }));
  return toEnvelope(
    'fab.lot-history.v1',
    { lotId, lotNo: lotId, kind: 'start', productId, lotType: 'production', priority: 'normal', at: iso(at), wafers },
    { id: `${lotId}-start`, source: SOURCE, time: iso(at) },
  );
}

function polish(lot: PlantedLot, at: number): FabEvent {
  return run(lot, at, {
    stepId: 'E100',
    stepName: 'Oxide CMP',
    area: 'CMP',
    toolId: 'CMP-E2E',
    chambers: shuffledChambers(lot.random),
    sensors: [],
  });
}

function etch(lot: PlantedLot, at: number): FabEvent {
  const values = lot.chambers.map((chamber) => 12 + lot.random() * 0.4 + (isHit(lot, chamber) ? 2.5 : 0));
  const sensors = [{ name: PLANTED.sensor, unit: 'sccm', statistic: 'mean', values }];
  return run(lot, at, {
    stepId: 'E200',
    stepName: PLANTED.step,
    area: 'Etch',
    toolId: PLANTED.tool,
    chambers: lot.chambers,
    sensors,
  });
}

interface RunAt {
  readonly stepId: string;
  readonly stepName: string;
  readonly area: string;
  readonly toolId: string;
  readonly chambers: readonly string[];
  readonly sensors: readonly { name: string; unit: string; statistic: string; values: number[] }[];
}

function run({ lotId, productId }: PlantedLot, at: number, { chambers, sensors, ...place }: RunAt): FabEvent {
  const runId = `${lotId}-${place.stepId}`;
  return toEnvelope(
    'fab.process-run.v1',
    {
      runId,
      lotId,
      lotNo: lotId,
      productId,
      ...place,
      recipe: { id: `R-${place.stepId}`, version: '1' },
      startedAt: iso(at - HOUR),
      endedAt: iso(at),
      wafers: chambers.map((chamber, slot) => ({ waferId: waferId(slot), slot: slot + 1, chamber })),
      sensors: [...sensors],
    },
    { id: runId, source: SOURCE, time: iso(at) },
  );
}

function isHit({ bad }: PlantedLot, chamber: string): boolean {
  return bad && chamber === PLANTED.chamber;
}

function sort(lot: PlantedLot, at: number): FabEvent[] {
  // lots differ from each other, as they do in a fab
  const level = 0.03 + lot.random() * 0.03;
  return lot.chambers.map((chamber, slot) => {
    const bins = DIES.map(({ x, y }) => {
      const edge = x * x + y * y > (RADIUS - 1.6) ** 2;
      if (isHit(lot, chamber) && edge && lot.random() < 0.7) return RING_FAIL;
      return lot.random() < level ? RANDOM_FAIL : PASS;
    });
    return tested(lot, slot, bins, at - (WAFERS - slot) * 120_000);
  });
}

function tested({ lotId, productId }: PlantedLot, slot: number, bins: readonly number[], at: number): FabEvent {
  const runId = `${lotId}-${waferId(slot)}-CP1`;
  const coded = encoded(Uint16Array.from(bins));
  return toEnvelope(
    'fab.wafer-test.v1',
    {
      runId,
      lotId,
      lotNo: lotId,
      waferId: waferId(slot),
      productId,
      insertion: 'CP1',
      program: { name: 'SORT', revision: 'A' },
      tester: 'T-E2E',
      probeCard: 'PC-E2E',
      temperatureC: 25,
      startedAt: iso(at - 60_000),
      finishedAt: iso(at),
      part: { index: 0, count: 1 },
      dies: {
        count: DIES.length,
        x: encoded(Int16Array.from(DIES, ({ x }) => x)),
        y: encoded(Int16Array.from(DIES, ({ y }) => y)),
        hardBin: coded,
        softBin: coded,
        verdict: encoded(Int8Array.from(bins, (bin) => (bin === PASS ? 1 : 0))),
      },
      tests: [],
    },
    { id: runId, source: SOURCE, time: iso(at) },
  );
}
