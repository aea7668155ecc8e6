import { computed, inject, type Signal } from '@angular/core';
import type { SplitInput } from '@fabwright/data-access';
import type { PanelState } from '@fabwright/ui';
import { failedState } from '../../core/failure/failed-state.ts';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { injectCounted } from '../../core/population/counted.ts';
import { injectPopulationNotices } from '../../core/population/population-notices.ts';
import { injectRefusal, type Refused } from '../../core/population/refusal.ts';
import { isBySite, isOfDies, splitKey } from './explore-link.ts';
import { toExploreView } from './explore-view.ts';
import { isEmptyBin, reasonOfNoPoint, unknownHighlight, unknownSplit } from './explore-missing.ts';
import { ExploreStore } from './explore.store.ts';
import { ExploreTexts } from './explore-words.ts';

const LOTS_FOR_LIMITS = 20;

/** What the trend's panel shows of the store: view, heading, caption, state. Call it in an injection context. */
export function injectExploreState() {
  const store = inject(ExploreStore);
  const formats = inject(Formats);
  const texts = inject(ExploreTexts);
  const say = injectSay('explore');
  const measure = computed(() => texts.measure(store.choice().measure, store.catalogue()));
  // by value: a link that says another selection is no reason to draw what was drawn when it was brushed
  const split = computed(() => store.choice().split, { equal: sameSplit });
  const highlight = computed(() => store.choice().highlight);
  // by value too: the choice holds what is selected
  const emptyBin = computed(() => isEmptyBin(store.choice().measure, store.ownCatalogue()));
  /** Without what is selected: it stays while people brush. */
  const unmarked = computed(() => {
    const trend = emptyBin() ? null : store.trend();
    return trend && toExploreView(trend, texts.forView(trend, measure(), split()), store.calendar(), highlight());
  });
  const view = computed(() => {
    const still = unmarked();
    return still && { ...still, selected: store.selectedPoints() };
  });
  const heading = computed(() => {
    const insertion = store.insertion() ?? '';
    return say('heading', { insertion, measure: measure(), by: say(`per.${store.choice().by.toLowerCase()}`) }).trim();
  });
  /** Named, since it changes with what is split. */
  const denominator = (): string => {
    const { split, measure: chosen } = store.choice();
    const of = chosen.kind === 'RECORD_YIELD' ? 'Results' : 'Dies';
    if (!isBySite(split)) return say(`of${of}`);
    return say(split?.kind === 'SITE' ? `of${of}OfSite` : `of${of}OfTouchdown`);
  };
  const countedOf = injectCounted();
  const caption = computed(() => {
    const trend = store.trend();
    if (!trend) return '';
    const shown = trend.points.key.length;
    const parts = [
      trend.isFraction ? denominator() : trend.unit,
      formats.count(trend.wafers, 'wafers'),
      ...countedOf(trend.notFound),
      shown < trend.pointsInAll
        ? say('thinned', { shown: formats.number(shown), all: formats.number(trend.pointsInAll) })
        : '',
      trend.chart?.frozenBy
        ? say('frozen', { by: trend.chart.frozenBy, at: formats.time(trend.chart.frozenAt, false) })
        : '',
      trend.groups.length > 6 ? say('manyGroups', { groups: trend.groups.length }) : '',
    ];
    return parts.filter((part) => part !== '').join(' · ');
  });
  const notices = injectNotices(store);
  const state = stateOf({ store, measure, emptyBin }, say, injectRefusal());
  return { store, view, heading, caption, state, measure, notices };
}

/** What the link asks for and could not be shown, in sentences. */
function injectNotices(store: ExploreStore): Signal<string[]> {
  const say = injectSay('explore');
  const sayDies = injectSay('population.dies');
  const noticesOf = injectPopulationNotices();
  return computed(() => {
    const [choice, trend] = [store.choice(), store.trend()];
    const highlight = unknownHighlight(choice, trend);
    const split = unknownSplit(choice, trend);
    return [
      ...noticesOf([...store.dropped(), ...(highlight === null ? [] : [`hl=${highlight}`])], trend?.notFound),
      ...(split === null ? [] : [say('splitLost', { split })]),
      ...(store.selectionLost() ? [say('selectionLost')] : []),
      ...(choice.dies === undefined ? [] : [sayDies(isOfDies(choice.measure) ? 'noFloor' : 'ofWafers')]),
    ];
  });
}

function sameSplit(a: SplitInput | null, b: SplitInput | null): boolean {
  return (a && splitKey(a)) === (b && splitKey(b));
}

function stateOf(
  { store, measure, emptyBin }: { store: ExploreStore; measure: Signal<string>; emptyBin: Signal<boolean> },
  say: (key: string, values?: Record<string, string | number>) => string,
  sentence: (answer: Refused) => string,
): Signal<PanelState> {
  return computed(() => {
    if (store.error()) return failedState(say('failed'), store.error());
    if (store.products()?.length === 0)
      return { kind: 'empty', heading: say('noProducts'), text: say('noProductsText') };
    const refusal = store.refusal();
    if (refusal) return { kind: 'empty', heading: say('refused'), text: sentence(refusal) };
    if (store.listLost()) return { kind: 'empty', heading: say('listLost'), text: say('listLostText') };
    const trend = store.trend();
    if (!trend) return { kind: 'loading' };
    if (trend.points.key.length === 0) return nothing(store, measure(), say);
    if (emptyBin()) return { kind: 'empty', heading: say('noDie', { measure: measure() }), text: say('noValueText') };
    return tooLittle(trend.chartMissing ?? null, trend.lots, say);
  });
}

function nothing(
  store: ExploreStore,
  measure: string,
  say: (key: string, values?: Record<string, string | number>) => string,
): PanelState {
  const reason = reasonOfNoPoint(store.choice(), store.ownCatalogue());
  if (reason === null) return { kind: 'empty', heading: say('empty'), text: say('emptyText') };
  const step = store.choice().trackOutOf ?? '';
  return { kind: 'empty', heading: say(reason, { measure, step }), text: say('noValueText') };
}

function tooLittle(
  missing: string | null,
  lots: number,
  say: (key: string, values?: Record<string, string | number>) => string,
): PanelState {
  if (missing === 'too-few-lots')
    return { kind: 'too-little', text: say('missing.too-few-lots', { lots, needs: LOTS_FOR_LIMITS }) };
  return missing ? { kind: 'too-little', text: say(`missing.${missing}`) } : { kind: 'ready' };
}
