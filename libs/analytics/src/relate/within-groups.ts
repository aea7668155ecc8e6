import type { PairedRanks } from './paired-ranks.ts';
import type { WithinGroups } from './relate.types.ts';
import { correlationP } from './shapes.ts';

/** Inside the groups less than this share of the slope over all wafers is left. */
const LEFT = 0.5;
const UNCLEAR = 0.05;

type Grouped = PairedRanks & { readonly groups: Int32Array };

interface GroupMeans {
  readonly ranks: Float64Array;
  readonly response: Float64Array;
  /** Groups with a wafer. */
  readonly present: number;
}

function groupMeans({ ranks, response, groups, groupCount }: Grouped): GroupMeans {
  const sumRanks = new Float64Array(groupCount);
  const sumResponse = new Float64Array(groupCount);
  const sizes = new Float64Array(groupCount);
  for (let i = 0; i < groups.length; i += 1) {
    const group = groups[i] ?? -1;
    if (group < 0) continue;
    sumRanks[group] = (sumRanks[group] ?? 0) + (ranks[i] ?? 0);
    sumResponse[group] = (sumResponse[group] ?? 0) + (response[i] ?? 0);
    sizes[group] = (sizes[group] ?? 0) + 1;
  }
  const mean = (sum: number, group: number): number => sum / (sizes[group] ?? 1);
  return {
    ranks: sumRanks.map(mean),
    response: sumResponse.map(mean),
    present: sizes.reduce((count, size) => count + (size > 0 ? 1 : 0), 0),
  };
}

/** Correlation of what is left when each wafer's group mean is taken out; wafers of an unknown group are left out. */
function correlationInside({ ranks, response, groups }: Grouped, means: GroupMeans): number {
  let squareRanks = 0;
  let squareResponse = 0;
  let product = 0;
  for (let i = 0; i < groups.length; i += 1) {
    const group = groups[i] ?? -1;
    if (group < 0) continue;
    const a = (ranks[i] ?? 0) - (means.ranks[group] ?? 0);
    const b = (response[i] ?? 0) - (means.response[group] ?? 0);
    squareRanks += a * a;
    squareResponse += b * b;
    product += a * b;
  }
  const spread = squareRanks * squareResponse;
  return spread > 0 ? product / Math.sqrt(spread) : 0;
}

/**
 * Correlation of ranks with each group's mean rank taken out, and whether the slope over all wafers was only groups lying
 * apart (Simpson's paradox: two products that differ in both make a slope that no wafer follows).
 * null without groups, or with fewer than two. `overall`: correlation and p over all wafers.
 */
export function withinGroups(
  pair: PairedRanks,
  overall: { readonly rho: number; readonly p: number },
): WithinGroups | null {
  const { groups, effective } = pair;
  if (!groups) return null;
  const grouped = { ...pair, groups };
  const means = groupMeans(grouped);
  if (means.present < 2) return null;
  const rho = correlationInside(grouped, means);
  const p = correlationP(rho, effective - 1 - means.present);
  const vanished = p > UNCLEAR && Math.abs(rho) < LEFT * Math.abs(overall.rho);
  return { groups: means.present, rho, p, slopeOnlyBetweenGroups: overall.p <= UNCLEAR && vanished };
}
