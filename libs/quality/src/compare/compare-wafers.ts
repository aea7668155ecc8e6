import {
  boxStatistics,
  compareGroups,
  compareSplit,
  compareTwoGroups,
  sortedFinite,
  violinDensity,
  type BoxStatistics,
  type GroupsComparison,
  type Inconclusive,
  type LotValue,
  type NamedTest,
  type PairwiseRow,
} from '@fabwright/analytics';

export interface ComparedGroup {
  readonly name: string;
  /** A value a wafer, with its lot: what is tested. */
  readonly lots: readonly string[];
  readonly values: Float64Array;
  /** What is drawn where it is not the wafers' values: all dies. */
  readonly dies: Float32Array | null;
}

export interface CompareQuestion {
  readonly groups: readonly ComparedGroup[];
  /** `split`: legs against this one, within their lots. */
  readonly control: string | null;
  /** Groups of one lot each are drawn and not tested: a lot is one value. */
  readonly isTested: boolean;
}

export interface GroupShape {
  readonly box: BoxStatistics | null;
  readonly violin: { readonly at: Float64Array; readonly density: Float64Array } | null;
}

export interface CompareAnswer {
  readonly shapes: readonly GroupShape[];
  readonly overall: NamedTest | null;
  readonly design: string | null;
  readonly pairs: readonly PairwiseRow[];
  readonly inconclusive: Inconclusive | null;
  readonly leftOut: readonly string[];
  /** The one group that all clear differences have in common; null where there is none or more than one. */
  readonly differs: string | null;
}

const CLEAR = 0.05;
/** Beyond so many groups a pair gets fewer permutations: their number grows with the square. */
const FEW_GROUPS = 8;
const MANY_PERMUTATIONS = 9_999;
const FEW_PERMUTATIONS = 1_999;
const MOST_OUTLIERS = 40;
const VIOLIN_PLACES = 48;

/** Draws groups and tests them, lots as units. */
export function compareWafers({ groups, control, isTested }: CompareQuestion): CompareAnswer {
  const shapes = groups.map(({ values, dies }) => shapeOf(dies ?? values));
  const tested = isTested ? testsOf(groups, control) : NOT_TESTED;
  return { shapes, ...tested, differs: oneThatDiffers(tested.pairs) };
}

const NOT_TESTED = { overall: null, design: null, pairs: [], inconclusive: null, leftOut: [] } as const;

function testsOf(groups: readonly ComparedGroup[], control: string | null): Omit<CompareAnswer, 'shapes' | 'differs'> {
  const named = groups.map(({ name, lots, values }) => ({ name, values: lotValues(lots, values) }));
  const permutations = groups.length > FEW_GROUPS ? FEW_PERMUTATIONS : MANY_PERMUTATIONS;
  if (control !== null) {
    const legs = named.flatMap(({ name, values }) => values.map((value) => ({ ...value, leg: name })));
    return { ...NOT_TESTED, design: 'paired', pairs: compareSplit(legs, control, { permutations }) };
  }
  const [a, b] = named;
  if (a && b && named.length === 2) {
    const comparison = compareTwoGroups(a.values, b.values, { permutations });
    const isCompared = comparison.kind === 'comparison';
    const holmP = isCompared ? comparison.decisive.p : null;
    const design = isCompared ? comparison.design : null;
    return { ...NOT_TESTED, design, pairs: [{ a: a.name, b: b.name, comparison, holmP }] };
  }
  const found = compareGroups(named, { permutations });
  return found.kind === 'groups' ? ofGroups(found) : { ...NOT_TESTED, inconclusive: found };
}

function ofGroups({ overall, design, pairs, leftOut }: GroupsComparison): Omit<CompareAnswer, 'shapes' | 'differs'> {
  return { overall, design, pairs, leftOut, inconclusive: null };
}

function lotValues(lots: readonly string[], values: Float64Array): LotValue[] {
  return lots.map((lot, at) => ({ lot, value: values[at] ?? Number.NaN }));
}

function shapeOf(values: ArrayLike<number>): GroupShape {
  const sorted = sortedFinite(values);
  const box = boxStatistics(values, MOST_OUTLIERS, sorted);
  const violin = violinDensity(values, VIOLIN_PLACES, sorted);
  return {
    box: box.kind === 'box' ? box : null,
    violin: violin.kind === 'violin' ? { at: violin.at, density: violin.density } : null,
  };
}

function oneThatDiffers(pairs: readonly PairwiseRow[]): string | null {
  const clear = pairs.filter(({ holmP }) => holmP !== null && holmP < CLEAR);
  // Of two groups neither is the odd one.
  if (clear.length === 0 || pairs.length < 2) return null;
  const [first] = clear;
  const common = [first?.a ?? '', first?.b ?? ''].filter((name) => clear.every(({ a, b }) => a === name || b === name));
  return common.length === 1 ? (common[0] ?? null) : null;
}
