import {
  afterNextRender,
  Component,
  DestroyRef,
  effect,
  ElementRef,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { chartTheme, type ChartOption, type ChartTheme } from '@fabwright/charts';
import { injectChartTheme } from '../preferences.ts';

/** Draws a view in a theme; the size lets labels keep clear of each other. */
export type ChartBuilder = (theme: ChartTheme, size: { widthPx: number; heightPx: number }) => ChartOption;

/** What was clicked: the name of the mark (lot, bin) and its series. */
export interface MarkEvent {
  readonly seriesId: string;
  readonly name: string;
  readonly index: number;
}

type Engine = typeof import('@fabwright/charts/engine');
type EChart = ReturnType<Engine['echarts']['init']>;

/** The one component that touches ECharts. It loads the engine when it is first on screen. */
@Component({
  selector: 'fw-chart',
  template: `<div #host class="host" role="img" [attr.aria-label]="label()"></div>`,
  styles: `
    :host {
      display: block;
      min-height: 0;
    }
    .host {
      width: 100%;
      height: 100%;
    }
  `,
})
export class Chart {
  readonly build = input.required<ChartBuilder>();
  /** The chart as one sentence, made from facts by code. */
  readonly label = input.required<string>();
  /** SVG up to about 5,000 marks, canvas above. */
  readonly renderer = input<'svg' | 'canvas'>('svg');
  readonly markClick = output<MarkEvent>();
  /** The chart is drawn: screenshots wait for it. */
  readonly drawn = output<void>();

  private readonly host = viewChild.required<ElementRef<HTMLElement>>('host');
  private readonly theme = injectChartTheme();
  private readonly chart = signal<EChart | null>(null);
  private readonly size = signal({ widthPx: 0, heightPx: 0 });
  private engine: Engine | null = null;

  constructor() {
    const destroyed = inject(DestroyRef);
    let gone = false;
    destroyed.onDestroy(() => {
      gone = true;
      this.chart()?.dispose();
    });
    afterNextRender(async () => {
      const engine = await import('@fabwright/charts/engine');
      if (!gone) this.start(engine, destroyed);
    });
    effect(() => this.draw());
  }

  /** The chart as a file: always in the light theme, for it leaves the screen. PNG at twice the size. */
  async exportAs(format: 'svg' | 'png'): Promise<Blob> {
    const engine = this.engine ?? (await import('@fabwright/charts/engine'));
    const { widthPx, heightPx } = this.size();
    const option = this.build()(chartTheme('light'), this.size());
    if (format === 'svg')
      return new Blob([engine.renderSvg(option, { width: widthPx, height: heightPx })], { type: 'image/svg+xml' });
    return pngOf(engine, option, widthPx, heightPx);
  }

  private start(engine: Engine, destroyed: DestroyRef): void {
    this.engine = engine;
    const element = this.host().nativeElement;
    const chart = engine.echarts.init(element, null, { renderer: this.renderer() });
    chart.on('click', (mark) => {
      this.markClick.emit({ seriesId: mark.seriesId ?? '', name: mark.name, index: mark.dataIndex });
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
    chart.resize({ width: size.widthPx, height: size.heightPx });
    chart.setOption(this.build()(this.theme(), size), { notMerge: true });
    this.drawn.emit();
  }
}

const PNG_SCALE = 2;

async function pngOf(engine: Engine, option: ChartOption, width: number, height: number): Promise<Blob> {
  const stage = document.createElement('div');
  const chart = engine.echarts.init(stage, null, { renderer: 'canvas', width, height, devicePixelRatio: PNG_SCALE });
  try {
    chart.setOption({ ...option, backgroundColor: chartTheme('light').colours.surface, animation: false });
    const canvas = chart.renderToCanvas({ pixelRatio: PNG_SCALE });
    return await new Promise<Blob>((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The browser made no image'))), 'image/png'),
    );
  } finally {
    chart.dispose();
  }
}
