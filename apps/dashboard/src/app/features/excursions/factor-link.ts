import type { Params } from '@angular/router';
import type { FactorLevelFragment } from '@fabwright/data-access';

/** Of the explorer's groupings, the one that tells the levels of a factor apart. */
const GROUPS: Readonly<Partial<Record<FactorLevelFragment['kind'], string>>> = {
  TOOL: 'tool',
  CHAMBER: 'chamber',
  SLOT: 'slot',
  RECIPE_VERSION: 'recipe',
  TESTER: 'tester',
  PROBE_CARD: 'card',
  PROGRAM: 'program',
};

export interface LinkedExcursion {
  readonly productId: string;
  readonly insertion: string | null;
}

function about({ productId, insertion }: LinkedExcursion): Params {
  return { p: productId, ...(insertion ? { ins: insertion } : {}) };
}

/** The explorer's yield over the track-out of the factor's step, a colour a chamber (or what the factor is about). */
export function yieldParams(level: FactorLevelFragment, excursion: LinkedExcursion): Params {
  const by = GROUPS[level.kind];
  return {
    ...about(excursion),
    ...(by ? { by } : {}),
    ...(level.stepId ? { at: level.stepId } : {}),
    ...(level.kind === 'CHAMBER' && level.toolId ? { 'f.tool': level.toolId } : {}),
  };
}

/** The maps of the wafers with this level; null where the filter can't say it. */
export function mapsParams(level: FactorLevelFragment, excursion: LinkedExcursion): Params | null {
  const narrowed = filterOf(level);
  return narrowed && { ...about(excursion), ...narrowed };
}

function filterOf({ kind, id, stepId, toolId, chamber }: FactorLevelFragment): Params | null {
  const step = stepId ? { 'f.step': stepId } : {};
  switch (kind) {
    case 'TOOL':
      return { ...step, 'f.tool': toolId ?? id };
    case 'CHAMBER':
      return toolId && chamber ? { ...step, 'f.tool': toolId, 'f.chamber': chamber } : null;
    case 'TESTER':
      return { 'f.tester': id };
    case 'PROBE_CARD':
      return { 'f.card': id };
    case 'PROGRAM':
      return { 'f.rev': id };
    default:
      return null;
  }
}
