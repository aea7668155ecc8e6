import type { Params } from '@angular/router';
import type { FactorKind, FactorLevelFragment, MeasureInput, SplitKind } from '@fabwright/data-access';
import { writeExploreLink, type ExploreChoice } from '../yield/explore-link.ts';

/** Of the explorer's groupings, the one that tells the levels of a factor apart. */
const SPLITS: Readonly<Partial<Record<FactorKind, SplitKind>>> = {
  TOOL: 'TOOL',
  CHAMBER: 'CHAMBER',
  SLOT: 'SLOT',
  RECIPE_VERSION: 'RECIPE_VERSION',
  TESTER: 'TESTER',
  PROBE_CARD: 'PROBE_CARD',
  PROGRAM: 'PROGRAM_REVISION',
};
/** These differ between wafers of one lot. */
const WITHIN_LOTS: readonly FactorKind[] = ['CHAMBER', 'SLOT'];

export interface LinkedExcursion {
  readonly productId: string;
  readonly insertion: string | null;
}

function about({ productId, insertion }: LinkedExcursion): Params {
  return { p: productId, ...(insertion ? { ins: insertion } : {}) };
}

/** The explorer's yield over the track-out of the factor's step, a colour a chamber (or what the factor is about). */
export function yieldParams({ kind, stepId, toolId }: FactorLevelFragment, excursion: LinkedExcursion): Params {
  const split = SPLITS[kind];
  const at = stepId ?? null;
  return chosen({
    product: excursion.productId,
    insertion: excursion.insertion ?? undefined,
    by: WITHIN_LOTS.includes(kind) ? 'WAFER' : 'LOT',
    trackOutOf: at,
    split: split ? { kind: split, stepId: at } : null,
    ...(kind === 'CHAMBER' && toolId ? { step: stepId ?? undefined, tool: toolId } : {}),
  });
}

export interface MovedLink {
  /** sensor, metrology or etest. */
  readonly source: string;
  readonly name: string;
  readonly statistic: string | null;
  readonly stepId: string | null;
}

/** The parameter's own trend in the explorer. */
export function parameterParams({ source, name, statistic, stepId }: MovedLink, excursion: LinkedExcursion): Params {
  return chosen({
    product: excursion.productId,
    insertion: excursion.insertion ?? undefined,
    measure: measureOf(source, name, stepId, statistic),
  });
}

function measureOf(source: string, parameter: string, stepId: string | null, statistic: string | null): MeasureInput {
  if (source === 'etest') return { kind: 'ETEST', parameter };
  return source === 'metrology'
    ? { kind: 'METROLOGY', parameter, stepId }
    : { kind: 'FDC', parameter, stepId, statistic };
}

/** Defaults stay out of the link. */
function chosen(choice: Partial<ExploreChoice>): Params {
  return Object.fromEntries(Object.entries(writeExploreLink(choice)).filter(([, value]) => value !== null));
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
