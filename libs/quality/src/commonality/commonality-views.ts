import type { Contrast, FactorLevel, CommonalityRow as AnalysedRow } from '@fabwright/analytics';
import { FactorKind } from '../excursion/excursion.ts';
import type { CommonalityAnswer } from './commonality.service.ts';
import { isReticle } from './factors.ts';
import {
  CommonalityReading,
  type Commonality,
  type CommonalityContrast,
  type CommonalityRow,
} from './commonality.types.ts';
import type { CommonalityLevel } from './commonality.types.ts';

/** An answer as it is shown; `steps` names the steps. */
export function commonalityView(
  { result, places, seq }: CommonalityAnswer,
  steps: ReadonlyMap<string, string>,
): Commonality {
  const { distinctLevels, rows, ...counts } = result;
  const level = (one: FactorLevel): CommonalityLevel => levelOf(one, places, steps);
  return { ...counts, stream: null, seq, rows: rows.map((row) => rowOf(row, level)) };
}

function rowOf(row: AnalysedRow, level: (one: FactorLevel) => CommonalityLevel): CommonalityRow {
  const { oddsRatio, overall, withinLots, reading } = row;
  return {
    ...row,
    levels: row.levels.map(level),
    oddsRatio: oddsRatio && {
      ratio: bounded(oddsRatio.ratio),
      low: bounded(oddsRatio.low),
      high: bounded(oddsRatio.high),
    },
    overall: overall && contrastOf(overall),
    withinLots: withinLots && contrastOf(withinLots),
    score: bounded(row.score),
    reading: READINGS[reading],
  };
}

const NOWHERE = { toolId: null, chamber: null };
const UNCUT = { side: null, cut: null, unit: null };

export function levelOf(
  { factorId, kind, stepId, level, cut }: FactorLevel,
  places: CommonalityAnswer['places'],
  steps: ReadonlyMap<string, string>,
): CommonalityLevel {
  return {
    kind: kindOf(factorId, kind),
    stepId,
    stepName: stepId === null ? null : (steps.get(stepId) ?? stepId),
    id: level ?? kind,
    ...((level === null ? undefined : places.get(level)) ?? NOWHERE),
    ...(cut === null ? UNCUT : { side: cut.side, cut: cut.value, unit: cut.unit }),
  };
}

function kindOf(factorId: string, kind: FactorLevel['kind']): FactorKind {
  if (isReticle(factorId)) return FactorKind.RETICLE;
  return factorId === 'other@program' ? FactorKind.PROGRAM : KINDS[kind];
}

function contrastOf({ difference, low, high, lots }: Contrast): CommonalityContrast {
  return { difference, low, high, lots };
}

/** JSON knows no infinity; an odds ratio beyond this is shown as "> 999" anyway. */
const LARGEST = 1e9;
function bounded(value: number): number {
  return Number.isNaN(value) ? 0 : Math.max(-LARGEST, Math.min(LARGEST, value));
}

const KINDS: Readonly<Record<FactorLevel['kind'], FactorKind>> = {
  tool: FactorKind.TOOL,
  chamber: FactorKind.CHAMBER,
  slot: FactorKind.SLOT,
  'recipe-version': FactorKind.RECIPE_VERSION,
  'pm-interval': FactorKind.PM_INTERVAL,
  'queue-time': FactorKind.QUEUE_TIME,
  'substrate-batch': FactorKind.SUBSTRATE_BATCH,
  tester: FactorKind.TESTER,
  'probe-card': FactorKind.PROBE_CARD,
  other: FactorKind.OTHER,
};
const READINGS: Readonly<Record<AnalysedRow['reading'], CommonalityReading>> = {
  strong: CommonalityReading.STRONG,
  confounded: CommonalityReading.CONFOUNDED,
  'no-link': CommonalityReading.NO_LINK,
  inconclusive: CommonalityReading.INCONCLUSIVE,
};
