import { seededRandom } from '../inference/seeded-random.ts';
import { shuffleBlocks } from '../inference/shuffle.ts';
import type {
  ComparisonOptions,
  GroupsComparison,
  Inconclusive,
  NamedTest,
  PairwiseRow,
  SplitValue,
  ValueGroup,
} from './comparison-types.ts';
import { holm } from './holm.ts';
import { lotMeans, type LotMean } from './lot-means.ts';
import { MIN_LOTS_TO_COMPARE, compareTwoGroups, comparisonSettings } from './two-groups.ts';
import { midRanks } from './rank-statistics.ts';

/** One group's mean in one lot. */
interface Cell {
  readonly lot: string;
  readonly group: number;
  readonly value: number;
}

interface Design {
  readonly kind: 'independent' | 'blocked';
  readonly cells: readonly Cell[];
}

/**
 * k groups by Kruskal–Wallis on lot means (JASA 47:583, 1952), its p by permuting lots; and all pairs, corrected by Holm.
 * Where most lots ran in several groups, values are aligned within each lot first and labels permuted within lots
 * (Hodges & Lehmann, Ann. Math. Stat. 33:482, 1962), so that good and bad lots don't blur the groups.
 * Groups with fewer than 3 lots are left out and named.
 */
export function compareGroups(
  groups: readonly ValueGroup[],
  options: ComparisonOptions = {},
): GroupsComparison | Inconclusive {
  const settings = comparisonSettings(options);
  const means = groups.map((group) => lotMeans(group.values));
  const design = chooseDesign(means, options.design ?? 'auto');
  const lots = groups.map((_, g) => design.cells.filter((cell) => cell.group === g).length);
  const kept = groups.flatMap((_, g) => ((lots[g] ?? 0) >= MIN_LOTS_TO_COMPARE ? [g] : []));
  if (kept.length < 2) {
    return { kind: 'inconclusive', reason: 'too-few-groups', lots, needs: MIN_LOTS_TO_COMPARE };
  }
  const cells = comparable(design, kept);
  const overall = kruskalWallis(cells, design.kind, settings);
  if (!overall) return { kind: 'inconclusive', reason: 'no-spread', lots, needs: MIN_LOTS_TO_COMPARE };
  const chosen = kept.flatMap((g) => groups[g] ?? []);
  return {
    kind: 'groups',
    design: design.kind,
    groups: groups.map(({ name }, g) => ({ name, lots: lots[g] ?? 0, wafers: waferCount(means[g]) })),
    leftOut: groups.filter((_, g) => !kept.includes(g)).map(({ name }) => name),
    overall,
    verdict: overall.p <= 1 - settings.confidence ? 'different' : 'inconclusive',
    pairs: pairwise(chosen, options),
  };
}

/**
 * Legs of a split experiment against its control leg, paired within lots: t interval and sign-flip p of the difference
 * in each lot. Holm's correction over the legs. A leg that shares fewer than 3 lots with the control is `inconclusive`.
 */
export function compareSplit(
  values: readonly SplitValue[],
  control: string,
  options: Omit<ComparisonOptions, 'design'> = {},
): PairwiseRow[] {
  const legs = [...new Set(values.map(({ leg }) => leg))].filter((leg) => leg !== control);
  const of = (leg: string): SplitValue[] => values.filter((value) => value.leg === leg);
  return withHolm(
    legs.map((leg) => ({
      a: leg,
      b: control,
      comparison: compareTwoGroups(of(leg), of(control), { ...options, design: 'paired' }),
    })),
  );
}

function waferCount(means: ReadonlyMap<string, LotMean> | undefined): number {
  return [...(means ?? new Map<string, LotMean>()).values()].reduce((sum, { wafers }) => sum + wafers, 0);
}

function chooseDesign(
  means: readonly ReadonlyMap<string, LotMean>[],
  asked: NonNullable<ComparisonOptions['design']>,
): Design {
  const cells = means.flatMap((lots, group) => [...lots].map(([lot, { mean }]) => ({ lot, group, value: mean })));
  const groupsOfLot = countByLot(cells);
  const shared = [...groupsOfLot.values()].filter((count) => count > 1).length;
  const blocked =
    asked === 'paired' || (asked === 'auto' && shared >= MIN_LOTS_TO_COMPARE && 2 * shared >= groupsOfLot.size);
  const usable = (cell: Cell): boolean => (groupsOfLot.get(cell.lot) ?? 0) > 1 === blocked;
  return { kind: blocked ? 'blocked' : 'independent', cells: cells.filter(usable) };
}

function countByLot(cells: readonly Cell[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { lot } of cells) counts.set(lot, (counts.get(lot) ?? 0) + 1);
  return counts;
}

/** Cells of the groups that take part, ordered by lot; in the blocked design aligned to the mean of their lot. */
function comparable(design: Design, kept: readonly number[]): Cell[] {
  const cells = design.cells.filter(({ group }) => kept.includes(group));
  const counts = countByLot(cells);
  const sums = new Map<string, number>();
  for (const { lot, value } of cells) sums.set(lot, (sums.get(lot) ?? 0) + value);
  const order = new Map([...counts.keys()].map((lot, i) => [lot, i]));
  const blocked = design.kind === 'blocked';
  return cells
    .filter(({ lot }) => !blocked || (counts.get(lot) ?? 0) > 1)
    .map((cell) =>
      blocked ? { ...cell, value: cell.value - (sums.get(cell.lot) ?? 0) / (counts.get(cell.lot) ?? 1) } : cell,
    )
    .sort((a, b) => (order.get(a.lot) ?? 0) - (order.get(b.lot) ?? 0));
}

function kruskalWallis(
  cells: readonly Cell[],
  design: Design['kind'],
  { permutations, seed }: { permutations: number; seed: number },
): NamedTest | null {
  const n = cells.length;
  const { ranks, ties } = midRanks(cells.map(({ value }) => value));
  const tieFactor = 1 - ties / (n ** 3 - n);
  if (!(tieFactor > 0)) return null;
  const labels = Int32Array.from(cells, ({ group }) => group);
  const sizes = new Float64Array(Math.max(...labels) + 1);
  for (const label of labels) sizes[label] = (sizes[label] ?? 0) + 1;
  const shares = sizes.map((size) => (size > 0 ? 1 / size : 0));
  const sums = new Float64Array(sizes.length);
  const statistic = (): number => {
    sums.fill(0);
    for (let i = 0; i < n; i += 1) {
      const label = labels[i] ?? 0;
      sums[label] = (sums[label] ?? 0) + (ranks[i] ?? 0);
    }
    let total = 0;
    for (let g = 0; g < sums.length; g += 1) total += (sums[g] ?? 0) ** 2 * (shares[g] ?? 0);
    return ((12 / (n * (n + 1))) * total - 3 * (n + 1)) / tieFactor;
  };
  const observed = statistic();
  const uniform = seededRandom(seed);
  const ends = design === 'blocked' ? blockEnds(cells) : [n];
  let far = 0;
  for (let i = 0; i < permutations; i += 1) {
    shuffleBlocks(labels, ends, uniform);
    if (statistic() >= observed - 1e-9 * (1 + observed)) far += 1;
  }
  return {
    test: design === 'blocked' ? 'blocked-kruskal-wallis' : 'kruskal-wallis',
    statistic: observed,
    df: sizes.filter((size) => size > 0).length - 1,
    p: (far + 1) / (permutations + 1),
    method: 'permutation',
    smallestP: 1 / (permutations + 1),
  };
}

/** Where the cells of each lot end, for cells that are ordered by lot. */
function blockEnds(cells: readonly Cell[]): number[] {
  return cells.flatMap(({ lot }, at) => (cells[at + 1]?.lot === lot ? [] : [at + 1]));
}

function pairwise(groups: readonly ValueGroup[], options: ComparisonOptions): PairwiseRow[] {
  return withHolm(
    groups.flatMap((a, i) =>
      groups.slice(i + 1).map((b) => ({
        a: a.name,
        b: b.name,
        comparison: compareTwoGroups(a.values, b.values, options),
      })),
    ),
  );
}

function withHolm(rows: readonly Omit<PairwiseRow, 'holmP'>[]): PairwiseRow[] {
  const tested = rows.flatMap(({ comparison }) => (comparison.kind === 'comparison' ? [comparison.decisive.p] : []));
  const corrected = holm(tested);
  let at = 0;
  return rows.map((row) => {
    if (row.comparison.kind !== 'comparison') return { ...row, holmP: null };
    at += 1;
    return { ...row, holmP: corrected[at - 1] ?? null };
  });
}
