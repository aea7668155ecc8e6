import { Component, computed, input, model, output } from '@angular/core';
import { RouterLink, type Params } from '@angular/router';
import { Button, Segmented, type BrushShape } from '@fabwright/ui';
import { injectSay } from '../i18n/inject-say.ts';

const PAGES = { yield: '/yield', maps: '/maps', compare: '/compare', correlate: '/correlate' } as const;
type PageName = keyof typeof PAGES;

/** How dies are chosen on the map above, what is chosen, and where else they are a filter. */
@Component({
  selector: 'fw-die-tools',
  imports: [Button, RouterLink, Segmented],
  template: `
    <fw-segmented [label]="say('shape')" [choices]="shapes()" [value]="shape()" (valueChange)="chooseShape($event)" />
    @if (chosen(); as text) {
      <span class="count" role="status">{{ text }}</span>
      @for (page of pages(); track page) {
        <a fwButton variant="link" [routerLink]="paths[page]" [queryParams]="params()">{{ say('to.' + page) }}</a>
      }
      <button fwButton variant="link" type="button" (click)="cleared.emit()">{{ say('takeBack') }}</button>
    } @else {
      <span class="fw-caption">{{ say('hint') }}</span>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 12px;
      align-items: center;
      margin-top: 8px;
      font: var(--t-small);
    }
  `,
})
export class DieTools {
  readonly shape = model<BrushShape>('rectangle');
  /** Said of what is chosen; empty: nothing is. */
  readonly chosen = input.required<string>();
  /** What the other pages take over: the wafers, and the dies. */
  readonly params = input.required<Params>();
  readonly pages = input<readonly PageName[]>(['yield', 'compare', 'correlate']);
  readonly cleared = output<void>();

  protected readonly say = injectSay('population.dies');
  protected readonly paths = PAGES;
  protected readonly shapes = computed(() =>
    (['rectangle', 'lasso'] as const).map((value) => ({ value, label: this.say(`by.${value}`) })),
  );

  protected chooseShape(value: string): void {
    this.shape.set(value === 'lasso' ? 'lasso' : 'rectangle');
  }
}
