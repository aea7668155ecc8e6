import type { EventData, FabEvent } from '@fabwright/contracts';
import { toEnvelope } from '@fabwright/contracts';
import { FactorKind, type ExcursionRecord, type Factor } from './excursion.ts';
import { ExcursionState } from './excursion-state.ts';
import { summaryOf } from './excursion-summary.ts';

const SOURCE = '/fabwright/quality';
/** As many as the contract takes; the newest are what a receiver has to act on. */
const MOST_LOTS = 1_000;

type Payload = EventData<'fab.excursion.v1'>;
type SuspectKind = Payload['suspects'][number]['kind'];

const SUSPECT_KINDS: Readonly<Record<FactorKind, SuspectKind | null>> = {
  [FactorKind.TOOL]: 'tool',
  [FactorKind.CHAMBER]: 'chamber',
  [FactorKind.RECIPE_VERSION]: 'recipe',
  [FactorKind.SLOT]: 'slot',
  [FactorKind.PM_INTERVAL]: 'maintenance',
  [FactorKind.QUEUE_TIME]: 'queue-time',
  [FactorKind.TESTER]: 'test-equipment',
  [FactorKind.PROBE_CARD]: 'test-equipment',
  [FactorKind.PROGRAM]: 'test-equipment',
  [FactorKind.SUBSTRATE_BATCH]: null,
  [FactorKind.RETICLE]: null,
  [FactorKind.OTHER]: null,
};

/** `fab.excursion.v1` about its present state. The id names excursion and version: the same change is the same event. */
export function excursionEvent(record: ExcursionRecord, lotIds: readonly string[]): FabEvent {
  const data: Payload = {
    excursionId: record.excursionId,
    state: stateOf(record),
    productId: record.productId,
    ...(record.insertion === null ? {} : { insertion: record.insertion }),
    detectedAt: record.openedAt.toISOString(),
    from: record.firstLotAt.toISOString(),
    to: record.lastLotAt.toISOString(),
    metric: metricOf(record),
    changePp: record.lossPp === null ? 0 : -record.lossPp,
    suspects: suspectsOf(record),
    lotIds: lotIds.slice(-MOST_LOTS),
    summary: summaryOf(record),
  };
  return toEnvelope('fab.excursion.v1', data, {
    id: `${record.excursionId}/${record.version}`,
    source: SOURCE,
    time: record.openedAt.toISOString(),
    subject: record.excursionId,
  });
}

/** `fab.lot-hold-request.v1`: asks the MES to stop a lot. */
export function holdRequestEvent(request: {
  readonly excursionId: string;
  readonly lotId: string;
  readonly lotNo: string;
  readonly reason: string;
  readonly requestedBy: string;
  readonly at: Date;
}): FabEvent {
  const { excursionId, lotId, lotNo, reason, requestedBy, at } = request;
  const requestId = `${excursionId}/${lotId}`;
  const time = at.toISOString();
  return toEnvelope(
    'fab.lot-hold-request.v1',
    { requestId, lotId, lotNo, reason, excursionId, requestedBy, requestedAt: time },
    { id: `hold/${requestId}`, source: SOURCE, time, subject: lotId },
  );
}

function stateOf({ state, version }: ExcursionRecord): Payload['state'] {
  const over = [ExcursionState.CLOSED, ExcursionState.DISMISSED, ExcursionState.WITHDRAWN].includes(state);
  if (over) return 'closed';
  return version === 1 ? 'opened' : 'updated';
}

/** What is charted, such as `bin 42` or `sensor he_flow`. */
export function metricOf({ subject }: ExcursionRecord): string {
  return subject.name === '' ? subject.kind : `${subject.kind} ${subject.name}`;
}

function suspectsOf({ cause, suspect }: ExcursionRecord): Payload['suspects'] {
  const known = [cause, suspect].filter((factor) => factor !== null);
  return known.slice(0, 1).flatMap((factor) => {
    const kind = SUSPECT_KINDS[factor.kind];
    if (kind === null) return [];
    const p = 'pValue' in factor ? factor.pValue : null;
    return [{ kind, id: suspectId(factor), ...stepOf(factor), ...(p === null ? {} : { pValue: p }) }];
  });
}

function suspectId({ id, toolId, chamber }: Factor): string {
  if (toolId === null) return id;
  return chamber === null || chamber === '' ? toolId : `${toolId}/${chamber}`;
}

function stepOf({ stepId }: Factor): { stepId?: string } {
  return stepId === null ? {} : { stepId };
}
