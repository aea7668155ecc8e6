import { Component, computed, inject } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { queryResource, type ProductSettingsFragment } from '@fabwright/data-access';
import { ProductSettingsDocument } from '@fabwright/data-access/documents/products';
import { DataTable, Panel, TableCellTemplate, type PanelState, type TableColumn } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { failedState } from '../../../core/failure/failed-state.ts';
import { Formats } from '../../../core/formats/formats.ts';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { onChanges } from '../../../core/live/live-changes.ts';
import { SessionStore } from '../../../core/session/session.store.ts';

/** Every product the person may see, and how completely it is set up. */
@Component({
  selector: 'fw-products-page',
  imports: [DataTable, Panel, RouterLink, TableCellTemplate, TranslocoDirective],
  template: `
    <div class="fw-page" *transloco="let t; prefix: 'settings.products'">
      <fw-panel [heading]="t('title')" [caption]="t('caption')" [state]="state()" (retry)="reload()">
        <ng-container ngProjectAs="[fwPanelWays]">
          @if (state().kind === 'empty') {
            <a routerLink="/data/imports">{{ t('toImports') }}</a>
            <a routerLink="/data">{{ t('toHealth') }}</a>
          }
        </ng-container>
        <fw-data-table
          [caption]="t('title')"
          [columns]="columns()"
          [rows]="rows()"
          [rowKey]="rowKey"
          [opens]="true"
          (opened)="open($event)"
        >
          <ng-template fwCell="name" [fwCellOf]="rows()" let-product>
            <a [routerLink]="['/settings/products', product.productId]">{{ product.name }}</a>
          </ng-template>
          <ng-template fwCell="id" [fwCellOf]="rows()" let-product>
            <span class="fw-id">{{ product.productId }}</span>
          </ng-template>
        </fw-data-table>
      </fw-panel>
    </div>
  `,
})
export class ProductsPage {
  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);
  private readonly formats = inject(Formats);
  private readonly say = injectSay('settings.products');
  private readonly mayRead = computed(() => this.session.may('data:read'));
  private readonly query = queryResource(ProductSettingsDocument, () => (this.mayRead() ? {} : undefined));
  protected readonly rows = computed(() => (this.query.hasValue() ? this.query.value().products : []));
  protected readonly state = computed<PanelState>(() => {
    if (!this.mayRead()) return { kind: 'no-rights', heading: this.say('noRights') };
    if (this.query.error()) return failedState(this.say('failed'), this.query.error());
    if (!this.query.hasValue()) return { kind: 'loading' };
    return this.rows().length > 0
      ? { kind: 'ready' }
      : { kind: 'empty', heading: this.say('empty'), text: this.say('emptyText') };
  });
  protected readonly columns = computed<TableColumn<ProductSettingsFragment>[]>(() => [
    { key: 'name', label: this.say('name'), sortValue: ({ name }) => name },
    { key: 'id', label: this.say('id'), sortValue: ({ productId }) => productId },
    { key: 'customer', label: this.say('customer'), text: ({ customer }) => customer ?? '–' },
    { key: 'targets', label: this.say('targets'), text: (product) => this.targetsOf(product) },
    {
      key: 'dies',
      label: this.say('grossDies'),
      text: ({ grossDies }) => (grossDies > 0 ? this.formats.number(grossDies) : this.say('noMap')),
      align: 'end',
    },
    { key: 'bins', label: this.say('bins'), text: ({ bins }) => this.formats.number(bins.length), align: 'end' },
    { key: 'tests', label: this.say('tests'), text: ({ tests }) => this.formats.number(tests), align: 'end' },
    { key: 'by', label: this.say('definedBy'), text: ({ definedBy }) => this.say(`sources.${definedBy}`) },
    {
      key: 'version',
      label: this.say('version'),
      text: ({ version }) => (version > 0 ? String(version) : '–'),
      align: 'end',
    },
  ]);
  protected readonly rowKey = ({ productId }: ProductSettingsFragment): string => productId;

  constructor() {
    onChanges(['products'], () => this.reload());
  }

  protected reload(): void {
    this.query.reload();
  }

  protected open({ productId }: ProductSettingsFragment): void {
    void this.router.navigate(['/settings/products', productId]);
  }

  /** E.g. "CP1 95 % / 89 %": target and floor of each insertion. */
  private targetsOf({ insertions }: ProductSettingsFragment): string {
    const parts = insertions.map(
      ({ insertion, yieldTarget, floor }) =>
        `${insertion} ${this.formats.yield(yieldTarget)} / ${this.formats.yield(floor)}`,
    );
    return parts.length > 0 ? parts.join(' · ') : '–';
  }
}
