import { FILLED } from './yield-database.ts';

const YIELDS =
  '{ final firstPass record goodFinal goodFirst gross tested untested records retested recovered wafers excludedWafers }';
const LOSS = '{ kind number name slot loss dies baseline change }';
const LOT_ROW = `{ lotId productId productName lotType priority wafers insertion yields ${YIELDS} firstPassEndedAt floor belowFloor onHold currentStep topLoss ${LOSS} }`;

/** What the Overview's page asks quality for. */
export const OVERVIEW = `{ overview(filter: { productId: "${FILLED.product}" }) {
  period { from to label } fabNow insertion insertions currentWeek floor target current ${YIELDS}
  change { delta low high baselineLabel conclusive } lotsBelowFloor { count of }
  trend { points { key lotId at value median7 wafers gross withinSd complete alarms { kind rule detail } }
    limits { mean lower upper sigma lots method } limitsMissing excludedWafers }
  losses ${LOSS} stacked { wafers dieCount url } latestLots ${LOT_ROW}
  products { productId name current ${YIELDS} target floor sparkline alarms } } }`;

/** What the page of one lot asks for; its maps come by their own address. */
export const LOT = `query ($lotId: ID!) { lot(lotId: $lotId) { ... on Lot { row ${LOT_ROW} insertions mapsUrl
  tests { number name unit lowLimit highLimit } losses ${LOSS}
  wafers { waferId slot lotNo yields ${YIELDS} excluded { reason } complete lastEndedAt tester probeCard programRevision topLoss ${LOSS} }
  geometry { diameterMm minX maxX minY maxY defined } bins { kind number name pass slot }
  history { eventId kind at lotNo stepName } holds { holdId } children { lotNo } runs { runId waferId kind records } } } }`;

export const LOTS = `{ lots(filter: {}, first: 50) { total rows ${LOT_ROW} pageInfo { endCursor hasNextPage } } }`;
export const TRIVIAL = '{ __typename }';
