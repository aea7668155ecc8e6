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
  const present = new Set<number>();
  for (const wafer of members) if ((groups[wafer] ?? -1) >= 0) present.add(groups[wafer] ?? -1);
  if (present.size < 2) return null;
  const count = Math.max(...present) + 1;
  const a = insideGroups(ranks, members, groups, count);
  const b = insideGroups(response, members, groups, count);
  let product = 0;
  let spreadA = 0;
  let spreadB = 0;
  for (let i = 0; i < a.length; i += 1) {
    product += (a[i] ?? 0) * (b[i] ?? 0);
    spreadA += (a[i] ?? 0) ** 2;
    spreadB += (b[i] ?? 0) ** 2;
  }
  const rho = spreadA > 0 && spreadB > 0 ? product / Math.sqrt(spreadA * spreadB) : 0;
  const p = correlationP(rho, effective - 1 - present.size);
  const vanished = p > UNCLEAR && Math.abs(rho) < LEFT * Math.abs(overall.rho);
  return { groups: present.size, rho, p, slopeOnlyBetweenGroups: overall.p <= UNCLEAR && vanished };
}
