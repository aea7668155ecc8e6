import { Component, computed, inject, input, output } from '@angular/core';
import { sparkline } from '@fabwright/charts';
import { Badge, Panel } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formats } from '../../core/formats/formats.ts';
import type { Overview } from './overview-view.ts';

const SPARK = { width: 96, height: 28 };

/** Every product the person may see, in one line each; a click makes it the page's product. */
@Component({
  selector: 'fw-products-strip',
  imports: [Badge, Panel, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'overview.products'">
      <fw-panel [heading]="t('heading')" [caption]="t('caption')">
        <ul>
          @for (product of rows(); track product.productId) {
            <li>
              <button
                type="button"
                [attr.aria-pressed]="product.productId === selected()"
                (click)="chosen.emit(product.productId)"
              >
                <span class="name">{{ product.name }}</span>
                <span class="value">{{ formats.yield(product.current.final) }}</span>
                <fw-badge [status]="product.alarms > 0 ? 'alarm' : 'ok'">{{
                  t('alarms', { count: product.alarms })
                }}</fw-badge>
                @if (product.line; as line) {
                  <svg [attr.width]="size.width" [attr.height]="size.height" aria-hidden="true">
                    <path [attr.d]="line.path" />
                    <circle [attr.cx]="line.last.x" [attr.cy]="line.last.y" r="2.2" />
                  </svg>
                }
                @if (product.target !== null) {
                  <span class="fw-caption target">{{ t('target', { target: formats.yield(product.target) }) }}</span>
                }
              </button>
            </li>
          }
        </ul>
      </fw-panel>
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
    }
    ul {
      display: grid;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    button {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto auto;
      gap: 2px 10px;
      align-items: center;
      width: 100%;
      min-height: 36px;
      padding: 8px 12px;
      border: 0;
      border-bottom: 1px solid var(--border);
      background: none;
      color: var(--ink-2);
      font: var(--t-small);
      text-align: left;
      cursor: pointer;
    }
    li:last-child button {
      border-bottom: 0;
    }
    button:hover {
      background: var(--surface-hover);
    }
    button[aria-pressed='true'] {
      background: var(--surface-selected);
    }
    .name {
      overflow: hidden;
      color: var(--ink);
      font-weight: 500;
      text-overflow: ellipsis;
    }
    .value {
      color: var(--ink);
      font-weight: 600;
      font-feature-settings: var(--num);
    }
    .target {
      grid-column: 2 / -1;
      justify-self: end;
    }
    svg path {
      fill: none;
      stroke: var(--cat-other);
      stroke-width: 1.3;
    }
    svg circle {
      fill: var(--ink);
    }
  `,
})
export class ProductsStrip {
  readonly products = input.required<Overview['products']>();
  readonly selected = input.required<string | null>();
  readonly chosen = output<string>();
  protected readonly formats = inject(Formats);
  protected readonly size = SPARK;
  protected readonly rows = computed(() =>
    this.products().map((product) => ({ ...product, line: sparkline(product.sparkline, SPARK) })),
  );
}
