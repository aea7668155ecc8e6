import { Component, computed, effect, inject, input, viewChild } from '@angular/core';
import { Router, RouterLink, type Params } from '@angular/router';
import { Badge, Button, FilterChip, Icon, MapLegend, PageHeader, Panel, type PanelState } from '@fabwright/ui';
import { failedState } from '../../core/failure/failed-state.ts';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { legendOf, type LegendSay } from '../../core/maps/map-legend.ts';
import { drawnGeometry, MAP_MODES, readMapMode } from '../../core/maps/map-view.ts';
import { PagePlace } from '../../core/place/page-place.ts';
import { onPageKeys } from '../../core/selection/page-keys.ts';
import { readSelection, type WaferSelection } from '../../core/selection/wafer-selection.ts';
import { ReportButton } from '../report/report-button.ts';
import { injectExclusions } from './exclusions.ts';
import { BinLossesPanel } from './losses.panel.ts';
import { readLotLink, WAFER_ORDERS, writeLotLink, type LotChoice } from './lot-link.ts';
import { LotRecords } from './lot-records.ts';
import { toStacks } from '../../core/maps/wafer-stacks.ts';
import { inSlotOrder, toTiles } from './lot-tiles.ts';
import { injectLot, type LotData, type LotWafer } from './lot.source.ts';
import { NarrativePanel } from './narrative.panel.ts';
import { RadiusPanel } from './radius.panel.ts';
import { StackPanel } from './stack.panel.ts';
import { ThreeYields } from './three-yields.ts';
import { WaferGallery } from '../../core/gallery/wafer-gallery.ts';

/** A lot: its yields, its maps side by side and on each other, and where it has been. */
@Component({
  selector: 'fw-lot-page',
  imports: [
    Badge,
    BinLossesPanel,
    Button,
    FilterChip,
    Icon,
    LotRecords,
    MapLegend,
    NarrativePanel,
    PageHeader,
    Panel,
    RadiusPanel,
    ReportButton,
    RouterLink,
    StackPanel,
    ThreeYields,
    WaferGallery,
  ],
  templateUrl: './lot.page.html',
  styleUrl: './lot.page.css',
})
export class LotPage {
  readonly lotId = input.required<string>();
  readonly ins = input<string>();
  readonly map = input<string>();
  readonly order = input<string>();
  readonly stack = input<string>();
  readonly sel = input<string>();

  private readonly router = inject(Router);
  private readonly place = inject(PagePlace);
  protected readonly formats = inject(Formats);
  protected readonly say = injectSay('lot');
  private readonly sayMap = injectSay('maps');
  private readonly sayLots = injectSay('lots');
  private readonly sayKey = injectSay('keys.usual');
  protected readonly exclusions = injectExclusions();
  private readonly gallery = viewChild(WaferGallery);

  protected readonly choice = computed(() =>
    readLotLink({ ins: this.ins(), map: this.map(), order: this.order(), stack: this.stack() }),
  );
  protected readonly source = injectLot(
    this.lotId,
    computed(() => this.choice().insertion),
  );
  protected readonly lot = this.source.lot;
  protected readonly insertion = computed(() => this.lot()?.row.insertion ?? this.choice().insertion ?? null);

  protected readonly known = computed(() => inSlotOrder(this.lot()?.wafers ?? []).map(({ waferId }) => waferId));
  protected readonly selection = computed(() => readSelection(this.sel(), this.known()));
  protected readonly excluded = computed(() => this.lot()?.wafers.filter(({ excluded }) => excluded) ?? []);
  protected readonly geometry = computed(() => {
    const lot = this.lot();
    // a lot without dies has no extent to draw
    return lot && lot.geometry.maxX >= lot.geometry.minX ? drawnGeometry(lot.geometry) : null;
  });
  private readonly mapById = computed(() => new Map(this.source.maps()?.map((map) => [map.waferId, map])));
  protected readonly tiles = computed(() => {
    const [lot, geometry] = [this.lot(), this.geometry()];
    if (!lot || !geometry) return [];
    const { mode, order } = this.choice();
    const context = { formats: this.formats, say: this.say, geometry, maps: this.mapById(), mode };
    return toTiles(lot, order, context);
  });
  protected readonly stacks = computed(() => {
    const maps = this.source.maps();
    const out = new Set(this.excluded().map(({ waferId }) => waferId));
    return (
      maps &&
      toStacks(
        maps.filter(({ waferId }) => !out.has(waferId)),
        this.selection(),
      )
    );
  });

  protected readonly insertionOptions = computed(() =>
    (this.lot()?.insertions ?? []).map((value) => ({ value, label: value })),
  );
  protected readonly modeOptions = computed(() =>
    MAP_MODES.map((value) => ({ value, label: this.sayMap(`mode.${value}`) })),
  );
  protected readonly orderOptions = computed(() =>
    WAFER_ORDERS.map((value) => ({ value, label: this.say(`order.${value}`) })),
  );
  protected readonly legend = computed(() => {
    const say: LegendSay = (key, number = 0) => this.sayMap(`legend.${key}`, { number });
    return legendOf(this.choice().mode, this.lot()?.bins ?? [], say);
  });
  protected readonly lossKind = computed(() => (this.choice().mode === 'hard' ? 'hard' : 'soft'));
  protected readonly reportTarget = computed(() => {
    const lot = this.lot();
    return lot && { kind: 'lot' as const, lotId: lot.row.lotId, insertion: this.insertion() };
  });
  /** What a wafer's page keeps of this one. */
  protected readonly waferParams = computed<Params>(() => {
    const { insertion, mode } = this.choice();
    return writeLotLink({ ...(insertion ? { insertion } : {}), mode });
  });

  protected readonly pageState = computed<PanelState>(() => {
    const answer = this.source.answer();
    const lot = this.lotId();
    switch (answer.kind) {
      case 'lot':
        return { kind: 'ready' };
      case 'loading':
        return { kind: 'loading' };
      case 'failed':
        return failedState(this.say('failed', { lot }), answer.error);
      case 'forbidden':
        return { kind: 'no-rights', heading: this.say('forbidden', { lot }) };
      case 'not-found':
        return { kind: 'empty', heading: this.say('notFound', { lot }), text: this.say('notFoundText') };
    }
  });
  protected readonly galleryState = computed<PanelState>(() => {
    if (this.source.mapsError()) return failedState(this.say('mapsFailed'), this.source.mapsError());
    return this.tiles().length > 0 ? { kind: 'ready' } : { kind: 'empty', heading: this.say('noWafers') };
  });
  protected readonly galleryCaption = computed(() => {
    const selected = this.selection().length;
    const out = this.excluded().length;
    return [
      selected > 0 ? this.say('selected', { count: selected }) : '',
      out > 0 ? this.say('excludedCount', { count: out }) : '',
      this.say('galleryKeys'),
    ]
      .filter((text) => text !== '')
      .join(' · ');
  });

  constructor() {
    effect(() => {
      const lots = { label: this.sayLots('title'), link: '/lots' };
      this.place.set({ heading: this.lotId(), isId: true, crumbs: [lots] });
    });
    onPageKeys({
      j: () => this.gallery()?.focusBy(1),
      k: () => this.gallery()?.focusBy(-1),
      s: { run: () => this.toggleStack(), does: () => this.sayKey('s'), ready: () => this.selection().length > 0 },
      Escape: {
        run: () => this.select([]),
        does: () => this.sayKey('Escape'),
        ready: () => this.selection().length > 0,
      },
    });
  }

  protected choose(change: Partial<LotChoice>): void {
    this.go(writeLotLink(change));
  }

  protected chooseMode(value: string | undefined): void {
    this.choose({ mode: readMapMode(value) });
  }

  protected chooseOrder(value: string | undefined): void {
    this.choose({ order: WAFER_ORDERS.find((order) => order === value) ?? 'slot' });
  }

  /** A selection is brushing: it replaces the last one in the history. */
  protected select(selection: WaferSelection): void {
    const leavesStack = selection.length === 0 && this.choice().stack !== 'all';
    this.go(writeLotLink({ selection, ...(leavesStack ? { stack: 'all' } : {}) }), true);
  }

  protected toggleStack(): void {
    if (this.selection().length === 0) return;
    this.choose({ stack: this.choice().stack === 'sel' ? 'all' : 'sel' });
  }

  protected async exclude(): Promise<void> {
    const out = new Set(this.excluded().map(({ waferId }) => waferId));
    const wafers = this.selection().filter((waferId) => !out.has(waferId));
    if (wafers.length > 0 && (await this.exclusions.exclude(this.lotId(), wafers))) this.source.reload();
  }

  protected async restore({ waferId, excluded }: LotWafer): Promise<void> {
    if (!excluded) return;
    const done = await this.exclusions.restore(this.lotId(), { waferId, exclusionId: excluded.exclusionId });
    if (done) this.source.reload();
  }

  /** Testers and cards that measured the lot, each once. */
  protected stationsOf(lot: LotData): string {
    const named = lot.wafers.map(({ tester, probeCard }) => [tester, probeCard].filter(Boolean).join(' · '));
    return [...new Set(named)].filter((text) => text !== '').join(', ') || '–';
  }

  private go(queryParams: Params, replaceUrl = false): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl });
  }
}
