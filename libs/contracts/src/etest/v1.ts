import { z } from 'zod';
import { finite, id, instant, listOf, lot, name, unit } from '../fields.ts';
import { LIMITS } from '../limits.ts';

const parameter = z.object({ name, unit, lowLimit: finite.optional(), highLimit: finite.optional() });

/** Position in mm from the wafer's centre, notch down; `values` stand in the order of `parameters`, null = not measured. */
const site = z.object({ x: finite, y: finite, values: listOf(finite.nullable(), 2_000) });

/** `fab.etest.v1`: electrical tests on scribe-line structures (WAT, PCM) before sort. */
export const etestV1 = z
  .object({
    runId: id,
    ...lot,
    productId: id,
    stepId: id,
    toolId: id,
    measuredAt: instant,
    parameters: listOf(parameter, 2_000, 1),
    wafers: listOf(z.object({ waferId: id, sites: listOf(site, LIMITS.sitesPerWafer, 1) }), LIMITS.wafers, 1),
  })
  .superRefine((run, context) => {
    const expected = run.parameters.length;
    run.wafers.forEach((wafer, w) =>
      wafer.sites.forEach((at, s) => {
        if (at.values.length === expected) return;
        const message = `has ${at.values.length} values for ${expected} parameters; send one a parameter, null where none was measured`;
        context.addIssue({ code: 'custom', path: ['wafers', w, 'sites', s, 'values'], message });
      }),
    );
  });

export type EtestV1 = z.infer<typeof etestV1>;
