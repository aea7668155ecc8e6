import { z } from 'zod';
import { finite, id, instant, listOf, lot, name, unit } from '../fields.ts';
import { LIMITS } from '../limits.ts';

/** Position in mm from the wafer's centre, notch down, x to the right, y up. */
const site = z.object({ x: finite, y: finite, value: finite });

/** `fab.metrology.v1`: one parameter (thickness, CD, overlay) measured on the sampled wafers of a lot. */
export const metrologyV1 = z.object({
  runId: id,
  ...lot,
  productId: id,
  stepId: id,
  toolId: id,
  parameter: name,
  unit,
  target: finite.optional(),
  lowLimit: finite.optional(),
  highLimit: finite.optional(),
  measuredAt: instant,
  wafers: listOf(z.object({ waferId: id, sites: listOf(site, LIMITS.sitesPerWafer, 1) }), LIMITS.wafers, 1),
});

export type MetrologyV1 = z.infer<typeof metrologyV1>;
