import {
  compareGroups,
  consolidateRetests,
  gatherColumn,
  groupYield,
  MIN_LOTS_FOR_INTERVAL,
  Verdict,
  type Interval,
  type LotDies,
} from '@fabwright/analytics';

/** All current sort runs of one wafer at its insertion, in the order of their start, segment by segment. */
export interface SortedWafer {
  readonly lotId: string;
  readonly segments: readonly SortedSegment[];
}

/** `verdict` as analytics has it: 1 passed, 0 failed, −1 neither. All columns have the same length. */
export interface SortedSegment {
  readonly x: Int16Array;
  readonly y: Int16Array;
  readonly site: Int16Array;
  readonly hardBin: Int32Array;
  readonly softBin: Int32Array;
  readonly verdict: Int16Array;
}

/** Dies of one lot in a group. */
export interface LotShare extends LotDies {
  readonly group: string;
  readonly lotId: string;
}

/** A group's share of good dies, lots being what is independent. */
export interface GroupShare {
  readonly group: string;
  readonly good: number;
  readonly gross: number;
  readonly lots: number;
  /** Fraction of 1. */
  readonly value: number | null;
  /** Null with fewer than three lots. */
  readonly interval: Interval | null;
}

/** Do the groups differ: by Kruskal–Wallis on lot shares, its p by permuting lots. */
export interface SharesVerdict {
  /** `one-group` and `too-few-lots` could not be tested. */
  readonly reading: 'different' | 'inconclusive' | 'one-group' | 'too-few-lots';
  readonly p: number | null;
  /** Lots that a group needs to take part. */
  readonly needs: number;
  readonly groups: readonly GroupShare[];
}

/** Dies that failed at first into a bin, and what a second touch made of them. */
export interface BinRecovery {
  readonly bin: number;
  readonly failedFirst: number;
  readonly retested: number;
  readonly recovered: number;
  /** Recovered of retested, lots being what is independent. */
  readonly share: GroupShare;
}

export interface DieLevel {
  readonly wafers: number;
  readonly lots: number;
  readonly sites: SharesVerdict;
  readonly recovery: readonly BinRecovery[];
}

const PERMUTATIONS = 1999;

/**
 * What the tester's side does to the dies of some wafers: yield of first results by site of the card, and recovery on
 * retest by the bin of the first result. Dies are told apart by their coordinates on the tester.
 */
export function dieLevel(wafers: readonly SortedWafer[]): DieLevel {
  const sites = new Map<string, MutableShare>();
  const recovery = new Map<string, MutableRecovery>();
  for (const wafer of wafers) addWafer(wafer, sites, recovery);
  return {
    wafers: wafers.length,
    lots: new Set(wafers.map(({ lotId }) => lotId)).size,
    sites: compareShares([...sites.values()]),
    recovery: recoveryByBin([...recovery.values()]),
  };
}

interface MutableShare {
  group: string;
  lotId: string;
  good: number;
  gross: number;
}

interface MutableRecovery {
  bin: number;
  lotId: string;
  failedFirst: number;
  retested: number;
  recovered: number;
}

function addWafer(
  { lotId, segments }: SortedWafer,
  sites: Map<string, MutableShare>,
  recovery: Map<string, MutableRecovery>,
): void {
  const merged = consolidateRetests(segments);
  const first = gatherColumn(segments, 'verdict', merged.firstRecord);
  const last = gatherColumn(segments, 'verdict', merged.lastRecord);
  const bins = gatherColumn(segments, 'softBin', merged.firstRecord);
  const sitesOfDies = siteColumn(segments, merged.firstRecord);
  for (let die = 0; die < first.length; die += 1) {
    if (first[die] === Verdict.none) continue;
    const passed = first[die] === Verdict.pass;
    const site = String(sitesOfDies[die]);
    const share = entry(sites, `${site}/${lotId}`, () => ({ group: site, lotId, good: 0, gross: 0 }));
    share.gross += 1;
    share.good += Number(passed);
    if (passed) continue;
    const bin = bins[die] ?? 0;
    const row = entry(recovery, `${bin}/${lotId}`, () => ({ bin, lotId, failedFirst: 0, retested: 0, recovered: 0 }));
    row.failedFirst += 1;
    row.retested += Number((merged.touches[die] ?? 0) > 1);
    row.recovered += Number(last[die] === Verdict.pass);
  }
}

function siteColumn(segments: readonly SortedSegment[], records: Uint32Array): Int32Array {
  const flat = segments.flatMap(({ site }) => [...site]);
  return Int32Array.from(records, (record) => flat[record] ?? 0);
}

function entry<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function recoveryByBin(rows: readonly MutableRecovery[]): BinRecovery[] {
  const total = (of: readonly MutableRecovery[], key: 'failedFirst' | 'retested' | 'recovered'): number =>
    of.reduce((sum, row) => sum + row[key], 0);
  return [...Map.groupBy(rows, ({ bin }) => bin)]
    .map(([bin, members]) => ({
      bin,
      failedFirst: total(members, 'failedFirst'),
      retested: total(members, 'retested'),
      recovered: total(members, 'recovered'),
      share: shareOf(
        String(bin),
        members.map((row) => ({ good: row.recovered, gross: row.retested })),
      ),
    }))
    .sort((a, b) => b.failedFirst - a.failedFirst || a.bin - b.bin);
}

function shareOf(group: string, lots: readonly LotDies[]): GroupShare {
  const { good, gross, lots: counted, value, interval } = groupYield(lots);
  return { group, good, gross, lots: counted, value, interval: 'kind' in interval ? null : interval };
}

/** Groups (sites, cards, testers) by their dies a lot; groups in natural order. */
export function compareShares(shares: readonly LotShare[]): SharesVerdict {
  const byGroup = [...Map.groupBy(shares, ({ group }) => group)].sort(([a], [b]) =>
    a.localeCompare(b, 'en', { numeric: true }),
  );
  const groups = byGroup.map(([group, members]) => shareOf(group, members));
  const untested = { p: null, needs: MIN_LOTS_FOR_INTERVAL, groups };
  if (groups.length < 2) return { ...untested, reading: 'one-group' };
  const compared = compareGroups(
    byGroup.map(([name, members]) => ({
      name,
      values: members
        .filter(({ gross }) => gross > 0)
        .map(({ lotId, good, gross }) => ({ lot: lotId, value: good / gross })),
    })),
    { permutations: PERMUTATIONS },
  );
  if (compared.kind === 'groups') return { ...untested, reading: compared.verdict, p: compared.overall.p };
  // nothing spreads: the groups are the same as far as these dies can tell
  return { ...untested, reading: compared.reason === 'no-spread' ? 'inconclusive' : 'too-few-lots' };
}
