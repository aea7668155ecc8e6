import { Component, computed, input, model } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

export interface ProductName {
  readonly productId: string;
  readonly name: string;
}

let groups = 0;

/** All products, or a list of them. Null = all, also of those to come. */
@Component({
  selector: 'fw-product-scope-field',
  imports: [TranslocoDirective],
  template: `
    <fieldset *transloco="let t; prefix: 'settings.scope'">
      <legend>{{ t('label') }}</legend>
      <label class="choice">
        <input type="radio" [name]="group" [checked]="scope() === null" (change)="scope.set(null)" />
        {{ t('all') }}
      </label>
      <label class="choice">
        <input type="radio" [name]="group" [checked]="scope() !== null" (change)="scope.set([])" />
        {{ t('some') }}
      </label>
      @if (scope(); as chosen) {
        <div class="list">
          @for (product of choices(); track product.productId) {
            <label class="choice">
              <input
                type="checkbox"
                [checked]="chosen.includes(product.productId)"
                (change)="toggle(product.productId)"
              />
              <span>{{ product.name }}</span>
              @if (product.name !== product.productId) {
                <span class="fw-caption fw-id">{{ product.productId }}</span>
              }
            </label>
          } @empty {
            <p class="fw-muted">{{ t('noProducts') }}</p>
          }
        </div>
        @if (chosen.length === 0) {
          <p class="fw-field-hint">{{ t('none') }}</p>
        }
      }
    </fieldset>
  `,
  styles: `
    fieldset {
      display: grid;
      min-width: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      padding: 0 0 2px;
      color: var(--ink-2);
      font: var(--t-small);
    }
    .choice {
      display: flex;
      gap: 8px;
      align-items: center;
      min-height: 26px;
      color: var(--ink);
      cursor: pointer;
    }
    .choice input {
      flex: none;
      margin: 0;
      accent-color: var(--accent);
    }
    .list {
      display: grid;
      max-height: 200px;
      margin-left: 22px;
      overflow: auto;
    }
  `,
})
export class ProductScopeField {
  readonly products = input.required<readonly ProductName[]>();
  readonly scope = model.required<readonly string[] | null>();
  protected readonly group = `fw-product-scope-${++groups}`;
  /** A product in the scope that nobody lists any more stays visible, so that it can be taken out. */
  protected readonly choices = computed(() => {
    const listed = this.products();
    const lost = (this.scope() ?? []).filter((id) => !listed.some(({ productId }) => productId === id));
    return [...listed, ...lost.map((id) => ({ productId: id, name: id }))];
  });

  protected toggle(productId: string): void {
    const scope = this.scope() ?? [];
    this.scope.set(scope.includes(productId) ? scope.filter((id) => id !== productId) : [...scope, productId]);
  }
}
