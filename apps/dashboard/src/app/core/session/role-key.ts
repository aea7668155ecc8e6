import type { Role } from '@fabwright/data-access';

/** Key of a role's name in the texts: YIELD_ENGINEER → yield-engineer. */
export function roleKey(role: Role): string {
  return role.toLowerCase().replaceAll('_', '-');
}
