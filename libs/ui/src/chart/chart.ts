import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { sameShape, type ChartOption, type ChartSize, type ChartTheme, type PlacedPixels } from '@fabwright/charts';
import type * as ChartEngine from './chart-engine.ts';
import { injectChartTheme } from './inject-chart-theme.ts';
import { loadChartEngine } from './load-chart-engine.ts';
import { quietMoment } from './quiet-moment.ts';

/** Draws a view in a theme; the size lets labels keep clear of each other. */
export type ChartBuilder = (theme: ChartTheme, size: ChartSize) => ChartOption;

/** Paints marks that are too many for the engine, `density` pixels a px; they lie under what it draws. */
export type DotPainter = (theme: ChartTheme, size: ChartSize, density: number) => PlacedPixels;

/** What was clicked: the name of the mark (lot, bin) and its series. */
export interface MarkEvent {
  readonly seriesId: string;
  readonly name: string;
  readonly index: number;
  /** What the option holds for the mark; only where the pointer chose it. */
  readonly value?: unknown;
}

export interface ChartWalk {
  readonly seriesId: string;
  readonly marks: readonly { readonly name: string; readonly text: string }[];
}

type Engine = typeof ChartEngine;
type EChart = ReturnType<Engine['echarts']['init']>;

/** The one component that touches ECharts. It loads the engine when it is first on screen. */
@Component({
  selector: 'fw-chart',
  template: `
    @if (dots()) {
      <canvas #sheet class="sheet"></canvas>
    }
    <div
      #host
      class="host"
      role="img"
      [attr.aria-label]="label()"
      [attr.tabindex]="walkable() ? 0 : null"
      (keydown)="onKey($event)"
      (blur)="showMark(null)"
    ></div>
    <span class="fw-unseen" aria-live="polite">{{ spoken() }}</span>
  `,
  styles: `
    :host {
      position: relative;
      display: block;
      min-height: 0;
    }
    /* out of the flow: what is drawn must not hold its panel open when that shrinks */
    .host {
      position: absolute;
      inset: 0;
    }
    .sheet {
      position: absolute;
    }
  `,
})
export class Chart {
  readonly build = input.required<ChartBuilder>();
  /** The chart as one sentence, made from facts by code. */
  readonly label = input.required<string>();
  /** SVG up to about 1,000 marks, canvas above. */
  readonly renderer = input<'svg' | 'canvas'>('svg');
  readonly dots = input<DotPainter | null>(null);
  /** Series whose marks the arrow keys walk, and what is said of each. */
  readonly walk = input<ChartWalk | null>(null);
  readonly markClick = output<MarkEvent>();
  /** The chart is drawn: screenshots wait for it. */
  readonly drawn = output<void>();

  private readonly host = viewChild.required<ElementRef<HTMLElement>>('host');
  private readonly sheet = viewChild<ElementRef<HTMLCanvasElement>>('sheet');
  private readonly theme = injectChartTheme();
  private readonly chart = signal<EChart | null>(null);
  private readonly size = signal({ widthPx: 0, heightPx: 0 });
  private readonly active = signal<number | null>(null);
  /** What is drawn. */
  private option: ChartOption | null = null;
  protected readonly walkable = computed(() => (this.walk()?.marks.length ?? 0) > 0);
  protected readonly spoken = computed(() => this.walk()?.marks[this.active() ?? -1]?.text ?? '');

  constructor() {
    const destroyed = inject(DestroyRef);
    let gone = false;
    destroyed.onDestroy(() => {
      gone = true;
      this.chart()?.dispose();
    });
    afterNextRender(() => {
      void Promise.all([loadChartEngine(), quietMoment()]).then(([engine]) => {
        if (!gone) this.start(engine, destroyed);
      });
    });
    effect(() => this.draw());
    effect(() => this.paintDots());
  }

  protected onKey(event: KeyboardEvent): void {
    const walk = this.walk();
    if (!walk || walk.marks.length === 0) return;
    const target = nextMark(event.key, this.active(), walk.marks.length);
    if (target !== undefined) this.showMark(target);
    else if (event.key === 'Enter') this.openActive(walk);
    else return;
    event.preventDefault();
  }

  /** Points at a mark as the pointer would: its tooltip, and its words for screen readers. */
  protected showMark(index: number | null): void {
    if (index === this.active()) return;
    this.active.set(index);
    const chart = this.chart();
    const walk = this.walk();
    if (!chart || !walk) return;
    if (index === null) chart.dispatchAction({ type: 'hideTip' });
    else chart.dispatchAction({ type: 'showTip', seriesIndex: this.seriesIndex(walk.seriesId), dataIndex: index });
  }

  private openActive(walk: ChartWalk): void {
    const index = this.active();
    const mark = walk.marks[index ?? -1];
    if (index !== null && mark) this.markClick.emit({ seriesId: walk.seriesId, name: mark.name, index });
  }

  private seriesIndex(id: string): number {
    const series = this.chart()?.getOption()['series'];
    return Array.isArray(series) ? series.findIndex((one: { id?: string }) => one.id === id) : -1;
  }

  private start(engine: Engine, destroyed: DestroyRef): void {
    const element = this.host().nativeElement;
    const chart = engine.echarts.init(element, null, { renderer: this.renderer() });
    chart.on('click', (mark) => {
      const { name, value } = mark;
      this.markClick.emit({ seriesId: mark.seriesId ?? '', name, index: mark.dataIndex, value });
    });
    const observer = new ResizeObserver(() => {
      this.size.set({ widthPx: element.clientWidth, heightPx: element.clientHeight });
    });
    observer.observe(element);
    destroyed.onDestroy(() => observer.disconnect());
    this.size.set({ widthPx: element.clientWidth, heightPx: element.clientHeight });
    this.chart.set(chart);
  }

  private draw(): void {
    const chart = this.chart();
    const size = this.size();
    if (!chart || size.widthPx === 0 || size.heightPx === 0) return;
    // ECharts draws all it has anew when it is told its size, also where that is the one it has
    if (chart.getWidth() !== size.widthPx || chart.getHeight() !== size.heightPx)
      chart.resize({ width: size.widthPx, height: size.heightPx });
    const option = this.build()(this.theme(), size);
    // axes, tooltip and series that stay need not be made anew
    chart.setOption(option, { notMerge: !this.option || !sameShape(this.option, option) });
    this.option = option;
    this.drawn.emit();
  }

  private paintDots(): void {
    const [sheet, dots, size] = [this.sheet()?.nativeElement, this.dots(), this.size()];
    if (!sheet || !dots || size.widthPx === 0 || size.heightPx === 0) return;
    const { left, top, widthPx, heightPx, pixels } = dots(this.theme(), size, devicePixelRatio);
    // a canvas that is told its size is made anew, also where that is the one it has
    if (sheet.width !== pixels.width) sheet.width = pixels.width;
    if (sheet.height !== pixels.height) sheet.height = pixels.height;
    Object.assign(sheet.style, inPx({ left, top, width: widthPx, height: heightPx }));
    sheet.getContext('2d')?.putImageData(new ImageData(pixels.data, pixels.width, pixels.height), 0, 0);
  }
}

function inPx(lengths: Readonly<Record<string, number>>): Record<string, string> {
  return Object.fromEntries(Object.entries(lengths).map(([name, length]) => [name, `${length}px`]));
}

function nextMark(key: string, current: number | null, count: number): number | null | undefined {
  if (key === 'Escape') return null;
  const steps: Record<string, number> = {
    ArrowRight: (current ?? -1) + 1,
    ArrowDown: (current ?? -1) + 1,
    ArrowLeft: (current ?? count) - 1,
    ArrowUp: (current ?? count) - 1,
    Home: 0,
    End: count - 1,
  };
  const target = steps[key];
  return target === undefined ? undefined : Math.max(0, Math.min(count - 1, target));
}
