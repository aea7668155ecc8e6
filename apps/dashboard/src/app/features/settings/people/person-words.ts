import type { PersonFragment, Role } from '@fabwright/data-access';
import type { Status } from '@fabwright/ui';

/** Roles as people read them from least to most. */
export const ROLES: readonly Role[] = ['MANAGER', 'PROCESS_ENGINEER', 'YIELD_ENGINEER', 'ADMINISTRATOR'];

export type PersonState = 'active' | 'invited' | 'disabled';

export const PERSON_STATUS: Readonly<Record<PersonState, Status>> = {
  active: 'ok',
  invited: 'note',
  disabled: 'outline',
};

export function stateOf({ disabledAt, invited }: Pick<PersonFragment, 'disabledAt' | 'invited'>): PersonState {
  if (disabledAt) return 'disabled';
  return invited ? 'invited' : 'active';
}

/** Order and repetition don't matter; null = all. */
export function sameScope(a: readonly string[] | null, b: readonly string[] | null): boolean {
  if (a === null || b === null) return a === b;
  return [...new Set(a)].sort().join('\n') === [...new Set(b)].sort().join('\n');
}
