/**
 * Who may do what, as data: the only place. `ROLES[role]` lists what a person in that role may do,
 * `TOKEN_SCOPES` what a machine's token can be given. A resolver or route names one permission with `@Allow`.
 */
export const PERMISSIONS = [
  'self:write', // own password, own sessions
  'data:read', // yields, maps, lots, wafers, products
  'health:read', // ingest health, quarantine as a list
  'jobs:read', // own jobs; cancel them
  'jobs:any', // everybody's jobs
  'reports:read',
  'reports:write', // make a report of what one may see
  'reports:subscribe', // have reports sent to oneself, and no more
  'schedules:write', // have reports sent to others, within what each may see
  'schedules:any', // see and change everybody's schedules
  'imports:read',
  'imports:write',
  'wafers:exclude', // exclude a wafer with a reason, restore it
  'excursions:write', // acknowledge, contain, find the cause of, close and dismiss excursions
  'notes:write', // notes on the time axis
  'experiments:write', // keep lists of split experiments; rename, share and delete own ones
  'experiments:any', // see, rename, share and delete everybody's
  'limits:write', // freeze control limits, approve statistical limits
  'notices:write', // who is called for excursions, the log of mails, a test mail
  'webhooks:write', // where webhooks go, and their secrets
  'models:write', // language models: which answers which task, what each was asked
  'products:write', // bins, die map, targets, floor
  'quarantine:write', // replay, dismiss
  'people:write',
  'tokens:write',
  'audit:read',
  'events:write',
  'events:read',
  'metrics:read',
] as const;

export type Permission = (typeof PERMISSIONS)[number];

export const ROLE_NAMES = ['manager', 'yield-engineer', 'process-engineer', 'administrator'] as const;
export type Role = (typeof ROLE_NAMES)[number];

const READER = [
  'self:write',
  'data:read',
  'health:read',
  'jobs:read',
  'reports:read',
  'reports:write',
  'reports:subscribe',
  'imports:read',
] as const;
const ENGINEER = [
  ...READER,
  'schedules:write',
  'imports:write',
  'quarantine:write',
  'excursions:write',
  'notes:write',
  'experiments:write',
] as const;
const YIELD_ENGINEER = [...ENGINEER, 'wafers:exclude', 'limits:write', 'notices:write', 'products:write'] as const;

export const ROLES: Readonly<Record<Role, readonly Permission[]>> = {
  manager: [...READER, 'schedules:write'],
  'process-engineer': ENGINEER,
  'yield-engineer': YIELD_ENGINEER,
  administrator: [
    ...YIELD_ENGINEER,
    'webhooks:write',
    'models:write',
    'jobs:any',
    'experiments:any',
    'schedules:any',
    'people:write',
    'tokens:write',
    'audit:read',
    'metrics:read',
  ],
};

/** Events are machines' business: no role has these two. */
export const TOKEN_SCOPES = [
  'events:write',
  'events:read',
  'imports:write',
  'imports:read',
  'reports:read',
  'reports:write',
  'data:read',
  'health:read',
  'jobs:read',
  'metrics:read',
] as const satisfies readonly Permission[];
export type TokenScope = (typeof TOKEN_SCOPES)[number];

export const isRole = (value: string): value is Role => (ROLE_NAMES as readonly string[]).includes(value);
export const isTokenScope = (value: string): value is TokenScope => (TOKEN_SCOPES as readonly string[]).includes(value);
