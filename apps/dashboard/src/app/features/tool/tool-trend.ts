import { computed, inject, type Signal } from '@angular/core';
import { queryResource, type ExploreTrendQueryVariables, type MeasureInput } from '@fabwright/data-access';
import { ExploreTrendDocument } from '@fabwright/data-access/documents/yield';
import type { PanelState } from '@fabwright/ui';
import { injectFabCalendar } from '../../core/fab/fab-calendar.ts';
import { failedState } from '../../core/failure/failed-state.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { toExploreView } from '../yield/explore-view.ts';
import { ExploreTexts } from '../yield/explore-words.ts';

type Variables = Pick<ExploreTrendQueryVariables, 'filter' | 'split' | 'trackOutOf'> & {
  readonly measure: MeasureInput;
};

/** A trend by lot of what went through a tool; `choice` undefined: there is nothing to ask for. Needs injection. */
export function injectToolTrend(choice: Signal<Variables | undefined>) {
  const [calendar, texts, say] = [injectFabCalendar(), inject(ExploreTexts), injectSay('tool')];
  const query = queryResource(ExploreTrendDocument, () => {
    const chosen = choice();
    return chosen && { ...chosen, by: 'LOT' as const };
  });
  const answer = computed(() => (query.hasValue() ? query.value().trend : null));
  const trend = computed(() => {
    const found = answer();
    return found?.__typename === 'Trend' ? found : null;
  });
  const view = computed(() => {
    const [found, chosen] = [trend(), choice()];
    if (!found || !chosen) return null;
    const words = texts.forView(found, texts.measure(chosen.measure, null));
    return toExploreView(found, words, calendar(), null);
  });
  const state = computed<PanelState>(() => {
    if (!choice()) return { kind: 'empty', heading: say('nothingToDraw') };
    if (query.error()) return failedState(say('failed'), query.error());
    const found = answer();
    if (!found) return { kind: 'loading' };
    if (found.__typename !== 'Trend') return { kind: 'empty', heading: say('refused'), text: found.message };
    if (found.points.key.length === 0) return { kind: 'empty', heading: say('noTrend'), text: say('noTrendText') };
    const missing = found.chartMissing;
    return missing && missing !== 'in-groups'
      ? { kind: 'too-little', text: say(`missing.${missing}`, { lots: found.lots }) }
      : { kind: 'ready' };
  });
  return { trend, view, state, reload: () => query.reload() };
}
