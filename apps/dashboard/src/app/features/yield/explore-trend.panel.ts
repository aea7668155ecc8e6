import { Component, computed, inject, input, output, viewChild } from '@angular/core';
import { Router } from '@angular/router';
import {
  describeExplore,
  exploreDots,
  exploreTable,
  IN_ONE_GO_FROM,
  pointLines,
  pointOfMark,
  toExploreGround,
  toExploreOption,
  type ExploreView,
} from '@fabwright/charts';
import {
  Button,
  ChartPanel,
  Icon,
  type ChartBuilder,
  type DotPainter,
  type MarkEvent,
  type PanelState,
} from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { Brush, type BrushedPoints } from './brush.ts';
import { lotOf } from './selection.ts';

/** The trend with its limits, changes and notes; a brush over it selects, a mark opens its lot or wafer. */
@Component({
  selector: 'fw-explore-trend',
  imports: [Brush, Button, ChartPanel, Icon, TranslocoDirective],
  template: `
    <div
      class="frame"
      *transloco="let t; prefix: 'explore'"
      [fwBrush]="selectable() ? view() : null"
      #brush="fwBrush"
      (brushed)="brushed.emit($event)"
    >
      @for (renderer of renderers(); track renderer) {
        <fw-chart-panel
          [heading]="heading()"
          [caption]="caption()"
          [state]="state()"
          [build]="build()"
          [apart]="apart()"
          [label]="label()"
          [table]="table()"
          [fileName]="fileName()"
          [notes]="notes()"
          [height]="height()"
          [fill]="true"
          [renderer]="renderer"
          (markClick)="open($event)"
          (retry)="retry.emit()"
        >
          <ng-content select="[fwPanelTools]" ngProjectAs="[fwPanelTools]" />
          <ng-container ngProjectAs="[fwPanelTools]">
            @if (selectable() && view()?.points?.at?.length) {
              <button
                fwButton
                variant="icon"
                type="button"
                [attr.aria-label]="t('brush.start')"
                [title]="t('brush.start')"
                (click)="brush.start()"
              >
                <fw-icon name="split" />
              </button>
            }
          </ng-container>
          <ng-content select="[fwPanelWays]" ngProjectAs="[fwPanelWays]" />
        </fw-chart-panel>
      }
      @if (brush.box(); as box) {
        <div
          class="brush"
          [style.left.px]="box.left"
          [style.top.px]="box.top"
          [style.width.px]="box.width"
          [style.height.px]="box.height"
        ></div>
      }
      @if (brush.range(); as range) {
        <p class="fw-pop range" role="status">{{ rangeText(range) }}</p>
      }
    </div>
  `,
  styles: `
    :host {
      display: grid;
      min-width: 0;
    }
    .frame {
      position: relative;
      display: grid;
      min-width: 0;
      touch-action: pan-y;
      user-select: none;
    }
    .brush {
      position: absolute;
      border: 1px solid var(--accent);
      background: color-mix(in srgb, var(--accent) 12%, transparent);
      pointer-events: none;
    }
    .range {
      position: absolute;
      right: 12px;
      bottom: 48px;
      left: 60px;
      width: fit-content;
      max-width: calc(100% - 72px);
      padding: 6px 10px;
      font: var(--t-small);
    }
  `,
})
export class ExploreTrendPanel {
  readonly view = input.required<ExploreView | null>();
  readonly heading = input.required<string>();
  readonly caption = input('');
  readonly state = input.required<PanelState>();
  readonly fileName = input('trend');
  readonly notes = input<readonly string[]>([]);
  readonly height = input(330);
  /** A brush over it selects. */
  readonly selectable = input(true);
  readonly brushed = output<BrushedPoints>();
  readonly retry = output<void>();

  private readonly formats = inject(Formats);
  private readonly router = inject(Router);
  private readonly say = injectSay('explore');
  private readonly brush = viewChild(Brush);

  /** One, as a list: another renderer is another chart. */
  protected readonly renderers = computed<readonly ('svg' | 'canvas')[]>(() =>
    (this.view()?.points.at.length ?? 0) > IN_ONE_GO_FROM ? ['canvas'] : ['svg'],
  );
  protected readonly build = computed<ChartBuilder>(() => {
    const [view, locale] = [this.view(), this.formats.locale()];
    return (theme, size) => (view ? toExploreOption(view, theme, locale, size) : {});
  });
  private readonly still = computed(() => withoutSelection(this.view()), { equal: sameParts });
  /** The same builder whatever is selected: axes, limits and alarms stay drawn. */
  private readonly ground = computed<ChartBuilder>(() => {
    const [still, locale] = [this.still(), this.formats.locale()];
    return (theme, size) => (still ? toExploreGround(still, theme, locale, size) : {});
  });
  /** Of thousands of points a brush paints the points alone anew. */
  protected readonly apart = computed(() => {
    const view = this.view();
    if (!view || view.points.at.length <= IN_ONE_GO_FROM) return null;
    const dots: DotPainter = (theme, size, density) => exploreDots(view, theme, size, density);
    return { ground: this.ground(), dots };
  });
  protected readonly label = computed(() => {
    const view = this.view();
    return view ? describeExplore(view, this.formats.locale()) : '';
  });
  protected readonly table = computed(() => {
    const view = this.view();
    const words = {
      key: this.say(`key.${view?.by ?? 'lot'}`),
      group: this.say('group'),
      reasons: this.say('reasons'),
      statisticalLimits: this.say('statisticalLimits'),
    };
    return view ? exploreTable(view, words, this.formats.locale()) : { caption: '', columns: [], rows: [] };
  });

  startBrush(): void {
    this.brush()?.start();
  }

  protected open({ value }: MarkEvent): void {
    const view = this.view();
    if (!view || (view.by !== 'lot' && view.by !== 'wafer')) return;
    const key = view.points.key[pointOfMark(value) ?? -1];
    if (!key) return;
    const [lot, wafer] = [lotOf(key), key.split('/')[1]];
    void this.router.navigate(wafer ? ['/lots', lot, 'wafers', wafer] : ['/lots', lot]);
  }

  protected rangeText([anchor, end]: readonly [number, number]): string {
    const view = this.view();
    if (!view) return '';
    const [from, to] = [Math.min(anchor, end), Math.max(anchor, end)];
    const [first, last] = [view.points.key[from] ?? '', view.points.key[to] ?? ''];
    const at = pointLines(view, end, this.formats.locale())[0] ?? '';
    return this.say('brush.range', { first, last, count: to - from + 1, at });
  }
}

function withoutSelection(view: ExploreView | null): ExploreView | null {
  return view && { ...view, selected: null };
}

/** Made of the very same parts. */
function sameParts(a: ExploreView | null, b: ExploreView | null): boolean {
  if (!a || !b) return a === b;
  return (Object.keys(a) as (keyof ExploreView)[]).every((part) => a[part] === b[part]);
}
