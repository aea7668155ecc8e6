import { parseEnvelope, type RecipeAdjustmentV1 } from '@fabwright/contracts';
import type { AppliedAdjustment } from '../model/recipes.ts';

/** What the other side has said since the last look. */
export interface Heard {
  readonly events: readonly unknown[];
  /** Position to keep together with what was made of the events; null = nothing to keep. */
  readonly cursor: string | null;
  /** To be called when both are kept. */
  readonly acknowledge: () => Promise<void>;
}

export interface Listener {
  /** Never waits long, never throws: what can't be read now is read next time. */
  hear(cursor: string | null): Promise<Heard>;
  close(): Promise<void>;
}

/** The recipe adjustments among events of any kind; what breaks the contract is left out. */
export function adjustmentsIn(events: readonly unknown[]): RecipeAdjustmentV1[] {
  return events.flatMap((one) => {
    const parsed = parseEnvelope(one);
    return parsed.ok && parsed.event.type === 'fab.recipe-adjustment.v1' ? [parsed.event.data] : [];
  });
}

/** In force from its own time, but never before now: what has been processed can't be changed any more. */
export function toApply(adjustment: RecipeAdjustmentV1, fabTime: number): AppliedAdjustment {
  return {
    adjustmentId: adjustment.adjustmentId,
    toolIds: adjustment.toolIds,
    recipeId: adjustment.recipe.id,
    fromVersion: adjustment.recipe.version,
    newVersion: adjustment.recipe.newVersion,
    parameters: adjustment.parameters.map(({ name, to }) => ({ name, to })),
    appliedAt: Math.max(fabTime, Date.parse(adjustment.effectiveAt)),
  };
}
