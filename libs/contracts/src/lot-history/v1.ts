import { z } from 'zod';
import { id, instant, listOf, lot, name, note, oneOf, slot } from '../fields.ts';
import { LIMITS } from '../limits.ts';

/** `slot` is null while the wafer is out of its carrier or its place is unknown. */
const wafer = z.object({ waferId: id, slot: slot.nullable() });

/** What a kind can't be understood without. */
const NEEDED = { split: 'childLotNo', merge: 'mergedIntoLotNo', 'move-in': 'stepId', 'move-out': 'stepId' } as const;

/**
 * `fab.lot-history.v1`: one step in a lot's life.
 * For a split, `lotNo` is the parent and `wafers` are those that left it for `childLotNo`.
 * For a merge, `lotNo` is the lot that ends and `wafers` are those that went into `mergedIntoLotNo`.
 * For scrap and rework, `wafers` are those concerned; for all others, every wafer of the lot.
 */
export const lotHistoryV1 = z
  .object({
    ...lot,
    kind: oneOf(['start', 'move-in', 'move-out', 'split', 'merge', 'rework', 'scrap', 'ship']),
    productId: id,
    lotType: oneOf(['production', 'engineering', 'qualification']),
    priority: oneOf(['normal', 'hot']),
    at: instant,
    stepId: id.optional(),
    stepName: name.optional(),
    toolId: id.optional(),
    carrier: id.optional(),
    wafers: listOf(wafer, LIMITS.wafers),
    parentLotNo: id.optional(),
    childLotNo: id.optional(),
    mergedIntoLotNo: id.optional(),
    reason: note.optional(),
    /** The batch of raw wafers that a lot was started from; told with `start`. */
    substrateBatch: id.optional(),
  })
  .superRefine((event, context) => {
    const field = event.kind in NEEDED ? NEEDED[event.kind as keyof typeof NEEDED] : undefined;
    if (field && event[field] === undefined) {
      context.addIssue({ code: 'custom', path: [field], message: `is required when kind is ${event.kind}` });
    }
  });

export type LotHistoryV1 = z.infer<typeof lotHistoryV1>;
