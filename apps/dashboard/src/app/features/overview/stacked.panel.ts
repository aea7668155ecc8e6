import { Component, computed, inject, input } from '@angular/core';
import { MIN_WAFERS_FOR_STACK } from '@fabwright/analytics';
import type { WaferMapView } from '@fabwright/charts';
import type { DieGeometryFragment } from '@fabwright/data-access';
import { MapLegend, Panel, WaferMap, type PanelState } from '@fabwright/ui';
import { failedState } from '../../core/failure/failed-state.ts';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { drawnGeometry } from '../../core/maps/map-view.ts';
import { stackedDiesResource } from '../../core/maps/wafer-maps.ts';
import { stackRates, stackScale } from './overview-stack.ts';
import type { Overview } from './overview-view.ts';

/** Where the week's wafers fail: share of wafers that failed at each die. */
@Component({
  selector: 'fw-stacked-panel',
  imports: [MapLegend, Panel, WaferMap],
  template: `
    <fw-panel [heading]="say('heading')" [caption]="caption()" [state]="state()" (retry)="dies.reload()">
      @if (view(); as drawn) {
        <div class="map">
          <fw-wafer-map [view]="drawn" [size]="220" [label]="label()" [interactive]="true" [dieText]="dieText" />
          <fw-map-legend [ramp]="ramp()" />
        </div>
      }
    </fw-panel>
  `,
  styles: `
    :host {
      display: grid;
    }
    .map {
      display: grid;
      gap: 8px;
      justify-items: center;
    }
  `,
})
export class StackedPanel {
  readonly overview = input.required<Overview>();
  readonly geometry = input.required<DieGeometryFragment>();
  readonly week = input.required<string>();

  private readonly formats = inject(Formats);
  protected readonly say = injectSay('overview.stacked');
  protected readonly dies = stackedDiesResource(() => this.overview().stacked?.url);
  private readonly stack = computed(() => (this.dies.hasValue() ? this.dies.value() : null));
  private readonly full = computed(() => stackScale(this.stack()));

  protected readonly view = computed<WaferMapView | null>(() => {
    const stack = this.stack();
    if (!stack) return null;
    const colouring = { kind: 'fail-rate', rates: stackRates(stack), full: this.full() } as const;
    return { dies: stack, geometry: drawnGeometry(this.geometry()), colouring };
  });
  protected readonly state = computed<PanelState>(() => {
    const stacked = this.overview().stacked;
    if (!stacked) return { kind: 'empty', heading: this.say('empty', { week: this.week() }) };
    if (this.dies.error()) return failedState(this.say('failed'), this.dies.error());
    if (!this.stack()) return { kind: 'loading' };
    return stacked.wafers >= MIN_WAFERS_FOR_STACK ? { kind: 'ready' } : { kind: 'too-little', text: this.say('few') };
  });
  protected readonly caption = computed(() => this.say('caption', { week: this.week(), wafers: this.wafersText() }));
  protected readonly label = computed(() => this.say('label', { wafers: this.wafersText() }));
  protected readonly ramp = computed(() => ({
    name: 'heat' as const,
    low: this.formats.yield(0, 0),
    high: this.formats.yield(this.full(), 0),
  }));

  protected readonly dieText = (die: number): string => {
    const stack = this.stack();
    if (!stack) return '';
    const share = this.formats.share(stack.failed[die] ?? 0, stack.tested[die] ?? 0, 'wafers');
    return `x ${stack.x[die] ?? 0}, y ${stack.y[die] ?? 0}\n${this.say('failing', { share })}`;
  };

  private wafersText(): string {
    return this.formats.count(this.overview().stacked?.wafers ?? 0, 'wafers');
  }
}
