import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { queryResource, type MeasureKind } from '@fabwright/data-access';
import { ExploreTrendDocument } from '@fabwright/data-access/documents/yield';
import { Badge, DataTable, Panel, TableCellTemplate, type PanelState, type TableColumn } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { failedState } from '../../core/failure/failed-state.ts';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { onChanges } from '../../core/live/live-changes.ts';
import { measureKey } from '../yield/explore-link.ts';
import type { TrendParts } from '../yield/explore-view.ts';
import { ExploreTexts } from '../yield/explore-words.ts';

const WEEKS = 8;
const MEASURES = [
  'FINAL_YIELD',
  'FIRST_PASS_YIELD',
  'RECORD_YIELD',
  'RECOVERY',
] as const satisfies readonly MeasureKind[];

interface ChartRow {
  readonly chart: string;
  readonly name: string;
  readonly lots: number;
  /** Lots that broke a rule; null without limits. */
  readonly alarms: number | null;
  readonly newest: string;
  readonly limits: string;
}

/** The charts of one product over the last weeks, with the lots that broke a rule. */
@Component({
  selector: 'fw-spc-product',
  imports: [Badge, DataTable, Panel, RouterLink, TableCellTemplate, TranslocoDirective],
  template: `
    <fw-panel
      *transloco="let t; prefix: 'spc'"
      [heading]="name()"
      [caption]="t('period', { weeks })"
      [state]="state()"
      (retry)="reload()"
    >
      <fw-data-table [caption]="name()" [columns]="columns()" [rows]="rows()" [rowKey]="keyOf">
        <ng-template fwCell="name" [fwCellOf]="rows()" let-row>
          <a [routerLink]="['/spc', row.chart]" [queryParams]="{ p: productId() }">{{ row.name }}</a>
        </ng-template>
        <ng-template fwCell="alarms" [fwCellOf]="rows()" let-row>
          @if (row.alarms) {
            <fw-badge status="alarm" icon="diamond">{{ formats.count(row.alarms, 'lots') }}</fw-badge>
          } @else {
            <span class="fw-caption">{{ row.alarms === null ? t('notJudged') : t('none') }}</span>
          }
        </ng-template>
      </fw-data-table>
    </fw-panel>
  `,
})
export class SpcProductPanel {
  readonly productId = input.required<string>();
  readonly name = input.required<string>();
  protected readonly weeks = WEEKS;
  protected readonly formats = inject(Formats);
  private readonly texts = inject(ExploreTexts);
  private readonly say = injectSay('spc');
  private readonly queries = MEASURES.map((kind) => ({
    kind,
    query: queryResource(ExploreTrendDocument, () => ({
      filter: { productId: this.productId(), weeks: WEEKS },
      measure: { kind },
      by: 'LOT' as const,
    })),
  }));

  protected readonly rows = computed(() =>
    this.queries.flatMap(({ kind, query }) => {
      const answer = query.hasValue() ? query.value().trend : null;
      return answer?.__typename === 'Trend' ? [this.rowOf(kind, answer)] : [];
    }),
  );
  protected readonly state = computed<PanelState>(() => {
    const failed = this.queries.find(({ query }) => query.error());
    if (failed) return failedState(this.say('failed'), failed.query.error());
    if (this.rows().length < MEASURES.length && this.queries.some(({ query }) => query.isLoading()))
      return { kind: 'loading' };
    return this.rows().some(({ lots }) => lots > 0)
      ? { kind: 'ready' }
      : { kind: 'empty', heading: this.say('noLots', { weeks: WEEKS }) };
  });
  protected readonly columns = computed<TableColumn<ChartRow>[]>(() => [
    { key: 'name', label: this.say('chart'), width: 180 },
    { key: 'alarms', label: this.say('alarms'), width: 120, sortable: true, sortValue: ({ alarms }) => alarms },
    { key: 'newest', label: this.say('newest'), text: ({ newest }) => newest, wraps: true },
    { key: 'limits', label: this.say('limits'), width: 220, text: ({ limits }) => limits },
    { key: 'lots', label: this.say('lots'), align: 'end', width: 60, text: ({ lots }) => this.formats.number(lots) },
  ]);
  protected readonly keyOf = ({ chart }: ChartRow): string => chart;

  constructor() {
    onChanges(['lots'], () => this.reload());
  }

  protected reload(): void {
    for (const { query } of this.queries) query.reload();
  }

  private rowOf(kind: MeasureKind, trend: TrendParts): ChartRow {
    const name = this.texts.measure({ kind }, null);
    const reasons = trend.chart?.reasons ?? [];
    const newest = reasons.reduce<(typeof reasons)[number] | null>(
      (last, one) => (last && last.index >= one.index ? last : one),
      null,
    );
    const words = this.texts.forView(trend, name);
    return {
      chart: measureKey({ kind }),
      name,
      lots: trend.lots,
      alarms: trend.chart ? new Set(reasons.map(({ index }) => index)).size : null,
      newest: newest ? `${trend.points.key[newest.index]}: ${words.reason(newest).sentence}` : '–',
      limits: this.limitsText(trend),
    };
  }

  private limitsText({ chart, chartMissing, lots }: TrendParts): string {
    if (!chart) return this.say(`missing.${chartMissing ?? 'too-few-lots'}`, { lots });
    if (chart.frozenBy) return this.say('frozen', { by: chart.frozenBy });
    return this.say('learnt', { phases: chart.phases.length });
  }
}
