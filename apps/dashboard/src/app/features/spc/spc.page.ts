import { Component, computed } from '@angular/core';
import { queryResource } from '@fabwright/data-access';
import { ProductChoicesDocument } from '@fabwright/data-access/documents/lots';
import { Panel, type PanelState } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { failedState } from '../../core/failure/failed-state.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { SpcProductPanel } from './spc-product.panel.ts';

/** Which chart broke which rule: every product with its charts. */
@Component({
  selector: 'fw-spc-page',
  imports: [Panel, SpcProductPanel, TranslocoDirective],
  template: `
    <div class="fw-page" *transloco="let t; prefix: 'spc'">
      @for (product of products() ?? []; track product.productId) {
        <fw-spc-product [productId]="product.productId" [name]="product.name" />
      } @empty {
        <fw-panel [heading]="t('title')" [state]="state()" (retry)="query.reload()" />
      }
    </div>
  `,
})
export class SpcPage {
  private readonly say = injectSay('spc');
  protected readonly query = queryResource(ProductChoicesDocument, () => ({}));
  protected readonly products = computed(() => (this.query.hasValue() ? this.query.value().products : null));
  protected readonly state = computed<PanelState>(() => {
    if (this.query.error()) return failedState(this.say('failed'), this.query.error());
    return this.products() ? { kind: 'empty', heading: this.say('noProducts') } : { kind: 'loading' };
  });
}
