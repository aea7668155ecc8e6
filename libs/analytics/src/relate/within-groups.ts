import { at } from '../inference/accumulate.ts';
import type { WithinGroups } from './relate.types.ts';
import { correlationP } from './shapes.ts';

/** Inside the groups less than this share of the slope over all wafers is left. */
const LEFT = 0.5;
const UNCLEAR = 0.05;

/** Subtracts each group's mean; wafers of an unknown group (−1) get 0. */
function insideGroups(values: Float64Array, members: Int32Array, groups: Int32Array, count: number): Float64Array {
  const sums = new Float64Array(count);
  const sizes = new Float64Array(count);
  for (const wafer of members) {
    const group = groups[wafer] ?? -1;
    if (group < 0) continue;
    sums[group] = (sums[group] ?? 0) + (values[wafer] ?? 0);
    sizes[group] = (sizes[group] ?? 0) + 1;
  }
  return Float64Array.from(members, (wafer) => {
    const group = groups[wafer] ?? -1;
    return group < 0 ? 0 : (values[wafer] ?? 0) - (sums[group] ?? 0) / (sizes[group] ?? 1);
  });
}

/**
 * Correlation of ranks with each group's mean rank taken out, and whether the slope over all wafers was only groups lying
 * apart (Simpson's paradox: two products that differ in both make a slope that no wafer follows).
 * `ranks`, `response`: centred ranks; `effective`: independent wafers. null with fewer than two groups.
 */
export function withinGroups(
  members: Int32Array,
  groups: Int32Array,
  ranks: Float64Array,
  response: Float64Array,
  effective: number,
  overall: { readonly rho: number; readonly p: number },
): WithinGroups | null {
  const present = new Set(members.map((wafer) => groups[wafer] ?? -1).filter((group) => group >= 0));
  if (present.size < 2) return null;
  const count = Math.max(...present) + 1;
  const a = insideGroups(ranks, members, groups, count);
  const b = insideGroups(response, members, groups, count);
  const spread = dot(a, a) * dot(b, b);
  const rho = spread > 0 ? dot(a, b) / Math.sqrt(spread) : 0;
  const p = correlationP(rho, effective - 1 - present.size);
  const vanished = p > UNCLEAR && Math.abs(rho) < LEFT * Math.abs(overall.rho);
  return { groups: present.size, rho, p, slopeOnlyBetweenGroups: overall.p <= UNCLEAR && vanished };
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * at(b, i), 0);
}
