import { Component, computed, inject, input } from '@angular/core';
import { describeHistogram, histogramTable, toHistogramOption, type HistogramView } from '@fabwright/charts';
import type { DieValues } from '@fabwright/contracts';
import { formatMeasured } from '@fabwright/facts';
import { ChartPanel, type ChartBuilder, type PanelState } from '@fabwright/ui';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { valueHistogram } from './value-histogram.ts';
import { decimalsFor, valueScale } from './wafer-map.view.ts';
import type { TestSummary } from './wafer.source.ts';

/** A limit further away than so many widths of the values would squeeze them into one bar: it is only printed. */
const LIMIT_REACH = 3;
const EMPTY: HistogramView = { name: '', unit: '', edges: [0, 1], counts: [0] };

/** How the dies of a wafer spread over one test, with its limits. */
@Component({
  selector: 'fw-test-panel',
  imports: [ChartPanel],
  template: `
    <fw-chart-panel
      [heading]="heading()"
      [caption]="caption()"
      [state]="state()"
      [build]="build()"
      [label]="label()"
      [table]="table()"
      [fileName]="'distribution-' + waferId()"
      [height]="200"
    >
      <dl class="fw-pairs figures" fwPanelFoot>
        @for (figure of figures(); track figure.label) {
          <dt>{{ figure.label }}</dt>
          <dd>{{ figure.value }}</dd>
        }
      </dl>
    </fw-chart-panel>
  `,
  styles: `
    :host {
      display: grid;
    }
    .figures {
      grid-template-columns: repeat(2, auto 1fr);
      padding: 0 var(--panel-pad) var(--panel-pad);
    }
    @media (max-width: 599px) {
      .figures {
        grid-template-columns: auto 1fr;
      }
    }
  `,
})
export class TestPanel {
  readonly waferId = input.required<string>();
  readonly summary = input.required<TestSummary | null>();
  readonly values = input.required<DieValues | null>();
  readonly failed = input(false);
  private readonly formats = inject(Formats);
  protected readonly say = injectSay('wafer.test');

  private readonly histogram = computed(() => {
    const [summary, values] = [this.summary(), this.values()];
    if (!summary || !values) return null;
    const { lowLimit, highLimit } = summary.test;
    return valueHistogram(values.values, summary.p05, summary.p95, { low: lowLimit, high: highLimit });
  });
  private readonly view = computed<HistogramView>(() => {
    const [summary, drawn] = [this.summary(), this.histogram()];
    if (!summary || !drawn) return EMPTY;
    const { name, unit, lowLimit, highLimit } = summary.test;
    const { edges, counts, outside } = drawn;
    const near = (limit: number | null): number | null => (isNear(limit, edges) ? limit : null);
    return { name, unit, edges, counts, lowLimit: near(lowLimit), highLimit: near(highLimit), outside };
  });
  protected readonly heading = computed(() => this.summary()?.test.name ?? this.say('heading'));
  protected readonly caption = computed(() => {
    const [summary, drawn] = [this.summary(), this.histogram()];
    if (!summary) return '';
    const count = this.formats.number(summary.executed);
    const parts = [summary.test.unit, this.say('executed', { count })];
    if (summary.notRun > 0) parts.push(this.say('notRun', { count: this.formats.number(summary.notRun) }));
    if (drawn && drawn.beyond > 0) parts.push(this.say('beyond', { count: this.formats.number(drawn.beyond) }));
    const { lowLimit, highLimit } = summary.test;
    const shown = this.view();
    if (drawn && (lowLimit !== shown.lowLimit || highLimit !== shown.highLimit)) parts.push(this.say('limitFar'));
    return parts.filter((text) => text !== '').join(' · ');
  });
  protected readonly state = computed<PanelState>(() => {
    if (this.failed()) return { kind: 'error', heading: this.say('unread') };
    const summary = this.summary();
    if (summary?.executed === 0) return { kind: 'empty', heading: this.say('none') };
    return summary && this.values() ? { kind: 'ready' } : { kind: 'loading' };
  });
  protected readonly build = computed<ChartBuilder>(() => {
    const [view, locale] = [this.view(), this.formats.locale()];
    return (theme) => toHistogramOption(view, theme, locale);
  });
  protected readonly label = computed(() => describeHistogram(this.view(), this.formats.locale()));
  protected readonly table = computed(() => histogramTable(this.view(), this.formats.locale()));

  protected readonly figures = computed(() => {
    const summary = this.summary();
    const scale = summary && valueScale(summary);
    if (!summary || !scale) return [];
    const { test, mean, sd, median, p05, p95, min, max } = summary;
    const decimals = decimalsFor(scale);
    const value = (number: number | null, extra = 0): string =>
      number === null ? '–' : formatMeasured(number, test.unit, decimals + extra, this.formats.locale());
    const range = (low: number | null, high: number | null): string => {
      if (low === null) return high === null ? '–' : `≤ ${value(high)}`;
      return high === null ? `≥ ${value(low)}` : `${this.formats.number(low, decimals)} – ${value(high)}`;
    };
    const outside = this.histogram()?.outside;
    return [
      { label: this.say('median'), value: value(median) },
      { label: this.say('mean'), value: value(mean) },
      { label: this.say('sd'), value: value(sd, 1) },
      { label: this.say('middle'), value: range(p05, p95) },
      { label: this.say('range'), value: range(min, max) },
      { label: this.say('limits'), value: range(test.lowLimit, test.highLimit) },
      ...(typeof outside === 'number'
        ? [{ label: this.say('outside'), value: this.formats.share(outside, summary.executed, 'dies') }]
        : []),
    ];
  });
}

function isNear(limit: number | null, edges: readonly number[]): boolean {
  if (limit === null) return false;
  const [from, to] = [edges[0] ?? 0, edges.at(-1) ?? 0];
  const reach = LIMIT_REACH * (to - from);
  return limit >= from - reach && limit <= to + reach;
}
