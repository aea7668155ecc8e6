import { computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, type Params } from '@angular/router';
import { queryResource, type MeasureInput, type MeasureKind, type CatalogueQuery } from '@fabwright/data-access';
import { ProductChoicesDocument } from '@fabwright/data-access/documents/lots';
import { CatalogueDocument } from '@fabwright/data-access/documents/population';
import type { FilterOption } from '@fabwright/ui';
import { injectFabCalendar } from '../../core/fab/fab-calendar.ts';
import {
  linkText,
  POPULATION_PARAMETERS,
  readPopulation,
  toPopulationFilter,
  writePopulation,
  type PopulationChoice,
} from '../../core/population/population-link.ts';
import { injectCounted } from '../../core/population/counted.ts';
import { injectPopulationNotices, type NotShown } from '../../core/population/population-notices.ts';
import { injectRefusal } from '../../core/population/refusal.ts';
import { measureKey, readMeasure } from '../yield/explore-link.ts';
import { isEmptyBin } from '../yield/explore-missing.ts';
import { ExploreTexts } from '../yield/explore-words.ts';

const NO_PARAMS: Params = {};
const YIELDS = ['FINAL_YIELD', 'FIRST_PASS_YIELD', 'RECORD_YIELD', 'RECOVERY'] as const;

/** For the link: all filters off. */
export const NO_FILTERS: Params = Object.fromEntries(POPULATION_PARAMETERS.map((name) => [name, null]));

type Catalogue = CatalogueQuery['catalogue'];

/** Yields, bins, tests, and what was measured in the line. */
function offered(found: Catalogue | null): MeasureInput[] {
  return [
    ...YIELDS.map((kind) => ({ kind })),
    ...(found?.bins ?? []).map(({ number }) => ({ kind: 'BIN' as const, bin: number })),
    ...(found?.tests ?? []).map(({ number }) => ({ kind: 'TEST' as const, test: number })),
    ...(found?.parameters ?? []).map(({ kind, stepId, name, statistic }) => ({
      kind: kind as MeasureKind,
      ...(stepId ? { stepId } : {}),
      parameter: name,
      ...(statistic ? { statistic } : {}),
    })),
  ];
}

/** With what the link asks for, though nothing offers it. */
function optionsOf(own: MeasureInput, found: Catalogue | null, texts: ExploreTexts): FilterOption[] {
  const all = offered(found);
  const known = all.some((one) => measureKey(one) === measureKey(own));
  return [...all, ...(known ? [] : [own])].map((one) => ({ value: measureKey(one), label: texts.measure(one, found) }));
}

const unreadBy =
  (text: (name: string) => string | null) =>
  (name: string, means: (given: string) => boolean): string[] => {
    const given = text(name);
    return given === null || means(given) ? [] : [`${name}=${given}`];
  };

/**
 * What pages about chosen wafers share: the population and the measure of the link, what there is to choose from, and
 * how a choice gets into the link. Without a product in the link it is the first. Call it in an injection context.
 */
export function injectAnalysis() {
  const router = inject(Router);
  const texts = inject(ExploreTexts);
  const calendar = injectFabCalendar();
  const noticesOf = injectPopulationNotices();
  const params = toSignal(inject(ActivatedRoute).queryParams, { initialValue: NO_PARAMS });
  const products = queryResource(ProductChoicesDocument, () => ({}));
  const known = computed(() => (products.hasValue() ? products.value().products : []));
  const link = computed(() => readPopulation(params()));
  const choice = computed<PopulationChoice>(() => ({
    ...link().choice,
    product: link().choice.product ?? known()[0]?.productId,
  }));
  const text = (name: string): string | null => linkText(params(), name) ?? null;
  const filter = computed(() => toPopulationFilter(choice(), calendar()), {
    equal: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  });
  const ready = computed(() => products.hasValue());
  const catalogues = queryResource(CatalogueDocument, () => (ready() ? { filter: filter() } : undefined));
  const catalogue = computed(() => (catalogues.hasValue() ? catalogues.value().catalogue : null));
  const measure = computed<MeasureInput>(() => readMeasure(text('y') ?? 'final') ?? { kind: 'FINAL_YIELD' }, {
    equal: (a, b) => measureKey(a) === measureKey(b),
  });
  /** Names in the link that mean nothing here. */
  const dropped = computed(() => {
    const given = text('y');
    return [...link().dropped, ...(given !== null && readMeasure(given) === null ? [`y=${given}`] : [])];
  });
  const measures = computed(() => optionsOf(measure(), catalogue(), texts));
  const go = (queryParams: Params): void => {
    void router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  };
  return {
    known,
    choice,
    filter,
    ready,
    catalogue,
    /** The measure is a bin into which no die of these wafers fell. */
    emptyBin: computed(() => isEmptyBin(measure(), catalogue())),
    measure,
    measures,
    measureName: computed(() => texts.measure(measure(), catalogue())),
    nameOf: (one: MeasureInput): string => texts.measure(one, catalogue()),
    text,
    go,
    choose: (change: Partial<PopulationChoice>): void => go(writePopulation(change)),
    chooseMeasure: (key: string | undefined): void => go({ y: key === 'final' ? null : (key ?? null) }),
    measureKey: computed(() => measureKey(measure())),
    /** Sentences about what was left out of the link (`unread`: by the page itself) and what could not be shown. */
    notices: (found: NotShown | null | undefined, unread: readonly string[] = []): string[] =>
      noticesOf([...dropped(), ...unread], found),
    /** A parameter of the page's own that is not one of its choices, as written; to be named. */
    unread: unreadBy(text),
    refusal: injectRefusal(),
    /** What figures do and don't count, for captions. */
    counted: injectCounted(),
  };
}
