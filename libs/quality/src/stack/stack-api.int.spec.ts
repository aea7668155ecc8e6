import { decodeStackedDies, decodeWaferMaps, encodeInt16 } from '@fabwright/contracts';
import { Bootstrap, TokenService } from '@fabwright/platform';
import { ApiClient, cloneDatabase, type TestDatabase } from '@fabwright/testing';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type RunningApi } from '../../test/test-api.ts';
import { asEvent, qualityOn, waferTest, type DieRow } from '../quality.spec-support.ts';

/** A square wafer of 6 × 6 dies; a reticle prints 2 × 3 of them. */
const SIDE = 6;
const XS = Array.from({ length: SIDE * SIDE }, (_, die) => die % SIDE);
const YS = Array.from({ length: SIDE * SIDE }, (_, die) => Math.floor(die / SIDE));

let database: TestDatabase;
let source: DataSource;
let api: RunningApi;
let engineer: ApiClient;
let scoped: ApiClient;

const at = (day: number): string => new Date(Date.UTC(2026, 10, day, 8)).toISOString();
const dies = (bin: (x: number, y: number) => number): DieRow[] =>
  XS.map((x, die) => [x, YS[die] ?? 0, bin(x, YS[die] ?? 0), 1]);
const sorted = (lotId: string, waferId: string, day: number, rows: DieRow[], productId = 'A') =>
  waferTest(rows, {
    lotId,
    waferId: `${lotId}-${waferId}`,
    runId: `${lotId}-${waferId}`,
    productId,
    startedAt: at(day),
  });
const definition = (productId: string, reticle: boolean) =>
  asEvent(
    'fab.product-definition.v1',
    {
      productId,
      version: 1,
      name: productId,
      waferDiameterMm: 200,
      dieWidthMm: 25,
      dieHeightMm: 25,
      edgeExclusionMm: 3,
      notch: 'down',
      axes: { x: 'right', y: 'up' },
      dies: { x: encodeInt16(Int16Array.from(XS)), y: encodeInt16(Int16Array.from(YS)) },
      ...(reticle && { reticle: { columns: 2, rows: 3, offsetX: 0, offsetY: 0 } }),
      bins: [{ kind: 'soft', number: 1, name: 'Pass', pass: true }],
      insertions: [{ id: 'CP1', name: 'Sort 1' }],
      tests: [],
      targets: [],
    },
    '2026-01-01T00:00:00Z',
  );

/** Column 0 fails into bin 5, the die (5, 5) into bin 7; the others only that die. */
const bad = dies((x, y) => (x === 0 ? 5 : x === 5 && y === 5 ? 7 : 1));
const good = dies((x, y) => (x === 5 && y === 5 ? 7 : 1));

beforeAll(async () => {
  database = await cloneDatabase();
  source = await database.connect();
  const quality = qualityOn(source);
  await quality.record(definition('A', true), definition('B', false));
  const lots = Array.from({ length: 8 }, (_, lot) => lot + 1);
  await quality.record(
    ...lots.flatMap((lot) => ['W1', 'W2'].map((waferId) => sorted(`L${lot}`, waferId, lot, lot <= 4 ? bad : good))),
    sorted('B1', 'W1', 9, good, 'B'),
  );
  await source.query(`INSERT INTO fab_clock (only_row, newest_event_at) VALUES (true, '2026-11-20T00:00:00Z')`);
  api = await startApi(database.url);
  const person = (await api.app.get(Bootstrap).demoAccounts())?.find(({ role }) => role === 'manager');
  engineer = new ApiClient(api.base);
  await engineer.signIn(person?.login ?? '', person?.password ?? '');
  const { secret } = await api.app.get(TokenService).create({ name: 'b', scopes: ['data:read'], productScope: ['B'] });
  scoped = new ApiClient(api.base, secret);
});
afterAll(async () => {
  await api?.close();
  await database.drop();
});

const STACK = `query ($filter: PopulationFilter!, $compareWith: PopulationFilter, $bins: [Int!]! = [], $zones: ZoneKind! = RINGS) {
  waferStack(filter: $filter, compareWith: $compareWith, bins: $bins, zones: $zones) {
    __typename
    ... on StackComparison {
      geometry { maxX } reticleColumns reticleRows reticleKnown design untested lotsLeftOut notFound { excluded dies { chosen positions } } overlap { sharedWafers sharedLots ownLots otherOwnLots }
      stack { wafers lots wafersInAll failRate url } other { wafers failRate url }
      zones { zone rate otherRate difference low high adjustedP dies }
    }
    ... on InvalidInput { issues { field code } } ... on NotFound { message }
  } }`;

interface Stack {
  readonly __typename: string;
  readonly stack: { wafers: number; lots: number; failRate: number; url: string };
  readonly other: { wafers: number } | null;
  readonly zones: {
    zone: number;
    rate: number;
    otherRate: number | null;
    difference: number | null;
    adjustedP: number | null;
    dies: string | null;
  }[];
}
async function ask<T>(client: ApiClient, query: string, field: string, variables: object): Promise<T> {
  const { data, errors } = await client.graphql<Record<string, T>>(query, { ...variables });
  expect(errors).toEqual([]);
  return data![field]!;
}
const stack = (client: ApiClient, variables: object) => ask<Stack>(client, STACK, 'waferStack', variables);
const bytes = async (client: ApiClient, url: string): Promise<Uint8Array> => {
  const response = await client.fetch(url);
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
};

const BAD = { lots: ['L1', 'L2', 'L3', 'L4'] };
const GOOD = { lots: ['L5', 'L6', 'L7', 'L8'] };

describe('a stack of any wafers', () => {
  it('counts fails at each die, in all bins or in chosen ones', async () => {
    const all = await stack(engineer, { filter: { productId: 'A', ...BAD } });
    expect(all.stack).toMatchObject({ wafers: 8, lots: 4, wafersInAll: 8 });
    expect(all.stack.failRate).toBeCloseTo(7 / 36, 12);
    const inBin = await stack(engineer, { filter: { productId: 'A', ...BAD }, bins: [7] });
    expect(inBin.stack.failRate).toBeCloseTo(1 / 36, 12);
    const map = decodeStackedDies(await bytes(engineer, inBin.stack.url));
    expect(
      [...map.failed].map((count, die) => (count > 0 ? [map.x[die], map.y[die], count] : null)).filter(Boolean),
    ).toEqual([[5, 5, 8]]);
  });

  it('compares two groups by lots in positions of the reticle', async () => {
    const compared = await stack(engineer, {
      filter: { productId: 'A', ...BAD },
      compareWith: { productId: 'A', ...GOOD },
      zones: 'RETICLE_POSITION',
    });
    expect(compared).toMatchObject({ reticleColumns: 2, reticleRows: 3, reticleKnown: true, design: 'independent' });
    expect(compared.zones).toHaveLength(6);
    // Even columns hold column 0: two of the six dies at each such position.
    expect(compared.zones[0]?.difference).toBeCloseTo(1 / 3, 12);
    expect(compared.zones[0]?.adjustedP).toBeLessThan(0.1);
    expect(compared.zones[1]?.difference).toBeCloseTo(0, 12);
  });

  it('says that too few lots can decide nothing, and shows the difference all the same', async () => {
    const few = await stack(engineer, {
      filter: { lots: ['L1'] },
      compareWith: { lots: ['L5'] },
      zones: 'QUADRANTS',
    }).catch(() => null);
    // Lots alone name two products here, so the product has to be chosen.
    expect(few).toMatchObject({ __typename: 'InvalidInput', issues: [{ field: 'filter.productId' }] });
    const one = await stack(engineer, {
      filter: { productId: 'A', lots: ['L1'] },
      compareWith: { productId: 'A', lots: ['L5'] },
      zones: 'QUADRANTS',
    });
    expect(one).toMatchObject({ untested: 'too-few-lots' });
    expect(one.zones.map(({ adjustedP }) => adjustedP)).toEqual([null, null, null, null]);
  });

  it('counts what two groups share, where it is the reason why nothing can be said', async () => {
    const overlapping = await stack(engineer, {
      filter: { productId: 'A', ...BAD },
      compareWith: { productId: 'A', lots: ['L1', 'L5'], wafers: ['L1-W1', 'L5-W1', 'L5-W2'] },
    });
    expect(overlapping).toMatchObject({
      untested: 'too-few-lots',
      overlap: { sharedWafers: 1, sharedLots: 1, ownLots: 3, otherOwnLots: 1 },
    });
    expect(await stack(engineer, { filter: { productId: 'A', ...BAD } })).toMatchObject({ overlap: null });
  });

  it('rates chosen dies alone, draws all of them, and says which dies a zone has', async () => {
    const filter = { productId: 'A', ...BAD, dies: '0.0.2.6' };
    const chosen = await stack(engineer, { filter, zones: 'SHOTS' });
    // column 0 fails, column 1 passes; the die (5, 5) is not among them
    expect(chosen.stack).toMatchObject({ wafers: 8, failRate: 0.5 });
    expect(chosen).toMatchObject({ notFound: { excluded: 0, dies: { chosen: 12, positions: 36 } } });
    expect(chosen.zones.map(({ rate, dies: own }) => [rate, own])).toEqual([
      [0.5, '0.0.2.3'],
      [0.5, '0.3.2.3'],
    ]);
    expect(decodeStackedDies(await bytes(engineer, chosen.stack.url)).x).toHaveLength(36);
    const quadrants = await stack(engineer, { filter, zones: 'QUADRANTS' });
    expect(quadrants.zones.map(({ rate, dies: own }) => [rate, own])).toEqual([
      [null, '3.3.3.3'],
      [0.5, '0.3.3.3'],
      [0.5, '0.0.3.3'],
      [null, '3.0.3.3'],
    ]);
    const refused = await stack(engineer, { filter: { productId: 'A', dies: 'edge' } });
    expect(refused).toMatchObject({ __typename: 'InvalidInput', issues: [{ field: 'filter.dies', code: 'unread' }] });
  });

  it('keeps other products out of sight', async () => {
    await expect(stack(scoped, { filter: { productId: 'A' } })).resolves.toMatchObject({ __typename: 'NotFound' });
    const url = `/maps/v1/population/stacked.bin?filter=${encodeURIComponent('{"lots":["L1","L2"]}')}`;
    expect(decodeStackedDies(await bytes(scoped, url)).wafers).toBe(0);
    expect((await engineer.fetch('/maps/v1/population/stacked.bin?filter={')).status).toBe(400);
  });
});

describe('a gallery of any wafers', () => {
  it('lists wafers worst first, and sends their maps in the same order', async () => {
    const gallery = await ask<{
      wafers: { lotId: string; waferId: string; yield: number }[];
      wafersInAll: number;
      mapsUrl: string;
    }>(
      engineer,
      `query ($filter: PopulationFilter!) { mapGallery(filter: $filter, sort: YIELD, first: 10) {
        ... on MapGallery { wafers { lotId waferId slot yield testedAt } wafersInAll mapsUrl } } }`,
      'mapGallery',
      { filter: { productId: 'A', weeks: 10 } },
    );
    expect(gallery.wafersInAll).toBe(16);
    expect(gallery.wafers).toHaveLength(10);
    expect(gallery.wafers[0]?.yield).toBeCloseTo(29 / 36, 12);
    const maps = decodeWaferMaps(await bytes(engineer, gallery.mapsUrl));
    expect(maps.map(({ waferId }) => waferId)).toEqual(
      gallery.wafers.map(({ lotId, waferId }) => `${lotId}/${waferId}`),
    );
    expect(maps[0]?.softBin.filter((bin) => bin === 5)).toHaveLength(6);
  });

  it('counts wafers that were excluded by hand, and leaves them out', async () => {
    await source.query(`UPDATE wafer_yield SET excluded = true WHERE lot_id = 'L1' AND wafer_id = 'L1-W1'`);
    const all = await stack(engineer, { filter: { productId: 'A', ...BAD }, compareWith: { productId: 'A', ...GOOD } });
    expect(all).toMatchObject({ stack: { wafers: 7 }, other: { wafers: 8 }, notFound: { excluded: 1, dies: null } });
  });
});
