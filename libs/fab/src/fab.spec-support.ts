import { toEnvelope, type EventData, type EventType, type FabEvent } from '@fabwright/contracts';
import { CommitOrder, UnitOfWork } from '@fabwright/platform';
import type { DataSource } from 'typeorm';
import { BinCatalogue } from './bins/bin-catalogue.ts';
import { ProductVersionStore } from './product/product-version.store.ts';
import { FabRecorder } from './recorder/fab.recorder.ts';
import { FabChanges } from './register/fab-changes.ts';
import { FabRegister } from './register/fab-register.ts';

/** The fab's writers on a database, without the application around them. */
export function fabOn(source: DataSource) {
  const uow = new UnitOfWork(source);
  const order = new CommitOrder(uow);
  const changes = new FabChanges();
  const register = new FabRegister(uow, changes);
  const versions = new ProductVersionStore(uow, changes);
  const recorder = new FabRecorder(uow, order, register, versions);
  const bins = new BinCatalogue(uow);
  const record = (...events: FabEvent[]): Promise<void> => uow.run(() => recorder.record(events));
  return { uow, order, changes, register, versions, recorder, bins, record };
}

let made = 0;

/** An event of the given type with an id of its own. */
export function eventOf<T extends EventType>(type: T, data: EventData<T>, time: string): FabEvent {
  return toEnvelope(type, data, { id: `e-${++made}`, source: '/spec', time }) as unknown as FabEvent;
}

export function lotHistory(lotId: string, over: Partial<EventData<'fab.lot-history.v1'>> & { at: string }): FabEvent {
  const data: EventData<'fab.lot-history.v1'> = {
    lotId,
    lotNo: lotId,
    kind: 'move-in',
    productId: 'PMIC-K7',
    lotType: 'production',
    priority: 'normal',
    stepId: 'ETCH-1',
    wafers: [],
    ...over,
  };
  return eventOf('fab.lot-history.v1', data, data.at);
}
