import { similarity as alike, type SignatureVector, type Stream } from '@fabwright/analytics';
import type { ExcursionRecord } from '../excursion.ts';
import { suspectPlace } from '../suspect-place.ts';

/** What two excursions have in common. */
export type SharedTrait = 'product' | 'series' | 'bin' | 'signature' | 'stack' | 'tool' | 'chamber' | 'step';

export interface Likeness {
  /** Share of the weights that agree, 0 to 1. */
  readonly similarity: number;
  readonly shared: readonly SharedTrait[];
}

/** An excursion with the pattern of its stacked map, where one is known. */
export interface Compared {
  readonly record: ExcursionRecord;
  readonly pattern: SignatureVector | null;
}

type NamedTrait = Exclude<SharedTrait, 'stack'>;

/** What tells most about a cause weighs most. Traits that neither has don't count. */
const WEIGHTS: Readonly<Record<NamedTrait, number>> = {
  chamber: 4,
  tool: 3,
  signature: 3,
  bin: 2,
  series: 2,
  step: 1,
  product: 1,
};

/** Stacked maps weigh as much as the tool, by the cosine of their patterns; from this cosine on they are told as alike. */
const STACK_WEIGHT = 3;
const STACKS_ALIKE = 0.6;
/** A weaker pattern is chance: it says nothing, neither for nor against. */
const LEAST_STRENGTH = 1.5;

/**
 * How alike two excursions are by what they show, where on the wafer, and what they suspect. Symmetric; an excursion is
 * like itself by 1.
 */
export function likenessOf(a: Compared, b: Compared): Likeness {
  const [own, other] = [traitsOf(a.record), traitsOf(b.record)];
  const all = Object.keys(WEIGHTS) as NamedTrait[];
  const known = all.filter((trait) => own[trait].size + other[trait].size > 0);
  const shared = known.filter((trait) => [...own[trait]].some((value) => other[trait].has(value)));
  const weight = (traits: readonly NamedTrait[]): number => traits.reduce((sum, trait) => sum + WEIGHTS[trait], 0);
  const stacks = stacksAlike(a.pattern, b.pattern);
  const total = weight(known) + (stacks === null ? 0 : STACK_WEIGHT);
  const agreed = weight(shared) + STACK_WEIGHT * Math.max(0, stacks ?? 0);
  return {
    similarity: total === 0 ? 0 : agreed / total,
    shared: stacks !== null && stacks >= STACKS_ALIKE ? [...shared, 'stack'] : shared,
  };
}

/** Cosine of two patterns; null where one is unknown, too weak to be one, or on another grid. */
function stacksAlike(a: SignatureVector | null, b: SignatureVector | null): number | null {
  if (!a || !b || Math.min(a.strength, b.strength) < LEAST_STRENGTH) return null;
  return a.rings === b.rings && a.sectors === b.sectors ? alike(a, b) : null;
}

function traitsOf(record: ExcursionRecord): Record<NamedTrait, ReadonlySet<string>> {
  const streams: Stream[] = [record.subject, ...record.reasons.map((reason) => reason.stream)];
  const named = (kind: Stream['kind']): Set<string> =>
    new Set(streams.filter((stream) => stream.kind === kind).map((stream) => stream.name));
  const place = suspectPlace(record);
  const one = (value: string | null | undefined): Set<string> => new Set(value ? [value] : []);
  return {
    product: one(record.productId),
    series: one(`${record.subject.kind} ${record.subject.name}`),
    bin: named('bin'),
    signature: named('map'),
    tool: one(place?.toolId),
    chamber: one(place?.chamber && `${place.toolId}/${place.chamber}`),
    step: one(place?.stepId),
  };
}
