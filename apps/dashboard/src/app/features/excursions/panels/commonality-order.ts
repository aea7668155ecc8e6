import type { ExcursionCommonalityQuery } from '@fabwright/data-access';

type Answer = Extract<ExcursionCommonalityQuery['excursion'], { __typename: 'Excursion' }>;
export type CommonalityRow = NonNullable<Answer['commonality']>['rows'][number];
export type CommonalityOrder = 'ranked' | 'step';

/** As ranked by the server, or in the order of the route; what belongs to no step comes last. */
export function ordered(rows: readonly CommonalityRow[], order: CommonalityOrder): readonly CommonalityRow[] {
  if (order === 'ranked') return rows;
  const step = ({ levels }: CommonalityRow): string => levels[0]?.stepId ?? '\uffff';
  return rows.toSorted((a, b) => step(a).localeCompare(step(b), undefined, { numeric: true }));
}
