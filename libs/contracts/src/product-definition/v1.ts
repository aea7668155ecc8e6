import { z } from 'zod';
import {
  binNumber,
  finite,
  fraction,
  id,
  listOf,
  name,
  notNegative,
  oneOf,
  positive,
  testNumber,
  typedArray,
  unit,
  whole,
} from '../fields.ts';
import { LIMITS } from '../limits.ts';
import { encodedLength } from '../typed-array.ts';

/** The dies that count as gross dies, in the coordinates that the testers report. */
const dieMap = z
  .object({ x: typedArray('int16', LIMITS.diesPerProduct), y: typedArray('int16', LIMITS.diesPerProduct) })
  .superRefine((dies, context) => {
    const x = encodedLength(dies.x, 'int16');
    const y = encodedLength(dies.y, 'int16');
    if (x < 1 || x !== y) {
      context.addIssue({
        code: 'custom',
        path: ['y'],
        message: `x has ${x} values and y ${y}; both need the same number, 1 or more`,
      });
    }
  });

/** Dies exposed by one print: columns × rows, with the die coordinate where a field begins. */
const reticle = z.object({
  columns: whole(1, 100),
  rows: whole(1, 100),
  offsetX: whole(-32_768, 32_767),
  offsetY: whole(-32_768, 32_767),
});

const bin = z.object({ kind: oneOf(['hard', 'soft']), number: binNumber, name, pass: z.boolean() });
const insertion = z.object({ id, name, temperatureC: finite.optional() });
const test = z.object({ number: testNumber, name, unit, lowLimit: finite.optional(), highLimit: finite.optional() });
const target = z.object({ insertion: id, yieldTarget: fraction, floor: fraction });
const step = z.object({ stepId: id, name, area: name, sequence: whole(0, 1_000_000) });

/** `fab.product-definition.v1`: what a product is. A higher `version` replaces a lower one from its own time on. */
export const productDefinitionV1 = z.object({
  productId: id,
  version: whole(1, 2_147_483_647),
  name,
  customer: name.optional(),
  waferDiameterMm: positive,
  /** Along the x axis of the reported coordinates, as the tester sees the wafer with its notch at `notch`. */
  dieWidthMm: positive,
  dieHeightMm: positive,
  edgeExclusionMm: notNegative,
  /** Where the notch lies in the view that `axes` and the coordinates belong to. */
  notch: oneOf(['down', 'up', 'left', 'right']),
  axes: z.object({ x: oneOf(['right', 'left']), y: oneOf(['up', 'down']) }),
  dies: dieMap,
  reticle: reticle.optional(),
  bins: listOf(bin, LIMITS.bins),
  insertions: listOf(insertion, LIMITS.insertions),
  tests: listOf(test, LIMITS.tests),
  targets: listOf(target, LIMITS.insertions),
  route: listOf(step, LIMITS.routeSteps).optional(),
});

export type ProductDefinitionV1 = z.infer<typeof productDefinitionV1>;
