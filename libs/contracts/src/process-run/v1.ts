import { z } from 'zod';
import {
  checkSpan,
  finite,
  id,
  instant,
  listOf,
  lot,
  name,
  notNegative,
  oneOf,
  recipe,
  slot,
  unit,
} from '../fields.ts';
import { LIMITS } from '../limits.ts';

const wafer = z
  .object({
    waferId: id,
    slot: slot.optional(),
    chamber: id.optional(),
    startedAt: instant.optional(),
    endedAt: instant.optional(),
  })
  .superRefine((value, context) => {
    const { startedAt, endedAt } = value;
    if (startedAt && endedAt) checkSpan({ startedAt, endedAt }, context);
  });

/** One summary of one sensor over the step; `values` stand in the order of `wafers`, null = not measured. */
const sensor = z.object({
  name,
  unit,
  statistic: oneOf(['mean', 'sd', 'min', 'max', 'slope', 'area', 'time-over-limit']),
  values: listOf(finite.nullable(), LIMITS.wafers),
});

const parameter = z.object({ name, unit, value: finite });

/**
 * `fab.process-run.v1`: one lot through one step on one tool.
 * A furnace that takes several lots sends one event a lot, each with its own `runId`.
 */
export const processRunV1 = z
  .object({
    runId: id,
    ...lot,
    productId: id,
    stepId: id,
    stepName: name,
    area: name,
    toolId: id,
    /** `parameters` are the set points that this recipe version asked for. */
    recipe: recipe.extend({ parameters: listOf(parameter, LIMITS.recipeParameters).optional() }),
    startedAt: instant,
    endedAt: instant,
    wafers: listOf(wafer, LIMITS.wafers, 1),
    sensors: listOf(sensor, LIMITS.sensors),
    /** Hours between the end of the step before and this start. */
    queueTimeH: notNegative.optional(),
    /** The mask, at lithography. */
    reticle: id.optional(),
    /** True for the first runs after maintenance. */
    seasoning: z.boolean().optional(),
  })
  .superRefine((run, context) => {
    checkSpan(run, context);
    run.sensors.forEach(({ values }, index) => {
      if (values.length === run.wafers.length) return;
      const message = `has ${values.length} values for ${run.wafers.length} wafers; send one a wafer, null where none was measured`;
      context.addIssue({ code: 'custom', path: ['sensors', index, 'values'], message });
    });
  });

export type ProcessRunV1 = z.infer<typeof processRunV1>;
