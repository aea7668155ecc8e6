import { z } from 'zod';
import { finite, id, instant, listOf, name, note, unit } from '../fields.ts';
import { LIMITS } from '../limits.ts';

const parameter = z.object({ name, unit, from: finite, to: finite });

/**
 * `fab.recipe-adjustment.v1` (out): an engineer has approved a change of a recipe.
 * The receiver applies it only where `recipe.version` is the version in force, so a message that comes twice acts once.
 */
export const recipeAdjustmentV1 = z
  .object({
    adjustmentId: id,
    toolIds: listOf(id, LIMITS.tools, 1),
    recipe: z.object({ id, version: id, newVersion: id }),
    parameters: listOf(parameter, LIMITS.recipeParameters, 1),
    reason: note,
    approvedBy: name,
    effectiveAt: instant,
  })
  .superRefine((adjustment, context) => {
    if (adjustment.recipe.newVersion !== adjustment.recipe.version) return;
    const message = 'must differ from recipe.version';
    context.addIssue({ code: 'custom', path: ['recipe', 'newVersion'], message });
  });

export type RecipeAdjustmentV1 = z.infer<typeof recipeAdjustmentV1>;
