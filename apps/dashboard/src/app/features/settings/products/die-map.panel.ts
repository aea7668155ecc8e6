import { Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import type { ProductSettingsFragment } from '@fabwright/data-access';
import { Button, Icon, Panel, WaferMap, type PanelState } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { failedState } from '../../../core/failure/failed-state.ts';
import { Formats } from '../../../core/formats/formats.ts';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { waferMapsResource } from '../../../core/maps/wafer-maps.ts';
import { DieMapImport } from './die-map-import.ts';
import { definedMap, extentTexts } from './die-map-view.ts';

/** The product's die map, and the way to give it another one. */
@Component({
  selector: 'fw-die-map-panel',
  imports: [Button, DieMapImport, Icon, Panel, TranslocoDirective, WaferMap],
  template: `
    <ng-container *transloco="let t; prefix: 'settings.products'">
      <fw-panel [heading]="t('dieMap')" [caption]="caption()" [state]="state()" (retry)="maps.reload()">
        <ng-container fwPanelTools>
          @if (mayWrite() && !importing()) {
            <button fwButton type="button" (click)="importing.set(true)">
              <fw-icon name="import" size="14" />{{ product().dieMapUrl ? t('replaceMap') : t('giveMap') }}
            </button>
          }
        </ng-container>
        @if (view(); as map) {
          <fw-wafer-map
            [view]="map"
            [size]="280"
            [interactive]="true"
            [dieText]="dieText"
            [label]="t('mapLabel', { name: product().name, count: product().grossDies })"
          />
        }
        <div fwPanelFoot>
          @if (importing()) {
            <fw-die-map-import [product]="product()" (applied)="finish()" (cancelled)="importing.set(false)" />
          }
        </div>
      </fw-panel>
    </ng-container>
  `,
  styles: `
    fw-wafer-map {
      margin: 4px auto 0;
    }
    fw-die-map-import {
      border-top: 1px solid var(--border);
    }
  `,
})
export class DieMapPanel {
  readonly product = input.required<ProductSettingsFragment>();
  readonly mayWrite = input(false);
  readonly changed = output<void>();

  private readonly formats = inject(Formats);
  private readonly say = injectSay('settings.products');
  /** A form that was begun for one product is not for the next. */
  protected readonly importing = linkedSignal({ source: () => this.product().productId, computation: () => false });
  // the version makes a new map a new address for the browser's cache
  protected readonly maps = waferMapsResource(() => {
    const { dieMapUrl, version } = this.product();
    return dieMapUrl ? `${dieMapUrl}?version=${version}` : undefined;
  });
  private readonly dies = computed(() => (this.maps.hasValue() ? this.maps.value()[0] : undefined));
  protected readonly view = computed(() => {
    const dies = this.dies();
    return dies && dies.x.length > 0 ? definedMap(dies, this.product().geometry) : null;
  });
  protected readonly caption = computed(() => {
    const { minX, maxX, minY, maxY, defined } = this.product().geometry;
    if (!defined) return '';
    return this.say(
      'extent',
      extentTexts({ minX, maxX, minY, maxY }, (value) => this.formats.number(value)),
    );
  });
  protected readonly state = computed<PanelState>(() => {
    if (!this.product().dieMapUrl) {
      return { kind: 'empty', heading: this.say('noMapYet'), text: this.say('noMapText') };
    }
    if (this.maps.error()) return failedState(this.say('mapFailed'), this.maps.error());
    return this.dies() ? { kind: 'ready' } : { kind: 'loading' };
  });
  protected readonly dieText = (die: number): string =>
    this.say('dieAt', {
      x: this.formats.number(this.dies()?.x[die]),
      y: this.formats.number(this.dies()?.y[die]),
    });

  protected finish(): void {
    this.importing.set(false);
    this.changed.emit();
  }
}
