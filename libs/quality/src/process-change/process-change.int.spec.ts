import { encodeInt16 } from '@fabwright/contracts';
import { UnitOfWork } from '@fabwright/platform';
import { cloneDatabase, type TestDatabase } from '@fabwright/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asEvent, qualityOn, waferTest, type DieRow } from '../quality.spec-support.ts';
import { compareYields, comparisonKey } from '../tool/compare-yields.ts';
import { ProcessChangeRepository } from './process-change.repository.ts';

let database: TestDatabase;
let changes: ProcessChangeRepository;

const DIES = 20;
const at = (day: string): string => `2026-${day}T08:00:00Z`;
const dies = (fails: number): DieRow[] => Array.from({ length: DIES }, (_, x) => [x, 0, x < fails ? 5 : 1, 1]);

const definition = asEvent(
  'fab.product-definition.v1',
  {
    ...{ productId: 'A', version: 1, name: 'Product A', waferDiameterMm: 200, dieWidthMm: 8, dieHeightMm: 20 },
    ...{ edgeExclusionMm: 3, notch: 'down', axes: { x: 'right', y: 'up' } },
    dies: { x: encodeInt16(Int16Array.from({ length: DIES }, (_, x) => x)), y: encodeInt16(new Int16Array(DIES)) },
    bins: [{ kind: 'soft', number: 1, name: 'Pass', pass: true }],
    ...{ insertions: [{ id: 'CP1', name: 'Sort 1' }], tests: [], targets: [] },
  },
  '2026-01-01T00:00:00Z',
);

const run = (lotId: string, stepId: string, version: string, day: string) =>
  asEvent(
    'fab.process-run.v1',
    {
      ...{ runId: `${lotId}-${stepId}`, lotId, lotNo: lotId, productId: 'A', stepId, stepName: stepId, area: 'Etch' },
      ...{ toolId: 'ETC-1', recipe: { id: 'R', version }, startedAt: at(day), endedAt: at(day) },
      wafers: [{ waferId: `${lotId}-1`, chamber: 'A' }],
      sensors: [],
    },
    at(day),
  );
const sorted = (lotId: string, fails: number) =>
  waferTest(dies(fails), {
    ...{ lotId, productId: 'A', waferId: `${lotId}-1`, runId: `${lotId}-S`, startedAt: at('11-20') },
  });

beforeAll(async () => {
  database = await cloneDatabase();
  const source = await database.connect();
  const quality = qualityOn(source);
  await quality.record(definition);
  // version 8 of the etch came in October; the implant has run its version 2 all along
  for (const [lot, version, day, fails] of [
    ['L1', '7', '09-02', 1],
    ['L2', '7', '09-12', 2],
    ['L3', '7', '09-22', 1],
    ['L4', '8', '10-03', 7],
    ['L5', '8', '10-13', 8],
    ['L6', '8', '10-23', 7],
  ] as const) {
    await quality.record(run(lot, 'ETCH', version, day), run(lot, 'IMPLANT', '2', day), sorted(lot, fails));
  }
  changes = new ProcessChangeRepository(new UnitOfWork(source));
});
afterAll(() => database.drop());

const October = { since: new Date(at('07-03')), from: new Date(at('10-01')), to: new Date(at('11-01')) };
const PAIRS = [{ productId: 'A', insertion: 'CP1' }] as never;

it('a version that was new in the period stands against those before it; what did not change does not come up', async () => {
  const lots = await changes.lots({ productId: null, scope: null, ...October }, PAIRS);
  expect(lots.map(({ lotId, toolId, isNew }) => [lotId, toolId, isNew])).toEqual([
    ['L1', 'R 7', false],
    ['L2', 'R 7', false],
    ['L3', 'R 7', false],
    ['L4', 'R 8', true],
    ['L5', 'R 8', true],
    ['L6', 'R 8', true],
  ]);
  expect(lots.at(-1)?.since).toEqual(new Date(at('10-03')));
  const fresh = new Set(lots.filter(({ isNew }) => isNew).map(comparisonKey));
  const compared = compareYields(lots, fresh);
  expect([...compared.keys()]).toEqual(['R 8']);
  expect(compared.get('R 8')).toMatchObject([{ stepId: 'ETCH', lots: 3, otherLots: 3, reading: 'lower' }]);
});

it('of products that may not be seen there is nothing, nor of a period without a change', async () => {
  expect(await changes.lots({ productId: null, scope: ['B'], ...October }, PAIRS)).toEqual([]);
  const november = { since: October.from, from: October.to, to: new Date(at('12-01')) };
  expect(await changes.lots({ productId: null, scope: null, ...november }, PAIRS)).toEqual([]);
});
