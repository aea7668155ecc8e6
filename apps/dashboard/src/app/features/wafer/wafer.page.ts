import { Component, computed, effect, inject, input } from '@angular/core';
import { Router, RouterLink, type Params } from '@angular/router';
import { formatMeasured } from '@fabwright/facts';
import {
  Badge,
  Button,
  FilterChip,
  Icon,
  MapLegend,
  PageHeader,
  Panel,
  WaferMap,
  type PanelState,
} from '@fabwright/ui';
import { DieTools } from '../../core/dies/die-tools.ts';
import { injectDieChoice } from '../../core/dies/inject-die-choice.ts';
import { failedState } from '../../core/failure/failed-state.ts';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { legendOf, type LegendSay } from '../../core/maps/map-legend.ts';
import { drawnGeometry, isBinMode, MAP_MODES, readMapMode } from '../../core/maps/map-view.ts';
import { PagePlace } from '../../core/place/page-place.ts';
import { readPopulation } from '../../core/population/population-link.ts';
import { injectPopulationNotices } from '../../core/population/population-notices.ts';
import { onPageKeys } from '../../core/selection/page-keys.ts';
import { injectExclusions } from '../lot/exclusions.ts';
import { BinLossesPanel } from '../lot/losses.panel.ts';
import { readClasses, writeClasses } from '../defects/defects-link.ts';
import { WaferDefectsPanel } from '../defects/wafer-defects.panel.ts';
import { RunsPanel } from '../lot/runs.panel.ts';
import { ThreeYields } from '../lot/three-yields.ts';
import { BinLegend } from './bin-legend.ts';
import { TestPanel } from './test.panel.ts';
import { readWaferLink, writeWaferLink, type WaferChoice } from './wafer-link.ts';
import { binView, decimalsFor, dieReader, valueScale, valueView } from './wafer-map.view.ts';
import { WaferDiesPanel } from './wafer-dies.panel.ts';
import { WaferRecords } from './wafer-records.ts';
import { injectWafer } from './wafer.source.ts';
import { ZonesPanel } from './zones.panel.ts';

const MAP_PX = 520;

/** One wafer: its map large, by bin or by one test, and what stands behind it. */
@Component({
  selector: 'fw-wafer-page',
  imports: [
    Badge,
    BinLegend,
    BinLossesPanel,
    Button,
    DieTools,
    FilterChip,
    Icon,
    MapLegend,
    PageHeader,
    Panel,
    RouterLink,
    RunsPanel,
    TestPanel,
    ThreeYields,
    WaferDefectsPanel,
    WaferDiesPanel,
    WaferMap,
    WaferRecords,
    ZonesPanel,
  ],
  templateUrl: './wafer.page.html',
  styleUrl: './wafer.page.css',
})
export class WaferPage {
  readonly lotId = input.required<string>();
  readonly waferId = input.required<string>();
  readonly ins = input<string>();
  readonly map = input<string>();
  readonly test = input<string>();
  readonly bin = input<string>();
  /** Classes of defects that are shown. */
  readonly cls = input<string>();
  /** Text of the chosen dies. */
  readonly dies = input<string>();

  private readonly router = inject(Router);
  private readonly place = inject(PagePlace);
  protected readonly formats = inject(Formats);
  protected readonly say = injectSay('wafer');
  protected readonly sayLot = injectSay('lot');
  protected readonly sayLots = injectSay('lots');
  private readonly sayMap = injectSay('maps');
  private readonly sayDie = injectSay('wafer.die');
  private readonly noticesOf = injectPopulationNotices();
  protected readonly exclusions = injectExclusions();
  protected readonly mapPx = MAP_PX;

  protected readonly choice = computed(() =>
    readWaferLink({ ins: this.ins(), map: this.map(), test: this.test(), bin: this.bin() }),
  );
  protected readonly source = injectWafer(this.lotId, this.waferId, this.choice);
  protected readonly wafer = this.source.wafer;
  private readonly chosenDies = computed(() => readPopulation({ dies: this.dies() }));
  protected readonly dieChoice = injectDieChoice(
    () => this.chosenDies().choice.dies,
    (dies) => this.go({ dies }, true),
  );
  protected readonly diesNotice = computed(() => this.noticesOf(this.chosenDies().dropped, null)[0] ?? null);
  /** This wafer and its chosen dies, for the server; null while none are chosen. */
  protected readonly diesFilter = computed(() => {
    const [{ dies }, wafer, insertion] = [this.chosenDies().choice, this.wafer(), this.source.insertion()];
    if (dies === undefined || !wafer) return null;
    return { productId: wafer.lot.productId, insertion, wafers: [`${this.lotId()}/${this.waferId()}`], dies };
  });
  protected readonly diesText = computed(() => {
    const map = this.source.map();
    if (!this.diesFilter() || !map) return '';
    const count = this.dieChoice.selectedIn(map).selected?.length ?? 0;
    return this.formats.share(count, map.x.length, 'dies');
  });
  /** What other pages take over: these dies of the same product. */
  protected readonly diesParams = computed<Params>(() => {
    const filter = this.diesFilter();
    return filter ? { p: filter.productId, ins: this.ins() ?? null, dies: filter.dies } : {};
  });
  protected readonly mode = computed(() => {
    const { colouring } = this.choice();
    return colouring.kind === 'mode' ? colouring.mode : null;
  });
  protected readonly binKind = computed(() => {
    const mode = this.mode();
    return mode !== null && isBinMode(mode) ? mode : null;
  });
  protected readonly shownTest = computed(() => {
    const { colouring } = this.choice();
    return colouring.kind === 'test' ? String(colouring.test) : null;
  });

  private readonly geometry = computed(() => {
    const wafer = this.wafer();
    return wafer && wafer.geometry.maxX >= wafer.geometry.minX ? drawnGeometry(wafer.geometry) : null;
  });
  private readonly scale = computed(() => {
    const summary = this.source.summary();
    return summary && valueScale(summary);
  });
  protected readonly view = computed(() => {
    const drawn = this.drawn();
    return drawn && { ...drawn, ...this.dieChoice.selectedIn(drawn.dies) };
  });
  private readonly drawn = computed(() => {
    const [wafer, geometry, mode] = [this.wafer(), this.geometry(), this.mode()];
    if (!wafer || !geometry) return null;
    if (mode === null) {
      const [values, scale] = [this.source.values(), this.scale()];
      return values && scale && valueView(values, geometry, scale);
    }
    const map = this.source.map();
    return map && binView(map, wafer, geometry, mode, this.choice().bins);
  });
  /** What lies under the defects: bins, whatever the map above shows. */
  protected readonly binMap = computed(() => {
    const [wafer, geometry, map] = [this.wafer(), this.geometry(), this.source.map()];
    return wafer && geometry && map ? binView(map, wafer, geometry, this.binKind() ?? 'soft', []) : null;
  });
  protected readonly defectClasses = computed(() => readClasses(this.cls()));
  protected readonly dieText = computed(() => {
    const [wafer, view] = [this.wafer(), this.view()];
    if (!wafer || !view) return () => '';
    const [summary, values, scale] = [this.source.summary(), this.source.values(), this.scale()];
    const shown = this.mode() === null && summary && values && scale;
    const test = shown ? { summary, values, decimals: decimalsFor(scale) + 1 } : null;
    const read = dieReader({ formats: this.formats, say: this.sayDie, wafer, map: this.source.map(), test });
    return (die: number): string => read(view.dies.x[die] ?? 0, view.dies.y[die] ?? 0);
  });
  protected readonly ramp = computed(() => {
    const [summary, scale] = [this.source.summary(), this.scale()];
    if (!summary || !scale || this.mode() !== null) return null;
    const end = (value: number): string =>
      formatMeasured(value, summary.test.unit, decimalsFor(scale), this.formats.locale());
    return { name: 'tide' as const, low: `≤ ${end(scale.low)}`, high: `≥ ${end(scale.high)}` };
  });
  protected readonly legend = computed(() => {
    const mode = this.mode();
    const say: LegendSay = (key, number = 0) => this.sayMap(`legend.${key}`, { number });
    if (mode === null) return [];
    // the bins have buttons of their own: what is left is the tone that is no bin
    return isBinMode(mode) ? [{ token: 'bin-recovered' as const, label: say('recovered') }] : legendOf(mode, [], say);
  });

  protected readonly modeOptions = computed(() =>
    MAP_MODES.map((value) => ({ value, label: this.sayMap(`mode.${value}`) })),
  );
  protected readonly testOptions = computed(() =>
    (this.wafer()?.tests ?? []).map(({ number, name, unit, executed }) => ({
      value: String(number),
      label: [`${number} ${name}`.trim(), unit && `(${unit})`].filter(Boolean).join(' '),
      ...(executed === null ? {} : { count: this.formats.number(executed) }),
    })),
  );

  protected readonly name = computed(() => {
    const row = this.wafer()?.row;
    return row?.slot ? this.sayLot('slot', { slot: row.slot }) : this.waferId();
  });
  protected readonly mapCaption = computed(() => {
    const dies = this.view()?.dies.x.length;
    return dies === undefined ? '' : this.formats.count(dies, 'dies');
  });
  protected readonly mapHeading = computed(() => {
    const mode = this.mode();
    return mode === null ? (this.source.summary()?.test.name ?? this.say('map')) : this.sayMap(`mode.${mode}`);
  });
  protected readonly mapLabel = computed(() =>
    this.say('mapLabel', {
      wafer: this.waferId(),
      by: this.mapHeading(),
      yield: this.formats.yield(this.wafer()?.row.yields.final),
    }),
  );
  protected readonly mapState = computed<PanelState>(() => {
    if (this.view()) return { kind: 'ready' };
    const testFailed = this.mode() === null && this.source.testError();
    if (testFailed || this.source.mapError()) return { kind: 'error', heading: this.sayLot('mapsFailed') };
    if (this.mode() === null && !this.source.testLoading() && !this.scale()) {
      return { kind: 'empty', heading: this.say('test.none') };
    }
    return { kind: 'loading' };
  });
  protected readonly pageState = computed<PanelState>(() => {
    const wafer = this.waferId();
    const answer = this.source.answer();
    switch (answer.kind) {
      case 'wafer':
        return { kind: 'ready' };
      case 'loading':
        return { kind: 'loading' };
      case 'failed':
        return failedState(this.say('failed', { wafer }), answer.error);
      case 'forbidden':
        return { kind: 'no-rights', heading: this.say('forbidden', { wafer }) };
      case 'not-found':
        return { kind: 'empty', heading: this.say('notFound', { wafer, lot: this.lotId() }) };
    }
  });
  /** What goes back to the lot's page. */
  protected readonly lotParams = computed<Params>(() => (this.ins() ? { ins: this.ins() } : {}));

  constructor() {
    effect(() => {
      const crumbs = [
        { label: this.sayLots('title'), link: '/lots' },
        { label: this.lotId(), link: `/lots/${encodeURIComponent(this.lotId())}` },
      ];
      this.place.set({ heading: this.waferId(), isId: true, crumbs });
    });
    onPageKeys({
      j: () => this.openWafer(this.wafer()?.next),
      k: () => this.openWafer(this.wafer()?.previous),
      Escape: {
        run: () => this.dieChoice.clear(),
        does: () => this.say('keyDies'),
        ready: () => this.diesFilter() !== null,
      },
    });
  }

  protected choose(change: Partial<WaferChoice>): void {
    this.go(writeWaferLink(change));
  }

  protected chooseClasses(classes: readonly number[]): void {
    this.go({ cls: writeClasses(classes) });
  }

  private go(queryParams: Params, replaceUrl = false): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl });
  }

  protected chooseMode(value: string | undefined): void {
    // a bin picked out by its number means another one under the other kind
    this.choose({ colouring: { kind: 'mode', mode: readMapMode(value) }, bins: [] });
  }

  protected chooseTest(value: string | number | undefined): void {
    if (value === undefined) this.chooseMode(undefined);
    else this.choose({ colouring: { kind: 'test', test: Number(value) }, bins: [] });
  }

  protected openWafer(waferId: string | null | undefined): void {
    if (!waferId) return;
    void this.router.navigate(['/lots', this.lotId(), 'wafers', waferId], { queryParamsHandling: 'preserve' });
  }

  protected async toggleExclusion(): Promise<void> {
    const excluded = this.wafer()?.row.excluded;
    const done = excluded
      ? await this.exclusions.restore(this.lotId(), { waferId: this.waferId(), exclusionId: excluded.exclusionId })
      : await this.exclusions.exclude(this.lotId(), [this.waferId()]);
    if (done) this.source.reload();
  }
}
