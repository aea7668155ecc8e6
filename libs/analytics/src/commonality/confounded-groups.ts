import { exposureFlags } from './contrast.ts';
import type { Exposure } from './exposure.ts';
import type { LotFrame } from './lot-frame.ts';

/** Correlation of exposures above which the estimates of both are ten times as uncertain as of one alone (VIF 10). */
const SAME = 0.95;

/** Numbers of exposed wafers must be this near for the correlation to come out so high. */
const LEAST_RATIO = 0.85;

/** Correlation (φ) of two exposures over the wafers known for both; 0 where one of them does not vary there. */
export function exposureCorrelation(a: Int8Array, b: Int8Array): number {
  let n = 0;
  let inA = 0;
  let inB = 0;
  let both = 0;
  for (let i = 0; i < a.length; i += 1) {
    const x = a[i] ?? 0;
    const y = b[i] ?? 0;
    if (x < 0 || y < 0) continue;
    n += 1;
    inA += x;
    inB += y;
    both += x & y;
  }
  const spread = inA * (n - inA) * inB * (n - inB);
  return spread > 0 ? (n * both - inA * inB) / Math.sqrt(spread) : 0;
}

/** Whether lot by lot enough wafers could be common: rules nearly all pairs out without a look at their wafers. */
function overlapPossible(a: Exposure, b: Exposure): boolean {
  const needed = LEAST_RATIO * Math.max(a.exposed.length, b.exposed.length);
  if (Math.min(a.exposed.length, b.exposed.length) < needed) return false;
  const { count } = a;
  const others = b.count;
  // Most pairs are ruled out by the wafers that a has and b lacks in the first few lots.
  let lacking = a.exposed.length - needed;
  for (let lot = 0; lot < count.length && lacking >= 0; lot += 1) {
    lacking -= Math.max(0, (count[lot] ?? 0) - (others[lot] ?? 0));
  }
  return lacking >= 0;
}

interface Group<T> {
  readonly lead: T;
  readonly members: T[];
  readonly flags: Int8Array;
}

/**
 * Goes down the list and puts each exposure to the first group whose lead it can hardly be told apart from (φ ≥ .95),
 * until `most` groups are full. `ranked`: strongest first.
 */
export function confoundedGroups<T extends { readonly exposure: Exposure }>(
  frame: LotFrame,
  ranked: readonly T[],
  most: number,
): T[][] {
  const groups: Group<T>[] = [];
  for (const item of ranked) {
    const near = groups.filter((group) => overlapPossible(group.lead.exposure, item.exposure));
    if (near.length === 0 && groups.length >= most) continue;
    const flags = exposureFlags(frame, item.exposure);
    const home = near.find((group) => exposureCorrelation(group.flags, flags) >= SAME);
    if (home) home.members.push(item);
    else if (groups.length < most) groups.push({ lead: item, members: [item], flags });
  }
  return groups.map((group) => group.members);
}
