import { ask, p95, signedIn, startApi, type ApiClient } from './bench-api.ts';
import { atMost, type BenchRow } from './bench-row.ts';
import { startFilledDatabase } from './filled-database.ts';
import { FILLED } from './yield-database.ts';

const MOST_MS = 150;

const YIELDS =
  '{ final firstPass record goodFinal goodFirst gross tested untested records retested recovered wafers excludedWafers }';
const LOSS = '{ kind number name slot loss dies baseline change }';
const LOT_ROW = `{ lotId productId productName lotType priority wafers insertion yields ${YIELDS} firstPassEndedAt floor belowFloor onHold currentStep topLoss ${LOSS} }`;

/** What the Overview's page asks quality for. */
const OVERVIEW = `{ overview(filter: { productId: "${FILLED.product}" }) {
  period { from to label } fabNow insertion insertions currentWeek floor target current ${YIELDS}
  change { delta low high baselineLabel conclusive } lotsBelowFloor { count of }
  trend { points { key lotId at value median7 wafers gross withinSd complete alarms { kind rule detail } }
    limits { mean lower upper sigma lots method } limitsMissing excludedWafers }
  losses ${LOSS} stacked { wafers dieCount url } latestLots ${LOT_ROW}
  products { productId name current ${YIELDS} target floor sparkline alarms } } }`;

/** What the page of one lot asks for; its maps come by their own address. */
const LOT = `query ($lotId: ID!) { lot(lotId: $lotId) { ... on Lot { row ${LOT_ROW} insertions mapsUrl
  tests { number name unit lowLimit highLimit } losses ${LOSS}
  wafers { waferId slot lotNo yields ${YIELDS} excluded { reason } complete lastEndedAt tester probeCard programRevision topLoss ${LOSS} }
  geometry { diameterMm minX maxX minY maxY defined } bins { kind number name pass slot }
  history { eventId kind at lotNo stepName } holds { holdId } children { lotNo } runs { runId waferId kind records } } } }`;

const LOTS = `{ lots(filter: {}, first: 50) { total rows ${LOT_ROW} pageInfo { endCursor hasNextPage } } }`;
const TRIVIAL = '{ __typename }';

/**
 * p95 of what a browser waits for the Overview, the list of lots, one lot and its maps, at 5,000 wafers × 600 dies × 20
 * tests: HTTP, sign-in check, GraphQL and SQL, one caller. Reference of the same run: p95 of a query that reads nothing.
 */
export async function rows(): Promise<BenchRow[]> {
  const database = await startFilledDatabase(FILLED);
  try {
    return await measured(database.url);
  } finally {
    await database.stop();
  }
}

async function measured(url: string): Promise<BenchRow[]> {
  const app = await startApi(url);
  try {
    const api = await signedIn(app, [FILLED.product]);
    const trivial = await p95(() => ask(api, TRIVIAL));
    const lotId = (call: number): string => `BL${String((call * 37) % FILLED.lots).padStart(4, '0')}`;
    return [
      atMost('Overview at 5,000 wafers, p95', await p95(() => ask(api, OVERVIEW)), 'ms', MOST_MS, trivial),
      atMost('lots, first 50, p95', await p95(() => ask(api, LOTS)), 'ms', MOST_MS, trivial),
      atMost('one lot, p95', await p95((call) => ask(api, LOT, { lotId: lotId(call) })), 'ms', MOST_MS, trivial),
      atMost('maps of a lot, p95', await p95((call) => maps(api, lotId(call))), 'ms', MOST_MS, trivial),
    ];
  } finally {
    await app.close();
  }
}

async function maps(api: ApiClient, lotId: string): Promise<void> {
  const response = await fetch(`${api.base}/maps/v1/lots/${lotId}.bin`, { headers: api.headers });
  const { byteLength } = await response.arrayBuffer();
  if (!response.ok || byteLength < FILLED.wafersPerLot * FILLED.dies) throw new Error('The maps did not come.');
}
