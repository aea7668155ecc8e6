import type { z } from 'zod';
import { defectInspectionV1 } from './defect-inspection/v1.ts';
import { etestV1 } from './etest/v1.ts';
import { excursionV1 } from './excursion/v1.ts';
import { lotHistoryV1 } from './lot-history/v1.ts';
import { lotHoldRequestV1 } from './lot-hold-request/v1.ts';
import { lotHoldV1 } from './lot-hold/v1.ts';
import { maintenanceV1 } from './maintenance/v1.ts';
import { metrologyV1 } from './metrology/v1.ts';
import { processRunV1 } from './process-run/v1.ts';
import { productDefinitionV1 } from './product-definition/v1.ts';
import { recipeAdjustmentV1 } from './recipe-adjustment/v1.ts';
import { waferTestV1 } from './wafer-test/v1.ts';

/** One contract: where it travels, what it must look like, and what keeps its events in order. */
export interface EventContract<S extends z.ZodType = z.ZodType> {
  readonly topic: `fab.${string}`;
  readonly version: number;
  /** Seen from Fabwright: `in` is read, `out` is written. */
  readonly direction: 'in' | 'out';
  readonly schema: S;
  /** Partition key: events with one key stay in order. */
  readonly keyOf: (data: z.infer<S>) => string;
}

function contract<S extends z.ZodType>(
  topic: `fab.${string}`,
  direction: 'in' | 'out',
  schema: S,
  keyOf: (data: z.infer<S>) => string,
): EventContract<S> {
  return { topic, version: 1, direction, schema, keyOf };
}

/** Every event type that is read or written. Old versions stay here for as long as anyone may send them. */
export const EVENT_TYPES = {
  'fab.product-definition.v1': contract('fab.product-definition', 'in', productDefinitionV1, (d) => d.productId),
  'fab.lot-history.v1': contract('fab.lot-history', 'in', lotHistoryV1, (d) => d.lotId),
  'fab.lot-hold.v1': contract('fab.lot-hold', 'in', lotHoldV1, (d) => d.lotId),
  'fab.process-run.v1': contract('fab.process-run', 'in', processRunV1, (d) => d.lotId),
  'fab.metrology.v1': contract('fab.metrology', 'in', metrologyV1, (d) => d.lotId),
  'fab.etest.v1': contract('fab.etest', 'in', etestV1, (d) => d.lotId),
  'fab.wafer-test.v1': contract('fab.wafer-test', 'in', waferTestV1, (d) => d.lotId),
  'fab.defect-inspection.v1': contract('fab.defect-inspection', 'in', defectInspectionV1, (d) => d.lotId),
  'fab.maintenance.v1': contract('fab.maintenance', 'in', maintenanceV1, (d) => d.toolId),
  'fab.recipe-adjustment.v1': contract('fab.recipe-adjustment', 'out', recipeAdjustmentV1, (d) => d.toolIds[0] ?? ''),
  'fab.excursion.v1': contract('fab.excursion', 'out', excursionV1, (d) => d.excursionId),
  'fab.lot-hold-request.v1': contract('fab.lot-hold-request', 'out', lotHoldRequestV1, (d) => d.lotId),
} as const;

export type EventType = keyof typeof EVENT_TYPES;
/** Payload of an event type. */
export type EventData<T extends EventType> = z.infer<(typeof EVENT_TYPES)[T]['schema']>;

export const EVENT_TYPE_NAMES = Object.keys(EVENT_TYPES) as EventType[];

export function isEventType(type: string): type is EventType {
  return Object.hasOwn(EVENT_TYPES, type);
}

/** Topics to subscribe to (`in`) or to create for others (`out`), each once. */
export function topics(direction: 'in' | 'out'): string[] {
  const chosen = EVENT_TYPE_NAMES.filter((type) => EVENT_TYPES[type].direction === direction);
  return [...new Set(chosen.map((type) => EVENT_TYPES[type].topic))];
}
