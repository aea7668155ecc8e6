import type { ExcursionInLineQuery } from '@fabwright/data-access';

export type InLineLot = Extract<ExcursionInLineQuery['excursion'], { __typename: 'Excursion' }>['inLine'][number];

export interface StepGroup {
  readonly stepId: string;
  readonly step: string | null;
  readonly lots: readonly InLineLot[];
}

/** Neither held already nor asked for: asking twice would only make noise. */
export function holdable({ onHold, holdRequestedAt }: InLineLot): boolean {
  return !onHold && !holdRequestedAt;
}

/** In the order of the lots: nearest to sort first. */
export function byStep(lots: readonly InLineLot[]): StepGroup[] {
  const groups = new Map<string, { step: string | null; lots: InLineLot[] }>();
  for (const lot of lots) {
    const stepId = lot.currentStepId ?? '';
    const group = groups.get(stepId) ?? { step: lot.currentStep ?? null, lots: [] };
    group.lots.push(lot);
    groups.set(stepId, group);
  }
  return [...groups].map(([stepId, group]) => ({ stepId, ...group }));
}
