import { Component, computed, input } from '@angular/core';
import { rampTokens, type ColourToken, type RampName } from '@fabwright/charts';

/** What a colour of a map means. */
export interface LegendEntry {
  readonly token: ColourToken;
  readonly label: string;
}

/** Colours and their words, or a ramp with its two ends printed. */
@Component({
  selector: 'fw-map-legend',
  template: `
    @for (entry of entries(); track entry.label) {
      <span class="entry"><i [style.background]="'var(--' + entry.token + ')'"></i>{{ entry.label }}</span>
    }
    @if (ramp(); as scale) {
      <span>{{ scale.low }}</span>
      <span class="ramp" aria-hidden="true">
        @for (token of steps(); track token) {
          <i [style.background]="'var(--' + token + ')'"></i>
        }
      </span>
      <span>{{ scale.high }}</span>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 3px 12px;
      font: var(--t-caption);
      color: var(--ink-2);
    }
    .entry {
      display: inline-flex;
      align-items: center;
      gap: 5px;
    }
    .entry i {
      width: 9px;
      height: 9px;
      border: 1px solid var(--border-strong);
      border-radius: 2px;
    }
    .ramp {
      display: inline-flex;
      width: 120px;
      height: 8px;
      border-radius: 2px;
      overflow: hidden;
    }
    .ramp i {
      flex: 1;
    }
  `,
})
export class MapLegend {
  readonly entries = input<readonly LegendEntry[]>([]);
  readonly ramp = input<{ readonly name: RampName; readonly low: string; readonly high: string } | null>(null);
  protected readonly steps = computed(() => rampTokens(this.ramp()?.name ?? 'heat'));
}
