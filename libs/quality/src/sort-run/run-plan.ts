import type { PartOutcome, SortRunHead, SortRunPart } from './sort-run.ts';

export interface KnownSegment {
  readonly digest: string;
  readonly parts: number;
}

/** One version of a run, with what is stored of it. */
export interface KnownRun {
  readonly runId: string;
  readonly version: number;
  readonly head: SortRunHead;
  partsExpected: number;
  /** The latest end that a part of the run has told. */
  finishedAt: Date | null;
  readonly segments: Map<number, KnownSegment>;
  superseded: boolean;
}

/** All runs of a wafer at an insertion, in memory: what is stored, and what is about to be. */
export type WaferRuns = KnownRun[];

export interface SegmentWrite {
  readonly run: KnownRun;
  readonly part: SortRunPart;
  readonly digest: Buffer;
}

/** A correction takes over the other segments of the version that it replaces. */
export interface SegmentCopy {
  readonly from: KnownRun;
  readonly to: KnownRun;
  readonly except: number;
}

export interface PartPlan {
  readonly outcome: PartOutcome;
  readonly copy: SegmentCopy | null;
  readonly write: SegmentWrite | null;
}

export function runIdOf(sourceRunId: string, version: number): string {
  return version === 1 ? sourceRunId : `${sourceRunId}~v${version}`;
}

/**
 * Decides what a part is to the runs already known of its wafer, and notes it in `runs`:
 * new content of a new or known run, the same content again (nothing to do), or other content for a part that is
 * there: a correction, a new version of the run that supersedes the old one, which stays.
 */
export function planPart(runs: WaferRuns, part: SortRunPart, digest: Buffer): PartPlan {
  const versions = runs.filter((run) => run.head.sourceRunId === part.head.sourceRunId);
  const current = versions.find((run) => !run.superseded);
  const known: KnownSegment = { digest: digest.toString('hex'), parts: part.segment.dies.x.length };
  const { index } = part.segment;
  if (versions.some((run) => run.segments.get(index)?.digest === known.digest)) {
    return { outcome: 'duplicate', copy: null, write: null };
  }
  if (current && !current.segments.has(index)) {
    current.segments.set(index, known);
    current.partsExpected = Math.max(current.partsExpected, part.partsExpected);
    current.finishedAt = later(current.finishedAt, part.head.finishedAt);
    return { outcome: 'recorded', copy: null, write: { run: current, part, digest } };
  }
  const run = newVersion(part, versions.length + 1);
  runs.push(run);
  if (!current) {
    run.segments.set(index, known);
    return { outcome: 'recorded', copy: null, write: { run, part, digest } };
  }
  current.superseded = true;
  for (const [other, segment] of current.segments) run.segments.set(other, segment);
  run.segments.set(index, known);
  return { outcome: 'correction', copy: { from: current, to: run, except: index }, write: { run, part, digest } };
}

function newVersion(part: SortRunPart, version: number): KnownRun {
  return {
    runId: runIdOf(part.head.sourceRunId, version),
    version,
    head: part.head,
    partsExpected: part.partsExpected,
    finishedAt: part.head.finishedAt,
    segments: new Map(),
    superseded: false,
  };
}

function later(a: Date | null, b: Date | null): Date | null {
  if (!a || !b) return a ?? b;
  return a > b ? a : b;
}

/** Current runs in the order of their start, as retests are merged. */
export function currentRuns(runs: WaferRuns): KnownRun[] {
  return runs
    .filter((run) => !run.superseded)
    .sort((a, b) => a.head.startedAt.getTime() - b.head.startedAt.getTime() || (a.runId < b.runId ? -1 : 1));
}

export function partsReceived(run: KnownRun): number {
  return run.segments.size;
}

export function partCount(run: KnownRun): number {
  let parts = 0;
  for (const segment of run.segments.values()) parts += segment.parts;
  return parts;
}
