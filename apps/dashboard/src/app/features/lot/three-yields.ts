import { Component, computed, inject, input } from '@angular/core';
import type { ThreeYieldsFragment } from '@fabwright/data-access';
import { PRECISION } from '@fabwright/facts';
import { KpiTile } from '@fabwright/ui';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';

/** The three yields side by side, each with what it divides by. */
@Component({
  selector: 'fw-three-yields',
  imports: [KpiTile],
  host: { class: 'fw-kpis', role: 'group', '[attr.aria-label]': "say('label')" },
  template: `
    @for (tile of tiles(); track tile.label) {
      <fw-kpi-tile [label]="tile.label" [value]="tile.value" [note]="tile.note" />
    }
    <ng-content />
  `,
})
export class ThreeYields {
  readonly yields = input.required<ThreeYieldsFragment | null>();
  private readonly formats = inject(Formats);
  protected readonly say = injectSay('lot.yields');

  protected readonly tiles = computed(() => {
    const yields = this.yields();
    return [
      { label: this.say('final'), value: this.value(yields?.final), note: this.note(yields, 'goodFinal') },
      { label: this.say('first'), value: this.value(yields?.firstPass), note: this.note(yields, 'goodFirst') },
      { label: this.say('record'), value: this.value(yields?.record), note: this.recordNote(yields) },
    ];
  });

  private value(fraction: number | null | undefined): string {
    return this.formats.yield(fraction, PRECISION.yieldSideBySide);
  }

  private note(yields: ThreeYieldsFragment | null, good: 'goodFinal' | 'goodFirst'): string {
    if (!yields) return this.say('none');
    return this.say('ofGross', { good: this.formats.number(yields[good]), gross: this.formats.number(yields.gross) });
  }

  private recordNote(yields: ThreeYieldsFragment | null): string {
    if (!yields) return this.say('none');
    const [good, records] = [this.formats.number(yields.goodRecord), this.formats.number(yields.records)];
    return this.say('ofRecords', { good, records });
  }
}
