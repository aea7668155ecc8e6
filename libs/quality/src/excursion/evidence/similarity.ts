import type { Stream } from '@fabwright/analytics';
import type { ExcursionRecord } from '../excursion.ts';
import { suspectPlace } from '../suspect-place.ts';

/** What two excursions have in common. */
export type SharedTrait = 'product' | 'series' | 'bin' | 'signature' | 'tool' | 'chamber' | 'step';

export interface Likeness {
  /** Share of the weights that agree, 0 to 1. */
  readonly similarity: number;
  readonly shared: readonly SharedTrait[];
}

/** What tells most about a cause weighs most. Traits that neither has don't count. */
const WEIGHTS: Readonly<Record<SharedTrait, number>> = {
  chamber: 4,
  tool: 3,
  signature: 3,
  bin: 2,
  series: 2,
  step: 1,
  product: 1,
};

/** How alike two excursions are by what they show and what they suspect. Symmetric; an excursion is like itself by 1. */
export function likenessOf(a: ExcursionRecord, b: ExcursionRecord): Likeness {
  const [own, other] = [traitsOf(a), traitsOf(b)];
  const all = Object.keys(WEIGHTS) as SharedTrait[];
  const known = all.filter((trait) => own[trait].size + other[trait].size > 0);
  const shared = known.filter((trait) => [...own[trait]].some((value) => other[trait].has(value)));
  const weight = (traits: readonly SharedTrait[]): number => traits.reduce((sum, trait) => sum + WEIGHTS[trait], 0);
  const total = weight(known);
  return { similarity: total === 0 ? 0 : weight(shared) / total, shared };
}

function traitsOf(record: ExcursionRecord): Record<SharedTrait, ReadonlySet<string>> {
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
