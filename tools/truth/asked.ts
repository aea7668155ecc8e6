import { commonality, seededRandom, type CommonalityResult, type ExcursionQuestion } from '@fabwright/analytics';
import type { ScenarioLot } from '@fabwright/fab-simulator/scenario';
import { factorsOf, type FactorWafer, type Factors } from './factors.ts';

/** "Strong" asks for p ≤ .05, which these tell; the product draws 10,000 for a p of 10⁻⁴. */
const PERMUTATIONS = 2000;

/** What commonality answers to the question of an excursion, with the factors that it was given. */
export function asked(
  question: ExcursionQuestion,
  lots: readonly ScenarioLot[],
  seed: number,
): { factors: Factors; result: CommonalityResult } {
  const factors = factorsOf(wafersOf(question, lots));
  const result = commonality(
    {
      lotOfWafer: question.lotOfWafer,
      stratumOfLot: new Int32Array(question.lots.length),
      cases: question.cases,
      response: question.response,
      severity: question.severity,
      factors: factors.categorical,
      numericFactors: factors.numeric,
      memberships: factors.memberships,
    },
    { random: seededRandom(seed), permutations: PERMUTATIONS },
  );
  return { factors, result };
}

function wafersOf(question: ExcursionQuestion, lots: readonly ScenarioLot[]): FactorWafer[] {
  const byId = new Map(
    lots.flatMap((lot) =>
      lot.wafers.map(
        (wafer) => [`${lot.lotId}/${wafer.waferId}`, { wafer, substrateBatch: lot.substrateBatch }] as const,
      ),
    ),
  );
  return question.wafers.flatMap(({ lot, waferId }) => byId.get(`${lot}/${waferId}`) ?? []);
}
