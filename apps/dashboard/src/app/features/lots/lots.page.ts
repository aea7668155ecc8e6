import { Component, computed, effect, inject, input, untracked, viewChild } from '@angular/core';
import { Router, RouterLink, type Params } from '@angular/router';
import { queryResource, type LotSort } from '@fabwright/data-access';
import { ProductChoicesDocument } from '@fabwright/data-access/documents/lots';
import { binToken } from '@fabwright/charts';
import { formatDateRange } from '@fabwright/facts';
import {
  Badge,
  Button,
  DataTable,
  Icon,
  Pager,
  Panel,
  TableCellTemplate,
  type PanelState,
  type TableColumn,
  type TableSort,
} from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { injectFabCalendar } from '../../core/fab/fab-calendar.ts';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { failedState } from '../../core/failure/failed-state.ts';
import { onPageKeys } from '../../core/selection/page-keys.ts';
import { LotsFilterBar } from './lots-filter-bar.ts';
import { readLotsLink, toLotFilter, writeLotsLink, type LotsChoice } from './lots-link.ts';
import { injectLots, type LotRow } from './lots.source.ts';

const PAGE_SIZE = 50;

/** The lots with their yields: find one, or see which stand out. */
@Component({
  selector: 'fw-lots-page',
  imports: [
    Badge,
    Button,
    DataTable,
    Icon,
    LotsFilterBar,
    Pager,
    Panel,
    RouterLink,
    TableCellTemplate,
    TranslocoDirective,
  ],
  templateUrl: './lots.page.html',
  styleUrl: './lots.page.css',
})
export class LotsPage {
  readonly p = input<string>();
  readonly ins = input<string>();
  readonly lt = input<string>();
  readonly t = input<string>();
  readonly q = input<string>();
  readonly floor = input<string>();
  readonly hold = input<string>();
  readonly sort = input<string>();
  /** Cursor of the page, and its number for the eye. */
  readonly after = input<string>();
  readonly page = input<string>();

  private readonly router = inject(Router);
  private readonly say = injectSay('lots');
  private readonly calendar = injectFabCalendar();
  protected readonly formats = inject(Formats);
  private readonly filterBar = viewChild(LotsFilterBar);

  private readonly link = computed(() =>
    readLotsLink({
      p: this.p(),
      ins: this.ins(),
      lt: this.lt(),
      t: this.t(),
      q: this.q(),
      floor: this.floor(),
      hold: this.hold(),
      sort: this.sort(),
    }),
  );
  protected readonly choice = computed(() => this.link().choice);
  protected readonly pageNumber = computed(() => Math.max(1, Math.floor(Number(this.page() ?? 1)) || 1));
  /** Cursors of the pages walked through, by page number; a link opened on page 3 knows only its own. */
  private readonly cursors = new Map<number, string>();

  protected readonly lots = injectLots(() => ({
    filter: toLotFilter(this.choice(), this.calendar()),
    sort: this.choice().sort,
    descending: this.choice().descending,
    first: PAGE_SIZE,
    after: this.after() ?? null,
  }));
  private readonly productChoices = queryResource(ProductChoicesDocument, () => ({}));
  protected readonly products = computed(() =>
    this.productChoices.hasValue() ? this.productChoices.value().products : [],
  );

  protected readonly rows = computed(() => this.lots.page()?.rows ?? []);
  protected readonly columns = computed(() => this.makeColumns());
  protected readonly tableSort = computed<TableSort>(() => ({
    key: this.choice().sort,
    descending: this.choice().descending,
  }));
  protected readonly state = computed(() => this.stateOf());
  protected readonly firstRow = computed(() => (this.pageNumber() - 1) * PAGE_SIZE + 1);
  protected readonly filtered = computed(() => Object.values(writeLotsLink(this.choice())).some((v) => v !== null));

  /** Values of the link that were left out, named. */
  protected readonly notices = computed(() => {
    const { dropped, choice } = this.link();
    const notices = dropped.length > 0 ? [this.say('dropped', { names: this.formats.listed(dropped) })] : [];
    const known = this.products().map(({ productId }) => productId);
    const product = choice.product;
    if (product && known.length > 0 && !known.includes(product)) {
      notices.push(this.say('unknownProduct', { product }));
    }
    return notices;
  });
  protected readonly keyOf = (lot: LotRow): string => lot.lotId;

  constructor() {
    onPageKeys({ '/': () => this.filterBar()?.focusSearch() });
    effect(() => {
      const [number, after] = [this.pageNumber(), this.after()];
      untracked(() => after && this.cursors.set(number, after));
    });
  }

  protected choose(change: Partial<LotsChoice>, replaceUrl = false): void {
    this.cursors.clear();
    this.go(writeLotsLink(change), replaceUrl);
  }

  protected sortBy(sort: TableSort | null): void {
    if (sort) this.choose({ sort: sort.key as LotSort, descending: sort.descending });
  }

  protected clear(): void {
    this.go({ p: null, ins: null, lt: null, t: null, q: null, floor: null, hold: null, after: null, page: null });
  }

  protected next(): void {
    const cursor = this.lots.page()?.pageInfo.endCursor;
    if (cursor) this.go({ after: cursor, page: this.pageNumber() + 1 });
  }

  protected previous(): void {
    const target = this.pageNumber() - 1;
    const cursor = this.cursors.get(target);
    // without its cursor the way back leads to the first page
    this.go(cursor && target > 1 ? { after: cursor, page: target } : { after: null, page: null });
  }

  protected open({ lotId, insertion }: LotRow): void {
    void this.router.navigate(['/lots', lotId], { queryParams: this.ins() && insertion ? { ins: insertion } : {} });
  }

  protected refresh(): void {
    this.lots.takeWaiting();
  }

  protected binColour(slot: number): string {
    // a fail without a slot of its own is "other"
    return `var(--${binToken(slot || -1)})`;
  }

  protected excludedOf(lot: LotRow): number {
    return lot.yields?.excludedWafers ?? 0;
  }

  private go(queryParams: Params, replaceUrl = false): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl });
  }

  private stateOf(): PanelState {
    const page = this.lots.page();
    if (page) {
      if (page.rows.length > 0) return { kind: 'ready' };
      const words = this.filtered() ? 'empty' : 'emptyFab';
      return { kind: 'empty', heading: this.say(words), text: this.say(`${words}Text`) };
    }
    const error = this.lots.error();
    return error === undefined ? { kind: 'loading' } : failedState(this.say('error'), error);
  }

  protected readonly caption = computed(() => {
    const page = this.lots.page();
    if (!page) return '';
    const types = this.choice().lotTypes.map((type) => this.say(`type.${type}`));
    const parts = [this.formats.count(page.total, 'lots'), ...types, this.periodText()];
    return parts.filter((text) => text !== '').join(' · ');
  });

  private periodText(): string {
    const { period } = this.choice();
    if (!period) return '';
    if (period.kind === 'weeks') return this.say('lastWeeks', { weeks: period.weeks });
    return formatDateRange(period.first, period.last, this.formats.locale());
  }

  private makeColumns(): TableColumn<LotRow>[] {
    const label = (name: string): string => this.say(`column.${name}`);
    const { formats } = this;
    return [
      { key: 'LOT', label: label('lot'), sortable: true },
      { key: 'FINAL_YIELD', label: label('final'), align: 'end', sortable: true },
      {
        key: 'FIRST_PASS_YIELD',
        label: label('first'),
        align: 'end',
        sortable: true,
        text: (lot) => formats.yield(lot.yields?.firstPass),
      },
      { key: 'record', label: label('record'), align: 'end', text: (lot) => formats.yield(lot.yields?.record) },
      { key: 'floor', label: label('floor'), align: 'end', text: (lot) => formats.yield(lot.floor) },
      { key: 'loss', label: label('loss') },
      { key: 'product', label: label('product'), text: (lot) => lot.productName },
      { key: 'type', label: label('type'), text: (lot) => this.say(`type.${lot.lotType}`) },
      { key: 'WAFERS', label: label('wafers'), align: 'end', sortable: true },
      { key: 'TESTED_AT', label: label('tested'), sortable: true },
      { key: 'step', label: label('step'), text: (lot) => lot.currentStep ?? '–' },
      { key: 'state', label: label('state') },
    ];
  }
}
