import { Component, computed, input } from '@angular/core';
import type { ParetoView } from '@fabwright/charts';
import type { BinLossFragment } from '@fabwright/data-access';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { LossesPanel } from '../../core/losses/losses.panel.ts';

const MOST_BINS = 12;

/** What the bins of one lot or wafer cost. */
@Component({
  selector: 'fw-bin-losses-panel',
  imports: [LossesPanel],
  template: `
    <fw-losses-panel
      [view]="view()"
      [heading]="say('heading')"
      [caption]="say('caption')"
      [empty]="say('empty')"
      [of]="of()"
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
  /** Id of the lot or wafer. */
  readonly of = input.required<string>();
  /** Hard and soft bins count the same dies: one kind is shown. */
  readonly kind = input<'soft' | 'hard'>('soft');
  protected readonly say = injectSay('lot.losses');

  protected readonly view = computed<ParetoView>(() => {
    const losses = this.losses();
    const ofKind = losses.filter(({ kind }) => kind === this.kind());
    const shown = (ofKind.length > 0 ? ofKind : losses).slice(0, MOST_BINS);
    return { losses: shown.map((bin) => ({ ...bin, name: bin.name || this.say('bin', { number: bin.number }) })) };
  });
}
