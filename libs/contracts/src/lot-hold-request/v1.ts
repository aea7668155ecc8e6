import { z } from 'zod';
import { id, instant, lot, name, note } from '../fields.ts';

/** `fab.lot-hold-request.v1` (out): someone asks the MES to stop a lot. The MES answers with `fab.lot-hold.v1`. */
export const lotHoldRequestV1 = z.object({
  requestId: id,
  ...lot,
  reason: note,
  comment: note.optional(),
  excursionId: id.optional(),
  requestedBy: name,
  requestedAt: instant,
});

export type LotHoldRequestV1 = z.infer<typeof lotHoldRequestV1>;
