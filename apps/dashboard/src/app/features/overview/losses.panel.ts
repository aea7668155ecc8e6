import { Component, computed, inject, input } from '@angular/core';
import { describePareto, paretoTable, toParetoOption, type ParetoView } from '@fabwright/charts';
import { ChartPanel, type ChartBuilder, type PanelState } from '@fabwright/ui';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';

const ROW_PX = 30;
const FRAME_PX = 32;

/** Bins by what they cost, in pp, beside their baseline. */
@Component({
  selector: 'fw-losses-panel',
  imports: [ChartPanel],
  template: `
    <fw-chart-panel
      [heading]="say('heading')"
      [caption]="say('caption', { week: week() })"
      [state]="state()"
      [build]="build()"
      [label]="label()"
      [table]="table()"
      [fileName]="'loss-by-bin-' + week()"
      [height]="height()"
    />
  `,
  styles: `
    :host {
      display: grid;
    }
  `,
})
export class LossesPanel {
  readonly view = input.required<ParetoView>();
  /** `W47` */
  readonly week = input.required<string>();
  private readonly formats = inject(Formats);
  protected readonly say = injectSay('overview.losses');

  protected readonly build = computed<ChartBuilder>(() => {
    const [view, locale] = [this.view(), this.formats.locale()];
    return (theme) => toParetoOption(view, theme, locale);
  });
  protected readonly label = computed(() => describePareto(this.view(), this.formats.locale()));
  protected readonly table = computed(() => paretoTable(this.view(), this.formats.locale()));
  protected readonly height = computed(() => Math.max(120, this.view().losses.length * ROW_PX + FRAME_PX));
  protected readonly state = computed<PanelState>(() =>
    this.view().losses.length > 0
      ? { kind: 'ready' }
      : { kind: 'empty', heading: this.say('empty', { week: this.week() }) },
  );
}
