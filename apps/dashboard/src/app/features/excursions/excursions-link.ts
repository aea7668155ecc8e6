import type { Params } from '@angular/router';
import type { ExcursionFilter, ExcursionKind, ExcursionState } from '@fabwright/data-access';

export const STATES: readonly ExcursionState[] = [
  'OPEN',
  'CONTAINED',
  'CAUSE_FOUND',
  'CLOSED',
  'DISMISSED',
  'WITHDRAWN',
];
export const LIVE_STATES: readonly ExcursionState[] = ['OPEN', 'CONTAINED', 'CAUSE_FOUND'];
export const KINDS: readonly ExcursionKind[] = ['YIELD', 'BIN', 'TEST', 'SIGNATURE', 'SENSOR', 'DEFECT'];

/** What the person chose; null and empty = no choice. */
export interface ExcursionsChoice {
  /** Null: all that are live. */
  readonly state: ExcursionState | null;
  readonly product: string | null;
  readonly kinds: readonly ExcursionKind[];
  readonly owner: string | null;
  readonly unacknowledged: boolean;
  readonly search: string;
}

/** Names in the address: state, p, kind, owner, ack, q, after, page. */
export type ExcursionsLink = Readonly<
  Record<'state' | 'p' | 'kind' | 'owner' | 'ack' | 'q' | 'after' | 'page', string | undefined>
>;

/** What names an account. */
const ACCOUNT = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

const inLink = (name: string): string => name.toLowerCase().replace('_', '-');

/** Reads a link; a value that means nothing falls back to the default and is named. */
export function readExcursionsLink(link: ExcursionsLink): { choice: ExcursionsChoice; dropped: readonly string[] } {
  const named = namedKinds(link.kind);
  const choice = {
    state: STATES.find((one) => inLink(one) === link.state) ?? null,
    product: link.p || null,
    kinds: KINDS.filter((kind) => named.includes(inLink(kind))),
    owner: link.owner && ACCOUNT.test(link.owner) ? link.owner : null,
    unacknowledged: link.ack === 'no',
    search: (link.q ?? '').trim(),
  };
  return { choice, dropped: droppedOf(link, choice) };
}

function droppedOf(link: ExcursionsLink, { state, kinds, owner, unacknowledged }: ExcursionsChoice): string[] {
  const understood = {
    state: state !== null,
    owner: owner !== null,
    ack: unacknowledged,
    after: readCursor(link.after) !== null,
    page: /^[1-9]\d{0,5}$/.test(link.page ?? ''),
  };
  const plain = (['state', 'owner', 'ack', 'after', 'page'] as const).filter((name) => link[name] && !understood[name]);
  const ghosts = namedKinds(link.kind).filter((name) => !kinds.some((kind) => inLink(kind) === name));
  return [...plain.map((name) => `${name}=${link[name] ?? ''}`), ...ghosts.map((name) => `kind=${name}`)];
}

const namedKinds = (text = ''): string[] => text.split(',').filter((name) => name !== '');

/** Where a page of the list begins, as the server wrote it; null for anything else. */
export function readCursor(after: string | undefined): string | null {
  try {
    const keys: unknown = JSON.parse(atob((after ?? '').replaceAll('-', '+').replaceAll('_', '/')));
    return Array.isArray(keys) && keys.length === 2 ? (after ?? null) : null;
  } catch {
    return null;
  }
}

/** Parameters of a change; defaults leave the link. Any change starts at page one. */
export function writeExcursionsLink(change: Partial<ExcursionsChoice>): Params {
  const params: Params = { after: null, page: null, ...plainParams(change) };
  if (change.state !== undefined) params['state'] = change.state && inLink(change.state);
  if (change.kinds) params['kind'] = change.kinds.map(inLink).join(',') || null;
  if (change.unacknowledged !== undefined) params['ack'] = change.unacknowledged ? 'no' : null;
  return params;
}

function plainParams({ product, owner, search }: Partial<ExcursionsChoice>): Params {
  const params: Params = {};
  if (product !== undefined) params['p'] = product;
  if (owner !== undefined) params['owner'] = owner;
  if (search !== undefined) params['q'] = search.trim() || null;
  return params;
}

export function toExcursionFilter(choice: ExcursionsChoice): ExcursionFilter {
  return {
    states: choice.state ? [choice.state] : [...LIVE_STATES],
    productId: choice.product,
    kinds: choice.kinds.length > 0 ? [...choice.kinds] : null,
    ownerId: choice.owner,
    unacknowledged: choice.unacknowledged || null,
    search: choice.search || null,
  };
}

/** Whether anything but the state was chosen. */
export function isFiltered({ product, kinds, owner, unacknowledged, search }: ExcursionsChoice): boolean {
  return product !== null || kinds.length > 0 || owner !== null || unacknowledged || search !== '';
}
