import type { ProductInsertion } from '@fabwright/fab';
import type { FabCalendar } from '@fabwright/facts';
import { DomainError, type ProductScope } from '@fabwright/platform';
import { chooseInsertions } from '../overview/overview-choice.ts';
import { chosenPeriod, type ChosenPeriod } from '../yield/fab-calendar.ts';
import { LotType } from '../yield/yield.types.ts';
import type { ChosenDies } from './chosen-dies.ts';
import type { PassageInput, PopulationFilter } from './population.types.ts';

/** Wafers that were chosen, as SQL takes them. */
export interface Population {
  /** Products, each at one insertion. */
  readonly pairs: readonly ProductInsertion[];
  readonly lotTypes: readonly string[];
  /** Half open, by the end of the lot's last first pass, so that a period never cuts a lot. Null = any time. */
  readonly period: ChosenPeriod | null;
  readonly lots: readonly string[] | null;
  readonly wafers: readonly string[] | null;
  readonly through: readonly PassageInput[];
  readonly programRevision: string | null;
  readonly tester: string | null;
  readonly probeCard: string | null;
  readonly scope: ProductScope;
  /** Over which dies wafers are counted; null = all. */
  readonly dies: ChosenDies | null;
}

/**
 * Resolves a filter but for its dies, for which the product's map has to be read. `known` holds what may be seen. Throws NOT_FOUND for a product that is not there or lies outside
 * of the scope, INVALID_INPUT for a period that ends before it begins.
 */
export function choosePopulation(
  filter: PopulationFilter,
  known: readonly ProductInsertion[],
  now: Date,
  calendar: FabCalendar,
  scope: ProductScope,
): Population {
  checkPeriod(filter);
  const [lots, wafers] = [listOf(filter.lots), listOf(filter.wafers)];
  const named = lots !== null || wafers !== null;
  return {
    pairs: chooseInsertions(known, filter).selected,
    lotTypes: filter.lotTypes ?? (named ? Object.values(LotType) : [LotType.PRODUCTION]),
    period: named && !isTimed(filter) ? null : chosenPeriod(filter, now, calendar),
    lots,
    wafers,
    through: filter.through ?? [],
    ...equipmentOf(filter),
    scope,
    dies: null,
  };
}

function checkPeriod({ from, to }: PopulationFilter): void {
  if (!from || !to || from < to) return;
  throw new DomainError('INVALID_INPUT', 'The period ends before it begins: swap its two days.', {
    detail: { field: 'filter.to', reason: 'before-from' },
  });
}

function isTimed({ from, to, weeks }: PopulationFilter): boolean {
  return Boolean(from ?? to ?? weeks);
}

function equipmentOf({ programRevision = null, tester = null, probeCard = null }: PopulationFilter) {
  return { programRevision, tester, probeCard };
}

/** An empty list of lots is no list: it would hide everything without a word. */
function listOf(ids: readonly string[] | null | undefined): readonly string[] | null {
  return ids && ids.length > 0 ? ids : null;
}
