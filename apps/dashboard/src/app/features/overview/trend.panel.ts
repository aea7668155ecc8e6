import { Component, computed, inject, input, output } from '@angular/core';
import { Router } from '@angular/router';
import { describeTrend, toTrendOption, trendTable, type TrendView } from '@fabwright/charts';
import { dayIn, formatDate } from '@fabwright/facts';
import { Button, ChartPanel, type ChartBuilder, type MarkEvent, type PanelState } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { weeksText, type Overview } from './overview-view.ts';

/** Yield over time with limits that are honest, or a word that says why there are none. A lot's mark opens the lot. */
@Component({
  selector: 'fw-trend-panel',
  imports: [Button, ChartPanel, TranslocoDirective],
  template: `
    <fw-chart-panel
      *transloco="let t; prefix: 'overview.trend'"
      [heading]="heading()"
      [caption]="caption()"
      [state]="state()"
      [build]="build()"
      [label]="label()"
      [table]="table()"
      [fileName]="fileName()"
      [notes]="notes()"
      [height]="320"
      [fill]="true"
      [renderer]="view().points.length > 5000 ? 'canvas' : 'svg'"
      (markClick)="open($event)"
    >
      <button fwButton fwPanelWays type="button" (click)="longer.emit()">{{ t('longer') }}</button>
    </fw-chart-panel>
  `,
  styles: `
    :host {
      display: grid;
    }
  `,
})
export class TrendPanel {
  readonly overview = input.required<Overview>();
  readonly view = input.required<TrendView>();
  readonly productName = input.required<string>();
  /** The filters, for exported tables. */
  readonly notes = input<readonly string[]>([]);
  readonly longer = output<void>();

  private readonly formats = inject(Formats);
  private readonly router = inject(Router);
  private readonly say = injectSay('overview');

  protected readonly build = computed<ChartBuilder>(() => {
    const [view, locale] = [this.view(), this.formats.locale()];
    return (theme, size) => toTrendOption(view, theme, locale, size);
  });
  protected readonly label = computed(() => describeTrend(this.view(), this.formats.locale()));
  protected readonly table = computed(() => trendTable(this.view(), this.formats.locale()));
  protected readonly heading = computed(() => {
    const { trend, insertion } = this.overview();
    const kind = this.say(`kinds.${trend.kind}`).toLocaleLowerCase(this.formats.locale());
    return this.say(`trend.${trend.grouping}`, { insertion, kind });
  });
  protected readonly caption = computed(() => {
    const { trend, period } = this.overview();
    const unit = trend.grouping === 'WEEK' ? 'weeks' : 'lots';
    const excluded = this.say('tiles.excluded', { count: trend.excludedWafers });
    const points = this.formats.count(trend.points.length, unit);
    const text = this.say('trend.caption', { period: weeksText(period.label), points, excluded });
    return trend.limits ? `${text} · ${this.limitsText(trend.limits)}` : text;
  });
  protected readonly state = computed<PanelState>(() => {
    const { trend, insertion } = this.overview();
    if (trend.points.length === 0) {
      const heading = this.say('trend.empty', { product: this.productName(), insertion });
      return { kind: 'empty', heading, text: this.say('trend.emptyText') };
    }
    return trend.limits ? { kind: 'ready' } : { kind: 'too-little', text: this.say('trend.tooFew') };
  });
  protected readonly fileName = computed(
    () => `${this.productName()}-${this.overview().insertion}-${this.view().yieldKind}-yield`,
  );

  protected open({ index }: MarkEvent): void {
    const lotId = this.overview().trend.points[index]?.lotId;
    if (lotId) void this.router.navigate(['/lots', lotId]);
  }

  private limitsText(limits: NonNullable<Overview['trend']['limits']>): string {
    const zone = this.view().calendar.zone;
    const day = (instant: string): string =>
      formatDate(dayIn(new Date(instant), zone), this.formats.locale(), { year: false });
    const lots = this.formats.count(limits.lots, 'lots');
    return this.say('trend.limits', { lots, from: day(limits.phaseOneFrom), to: day(limits.phaseOneTo) });
  }
}
