import type { CategoricalFactor, FactorKind, NumericFactor } from '@fabwright/analytics';
import type { ScenarioWafer, StepContext } from '@fabwright/fab-simulator/scenario';

/** A wafer with the lot-level facts that are factors too. */
export interface FactorWafer {
  readonly wafer: ScenarioWafer;
  readonly substrateBatch: string;
}

/** What the product would know of these wafers: everything they have been through, by step. */
export interface Factors {
  readonly categorical: readonly CategoricalFactor[];
  readonly numeric: readonly NumericFactor[];
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
  categorical.push(...anywhere(wafers, 'tool'), ...anywhere(wafers, 'chamber'));
  return { categorical, numeric };
}

/**
 * A tool or chamber that wafers met at any of its steps: a fault that strikes at several steps shows here as a whole. One
 * factor each, as a wafer meets several tools of an area.
 */
function anywhere(wafers: readonly FactorWafer[], kind: 'tool' | 'chamber'): CategoricalFactor[] {
  const placeOf = ({ toolId, chamber }: StepContext): string | null => {
    if (kind === 'tool') return toolId;
    return chamber === '' ? null : `${toolId}/${chamber}`;
  };
  const met = wafers.map(({ wafer }) => new Set(wafer.steps.map(placeOf)));
  const places = [...new Set(met.flatMap((one) => [...one]))].filter((place) => place !== null).sort();
  return places.map((place) => ({
    id: `${kind}:${place}`,
    kind,
    stepId: null,
    levels: [place, `not ${place}`],
    codes: Int32Array.from(met, (one) => (one.has(place) ? 0 : 1)),
  }));
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
