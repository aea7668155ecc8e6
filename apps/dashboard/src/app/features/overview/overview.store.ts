import { computed, inject, Injectable, linkedSignal, signal } from '@angular/core';
import { queryResource } from '@fabwright/data-access';
import {
  OverviewDocument,
  OverviewNarrativeDocument,
  OverviewProductsDocument,
} from '@fabwright/data-access/documents/overview';
import { injectFabCalendar } from '../../core/fab/fab-calendar.ts';
import { onChanges } from '../../core/live/live-changes.ts';
import { PersonalSettings } from '../../core/settings/personal-settings.ts';
import { readLink, toYieldFilter, type OverviewChoice, type OverviewLink } from './overview-filter.ts';
import { toHistoryProgress, toParetoView, toTrendView, type Overview } from './overview-view.ts';

const NOTHING: OverviewLink = {
  p: undefined,
  ins: undefined,
  t: undefined,
  y: undefined,
  by: undefined,
  lt: undefined,
};

/** What the Overview knows: the person's choice, the three queries behind it, and the views drawn from them. */
@Injectable()
export class OverviewStore {
  private readonly settings = inject(PersonalSettings);
  private readonly calendar = injectFabCalendar();
  private readonly link = signal(NOTHING);

  readonly choice = computed<OverviewChoice>(() => readLink(this.link()));
  private readonly productsQuery = queryResource(OverviewProductsDocument, () => ({}));
  readonly products = computed(() => (this.productsQuery.hasValue() ? this.productsQuery.value().products : null));
  /** The chosen product, or the first that the person may see; an unknown one falls back. */
  readonly product = computed(() => {
    const products = this.products() ?? [];
    return products.find(({ productId }) => productId === this.choice().product) ?? products[0] ?? null;
  });
  private readonly filter = computed(() => {
    const product = this.product();
    return product ? toYieldFilter(this.choice(), product.productId) : undefined;
  });

  private readonly query = queryResource(OverviewDocument, () => {
    const filter = this.filter();
    return filter && { filter, kind: this.choice().kind, by: this.choice().by };
  });
  private readonly narrativeQuery = queryResource(OverviewNarrativeDocument, () => {
    const filter = this.filter();
    return filter && { filter, language: this.settings.language() };
  });

  /** Stays while a refetch runs, so that nothing flickers; a new choice shows its own answer. */
  readonly overview = linkedSignal<Overview | null, Overview | null>({
    source: () => (this.query.hasValue() ? this.query.value().overview : null),
    computation: (fresh, previous) => fresh ?? previous?.value ?? null,
  });
  readonly narrative = computed(() =>
    this.narrativeQuery.hasValue() ? this.narrativeQuery.value().overview.narrative : null,
  );
  readonly narrativeError = computed(() => this.narrativeQuery.error());
  readonly error = computed(() => this.productsQuery.error() ?? this.query.error());

  readonly trend = computed(() => this.viewOf((overview) => toTrendView(overview, this.calendar())));
  readonly pareto = computed(() => this.viewOf(toParetoView));
  readonly history = computed(() => (this.query.hasValue() ? toHistoryProgress(this.query.value()) : null));

  constructor() {
    onChanges(['lots', 'products', 'health'], () => this.reload());
  }

  follow(link: OverviewLink): void {
    this.link.set(link);
  }

  reload(): void {
    this.productsQuery.reload();
    this.query.reload();
    this.narrativeQuery.reload();
  }

  private viewOf<View>(toView: (overview: Overview) => View): View | null {
    const overview = this.overview();
    return overview && toView(overview);
  }
}
