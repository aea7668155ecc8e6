import type { FactorLevel } from '@fabwright/analytics';
import type { GuiltyLevel } from '@fabwright/fab-simulator/scenario';

const KIND: Readonly<Record<GuiltyLevel['kind'], string>> = {
  tool: 'tool',
  chamber: 'chamber',
  maintenance: 'pm-interval',
  'recipe-version': 'recipe-version',
  slot: 'slot',
  'queue-time': 'queue-time',
  reticle: 'reticle',
  'substrate-batch': 'substrate-batch',
  'probe-card': 'probe-card',
};

/** Id of the intervals between maintenances at whichever step of a place. */
export const AT_ALL_STEPS = 'pm-interval@*';

/** Id of the factor that a guilty level belongs to, as `factorsOf` names it. */
export function guiltyFactorId({ kind, stepId }: GuiltyLevel): string {
  return stepId === null ? KIND[kind] : `${KIND[kind]}@${stepId}`;
}

/**
 * True where a level names the cause: the very level; for a chamber, or a tool that has none, also one of its intervals
 * between maintenances at that step ("this chamber, since this PM"), or at all its steps where the cause harms at
 * several; for a queue time any cut at that step.
 */
export function namesCause(
  level: Pick<FactorLevel, 'factorId' | 'level' | 'kind'>,
  guilty: readonly GuiltyLevel[],
): boolean {
  const [place] = (level.level ?? '').split('#');
  if (level.factorId === AT_ALL_STEPS) return guilty.filter((one) => placeOf(one) === place).length > 1;
  return guilty.some((one) => {
    if (level.factorId === guiltyFactorId(one)) return one.kind === 'queue-time' || level.level === one.level;
    return level.factorId === `pm-interval@${one.stepId ?? ''}` && place === placeOf(one);
  });
}

/** Tool and chamber as intervals between maintenances name them; null for what is no place. */
function placeOf({ kind, level }: GuiltyLevel): string | null {
  if (kind === 'chamber') return level;
  return kind === 'tool' ? `${level}/` : null;
}

/** True where a level lies in the guilty tool: not the cause's own name, but no innocent either. */
export function isKin(level: Pick<FactorLevel, 'level' | 'kind'>, guilty: readonly GuiltyLevel[]): boolean {
  if (!['tool', 'chamber', 'pm-interval'].includes(level.kind) || level.level === null) return false;
  const tool = level.level.split('/')[0];
  return guilty.some(({ kind, level: name }) => {
    return ['tool', 'chamber', 'maintenance'].includes(kind) && name.split('/')[0] === tool;
  });
}
