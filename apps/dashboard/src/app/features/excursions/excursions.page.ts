import { Component, computed, effect, inject, input, untracked, viewChild } from '@angular/core';
import { Router, RouterLink, type Params } from '@angular/router';
import { queryResource, type ExcursionRowFragment } from '@fabwright/data-access';
import {
  ExcursionCountsDocument,
  ExcursionOwnersDocument,
  ExcursionsDocument,
} from '@fabwright/data-access/documents/excursions';
import { ProductNamesDocument } from '@fabwright/data-access/documents/products';
import {
  Badge,
  Button,
  DataTable,
  Pager,
  Panel,
  Segmented,
  TableCellTemplate,
  type Choice,
  type PanelState,
  type TableColumn,
} from '@fabwright/ui';
import { failedState } from '../../core/failure/failed-state.ts';
import { Formats } from '../../core/formats/formats.ts';
import { onChanges } from '../../core/live/live-changes.ts';
import { onPageKeys } from '../../core/selection/page-keys.ts';
import { SessionStore } from '../../core/session/session.store.ts';
import { injectExcursionWords } from './excursion-words.ts';
import { ExcursionsFilterBar } from './excursions-filter-bar.ts';
import {
  isFiltered,
  LIVE_STATES,
  readCursor,
  readExcursionsLink,
  STATES,
  toExcursionFilter,
  writeExcursionsLink,
  type ExcursionsChoice,
} from './excursions-link.ts';
import { SeverityBadge, StateBadge } from './state-badge.ts';

const PAGE_SIZE = 50;
const LIVE = 'live';

/** The excursions: what is open, why now, and who has it. */
@Component({
  selector: 'fw-excursions-page',
  imports: [
    Badge,
    Button,
    DataTable,
    ExcursionsFilterBar,
    Pager,
    Panel,
    RouterLink,
    Segmented,
    SeverityBadge,
    StateBadge,
    TableCellTemplate,
  ],
  templateUrl: './excursions.page.html',
  styleUrl: './excursions.page.css',
})
export class ExcursionsPage {
  readonly state = input<string>();
  readonly p = input<string>();
  readonly kind = input<string>();
  readonly owner = input<string>();
  readonly ack = input<string>();
  readonly q = input<string>();
  readonly after = input<string>();
  readonly page = input<string>();

  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);
  protected readonly formats = inject(Formats);
  protected readonly words = injectExcursionWords();
  protected readonly say = this.words.say;
  private readonly filterBar = viewChild(ExcursionsFilterBar);

  private readonly link = computed(() =>
    readExcursionsLink({
      state: this.state(),
      p: this.p(),
      kind: this.kind(),
      owner: this.owner(),
      ack: this.ack(),
      q: this.q(),
      after: this.after(),
      page: this.page(),
    }),
  );
  protected readonly choice = computed(() => this.link().choice);
  protected readonly dropped = computed(() => this.link().dropped.join(', '));
  protected readonly filtered = computed(() => isFiltered(this.choice()));
  protected readonly pageNumber = computed(() =>
    this.cursor() === null ? 1 : Math.max(1, Math.floor(Number(this.page() ?? 1)) || 1),
  );
  /** Cursors of the pages walked through; a link opened on page 3 knows only its own. */
  private readonly cursors = new Map<number, string>();

  private readonly cursor = computed(() => readCursor(this.after()));
  private readonly query = queryResource(ExcursionsDocument, () => ({
    filter: toExcursionFilter(this.choice()),
    first: PAGE_SIZE,
    after: this.cursor(),
  }));
  private readonly counted = queryResource(ExcursionCountsDocument, () => ({}));
  /** The newest that was closed: what an empty list can tell. */
  private readonly closed = queryResource(ExcursionsDocument, () =>
    this.found()?.rows.length === 0 ? { filter: { states: ['CLOSED' as const] }, first: 1, after: null } : undefined,
  );
  private readonly productNames = queryResource(ProductNamesDocument, () => ({}));
  private readonly ownerNames = queryResource(ExcursionOwnersDocument, () =>
    this.session.may('excursions:write') ? { productId: this.choice().product } : undefined,
  );

  protected readonly found = computed(() => (this.query.hasValue() ? this.query.value().excursions : null));
  protected readonly rows = computed(() => this.found()?.rows ?? []);
  protected readonly counts = computed(() => (this.counted.hasValue() ? this.counted.value().excursionCounts : null));
  protected readonly products = computed(() =>
    (this.productNames.hasValue() ? this.productNames.value().products : []).map(({ productId, name }) => ({
      id: productId,
      name,
    })),
  );
  protected readonly owners = computed(() =>
    (this.ownerNames.hasValue() ? this.ownerNames.value().excursionOwners : []).map(({ accountId, name }) => ({
      id: accountId,
      name,
    })),
  );
  protected readonly lastClosed = computed(() =>
    this.closed.hasValue() ? (this.closed.value().excursions.rows[0] ?? null) : null,
  );
  protected readonly tabs = computed<Choice[]>(() => {
    const states = this.counts()?.states;
    const countOf = (wanted: readonly string[]): number | null =>
      states ? states.filter(({ state }) => wanted.includes(state)).reduce((sum, { count }) => sum + count, 0) : null;
    const tab = (value: string, wanted: readonly string[]): Choice => {
      const count = countOf(wanted);
      const label = this.say(`state.${value}`);
      return { value, label: count === null ? label : `${label} ${this.formats.number(count)}` };
    };
    return [tab(LIVE, LIVE_STATES), ...STATES.map((state) => tab(state, [state]))];
  });
  protected readonly tab = computed(() => this.choice().state ?? LIVE);
  protected readonly panelState = computed<PanelState>(() => this.stateOf());
  protected readonly caption = computed(() => {
    const falseAlarms = this.counts()?.falseAlarms;
    return falseAlarms ? this.say('falseAlarms', { ...falseAlarms }) : '';
  });
  protected readonly columns = computed<TableColumn<ExcursionRowFragment>[]>(() => this.makeColumns());
  protected readonly keyOf = (row: ExcursionRowFragment): string => row.excursionId;

  constructor() {
    onPageKeys({ '/': () => this.filterBar()?.focusSearch() });
    effect(() => {
      const [number, after] = [this.pageNumber(), this.cursor()];
      untracked(() => after && this.cursors.set(number, after));
    });
    onChanges(['excursions', 'lots'], () => this.reload());
  }

  protected choose(change: Partial<ExcursionsChoice>, replaceUrl = false): void {
    this.cursors.clear();
    this.go(writeExcursionsLink(change), replaceUrl);
  }

  protected chooseTab(value: string): void {
    this.choose({ state: STATES.find((state) => state === value) ?? null });
  }

  protected clear(): void {
    this.choose({ product: null, kinds: [], owner: null, unacknowledged: false, search: '' });
  }

  protected open({ excursionId }: ExcursionRowFragment): void {
    void this.router.navigate(['/excursions', excursionId]);
  }

  protected next(): void {
    const cursor = this.found()?.pageInfo.endCursor;
    if (cursor) this.go({ after: cursor, page: this.pageNumber() + 1 });
  }

  protected previous(): void {
    const target = this.pageNumber() - 1;
    const cursor = this.cursors.get(target);
    this.go(cursor && target > 1 ? { after: cursor, page: target } : { after: null, page: null });
  }

  protected reload(): void {
    this.query.reload();
    this.counted.reload();
  }

  protected firstRow(): number {
    return (this.pageNumber() - 1) * PAGE_SIZE + 1;
  }

  private go(queryParams: Params, replaceUrl = false): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl });
  }

  private stateOf(): PanelState {
    const found = this.found();
    if (found) {
      if (found.rows.length > 0) return { kind: 'ready' };
      if (this.filtered()) return { kind: 'empty', heading: this.say('emptyFiltered') };
      return this.choice().state ? { kind: 'empty', heading: this.say('emptyState') } : this.nothingOpen();
    }
    const error = this.query.error();
    return error === undefined ? { kind: 'loading' } : failedState(this.say('error'), error);
  }

  private nothingOpen(): PanelState {
    const last = this.lastClosed();
    const text = last
      ? this.say('lastClosed', { id: last.excursionId, when: this.formats.time(last.settledAt) })
      : this.say('emptyText');
    return { kind: 'empty', heading: this.say('empty'), text };
  }

  private makeColumns(): TableColumn<ExcursionRowFragment>[] {
    const label = (name: string): string => this.say(`column.${name}`);
    const { formats } = this;
    return [
      { key: 'id', label: label('id') },
      { key: 'severity', label: label('severity') },
      { key: 'what', label: label('what'), wraps: true },
      { key: 'loss', label: label('loss'), align: 'end', text: (row) => this.words.loss(row) },
      {
        key: 'scope',
        label: label('scope'),
        align: 'end',
        text: (row) => `${formats.number(row.lotCount)} / ${formats.number(row.waferCount)}`,
      },
      { key: 'suspect', label: label('suspect'), wraps: true },
      { key: 'opened', label: label('age'), text: (row) => formats.time(row.openedAt) },
      { key: 'owner', label: label('owner') },
      { key: 'state', label: label('state') },
    ];
  }
}
