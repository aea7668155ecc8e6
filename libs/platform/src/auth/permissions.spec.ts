import { describe, expect, it } from 'vitest';
import { type Permission, PERMISSIONS, type Role, ROLE_NAMES, ROLES, TOKEN_SCOPES } from './permissions.ts';

/**
 * Role × action, written a second time and by hand: a change of the rules has to be meant.
 * m manager, p process engineer, y yield engineer, a administrator, t can be given to a token.
 */
const EXPECTED: Readonly<Record<Permission, string>> = {
  'self:write': 'm p y a',
  'data:read': 'm p y a t',
  'health:read': 'm p y a t',
  'jobs:read': 'm p y a t',
  'jobs:any': 'a',
  'reports:read': 'm p y a t',
  'reports:write': 'm p y a t',
  'reports:subscribe': 'm p y a',
  'schedules:write': 'm p y a',
  'schedules:any': 'a',
  'imports:read': 'm p y a t',
  'imports:write': 'p y a t',
  'wafers:exclude': 'y a',
  'excursions:write': 'p y a',
  'notes:write': 'p y a',
  'experiments:write': 'p y a',
  'experiments:any': 'a',
  'limits:write': 'y a',
  'notices:write': 'y a',
  'webhooks:write': 'a',
  'models:write': 'a',
  'products:write': 'y a',
  'quarantine:write': 'p y a',
  'people:write': 'a',
  'tokens:write': 'a',
  'audit:read': 'a',
  'events:write': 't',
  'events:read': 't',
  'metrics:read': 'a t',
};
const LETTER: Readonly<Record<Role, string>> = {
  manager: 'm',
  'process-engineer': 'p',
  'yield-engineer': 'y',
  administrator: 'a',
};

describe('role × action', () => {
  const cells = PERMISSIONS.flatMap((permission) => ROLE_NAMES.map((role) => [role, permission] as const));

  it.each(cells)('%s: %s', (role, permission) => {
    const expected = EXPECTED[permission].split(' ').includes(LETTER[role]);
    expect(ROLES[role].includes(permission)).toBe(expected);
  });

  it.each(PERMISSIONS)('a token: %s', (permission) => {
    expect((TOKEN_SCOPES as readonly string[]).includes(permission)).toBe(
      EXPECTED[permission].split(' ').includes('t'),
    );
  });
});
