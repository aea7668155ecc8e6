import { Component, computed, inject, input } from '@angular/core';
import { describePareto, paretoTable, toParetoOption, type ParetoView } from '@fabwright/charts';
import { ChartPanel, type ChartBuilder, type PanelState } from '@fabwright/ui';
import { Formats } from '../formats/formats.ts';

const SPARE_PX = 8;
const LEAST_PX = 96;

/** Bins by what they cost, in pp of the gross dies, beside their baseline. Words come from the page. */
@Component({
  selector: 'fw-losses-panel',
  imports: [ChartPanel],
  template: `
    <fw-chart-panel
      [heading]="heading()"
      [caption]="caption()"
      [state]="state()"
      [build]="build()"
      [label]="label()"
      [table]="table()"
      [fileName]="'loss-by-bin-' + of()"
      [notes]="notes()"
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
  readonly heading = input.required<string>();
  readonly caption = input.required<string>();
  /** Said in place of the bars when nothing was lost. */
  readonly empty = input.required<string>();
  /** Id of the lot or wafer, or the week: for the names of exported files. */
  readonly of = input.required<string>();
  readonly notes = input<readonly string[]>([]);
  readonly rowPx = input(24);
  private readonly formats = inject(Formats);

  protected readonly build = computed<ChartBuilder>(() => {
    const [view, locale] = [this.view(), this.formats.locale()];
    return (theme) => toParetoOption(view, theme, locale);
  });
  protected readonly label = computed(() => describePareto(this.view(), this.formats.locale()));
  protected readonly table = computed(() => paretoTable(this.view(), this.formats.locale()));
  protected readonly height = computed(() => Math.max(LEAST_PX, this.view().losses.length * this.rowPx() + SPARE_PX));
  protected readonly state = computed<PanelState>(() =>
    this.view().losses.length > 0 ? { kind: 'ready' } : { kind: 'empty', heading: this.empty() },
  );
}
