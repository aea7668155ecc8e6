import { etest } from '../events/etest.ts';
import { due, type Due } from '../events/fab-event.ts';
import { isHold, lotHistory, lotHold } from '../events/lot-events.ts';
import { maintenance, maintenanceId } from '../events/maintenance.ts';
import { gaugeAfter, metrology } from '../events/metrology.ts';
import { clockError, processRun } from '../events/process-run.ts';
import { productDefinition } from '../events/product-definition.ts';
import { waferTest } from '../events/wafer-test.ts';
import { disordered } from '../disorder/disorder.ts';
import { FabFlow, type FlowSink } from '../flow/fab-flow.ts';
import type { Lot, Moment, Run, SortRun } from '../flow/lot.ts';
import type { Maintenance } from '../flow/maintenance-plan.ts';
import { MINUTE } from '../model/calendar.ts';
import { PRODUCTS } from '../model/products.ts';
import type { World } from '../model/world.ts';
import { hashOf } from '../random/stream.ts';

/** An event and the lot that it tells of; maintenance has none. */
export interface Entry {
  readonly due: Due;
  readonly lot: Lot | undefined;
}

/** Turns what happens in the fab into events that are due, and hands them on. */
export class Timeline implements FlowSink {
  private readonly world: World;
  private readonly flow: FabFlow;
  private readonly take: (entry: Entry) => void;
  /** Keeps the ids of two fabs apart that were started at different times. */
  private readonly tag: string;

  constructor(world: World, take: (entry: Entry) => void) {
    this.world = world;
    this.take = take;
    this.tag = hashOf(world.seed, 'fab', world.epoch, world.wafersPerLot).toString(36);
    this.flow = new FabFlow({ seed: world.seed, origin: world.origin, wafersPerLot: world.wafersPerLot }, this);
  }

  /** Everything that begins until then has been handed on when this returns. */
  advance(until: number): void {
    this.flow.advance(until);
  }

  definitions(): Due[] {
    const at = this.world.historyFrom;
    return PRODUCTS.map((product) =>
      due('fab.product-definition.v1', `${this.tag}-product-${product.id}`, at, at, () => productDefinition(product)),
    );
  }

  moment(lot: Lot, moment: Moment): void {
    const id = `${this.tag}-${moment.kind}-${moment.lotNo}-${moment.stepId ?? ''}-${Math.round(moment.at)}${moment.kind === 'scrap' ? `-${moment.wafers.join()}` : ''}`;
    const sendAt = moment.at + 0.5 * MINUTE;
    if (isHold(moment))
      this.hand(
        due('fab.lot-hold.v1', id, moment.at, sendAt, () => lotHold(lot, moment)),
        lot,
      );
    else
      this.hand(
        due('fab.lot-history.v1', id, moment.at, sendAt, () => lotHistory(this.world.seed, lot, moment)),
        lot,
      );
  }

  run(run: Run): void {
    const { world, tag } = this;
    const at = run.endedAt + clockError(run.toolId);
    this.hand(
      due('fab.process-run.v1', `${tag}-run-${run.id}`, at, run.endedAt, () => processRun(world, run)),
      run.lot,
    );
    const sampled = gaugeAfter(world, run);
    if (!sampled) return;
    const { gauge, measuredAt } = sampled;
    this.hand(
      due('fab.metrology.v1', `${tag}-met-${run.id}`, measuredAt, measuredAt, () =>
        metrology(world, run, gauge, measuredAt),
      ),
      run.lot,
    );
  }

  etest(lot: Lot, lotNo: string, wafers: readonly number[], at: number): void {
    const data = () => etest(this.world, lot, lotNo, wafers, at);
    this.hand(due('fab.etest.v1', `${this.tag}-wat-${lotNo}`, at, at, data), lot);
  }

  sort(run: SortRun): void {
    const data = () => waferTest(this.world, run);
    this.hand(due('fab.wafer-test.v1', `${this.tag}-sort-${run.id}`, run.finishedAt, run.finishedAt, data), run.lot);
  }

  maintenance(one: Maintenance): void {
    const at = one.endedAt + clockError(one.toolId);
    const id = `${this.tag}-${maintenanceId(one)}`;
    this.hand(
      due('fab.maintenance.v1', id, at, one.endedAt, () => maintenance(this.world, one)),
      undefined,
    );
  }

  private hand(tidy: Due, lot: Lot | undefined): void {
    for (const one of disordered(this.world.seed, tidy)) this.take({ due: one, lot });
  }
}
