import { z } from 'zod';
import { finite, id, instant, listOf, lot, name, notNegative, positive, whole } from '../fields.ts';
import { LIMITS } from '../limits.ts';

const classCode = whole(0, 32_767);

/** Columns of one length, one entry a defect. Positions in mm from the wafer's centre, notch down, x right, y up. */
const defects = z
  .object({
    x: listOf(finite, LIMITS.defectsPerWafer),
    y: listOf(finite, LIMITS.defectsPerWafer),
    sizeUm: listOf(notNegative, LIMITS.defectsPerWafer),
    classCode: listOf(classCode, LIMITS.defectsPerWafer),
  })
  .superRefine((columns, context) => {
    for (const [column, values] of Object.entries(columns)) {
      if (values.length === columns.x.length) continue;
      const message = `has ${values.length} entries and x ${columns.x.length}; send one a defect in each column`;
      context.addIssue({ code: 'custom', path: [column], message });
    }
  });

/** `fab.defect-inspection.v1`: defects found on the inspected wafers of a lot. A wafer without defects has empty columns. */
export const defectInspectionV1 = z.object({
  inspectionId: id,
  ...lot,
  productId: id,
  stepId: id,
  layer: name.optional(),
  toolId: id,
  inspectedAt: instant,
  wafers: listOf(z.object({ waferId: id, areaCm2: positive, defects }), LIMITS.wafers, 1),
  classes: listOf(z.object({ code: classCode, name }), LIMITS.defectClasses),
});

export type DefectInspectionV1 = z.infer<typeof defectInspectionV1>;
