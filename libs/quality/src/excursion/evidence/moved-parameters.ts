import { relate, type RelateInput, type Relation } from '@fabwright/analytics';

/** Robust σ of a normal distribution from the median absolute deviation. */
const MAD_TO_SIGMA = 1.4826;

/** A parameter with how far it stands elsewhere on the affected wafers. */
export interface Movement {
  /** Index into the parameters asked about. */
  readonly parameter: number;
  readonly affected: number;
  readonly others: number;
  /** Difference of the medians in robust standard deviations of the others; 0 where those don't differ at all. */
  readonly shift: number;
  readonly q: number;
}

/**
 * Parameters that go with being affected (`response` 1 or 0) by rank correlation, wafers of a lot counted as what they
 * are worth, false discoveries held at 5 % over all parameters. The largest first. Pure; runs in a thread.
 */
export function movedParameters(input: RelateInput): Movement[] {
  const { relations } = relate(input);
  return relations
    .filter((relation) => relation.found)
    .map((relation) => movementOf(input, relation))
    .sort((a, b) => a.q - b.q || Math.abs(b.shift) - Math.abs(a.shift));
}

function movementOf({ parameters, response }: RelateInput, { parameter, q }: Relation): Movement {
  const values = parameters[parameter]?.values ?? new Float64Array();
  const group = (flag: number): number[] => {
    const found: number[] = [];
    values.forEach((value, wafer) => {
      if (response[wafer] === flag && !Number.isNaN(value)) found.push(value);
    });
    return found;
  };
  const others = group(0);
  const [middle, affected] = [medianOf(others), medianOf(group(1))];
  const sigma = MAD_TO_SIGMA * medianOf(others.map((value) => Math.abs(value - middle)));
  return { parameter, q, affected, others: middle, shift: sigma > 0 ? (affected - middle) / sigma : 0 };
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}
