import { afterNextRender, computed, inject, Injectable, Injector, linkedSignal, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, type Params } from '@angular/router';
import { type CatalogueQuery, queryResource } from '@fabwright/data-access';
import { ProductChoicesDocument } from '@fabwright/data-access/documents/lots';
import { CatalogueDocument } from '@fabwright/data-access/documents/population';
import {
  ExploreMembersDocument,
  ExploreTrendDocument,
  KeepSelectionDocument,
  KeptSelectionItemsDocument,
} from '@fabwright/data-access/documents/yield';
import { Apollo } from 'apollo-angular';
import { firstValueFrom } from 'rxjs';
import { injectFabCalendar } from '../../core/fab/fab-calendar.ts';
import { onChanges } from '../../core/live/live-changes.ts';
import {
  ALL_PRODUCTS,
  measureKey,
  MOST_IN_LINK,
  readExploreLink,
  toPopulation,
  writeExploreLink,
  type ExploreChoice,
  type LinkedList,
} from './explore-link.ts';
import { pointKeys, selectedMembers, selectedPoints, type Members } from './selection.ts';
import type { TrendParts } from './explore-view.ts';

const NO_PARAMS: Params = {};

export type Catalogue = CatalogueQuery['catalogue'];

/** What the link says, the queries behind it, and which of their rows are selected. */
@Injectable()
export class ExploreStore {
  private readonly router = inject(Router);
  private readonly apollo = inject(Apollo);
  private readonly injector = inject(Injector);
  readonly calendar = injectFabCalendar();
  private readonly route = inject(ActivatedRoute);
  private readonly query = toSignal(this.route.queryParams, { initialValue: {} });
  /** A control chart's address says its measure: `/spc/final`. */
  private readonly path = toSignal(this.route.params, { initialValue: NO_PARAMS });
  private readonly link = computed(() => {
    const chart: unknown = this.path()['chart'];
    return readExploreLink(typeof chart === 'string' ? { ...this.query(), y: chart } : this.query());
  });
  readonly choice = computed(() => this.link().choice);

  private readonly productsQuery = queryResource(ProductChoicesDocument, () => ({}));
  readonly products = computed(() => (this.productsQuery.hasValue() ? this.productsQuery.value().products : null));
  /** The chosen product, or the first that the person may see; null = all. */
  readonly product = computed(() => {
    const { product } = this.choice();
    if (product === ALL_PRODUCTS) return null;
    const products = this.products() ?? [];
    return products.find(({ productId }) => productId === product) ?? products[0] ?? null;
  });
  readonly insertions = computed(() => this.product()?.insertions.map(({ insertion }) => insertion) ?? []);
  /** The chosen one where the product has it, or its first; null while it is not known. */
  readonly insertion = computed(() => {
    const { insertion } = this.choice();
    return this.insertions().find((known) => known === insertion) ?? this.insertions()[0] ?? null;
  });
  /** Values of the link that were left out, as written. */
  readonly dropped = computed(() => {
    const { product, insertion } = this.choice();
    const products = this.products();
    if (!products) return this.link().dropped;
    const unknownProduct =
      product && product !== ALL_PRODUCTS && !products.some(({ productId }) => productId === product);
    const unknownInsertion = insertion && !this.insertions().includes(insertion);
    return [
      ...this.link().dropped,
      ...(unknownProduct ? [`p=${product}`] : []),
      ...(unknownInsertion ? [`ins=${insertion}`] : []),
    ];
  });

  /** Lists that this page itself has left with the server, by their ids: they need no reading back. */
  private readonly own = new Map<string, readonly string[]>();
  /** What was just brushed, until the link says it too: charts don't wait for the server. */
  private readonly brushed = signal<readonly string[] | null>(null);
  private readonly keptLots = this.keptItems(() => this.choice().lots);
  private readonly keptWafers = this.keptItems(() => this.choice().wafers);
  private readonly keptSelection = this.keptItems(() => this.choice().selection);

  /** The link names a list that the server does not hold, or nothing of which the person may see. */
  readonly listLost = computed(() => this.keptLots()?.length === 0 || this.keptWafers()?.length === 0);

  private readonly base = computed(() => {
    const [products, lots, wafers] = [this.products(), this.keptLots(), this.keptWafers()];
    // without its list a link would mean everything
    if (!products || lots === undefined || wafers === undefined || this.listLost()) return undefined;
    const choice = this.choice();
    const known = choice.insertion && this.insertions().includes(choice.insertion) ? choice.insertion : undefined;
    const product = this.product()?.productId ?? null;
    return { choice: { ...choice, insertion: known }, product, lists: { lots, wafers } };
  });
  readonly filter = computed(() => {
    const base = this.base();
    return base && toPopulation(base.choice, base.product, base.lists, this.calendar());
  });
  /** Without what the lists offer: they tell what else there is. */
  private readonly wide = computed(() => {
    const filter = this.filter();
    return filter && { ...filter, through: null, programRevision: null, tester: null, probeCard: null };
  });

  private readonly trendQuery = queryResource(ExploreTrendDocument, () => {
    const filter = this.filter();
    const { measure, by, split, trackOutOf } = this.choice();
    return filter && { filter, measure, by, split, trackOutOf };
  });
  private readonly membersQuery = queryResource(ExploreMembersDocument, () => {
    const filter = this.filter();
    const { measure, by, trackOutOf } = this.choice();
    return filter && { filter, measure, by, trackOutOf };
  });
  private readonly catalogueQuery = queryResource(CatalogueDocument, () => {
    const filter = this.wide();
    return filter && { filter };
  });

  readonly answer = computed(() => (this.trendQuery.hasValue() ? this.trendQuery.value().trend : null));
  readonly trend = computed<TrendParts | null>(() => {
    const answer = this.answer();
    return answer?.__typename === 'Trend' ? answer : null;
  });
  /** The server's answer where it could not draw this. */
  readonly refusal = computed(() => {
    const answer = this.answer();
    return answer && answer.__typename !== 'Trend' ? answer : null;
  });
  readonly error = computed(() => this.productsQuery.error() ?? this.trendQuery.error());
  readonly members = computed<Members | null>(() => {
    const answer = this.membersQuery.hasValue() ? this.membersQuery.value().trendMembers : null;
    return answer?.__typename === 'TrendMembers' ? answer : null;
  });
  readonly membersError = computed(() => this.membersQuery.error());
  /** Of the very wafers that are chosen; null while it is on its way. */
  readonly ownCatalogue = computed(() =>
    this.catalogueQuery.hasValue() ? this.catalogueQuery.value().catalogue : null,
  );
  readonly catalogue = linkedSignal<Catalogue | null, Catalogue | null>({
    source: this.ownCatalogue,
    computation: (fresh, previous) => fresh ?? previous?.value ?? null,
  });

  readonly pointsOf = computed(() => {
    const members = this.members();
    return members ? pointKeys(members, this.choice().by, this.calendar()) : [];
  });
  readonly selectedMembers = computed(
    () => {
      const [items, members] = [this.brushed() ?? this.keptSelection(), this.members()];
      if (!items || items.length === 0 || !members) return null;
      const selected = selectedMembers(members.key, new Set(items));
      return selected.includes(1) ? selected : null;
    },
    { equal: sameMembers },
  );
  readonly selectedPoints = computed(() => {
    const [selected, trend] = [this.selectedMembers(), this.trend()];
    return selected && trend ? selectedPoints(this.pointsOf(), selected, trend.points.key) : null;
  });
  /** Lots or wafers that a link selects and this view does not hold. */
  readonly selectionLost = computed(() => Boolean(this.keptSelection() && this.members() && !this.selectedMembers()));

  constructor() {
    onChanges(['lots', 'products'], () => this.reload());
  }

  choose(change: Partial<ExploreChoice>): void {
    void this.go(change);
  }

  private go(change: Partial<ExploreChoice>): Promise<boolean> {
    const { y, ...queryParams }: Params & { y?: unknown } = writeExploreLink(change);
    const isChart = this.path()['chart'] !== undefined;
    const place = isChart && change.measure ? ['/spc', measureKey(change.measure)] : [];
    const params = isChart || y === undefined ? queryParams : { ...queryParams, y };
    return this.router.navigate(place, { queryParams: params, queryParamsHandling: 'merge' });
  }

  /** Up to fifty items stand in the link; of more the server keeps a list under a short id. */
  async toList(items: readonly string[]): Promise<LinkedList | null> {
    if (items.length === 0) return null;
    if (items.length <= MOST_IN_LINK) return { items };
    const answer = await firstValueFrom(
      // the cache would keep the answer under thousands of ids
      this.apollo.mutate({
        mutation: KeepSelectionDocument,
        variables: { items: [...items] },
        fetchPolicy: 'no-cache',
      }),
    );
    const kept = answer.data?.keepSelection;
    if (kept?.__typename !== 'KeptSelection') return null;
    this.own.set(kept.selectionId, items);
    return { kept: kept.selectionId };
  }

  async select(items: readonly string[]): Promise<void> {
    this.brushed.set(items);
    try {
      // the server is told once the charts are on the screen: thousands of ids take a while to be written down
      await this.drawn();
      // a later brush has come meanwhile: it writes the link
      if (this.brushed() !== items) return;
      const selection = await this.toList(items);
      if (this.brushed() === items) await this.go({ selection });
    } finally {
      if (this.brushed() === items) this.brushed.set(null);
    }
  }

  private drawn(): Promise<void> {
    return new Promise((drawn) => {
      afterNextRender({ read: () => setTimeout(drawn) }, { injector: this.injector });
    });
  }

  /** The selection becomes what the page is about. */
  keepAsFilter(): void {
    const { selection } = this.choice();
    this.choose({ ...(this.choice().by === 'WAFER' ? { wafers: selection } : { lots: selection }), selection: null });
  }

  reload(): void {
    for (const query of [this.productsQuery, this.trendQuery, this.membersQuery]) query.reload();
  }

  /** Items of a list in the link; undefined while the server is asked for them, empty when it has none. */
  private keptItems(list: () => LinkedList | null) {
    const query = queryResource(KeptSelectionItemsDocument, () => {
      const given = list();
      return given && 'kept' in given && !this.own.has(given.kept) ? { selectionId: given.kept } : undefined;
    });
    return computed<readonly string[] | null | undefined>(() => {
      const given = list();
      if (!given) return null;
      if ('items' in given) return given.items;
      const own = this.own.get(given.kept);
      if (own) return own;
      if (query.error()) return [];
      const answer = query.hasValue() ? query.value().selection : undefined;
      return answer === undefined ? undefined : answer.__typename === 'KeptSelection' ? answer.items : [];
    });
  }
}

/** The same ones are selected: nothing has to be drawn again. */
function sameMembers(a: Uint8Array | null, b: Uint8Array | null): boolean {
  if (a === null || b === null) return a === b;
  return a.length === b.length && a.every((selected, member) => selected === b[member]);
}
