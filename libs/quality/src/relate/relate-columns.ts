import { relate, type RelateInput, type RelateResult } from '@fabwright/analytics';

export interface RelateColumns {
  readonly input: RelateInput;
  /** Per parameter, which of `groupings` its wafers fall into (chambers of its step); −1 = none. */
  readonly groupingOf: Int32Array;
  /** Per wafer a group, −1 unknown. */
  readonly groupings: readonly Int32Array[];
}

/** A slope that lives between chambers only is worth saying of what is looked at first. */
const MOST_LOOKED_INTO = 100;

/**
 * `relate`, and for what it found, whether the slope is left inside the chambers of the parameter's own step. Those
 * differ from parameter to parameter, so each is asked again by itself.
 */
export function relateColumns({ input, groupingOf, groupings }: RelateColumns): RelateResult {
  const result = relate(input);
  let looked = 0;
  const relations = result.relations.map((relation) => {
    const groupOfWafer = groupings[groupingOf[relation.parameter] ?? -1];
    const parameter = input.parameters[relation.parameter];
    if (!relation.found || !groupOfWafer || !parameter || looked >= MOST_LOOKED_INTO) return relation;
    looked += 1;
    const { lotOfWafer, response } = input;
    const [inside] = relate({ lotOfWafer, response, parameters: [parameter], groupOfWafer }).relations;
    const between = [relation.withinGroups, inside?.withinGroups].find((one) => one?.slopeOnlyBetweenGroups);
    return { ...relation, withinGroups: between ?? relation.withinGroups };
  });
  return { ...result, relations };
}
