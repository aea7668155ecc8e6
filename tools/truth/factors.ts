import type { CategoricalFactor, FactorKind, MembershipFactor, NumericFactor } from '@fabwright/analytics';
import type { ScenarioWafer, StepContext } from '@fabwright/fab-simulator/scenario';
import { AT_ALL_STEPS } from './guilt.ts';

/** A wafer with the lot-level facts that are factors too. */
export interface FactorWafer {
  readonly wafer: ScenarioWafer;
  readonly substrateBatch: string;
}

/** What the product would know of these wafers: everything they have been through, by step. */
export interface Factors {
  readonly categorical: readonly CategoricalFactor[];
  readonly numeric: readonly NumericFactor[];
  readonly memberships: readonly MembershipFactor[];
}

/** Kinds of categorical factors at a step; null where a wafer has none of it. */
const AT_STEP: readonly { kind: FactorKind; name: string; levelOf: (context: StepContext) => string | null }[] = [
  { kind: 'tool', name: 'tool', levelOf: ({ toolId }) => toolId },
  {
    kind: 'chamber',
    name: 'chamber',
    levelOf: ({ toolId, chamber }) => (chamber === '' ? null : `${toolId}/${chamber}`),
  },
  { kind: 'pm-interval', name: 'pm-interval', levelOf: (one) => `${one.toolId}/${one.chamber}#${one.maintenance}` },
  { kind: 'recipe-version', name: 'recipe-version', levelOf: ({ recipeVersion }) => recipeVersion },
  { kind: 'slot', name: 'slot', levelOf: ({ slot }) => (slot > 0 ? String(slot) : null) },
  { kind: 'other', name: 'reticle', levelOf: ({ reticle }) => reticle ?? null },
];

export function factorsOf(wafers: readonly FactorWafer[]): Factors {
  const steps = [...new Set(wafers.flatMap(({ wafer }) => wafer.steps.map((step) => step.stepId)))].sort();
  const contexts = new Map(steps.map((stepId) => [stepId, wafers.map(({ wafer }) => contextAt(wafer, stepId))]));
  const categorical: CategoricalFactor[] = [
    categoricalOf(
      'substrate-batch',
      'substrate-batch',
      null,
      wafers.map(({ substrateBatch }) => substrateBatch),
    ),
    categoricalOf(
      'tester',
      'tester',
      null,
      wafers.map(({ wafer }) => wafer.tester),
    ),
    categoricalOf(
      'probe-card',
      'probe-card',
      null,
      wafers.map(({ wafer }) => wafer.probeCard),
    ),
  ];
  const numeric: NumericFactor[] = [];
  for (const [stepId, at] of contexts) {
    for (const { kind, name, levelOf } of AT_STEP) {
      const levels = at.map((context) => (context ? levelOf(context) : null));
      if (levels.some((level) => level !== null))
        categorical.push(categoricalOf(kind, `${name}@${stepId}`, stepId, levels));
    }
    const values = Float64Array.from(at, (context) => context?.queueHours ?? NaN);
    numeric.push({ id: `queue-time@${stepId}`, kind: 'queue-time', stepId, unit: 'h', values });
  }
  return { categorical, numeric, memberships: intervalsOf(wafers) };
}

/** Places since their last maintenance, at whichever of their steps. */
function intervalsOf(wafers: readonly FactorWafer[]): MembershipFactor[] {
  const passages = new Map<string, { wafers: Set<number>; steps: Set<string> }>();
  wafers.forEach(({ wafer }, at) => {
    for (const { stepId, toolId, chamber, maintenance } of wafer.steps) {
      const level = `${toolId}/${chamber}#${maintenance}`;
      const passage = passages.get(level) ?? { wafers: new Set(), steps: new Set() };
      passages.set(level, passage);
      passage.wafers.add(at);
      passage.steps.add(stepId);
    }
  });
  return [...passages]
    .filter(([, { steps }]) => steps.size > 1)
    .map(([level, passage]) => {
      return { id: AT_ALL_STEPS, kind: 'pm-interval', stepId: null, level, wafers: [...passage.wafers] };
    });
}

function contextAt(wafer: ScenarioWafer, stepId: string): StepContext | undefined {
  return wafer.steps.find((step) => step.stepId === stepId);
}

function categoricalOf(
  kind: FactorKind,
  id: string,
  stepId: string | null,
  values: readonly (string | null)[],
): CategoricalFactor {
  const levels = [...new Set(values.filter((value) => value !== null))].sort();
  const indices = new Map(levels.map((level, index) => [level, index]));
  const codes = Int32Array.from(values, (value) => (value === null ? -1 : (indices.get(value) ?? -1)));
  return { id, kind, stepId, levels, codes };
}
