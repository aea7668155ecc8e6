import { z } from 'zod';
import { finite, fraction, id, instant, listOf, name, note, oneOf } from '../fields.ts';
import { LIMITS } from '../limits.ts';

/** What the bad lots share. `pValue` is by permutation of lots, never of wafers. */
const suspect = z.object({
  kind: oneOf(['tool', 'chamber', 'recipe', 'slot', 'maintenance', 'queue-time', 'test-equipment']),
  id,
  stepId: id.optional(),
  pValue: fraction.optional(),
});

/** `fab.excursion.v1` (out): a loss of yield that should be contained; the same `excursionId` again is an update. */
export const excursionV1 = z.object({
  excursionId: id,
  state: oneOf(['opened', 'updated', 'closed']),
  productId: id,
  insertion: id.optional(),
  detectedAt: instant,
  /** First and last lot concerned, by the end of their first pass. */
  from: instant,
  to: instant.optional(),
  metric: name,
  /** Observed minus expected, in percentage points of yield: a loss is negative. */
  changePp: finite,
  suspects: listOf(suspect, 100),
  lotIds: listOf(id, LIMITS.lots, 1),
  summary: note,
});

export type ExcursionV1 = z.infer<typeof excursionV1>;
