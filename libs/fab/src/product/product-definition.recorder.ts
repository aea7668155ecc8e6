import type { FabEventOf } from '@fabwright/contracts';
import type { UnitOfWork } from '@fabwright/platform';
import { insertRows, type RowTarget } from '../rows/insert-rows.ts';
import { definitionFromEvent } from './product-definition.ts';
import type { ProductVersionStore } from './product-version.store.ts';

type DefinitionEvent = FabEventOf<'fab.product-definition.v1'>;

/** What a person has set on screen stays: a definition fills only what nobody has set. */
const TARGET: RowTarget = {
  table: 'product_target',
  columns: {
    product_id: 'text',
    insertion: 'text',
    position: 'integer',
    yield_target: 'double precision',
    floor: 'double precision',
    set_by: 'text',
    set_at: 'timestamptz',
  },
  conflict: `ON CONFLICT (product_id, insertion) DO UPDATE SET
    position = excluded.position,
    yield_target = CASE WHEN product_target.set_by = 'event' THEN excluded.yield_target ELSE product_target.yield_target END,
    floor = CASE WHEN product_target.set_by = 'event' THEN excluded.floor ELSE product_target.floor END,
    set_at = CASE WHEN product_target.set_by = 'event' THEN excluded.set_at ELSE product_target.set_at END
    WHERE product_target.set_by <> 'event' OR excluded.set_at >= product_target.set_at`,
};

/** Definitions by version, lowest first; targets of the newest by the sender's time. */
export async function recordProductDefinitions(
  uow: UnitOfWork,
  versions: ProductVersionStore,
  events: readonly DefinitionEvent[],
): Promise<void> {
  for (const event of [...events].sort((a, b) => a.data.version - b.data.version)) {
    const at = new Date(event.time);
    const definition = definitionFromEvent(event.data);
    const isNew = await versions.addFromEvent(event.data.productId, { version: event.data.version, at, definition });
    if (isNew) await insertRows(uow, TARGET, targetRows(event));
  }
}

function targetRows({ data, time }: DefinitionEvent) {
  const targets = new Map(data.targets.map((target) => [target.insertion, target]));
  const insertions = [...new Set([...data.insertions.map((insertion) => insertion.id), ...targets.keys()])];
  return insertions.map((insertion, position) => ({
    product_id: data.productId,
    insertion,
    position,
    yield_target: targets.get(insertion)?.yieldTarget,
    floor: targets.get(insertion)?.floor,
    set_by: 'event',
    set_at: time,
  }));
}
