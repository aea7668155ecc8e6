import { Injectable } from '@nestjs/common';
import type { FabEvent, FabEventOf } from '@fabwright/contracts';
import { CommitOrder, UnitOfWork } from '@fabwright/platform';
import { recordDefectInspections } from '../defect-inspection/defect-inspection.recorder.ts';
import { recordEtest } from '../etest/etest.recorder.ts';
import { recordLotHolds } from '../lot-hold/lot-hold.recorder.ts';
import { recordLotHistory } from '../lot/lot-history.recorder.ts';
import { recordMaintenance } from '../maintenance/maintenance.recorder.ts';
import { recordMetrology } from '../metrology/metrology.recorder.ts';
import { recordProcessRuns } from '../process-run/process-run.recorder.ts';
import { recordProductDefinitions } from '../product/product-definition.recorder.ts';
import { ProductVersionStore } from '../product/product-version.store.ts';
import { FabRegister } from '../register/fab-register.ts';
import { sightingsOf } from '../register/sightings.ts';

/** Types whose rows need no number in commit order. */
const UNNUMBERED: ReadonlySet<string> = new Set(['fab.product-definition.v1', 'fab.wafer-test.v1']);

/**
 * Writes a batch of events into the fab's tables. Idempotent; events may come late, twice and in any order, since each
 * is merged by its own time. Wafer tests make their lots and wafers known here; their results are quality's.
 */
@Injectable()
export class FabRecorder {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly order: CommitOrder,
    private readonly register: FabRegister,
    private readonly versions: ProductVersionStore,
  ) {}

  /** Needs a unit of work. Events that only go out are ignored. */
  async record(events: readonly FabEvent[]): Promise<void> {
    await this.register.register(sightingsOf(events));
    await recordProductDefinitions(this.uow, this.versions, of(events, 'fab.product-definition.v1'));
    if (events.every((event) => UNNUMBERED.has(event.type))) return;
    const seq = await this.order.next('fact_seq');
    await recordMaintenance(this.uow, of(events, 'fab.maintenance.v1'), seq);
    await recordLotHistory(this.uow, of(events, 'fab.lot-history.v1'), seq);
    await recordLotHolds(this.uow, of(events, 'fab.lot-hold.v1'), seq);
    await recordProcessRuns(this.uow, of(events, 'fab.process-run.v1'), seq);
    await recordMetrology(this.uow, of(events, 'fab.metrology.v1'), seq);
    await recordEtest(this.uow, of(events, 'fab.etest.v1'), seq);
    await recordDefectInspections(this.uow, of(events, 'fab.defect-inspection.v1'), seq);
  }
}

function of<T extends FabEvent['type']>(events: readonly FabEvent[], type: T): FabEventOf<T>[] {
  return events.filter((event) => event.type === type) as unknown as FabEventOf<T>[];
}
