import type { FactorLevel } from '@fabwright/analytics';
import type { Factors } from './factors.ts';

/** One level and the wafers that have it. */
export interface Level extends Pick<FactorLevel, 'factorId' | 'kind' | 'level'> {
  /** Per wafer 1, 0, or −1 where it is not known. */
  readonly flags: Int8Array;
  readonly wafers: number;
}

/** Cuts of a number at its deciles, as the engine makes them. */
const DECILES = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/** Every level of every factor with the wafers that have it. */
export function levelsOf({ categorical, numeric, memberships }: Factors): Level[] {
  const found: Level[] = [];
  for (const { id, kind, levels, codes } of categorical) {
    levels.forEach((level, index) => {
      found.push(levelWith(id, kind, level, flagsOf(codes, index)));
    });
  }
  for (const { id, kind, values } of numeric) {
    const sorted = Float64Array.from(values.filter((value) => !Number.isNaN(value))).sort();
    for (const decile of DECILES) {
      const cut = sorted[Math.floor(decile * (sorted.length - 1))] ?? 0;
      found.push(levelWith(id, kind, null, flagsAbove(values, cut)));
    }
  }
  const count = categorical[0]?.codes.length ?? 0;
  for (const { id, kind, level, wafers } of memberships) {
    const flags = new Int8Array(count);
    for (let i = 0; i < wafers.length; i += 1) flags[wafers[i] ?? 0] = 1;
    found.push(levelWith(id, kind, level, flags));
  }
  return found;
}

/** Loops, as there are some thousand levels: `Int8Array.from` with a function takes ten times as long. */
function flagsOf(codes: Int32Array, index: number): Int8Array {
  const flags = new Int8Array(codes.length);
  for (let wafer = 0; wafer < flags.length; wafer += 1) {
    const code = codes[wafer] ?? -1;
    if (code < 0) flags[wafer] = -1;
    else if (code === index) flags[wafer] = 1;
  }
  return flags;
}

function flagsAbove(values: ArrayLike<number>, cut: number): Int8Array {
  const flags = new Int8Array(values.length);
  for (let wafer = 0; wafer < flags.length; wafer += 1) {
    const value = values[wafer] ?? Number.NaN;
    if (Number.isNaN(value)) flags[wafer] = -1;
    else if (value > cut) flags[wafer] = 1;
  }
  return flags;
}

function levelWith(factorId: string, kind: FactorLevel['kind'], level: string | null, flags: Int8Array): Level {
  let wafers = 0;
  for (const flag of flags) if (flag === 1) wafers++;
  return { factorId, kind, level, flags, wafers };
}

/** Fewer wafers make no bar in anybody's chart. */
const LEAST_WAFERS = 3;

/** The level whose wafers have the worst mean, by the raw difference to all others: what an analyst's bar chart shows. */
export function worstByRawMean(levels: readonly Level[], response: Float64Array): Level | undefined {
  let best: { level: Level; difference: number } | undefined;
  for (const level of levels) {
    let inside = 0;
    let outside = 0;
    let others = 0;
    level.flags.forEach((flag, i) => {
      if (flag === 1) inside += response[i] ?? 0;
      else if (flag === 0) {
        outside += response[i] ?? 0;
        others++;
      }
    });
    if (level.wafers < LEAST_WAFERS || others < LEAST_WAFERS) continue;
    const difference = inside / level.wafers - outside / others;
    if (!best || difference > best.difference) best = { level, difference };
  }
  return best?.level;
}
