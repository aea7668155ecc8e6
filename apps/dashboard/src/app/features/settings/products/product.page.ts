import { Component, computed, effect, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { queryResource } from '@fabwright/data-access';
import { ProductSettingsDocument } from '@fabwright/data-access/documents/products';
import { Panel, type PanelState } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { failedState } from '../../../core/failure/failed-state.ts';
import { Formats } from '../../../core/formats/formats.ts';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { onChanges } from '../../../core/live/live-changes.ts';
import { PagePlace } from '../../../core/place/page-place.ts';
import { SessionStore } from '../../../core/session/session.store.ts';
import { BinsPanel } from './bins.panel.ts';
import { DieMapPanel } from './die-map.panel.ts';
import { TargetsPanel } from './targets.panel.ts';

/** One product: what it is, its die map, what is aimed at, and what its bins mean. */
@Component({
  selector: 'fw-product-page',
  imports: [BinsPanel, DieMapPanel, Panel, RouterLink, TargetsPanel, TranslocoDirective],
  templateUrl: './product.page.html',
  styles: `
    .side {
      display: grid;
      gap: var(--gap);
      align-content: start;
    }
    .history {
      margin-top: 10px;
      padding-top: 8px;
      border-top: 1px solid var(--border);
    }
  `,
})
export class ProductPage {
  /** Product id, from the path. */
  readonly product = input.required<string>();
  /** Which bins are listed; the address holds it. */
  readonly bk = input<string>();

  private readonly place = inject(PagePlace);
  private readonly session = inject(SessionStore);
  protected readonly formats = inject(Formats);
  private readonly say = injectSay('settings.products');
  private readonly query = queryResource(ProductSettingsDocument, () =>
    this.session.may('data:read') ? {} : undefined,
  );
  protected readonly mayWrite = computed(() => this.session.may('products:write'));
  protected readonly shown = computed(() =>
    this.query.hasValue()
      ? (this.query.value().products.find(({ productId }) => productId === this.product()) ?? null)
      : null,
  );
  protected readonly state = computed<PanelState>(() => {
    if (!this.session.may('data:read')) return { kind: 'no-rights', heading: this.say('noRights') };
    if (this.query.error()) return failedState(this.say('failed'), this.query.error());
    if (!this.query.hasValue()) return { kind: 'loading' };
    return this.shown()
      ? { kind: 'ready' }
      : { kind: 'empty', heading: this.say('notFound', { id: this.product() }), text: this.say('notFoundText') };
  });

  constructor() {
    onChanges(['products'], () => this.reload(), { ids: () => [this.product()] });
    effect(() => {
      const crumbs = [{ label: this.say('title'), link: '/settings/products' }];
      const product = this.shown();
      this.place.set(product ? { heading: product.name, crumbs } : { heading: this.product(), isId: true, crumbs });
    });
  }

  protected reload(): void {
    this.query.reload();
  }
}
