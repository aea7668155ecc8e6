import { Component, computed, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { describeExplore, sensorTable, toSensorOption, type ExploreView, type SensorView } from '@fabwright/charts';
import { queryResource, type ToolFilter, type ToolSensorInput } from '@fabwright/data-access';
import { ToolSeasoningDocument } from '@fabwright/data-access/documents/tool';
import { ChartPanel, type ChartBuilder, type MarkEvent } from '@fabwright/ui';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { injectToolTrend } from './tool-trend.ts';

export interface SensorChoice extends ToolSensorInput {
  readonly productId: string;
}

/** A sensor over the runs of a tool: limits by phases that begin at PMs; seasoning runs hollow and not tested. */
@Component({
  selector: 'fw-tool-sensor',
  imports: [ChartPanel],
  template: `
    <fw-chart-panel
      [heading]="heading()"
      [caption]="caption()"
      [state]="trend.state()"
      [build]="build()"
      [label]="label()"
      [table]="table()"
      fileName="tool-sensor"
      [notes]="notes()"
      [height]="320"
      (markClick)="open($event)"
      (retry)="trend.reload()"
    >
      <ng-content select="[fwPanelTools]" ngProjectAs="[fwPanelTools]" />
    </fw-chart-panel>
  `,
})
export class ToolSensorPanel {
  readonly toolId = input.required<string>();
  readonly sensor = input.required<SensorChoice | null>();
  /** Names of its step and product. */
  readonly step = input.required<string>();
  readonly product = input.required<string>();
  readonly weeks = input.required<number>();
  readonly notes = input<readonly string[]>([]);

  private readonly router = inject(Router);
  private readonly formats = inject(Formats);
  private readonly say = injectSay('tool');

  protected readonly trend = injectToolTrend(
    computed(() => {
      const sensor = this.sensor();
      if (!sensor) return undefined;
      const { productId, stepId, name, statistic, chamber = null } = sensor;
      return {
        filter: { productId, weeks: this.weeks(), through: [{ stepId, toolId: this.toolId(), chamber }] },
        measure: { kind: 'FDC' as const, stepId, parameter: name, statistic },
        trackOutOf: stepId,
      };
    }),
  );
  private readonly seasoningQuery = queryResource(ToolSeasoningDocument, () => {
    const sensor = this.sensor();
    if (!sensor) return undefined;
    const { productId, ...asked } = sensor;
    const filter: ToolFilter = { productId, weeks: this.weeks() };
    return { toolId: this.toolId(), sensor: asked, filter };
  });
  private readonly shown = computed<SensorView | null>(() => {
    const view: ExploreView | null = this.trend.view();
    if (!view) return null;
    const found = this.seasoningQuery.hasValue() ? this.seasoningQuery.value().toolSeasoning : [];
    const seasoning = found.map(({ lotId, at, value, wafers }) => ({ key: lotId, at: Date.parse(at), value, wafers }));
    return { view, seasoning, word: this.say('seasoningMark') };
  });
  protected readonly build = computed<ChartBuilder>(() => {
    const [shown, locale] = [this.shown(), this.formats.locale()];
    return (theme, size) => (shown ? toSensorOption(shown, theme, locale, size) : {});
  });
  protected readonly label = computed(() => {
    const shown = this.shown();
    return shown ? describeExplore(shown.view, this.formats.locale()) : '';
  });
  protected readonly table = computed(() => {
    const shown = this.shown();
    const words = { key: this.say('column.lot'), group: this.say('column.group'), reasons: this.say('column.reasons') };
    return shown ? sensorTable(shown, words, this.formats.locale()) : { caption: '', columns: [], rows: [] };
  });
  protected readonly heading = computed(() => {
    const sensor = this.sensor();
    if (!sensor) return this.say('sensors');
    return this.say('sensorHeading', { sensor: `${sensor.name} ${sensor.statistic}`, step: this.step() });
  });
  protected readonly caption = computed(() => {
    const shown = this.shown();
    if (!shown) return '';
    return this.say('sensorCaption', {
      unit: shown.view.measure.unit || 'none',
      product: this.product(),
      lots: shown.view.points.key.length,
      seasoning: shown.seasoning.length,
    });
  });

  protected open({ seriesId, index, name }: MarkEvent): void {
    const shown = this.shown();
    const lot = seriesId === 'points' ? shown?.view.points.key[index] : name;
    const isLot = ['points', 'alarms', 'seasoning'].includes(seriesId);
    if (isLot && lot) void this.router.navigate(['/lots', lot]);
  }
}
