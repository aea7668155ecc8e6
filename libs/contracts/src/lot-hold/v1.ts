import { z } from 'zod';
import { id, instant, lot, note, oneOf } from '../fields.ts';

/** `fab.lot-hold.v1`: a lot is stopped, let go, or downgraded. `holdId` ties a release to its hold. */
export const lotHoldV1 = z.object({
  ...lot,
  kind: oneOf(['hold', 'release', 'downgrade']),
  holdId: id,
  reason: note,
  comment: note.optional(),
  at: instant,
  stepId: id.optional(),
});

export type LotHoldV1 = z.infer<typeof lotHoldV1>;
