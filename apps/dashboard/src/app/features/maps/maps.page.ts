import { Component, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, type Params } from '@angular/router';
import { MIN_WAFERS_FOR_STACK, type StackedMap } from '@fabwright/analytics';
import type { WaferGeometry, WaferMapView } from '@fabwright/charts';
import type { BinFragment } from '@fabwright/data-access';
import { formatNumber, formatShare, toPercent } from '@fabwright/facts';
import {
  Button,
  FilterChip,
  MapLegend,
  Panel,
  Segmented,
  WaferMap,
  type FilterOption,
  type PanelState,
} from '@fabwright/ui';
import { DieTools } from '../../core/dies/die-tools.ts';
import { injectDieChoice } from '../../core/dies/inject-die-choice.ts';
import { failedState } from '../../core/failure/failed-state.ts';
import { Formats } from '../../core/formats/formats.ts';
import { WaferGallery, type GalleryTile } from '../../core/gallery/wafer-gallery.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { injectCounted } from '../../core/population/counted.ts';
import { injectPopulationNotices } from '../../core/population/population-notices.ts';
import { injectRefusal } from '../../core/population/refusal.ts';
import { legendOf } from '../../core/maps/map-legend.ts';
import { drawnGeometry } from '../../core/maps/map-view.ts';
import { difference, scaleEnd } from '../../core/maps/wafer-stacks.ts';
import { PopulationBar } from '../../core/population/population-bar.ts';
import {
  POPULATION_PARAMETERS,
  writePopulation,
  type PopulationChoice,
} from '../../core/population/population-link.ts';
import { readSelection, writeSelection, type WaferSelection } from '../../core/selection/wafer-selection.ts';
import { onPageKeys } from '../../core/selection/page-keys.ts';
import { galleryTiles } from './gallery-tiles.ts';
import { mapEdge } from './map-edge.ts';
import { GALLERY_SIZE, injectMaps } from './maps.source.ts';
import { ORDERS, readMapsLink, writeOther, writeView, ZONES, type MapsChoice } from './maps-link.ts';
import { emptyBins, unknownSelection } from './maps-missing.ts';
import { type Comparison, ZonesPanel } from './zones.panel.ts';

type Counts = Pick<Comparison['stack'], 'wafers' | 'wafersInAll' | 'failRate'>;

interface ShownStack {
  readonly key: 'first' | 'second' | 'difference';
  readonly view: WaferMapView;
  readonly caption: string;
  readonly label: string;
  readonly stack: StackedMap;
}

const NO_PARAMS: Params = {};

/** Maps of any wafers: laid on each other, in two groups with their difference, and side by side. */
@Component({
  selector: 'fw-maps-page',
  imports: [
    Button,
    DieTools,
    FilterChip,
    MapLegend,
    Panel,
    PopulationBar,
    Segmented,
    WaferGallery,
    WaferMap,
    ZonesPanel,
  ],
  templateUrl: './maps.page.html',
  styleUrl: './maps.page.css',
})
export class MapsPage {
  private readonly router = inject(Router);
  private readonly params = toSignal(inject(ActivatedRoute).queryParams, { initialValue: NO_PARAMS });
  protected readonly formats = inject(Formats);
  protected readonly say = injectSay('stacks');
  private readonly sayLegend = injectSay('maps.legend');
  private readonly sentence = injectRefusal();
  protected readonly mapPx = computed(() => mapEdge(this.choice().other !== null));

  protected readonly choice = computed<MapsChoice>(() => readMapsLink(this.params()));
  protected readonly dies = injectDieChoice(
    () => this.choice().population.dies,
    (dies) => this.go({ dies }, true),
  );
  protected readonly source = injectMaps(this.choice);
  protected readonly shownChoice = computed<PopulationChoice>(() => ({
    ...this.choice().population,
    product: this.source.product(),
  }));

  protected readonly binOptions = computed<FilterOption[]>(() =>
    (this.source.catalogue()?.bins ?? []).map(({ number, name }) => ({
      value: String(number),
      label: `${number} ${name}`,
    })),
  );
  protected readonly chosenBins = computed(() => this.choice().bins.map(String));
  protected readonly zoneOptions = computed(() => this.optionsOf(ZONES, 'zones.by'));
  protected readonly orders = computed(() => this.optionsOf(ORDERS, 'order'));

  private readonly geometry = computed<WaferGeometry | null>(() => {
    const found = this.source.comparison()?.geometry ?? this.source.gallery()?.geometry;
    return found ? drawnGeometry(found) : null;
  });
  /** Fail rate of the darkest step, the same for all stacks of the page. */
  protected readonly full = computed(() => scaleEnd([this.source.stacked(), this.source.otherStacked()]));
  protected readonly stacks = computed<ShownStack[]>(() => this.stacksOf());
  protected readonly stackState = computed<PanelState>(() => this.stackStateOf());
  protected readonly heat = computed(() => ({
    name: 'heat' as const,
    low: this.formats.yield(0, 0),
    high: this.formats.yield(this.full(), 0),
  }));
  protected readonly diverging = computed(() => {
    const end = (sign: 1 | -1): string =>
      formatNumber(toPercent(sign * this.full()), 0, this.formats.locale(), { signed: true });
    return { name: 'diff' as const, low: end(-1), high: end(1) };
  });

  private readonly bins = computed<BinFragment[]>(() =>
    (this.source.catalogue()?.bins ?? []).map((bin) => ({ ...bin, kind: 'soft', pass: false })),
  );
  protected readonly legend = computed(() =>
    legendOf('soft', this.bins(), (key, number) => this.sayLegend(key, number === undefined ? {} : { number })),
  );
  protected readonly tiles = computed<GalleryTile[]>(() => {
    const [gallery, maps, geometry] = [this.source.gallery(), this.source.maps(), this.geometry()];
    const drawn = { geometry, bins: this.bins(), only: this.choice().bins, selectedIn: this.dies.selectedIn };
    return galleryTiles(gallery?.wafers ?? [], maps ?? [], drawn, { say: this.say, formats: this.formats });
  });
  protected readonly known = computed(() => this.tiles().map(({ key }) => key));
  protected readonly selection = computed(() => readSelection(this.text('sel'), this.known()));
  protected readonly galleryState = computed<PanelState>(() => {
    const error = this.source.galleryError();
    if (error) return failedState(this.say('galleryFailed'), error);
    const gallery = this.source.gallery();
    if (!gallery) return this.source.refusal() ? { kind: 'empty', heading: this.say('nothing') } : { kind: 'loading' };
    return gallery.wafers.length > 0 ? { kind: 'ready' } : { kind: 'empty', heading: this.say('empty') };
  });
  protected readonly galleryCaption = computed(() => {
    const gallery = this.source.gallery();
    if (!gallery) return '';
    const all = this.formats.count(gallery.wafersInAll, 'wafers');
    const shown = gallery.wafersInAll > GALLERY_SIZE ? this.say('shownOf', { shown: GALLERY_SIZE, all }) : all;
    return [shown, ...this.counted()].join(' · ');
  });
  private readonly countedOf = injectCounted();
  protected readonly counted = computed(() => this.countedOf(this.source.comparison()?.notFound));
  protected readonly stackCaption = computed(() => [this.say('caption'), ...this.counted()].join(' · '));
  /** What is said of the chosen dies; empty while none are. */
  protected readonly chosenText = computed(() => {
    const dies = this.source.comparison()?.notFound.dies;
    return dies ? (this.countedOf({ dies, excluded: 0 })[0] ?? '') : '';
  });
  /** What other pages take over. */
  protected readonly chosenParams = computed<Params>(() => writePopulation(this.shownChoice()));
  private readonly noticesOf = injectPopulationNotices();
  private readonly unselected = computed(() =>
    this.selection().length > 0 ? [] : unknownSelection(this.text('sel'), this.known()),
  );
  protected readonly notices = computed(() => {
    const found = this.source.comparison();
    const shared = found?.overlap?.sharedWafers ?? 0;
    const empty = emptyBins(this.choice().bins, this.source.catalogue());
    return [
      ...this.noticesOf([...this.choice().dropped, ...this.unselected()], found?.notFound),
      ...(empty.length > 0 ? [this.say('emptyBins', { bins: empty.join(', ') })] : []),
      ...(shared > 0 ? [this.say('shared', { count: shared })] : []),
    ];
  });

  constructor() {
    onPageKeys({
      s: {
        run: () => this.stackSelected(),
        does: () => this.say('keyStack'),
        ready: () => this.selection().length > 0,
      },
      Escape: {
        run: () => this.dies.clear(),
        does: () => this.say('keyDies'),
        ready: () => this.choice().population.dies !== undefined,
      },
    });
  }

  protected choose(change: Partial<PopulationChoice>): void {
    this.go({ ...writePopulation(change), sel: null });
  }

  protected chooseOther(change: Partial<PopulationChoice> | null): void {
    this.go(writeOther(change));
  }

  protected chooseBins(values: readonly string[]): void {
    this.go(writeView({ bins: values.map(Number) }));
  }

  protected chooseZones(value: string | undefined): void {
    const zones = ZONES.find((name) => name === value);
    if (zones) this.go(writeView({ zones }));
  }

  protected chooseOrder(value: string): void {
    const order = ORDERS.find((name) => name === value);
    if (order) this.go(writeView({ order }));
  }

  /** Brushing: it replaces the last state in the history. */
  protected select(selection: WaferSelection): void {
    this.go({ sel: writeSelection(selection) }, true);
  }

  protected stackSelected(): void {
    if (this.selection().length > 0) this.go({ ...writePopulation({ wafers: this.selection(), lots: [] }), sel: null });
  }

  protected clear(): void {
    const names = [...POPULATION_PARAMETERS, 'bins', 'zones', 'sort', 'sel'];
    this.go({ ...Object.fromEntries(names.map((name) => [name, null])), ...writeOther(null) });
  }

  protected dieText(stack: StackedMap): (die: number) => string {
    return (die) => {
      const share = formatShare(stack.failed[die] ?? 0, stack.tested[die] ?? 0, 'wafers', this.formats.locale());
      return `x ${stack.x[die] ?? 0}, y ${stack.y[die] ?? 0}\n${this.say('failed', { share })}`;
    };
  }

  private stacksOf(): ShownStack[] {
    const [first, second, geometry] = [this.source.stacked(), this.source.otherStacked(), this.geometry()];
    const comparison = this.source.comparison();
    if (!first || !geometry || !comparison) return [];
    const shown = (key: 'first' | 'second', stack: StackedMap, counts: typeof comparison.stack): ShownStack => {
      const caption = this.captionOf(counts);
      const colouring = { kind: 'fail-rate' as const, rates: stack.failRate, full: this.full() };
      const view = { dies: stack, geometry, colouring, ...this.dies.selectedIn(stack) };
      return { key, stack, caption, label: `${this.say(key)}, ${caption}`, view };
    };
    const own = shown('first', first, comparison.stack);
    if (!second || !comparison.other) return [own];
    const colouring = { kind: 'difference' as const, differences: difference(first, second), full: this.full() };
    const caption = this.say('differenceCaption');
    return [
      own,
      shown('second', second, comparison.other),
      {
        key: 'difference',
        stack: first,
        caption,
        label: `${this.say('difference')}, ${caption}`,
        view: { dies: first, geometry, colouring, ...this.dies.selectedIn(first) },
      },
    ];
  }

  private captionOf({ wafers, wafersInAll, failRate }: Counts): string {
    const count = this.formats.count(wafers, 'wafers');
    const shown =
      wafersInAll > wafers ? this.say('newestOf', { shown: count, all: this.formats.number(wafersInAll) }) : count;
    return `${shown} · ${this.say('failRate', { rate: this.formats.yield(failRate) })}`;
  }

  private stackStateOf(): PanelState {
    const error = this.source.stackError();
    if (error) return failedState(this.say('stackFailed'), error);
    const refusal = this.source.refusal();
    if (refusal) return { kind: 'empty', heading: this.say('nothing'), text: this.sentence(refusal) };
    const comparison = this.source.comparison();
    if (!comparison || (this.stacks().length === 0 && comparison.stack.wafers > 0)) return { kind: 'loading' };
    return this.countState(comparison.stack.wafers, comparison.other?.wafers ?? Infinity);
  }

  private countState(first: number, second: number): PanelState {
    if (first === 0) return { kind: 'empty', heading: this.say('empty') };
    if (second === 0) return { kind: 'partial', text: this.say('otherEmpty') };
    const fewest = Math.min(first, second);
    if (fewest >= MIN_WAFERS_FOR_STACK) return { kind: 'ready' };
    return { kind: 'too-little', text: this.say('few', { count: fewest, needed: MIN_WAFERS_FOR_STACK }) };
  }

  private optionsOf(names: readonly string[], prefix: string): FilterOption[] {
    return names.map((value) => ({ value, label: this.say(`${prefix}.${value}`) }));
  }

  private text(name: string): string | undefined {
    const value: unknown = this.params()[name];
    return typeof value === 'string' ? value : undefined;
  }

  private go(queryParams: Params, replaceUrl = false): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl });
  }
}
