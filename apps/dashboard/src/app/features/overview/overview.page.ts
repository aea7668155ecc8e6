import { Component, computed, effect, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import {
  Button,
  FilterChip,
  Icon,
  PageHeader,
  Panel,
  Progress,
  Segmented,
  type FilterOption,
  type PanelState,
} from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { failedState } from '../../core/failure/failed-state.ts';
import { Formats } from '../../core/formats/formats.ts';
import { CopyLink } from '../../core/keys/copy-link.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { LatestLotsPanel } from './latest-lots.panel.ts';
import { WaitingPanel } from './waiting.panel.ts';
import { LossesPanel } from '../../core/losses/losses.panel.ts';
import { LOT_TYPES } from '../../core/population/lot-types-link.ts';
import { PERIODS, writeLink, type OverviewChoice } from './overview-filter.ts';
import { OverviewStore } from './overview.store.ts';
import { ReportButton } from '../report/report-button.ts';
import type { ReportTarget } from '../report/report-request.ts';
import { StackedPanel } from './stacked.panel.ts';
import { ProductsStrip } from './products-strip.ts';
import { TrendPanel } from './trend.panel.ts';
import { WhatChangedPanel } from './what-changed.panel.ts';
import { YieldTiles } from './yield-tiles.ts';

const KINDS = ['FINAL', 'FIRST_PASS', 'RECORD'] as const;

@Component({
  selector: 'fw-overview-page',
  imports: [
    Button,
    FilterChip,
    Icon,
    LatestLotsPanel,
    LossesPanel,
    PageHeader,
    Panel,
    ProductsStrip,
    Progress,
    ReportButton,
    RouterLink,
    Segmented,
    StackedPanel,
    TranslocoDirective,
    TrendPanel,
    WaitingPanel,
    WhatChangedPanel,
    YieldTiles,
  ],
  providers: [OverviewStore],
  templateUrl: './overview.page.html',
  styles: `
    .row {
      min-height: 420px;
    }
    .low {
      min-height: 300px;
    }
    .history {
      display: grid;
      grid-template-columns: auto minmax(80px, 240px);
      gap: 12px;
      align-items: center;
      color: var(--ink-2);
    }
  `,
})
export class OverviewPage {
  // bound to the address; names as DESIGN fixes them
  readonly p = input<string>();
  readonly ins = input<string>();
  readonly t = input<string>();
  readonly y = input<string>();
  readonly by = input<string>();
  readonly lt = input<string>();

  protected readonly store = inject(OverviewStore);
  protected readonly formats = inject(Formats);
  private readonly router = inject(Router);
  private readonly say = injectSay('overview');
  protected readonly link = inject(CopyLink);

  protected readonly week = computed(() => this.store.overview()?.currentWeek?.replace(/^\d+-/, '') ?? '–');
  /** The week that the tiles are about. */
  protected readonly reportTarget = computed<ReportTarget | null>(() => {
    const [overview, product] = [this.store.overview(), this.store.product()];
    if (!overview?.currentWeek || !product) return null;
    return { kind: 'week', productId: product.productId, insertion: overview.insertion, week: overview.currentWeek };
  });
  protected readonly state = computed<PanelState>(() => {
    if (this.store.error()) return failedState(this.say('failed'), this.store.error());
    return { kind: 'loading' };
  });
  protected readonly productOptions = computed<FilterOption[]>(() =>
    (this.store.products() ?? []).map(({ productId, name }) => ({ value: productId, label: name })),
  );
  protected readonly insertionOptions = computed<FilterOption[]>(() =>
    (this.store.overview()?.insertions ?? []).map((value) => ({ value, label: value })),
  );
  protected readonly kindOptions = computed(() => KINDS.map((value) => ({ value, label: this.say(`kinds.${value}`) })));
  protected readonly lotTypeOptions = computed(() =>
    LOT_TYPES.map((value) => ({ value, label: this.say(`lotTypes.${value}`) })),
  );
  protected readonly periodOptions = computed(() =>
    PERIODS.map((weeks) => ({ value: String(weeks), label: this.say('weeks', { weeks }) })),
  );
  protected readonly groupChoices = computed(() =>
    (['LOT', 'WEEK'] as const).map((value) => ({ value, label: this.say(`by.${value}`) })),
  );

  /** The filters in words, for exported tables. */
  protected readonly notes = computed(() => {
    const { kind, weeks, lotTypes } = this.store.choice();
    return [
      `${this.say('product')}: ${this.store.product()?.name ?? '–'}`,
      `${this.say('insertion')}: ${this.store.overview()?.insertion ?? '–'}`,
      `${this.say('yieldKind')}: ${this.say(`kinds.${kind}`)}`,
      `${this.say('time')}: ${this.say('weeks', { weeks })}`,
      `${this.say('lotType')}: ${this.formats.listed(lotTypes.map((type) => this.say(`lotTypes.${type}`)))}`,
    ];
  });

  constructor() {
    effect(() =>
      this.store.follow({ p: this.p(), ins: this.ins(), t: this.t(), y: this.y(), by: this.by(), lt: this.lt() }),
    );
  }

  protected choose(change: Partial<OverviewChoice>): void {
    void this.router.navigate([], { queryParams: writeLink(change), queryParamsHandling: 'merge' });
  }

  protected choosePeriod(value: string | undefined): void {
    const weeks = PERIODS.find((period) => String(period) === value);
    if (weeks) this.choose({ weeks });
  }

  protected chooseKind(value: string | undefined): void {
    const kind = KINDS.find((known) => known === value);
    if (kind) this.choose({ kind });
  }

  protected chooseLotTypes(values: readonly string[]): void {
    this.choose({ lotTypes: LOT_TYPES.filter((type) => values.includes(type)) });
  }

  protected chooseGroup(value: string): void {
    this.choose({ by: value === 'WEEK' ? 'WEEK' : 'LOT' });
  }
}
