import { toEnvelope, type FabEvent } from '@fabwright/contracts';
import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ExcursionChanges } from '../excursion/excursion-changes.ts';
import { Maths } from '../maths/maths.ts';
import { qualityOn } from '../quality.spec-support.ts';
import type { DetectionService } from './detection.service.ts';
import { detectionOn } from './detection.spec-support.ts';

const CLOCK_AT = new Date('2026-11-20T00:00:00Z');
const HALF_A_DAY = 43_200_000;
const LOTS = 60;
/** From this lot on something is wrong, for four lots. */
const BAD_FROM = 50;

let database: TestDatabase;
let quality: ReturnType<typeof qualityOn>;
let sent: FabEvent[];
const maths = new Maths();

const detection = (): DetectionService =>
  detectionOn(quality.uow, {
    changes: new ExcursionChanges(),
    sent,
    maths,
    clockAt: CLOCK_AT,
    url: database.url,
  });

const nameOf = (number: number): string => `L${String(number).padStart(3, '0')}`;
const timeOf = (number: number): string => new Date(CLOCK_AT.getTime() - (LOTS - number) * HALF_A_DAY).toISOString();
/** Noise that is the same each time, about ±1. */
const noise = (number: number, salt: number): number => ((number * 7919 + salt * 104_729) % 211) / 105 - 1;
const isBad = (number: number): boolean => number >= BAD_FROM && number < BAD_FROM + 4;
const ALL = Array.from({ length: LOTS }, (_, at) => at + 1);

interface RunOver {
  readonly productId?: string;
  readonly shift?: number;
  readonly seasoning?: boolean;
}

/** Wafers 1 and 3 go through chamber A, 2 and 4 through B, whose helium leaks where it is shifted. */
function run(number: number, { productId = 'A', shift = 0, seasoning = false }: RunOver = {}): FabEvent {
  const [lotId, at] = [nameOf(number), timeOf(number)];
  const chambers = ['A', 'B', 'A', 'B'];
  const measured = (salt: number): number[] =>
    chambers.map((chamber, place) => 1.1 + 0.05 * noise(number, salt + place) + (chamber === 'B' ? shift : 0));
  return toEnvelope(
    'fab.process-run.v1',
    {
      runId: `${lotId}-ETCH`,
      lotId,
      lotNo: lotId,
      productId,
      stepId: 'ETCH',
      stepName: 'Gate etch',
      area: 'Etch',
      toolId: 'ETC-1',
      recipe: { id: 'R', version: '1' },
      startedAt: at,
      endedAt: at,
      wafers: chambers.map((chamber, place) => ({ waferId: `W${place + 1}`, chamber })),
      sensors: [
        { name: 'he_leak', unit: 'sccm', statistic: 'max', values: measured(3) },
        { name: 'esc_temp', unit: 'degC', statistic: 'mean', values: chambers.map((_, i) => 40 + noise(number, i)) },
      ],
      seasoning,
    },
    { id: `run-${number}`, source: '/s', time: at },
  );
}

/** One wafer in two is looked at after etch; about twenty defects on 650 cm². */
function inspection(number: number, more: number): FabEvent {
  const [lotId, inspectedAt] = [nameOf(number), timeOf(number)];
  const found = (waferId: string, salt: number) => {
    const count = Math.round(20 + 4 * noise(number, salt)) + more;
    const column = Array.from({ length: count }, (_, at) => at % 100);
    return { waferId, areaCm2: 650, defects: { x: column, y: column, sizeUm: column, classCode: column.map(() => 1) } };
  };
  return toEnvelope(
    'fab.defect-inspection.v1',
    {
      inspectionId: `${lotId}-INSP`,
      lotId,
      lotNo: lotId,
      productId: 'A',
      stepId: 'INSP',
      toolId: 'DEF-1',
      inspectedAt,
      wafers: [found('W1', 5), found('W3', 6)],
      classes: [{ code: 1, name: 'Particle' }],
    },
    { id: `inspection-${number}`, source: '/s', time: inspectedAt },
  );
}

interface Stored {
  readonly kind: string;
  readonly productId: string;
  readonly insertion: string | null;
  readonly severity: string;
  readonly subject: Record<string, string>;
  readonly reasons: readonly { code: string; values: Record<string, unknown> }[];
  readonly places: readonly string[];
  readonly lots: readonly string[];
  readonly wafers: readonly string[];
}
const stored = (): Promise<Stored[]> =>
  quality.uow.query<Stored>(`
    SELECT e.kind, e.product_id AS "productId", e.insertion, e.severity, e.subject, e.reasons, e.places,
      array_agg(l.lot_id ORDER BY l.tested_at) AS lots,
      (array_agg(array_to_string(l.wafer_ids, ' ') ORDER BY l.tested_at)) AS wafers
    FROM excursion e JOIN excursion_lot l USING (excursion_id) WHERE e.state = 'open'
    GROUP BY e.excursion_id ORDER BY e.kind, e.product_id`);

const leaking = (number: number): FabEvent => run(number, { shift: isBad(number) ? 0.6 : 0 });

async function record(events: readonly FabEvent[]): Promise<void> {
  for (let from = 0; from < events.length; from += 30) await quality.record(...events.slice(from, from + 30));
}

beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(async () => {
  await maths.onApplicationShutdown();
  await database.drop();
});
beforeEach(async () => {
  await database.drop();
  database = await cloneDatabase();
  quality = qualityOn(await database.connect());
  sent = [];
});

describe('a sensor that moves', () => {
  it('is one excursion of its tool, with the lots, wafers, figures and unit, before anything is sorted', async () => {
    await record(ALL.map(leaking));
    expect(await detection().run()).toMatchObject({ outcome: 'done', opened: 1 });
    const [one, ...more] = await stored();
    expect(more).toEqual([]);
    expect(one).toMatchObject({ kind: 'sensor', productId: 'A', insertion: null, severity: 'minor' });
    expect(one?.subject).toMatchObject({ tool: 'ETC-1', chamber: 'B', step: 'ETCH', name: 'he_leak max' });
    expect(one?.lots).toEqual([50, 51, 52, 53].map(nameOf));
    expect(new Set(one?.wafers)).toEqual(new Set(['W2 W4']));
    expect(one?.places).toEqual(['ETCH|ETC-1|B']);
    const [reason] = one?.reasons ?? [];
    expect(reason).toMatchObject({ code: 'sensor-moved', values: { unit: 'sccm', lot: 'L050', direction: 'high' } });
    expect(Number(reason?.values['value'])).toBeGreaterThan(Number(reason?.values['limit']));
    expect(sent).toMatchObject([{ type: 'fab.excursion.v1', data: { state: 'opened', changePp: 0 } }]);
  });

  it('is found the same whether runs come at once, a few at a time, or late; and told once', async () => {
    const worker = detection();
    await record(ALL.filter((number) => number < 51 && number !== 44).map(leaking));
    await worker.run();
    await record(ALL.filter((number) => number >= 51).map(leaking));
    expect(await worker.run()).toMatchObject({ opened: 0, changed: 1 });
    await record([leaking(44)]);
    expect(await worker.run()).toMatchObject({ opened: 0, changed: 0 });
    const slowly = await stored();
    await quality.uow.query('DELETE FROM detection_progress');
    expect(await worker.run()).toMatchObject({ outcome: 'done', opened: 0, changed: 0 });
    await quality.uow.query(
      'TRUNCATE excursion, excursion_pattern, excursion_entry, excursion_action, excursion_lot, detection_progress',
    );
    await detection().run();
    expect((await stored()).map(({ lots, wafers }) => ({ lots, wafers }))).toEqual(
      slowly.map(({ lots, wafers }) => ({ lots, wafers })),
    );
  });

  it('is none while a chamber is seasoned after maintenance, nor when nothing moves', async () => {
    await record(ALL.map((number) => run(number, isBad(number) ? { shift: 0.6, seasoning: true } : {})));
    expect(await detection().run()).toMatchObject({ outcome: 'done', opened: 0 });
  });

  it('belongs to one product: another one has charts of its own, and its lots are told to nobody else', async () => {
    const other = ALL.map((number) => number + 0.5);
    const named = other.map((number) => run(number, { productId: 'B' }));
    await record([...ALL.map(leaking), ...named]);
    await detection().run();
    expect(await stored()).toMatchObject([{ productId: 'A', lots: [50, 51, 52, 53].map(nameOf) }]);
  });
});

describe('defects', () => {
  it('more than usual on the lots of one step are one excursion, told by area', async () => {
    await record(ALL.map((number) => inspection(number, isBad(number) ? 60 : 0)));
    expect(await detection().run()).toMatchObject({ outcome: 'done', opened: 1 });
    const [one] = await stored();
    expect(one).toMatchObject({ kind: 'defect', productId: 'A', insertion: null, severity: 'minor' });
    expect(one?.subject).toMatchObject({ kind: 'defects', name: 'INSP' });
    expect(one?.lots).toEqual([50, 51, 52, 53].map(nameOf));
    expect(new Set(one?.wafers)).toEqual(new Set(['W1 W3']));
    const reason = one?.reasons.find(({ code }) => code === 'lot-outside-limits');
    expect(reason?.values).toMatchObject({ unit: 'cm⁻²', lot: 'L050' });
    expect(Number(reason?.values['centre'])).toBeCloseTo(20 / 650, 2);
  });

  it('as many as usual are none; and beside a sensor that moved they are an excursion of their own', async () => {
    await record(ALL.map((number) => inspection(number, 0)));
    expect(await detection().run()).toMatchObject({ outcome: 'done', opened: 0 });
    await record(ALL.map(leaking));
    await record([61, 62, 63].map((number) => inspection(number, 60)));
    await detection().run();
    expect((await stored()).map((one) => one.kind)).toEqual(['defect', 'sensor']);
    await quality.uow.query('DELETE FROM detection_progress');
    expect(await detection().run()).toMatchObject({ opened: 0, changed: 0 });
  });
});
