import { Component, computed, inject, input } from '@angular/core';
import { describePareto, paretoTable, toParetoOption, type ParetoView } from '@fabwright/charts';
import type { BinLossFragment } from '@fabwright/data-access';
import { ChartPanel, type ChartBuilder, type PanelState } from '@fabwright/ui';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';

const ROW_PX = 24;
const MOST_BINS = 12;

/** Bins of a lot or a wafer by what they cost, in pp of the gross dies, beside the product's baseline. */
@Component({
  selector: 'fw-bin-losses-panel',
  imports: [ChartPanel],
  template: `
    <fw-chart-panel
      [heading]="say('heading')"
      [caption]="say('caption')"
      [state]="state()"
      [build]="build()"
      [label]="label()"
      [table]="table()"
      [fileName]="'loss-by-bin-' + of()"
      [height]="height()"
    />
  `,
  styles: `
    :host {
      display: grid;
    }
  `,
})
export class BinLossesPanel {
  readonly losses = input.required<readonly BinLossFragment[]>();
  /** Id of the lot or wafer, for the names of exported files. */
  readonly of = input.required<string>();
  /** Hard and soft bins count the same dies: one kind is shown. */
  readonly kind = input<'soft' | 'hard'>('soft');
  private readonly formats = inject(Formats);
  protected readonly say = injectSay('lot.losses');

  private readonly view = computed<ParetoView>(() => {
    const losses = this.losses();
    const ofKind = losses.filter(({ kind }) => kind === this.kind());
    const shown = (ofKind.length > 0 ? ofKind : losses).slice(0, MOST_BINS);
    return { losses: shown.map((bin) => ({ ...bin, name: bin.name || this.say('bin', { number: bin.number }) })) };
  });
  protected readonly build = computed<ChartBuilder>(() => {
    const [view, locale] = [this.view(), this.formats.locale()];
    return (theme) => toParetoOption(view, theme, locale);
  });
  protected readonly label = computed(() => describePareto(this.view(), this.formats.locale()));
  protected readonly table = computed(() => paretoTable(this.view(), this.formats.locale()));
  protected readonly height = computed(() => Math.max(96, this.view().losses.length * ROW_PX + 8));
  protected readonly state = computed<PanelState>(() =>
    this.view().losses.length > 0 ? { kind: 'ready' } : { kind: 'empty', heading: this.say('empty') },
  );
}
