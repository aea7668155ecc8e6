import { Component, computed, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { densityTable, seriesToken, toDensityOption, type DensityStep, type DensityView } from '@fabwright/charts';
import type { DefectsQuery } from '@fabwright/data-access';
import { ChartPanel, MapLegend, type ChartBuilder, type MarkEvent } from '@fabwright/ui';
import { injectFabCalendar } from '../../core/fab/fab-calendar.ts';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';

/** Defect density by lot over time, a line a step. A mark opens its lot. */
@Component({
  selector: 'fw-density-panel',
  imports: [ChartPanel, MapLegend],
  template: `
    <fw-chart-panel
      [heading]="say('trend.heading')"
      [caption]="caption()"
      [state]="{ kind: 'ready' }"
      [build]="build()"
      [label]="caption()"
      [table]="table()"
      fileName="defect-density"
      [notes]="notes()"
      [height]="300"
      [fill]="true"
      (markClick)="open($event)"
    >
      @if (legend().length > 1) {
        <fw-map-legend fwPanelFoot class="legend" [entries]="legend()" />
      }
    </fw-chart-panel>
  `,
  styles: `
    :host {
      display: grid;
    }
    .legend {
      padding: 6px 12px 0;
    }
  `,
})
export class DensityPanel {
  readonly overview = input.required<DefectsQuery['defects']>();
  readonly notes = input<readonly string[]>([]);
  private readonly router = inject(Router);
  private readonly formats = inject(Formats);
  private readonly calendar = injectFabCalendar();
  protected readonly say = injectSay('defects');

  private readonly steps = computed<DensityStep[]>(() => {
    const { steps, trend } = this.overview();
    return steps.map(({ stepId, stepName }) => ({
      name: stepName,
      marks: trend.flatMap((point) =>
        point.stepId === stepId && typeof point.density === 'number' ? [{ ...point, density: point.density }] : [],
      ),
    }));
  });
  private readonly view = computed<DensityView>(() => ({
    steps: this.steps(),
    zone: this.calendar().zone,
    words: {
      density: this.say('column.density'),
      step: this.say('column.step'),
      lot: this.say('column.lot'),
      time: this.say('column.at'),
      wafers: this.say('column.wafers'),
      defects: this.say('column.defects'),
    },
  }));
  protected readonly legend = computed(() =>
    this.steps().map(({ name }, index) => ({ token: seriesToken(index), label: name })),
  );
  protected readonly build = computed<ChartBuilder>(() => {
    const [view, locale] = [this.view(), this.formats.locale()];
    return (theme) => toDensityOption(view, theme, locale);
  });
  protected readonly table = computed(() =>
    densityTable(this.view(), this.say('trend.heading'), this.formats.locale()),
  );
  protected readonly caption = computed(() => {
    const { trend, steps, excludedWafers } = this.overview();
    const period = this.formats.period(this.overview().period);
    const text = this.say('trend.caption', { points: trend.length, steps: steps.length, period });
    return excludedWafers > 0 ? `${text} · ${this.say('trend.excluded', { count: excludedWafers })}` : text;
  });

  protected open({ index, seriesId }: MarkEvent): void {
    const step = this.steps()[Number(seriesId.replace('step-', ''))];
    const lotId = step?.marks[index]?.lotId;
    if (lotId) void this.router.navigate(['/lots', lotId]);
  }
}
