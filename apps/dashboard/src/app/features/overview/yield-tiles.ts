import { Component, computed, inject, input } from '@angular/core';
import { PRECISION, toPercent } from '@fabwright/facts';
import { KpiTile, type KpiChange } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { toYieldChange, weeksText, type Overview } from './overview-view.ts';

/** The week in five figures. The three yields stand side by side and each says which it is. */
@Component({
  selector: 'fw-yield-tiles',
  imports: [KpiTile, TranslocoDirective],
  template: `
    <div class="fw-kpis" *transloco="let t; prefix: 'overview.tiles'">
      <fw-kpi-tile
        [label]="t('final', { week: week() })"
        [value]="percent(yields().final)"
        unit="%"
        [change]="change()"
        [note]="baselineNote()"
        [course]="course()"
      />
      <fw-kpi-tile
        [label]="t('firstPass', { week: week() })"
        [value]="percent(yields().firstPass)"
        unit="%"
        [note]="recovered()"
      />
      <fw-kpi-tile
        [label]="t('record', { week: week() })"
        [value]="percent(yields().record)"
        unit="%"
        [note]="t('perRecord', { good: formats.number(yields().goodRecord), records: yields().records })"
      />
      @if (overview().lotsBelowFloor; as below) {
        <fw-kpi-tile
          [label]="t('below', { weeks: weeks() })"
          [value]="formats.number(below.count)"
          [unit]="ofLots(below.of)"
          [note]="t('floor', { floor: formats.yield(overview().floor) })"
        />
      } @else {
        <fw-kpi-tile [label]="t('below', { weeks: weeks() })" value="–" [note]="t('noFloor')" />
      }
      <fw-kpi-tile
        [label]="t('tested', { week: week() })"
        [value]="formats.number(yields().wafers)"
        [unit]="wafersUnit()"
        [note]="t('excluded', { count: yields().excludedWafers })"
      />
    </div>
  `,
})
export class YieldTiles {
  readonly overview = input.required<Overview>();
  protected readonly formats = inject(Formats);
  private readonly say = injectSay('overview.tiles');

  protected readonly yields = computed(() => this.overview().current);
  protected readonly weeks = computed(() => weeksText(this.overview().period.label));
  /** `W47`: the year is in the chart's axis. */
  protected readonly week = computed(() => this.overview().currentWeek?.replace(/^\d+-/, '') ?? '–');
  protected readonly course = computed(() => {
    const { products, insertion } = this.overview();
    const own = products.length === 1 ? products[0] : undefined;
    return own && own.insertion === insertion ? own.sparkline : [];
  });
  protected readonly change = computed<KpiChange | null>(() => {
    const change = toYieldChange(this.overview());
    if (!change) return null;
    const judged = ({ up: 'good', down: 'bad', flat: 'plain' } as const)[change.reading];
    const text = `${this.formats.points(change.delta, { signed: true, precision: PRECISION.change })} ± ${this.formats.number(toPercent(change.halfWidth), PRECISION.change)}`;
    return { text, direction: change.reading, judged };
  });
  protected readonly baselineNote = computed(() => {
    const change = toYieldChange(this.overview());
    if (!change) return this.say('noBaseline');
    const key = change.reading === 'flat' ? 'withinNoise' : 'against';
    return this.say(key, { baseline: change.baseline });
  });
  protected readonly recovered = computed(() => {
    const { goodFinal, goodFirst, gross } = this.yields();
    const points =
      gross > 0 ? this.formats.points((goodFinal - goodFirst) / gross, { precision: PRECISION.change }) : '–';
    return this.say('recovered', { points });
  });

  /** The number alone: the tile prints the unit in its own type. */
  protected percent(fraction: number | null | undefined): string {
    return this.formats.yield(fraction, PRECISION.yieldSideBySide).replace(/\s*%$/, '');
  }

  /** `of 13 lots`: what the counted number is a part of. */
  protected ofLots(whole: number): string {
    return this.formats.locale() === 'en'
      ? `of ${this.formats.count(whole, 'lots')}`
      : `/ ${this.formats.count(whole, 'lots')}`;
  }

  protected readonly wafersUnit = computed(() =>
    this.formats.count(this.yields().wafers, 'wafers').replace(/^[\d,]+\s*/, ''),
  );
}
