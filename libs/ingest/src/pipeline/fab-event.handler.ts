import { Injectable } from '@nestjs/common';
import type { EventType, FabEvent, FabEventOf } from '@fabwright/contracts';
import { FabRecorder } from '@fabwright/fab';
import { ChangeNotifier } from '@fabwright/platform';
import { partFromEvent, SortRunRecorder } from '@fabwright/quality';
import type { AcceptedEvent, EventHandler } from './event-handler.ts';

/** By name, and not "all that are read": a new type must stop the start until somebody has given it an effect. */
const RECORDED: readonly EventType[] = [
  'fab.product-definition.v1',
  'fab.lot-history.v1',
  'fab.lot-hold.v1',
  'fab.process-run.v1',
  'fab.metrology.v1',
  'fab.etest.v1',
  'fab.wafer-test.v1',
  'fab.defect-inspection.v1',
  'fab.maintenance.v1',
];

const SHOWN_BY_LOTS: ReadonlySet<string> = new Set(['fab.wafer-test.v1', 'fab.lot-history.v1', 'fab.lot-hold.v1']);
const SHOWN_BY_PRODUCTS: ReadonlySet<string> = new Set(['fab.product-definition.v1']);

function isWaferTest(event: FabEvent): event is FabEventOf<'fab.wafer-test.v1'> {
  return event.type === 'fab.wafer-test.v1';
}

/**
 * Every event that Fabwright reads becomes facts here. The fab's recorder gets wafer tests too: it makes their lots
 * and wafers known, and holds the lots' locks before the results are written.
 */
@Injectable()
export class FabEventHandler implements EventHandler {
  readonly types = RECORDED;

  constructor(
    private readonly fab: FabRecorder,
    private readonly sortRuns: SortRunRecorder,
    private readonly changes: ChangeNotifier,
  ) {}

  async handle(accepted: readonly AcceptedEvent[]): Promise<void> {
    const events = accepted.map(({ event }) => event);
    await this.fab.record(events);
    await this.sortRuns.record(events.filter(isWaferTest).map((event) => partFromEvent(event.data)));
    await this.#notify(events);
  }

  /** Goes out with the commit; screens then fetch what they show. */
  async #notify(events: readonly FabEvent[]): Promise<void> {
    const ids = (key: 'lotId' | 'productId', types: ReadonlySet<string>): string[] => [
      ...new Set(
        events.flatMap(({ type, data }) =>
          types.has(type) && key in data ? [(data as Record<string, string>)[key] ?? ''] : [],
        ),
      ),
    ];
    const lots = ids('lotId', SHOWN_BY_LOTS);
    const products = ids('productId', SHOWN_BY_PRODUCTS);
    if (lots.length > 0) await this.changes.changed('lots', lots);
    if (products.length > 0) await this.changes.changed('products', products);
  }
}
