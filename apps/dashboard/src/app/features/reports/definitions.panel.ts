import { Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { ProductChoicesQuery, ReportDefinitionFragment } from '@fabwright/data-access';
import { Button, DataTable, Icon, Panel, TableCellTemplate, type PanelState, type TableColumn } from '@fabwright/ui';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { roleKey } from '../../core/session/role-key.ts';
import { SessionStore } from '../../core/session/session.store.ts';
import { EVERY_PRODUCT } from './builder/definition-draft.ts';

/** Reports as people have put them together; each opens in the builder. */
@Component({
  selector: 'fw-definitions-panel',
  imports: [Button, DataTable, Icon, Panel, RouterLink, TableCellTemplate],
  template: `
    <fw-panel [heading]="say('defined.heading')" [caption]="say('defined.caption')" [state]="ready">
      @if (mayWrite()) {
        <a fwPanelTools fwButton routerLink="/reports/build">
          <fw-icon name="plus" size="14" />{{ say('defined.build') }}
        </a>
      }
      @if (definitions().length > 0) {
        <fw-data-table
          [caption]="say('defined.heading')"
          [columns]="columns()"
          [rows]="definitions()"
          [rowKey]="rowKey"
          [opens]="true"
          (opened)="open($event)"
        >
          <ng-template fwCell="name" [fwCellOf]="definitions()" let-row>
            <strong class="name">{{ row.name }}</strong>
            @if (!row.own) {
              <span class="fw-caption">{{ say('owner', { name: row.ownerName }) }}</span>
            }
          </ng-template>
        </fw-data-table>
      } @else {
        <p class="fw-muted">{{ say('defined.empty') }}</p>
      }
    </fw-panel>
  `,
  styles: `
    .name {
      display: block;
      font-weight: 600;
    }
  `,
})
export class DefinitionsPanel {
  readonly definitions = input.required<readonly ReportDefinitionFragment[]>();
  readonly products = input.required<ProductChoicesQuery['products']>();

  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);
  private readonly formats = inject(Formats);
  protected readonly say = injectSay('reports');
  private readonly sayRole = injectSay('roles');
  protected readonly ready: PanelState = { kind: 'ready' };
  protected readonly mayWrite = computed(() => this.session.may('reports:write'));
  protected readonly columns = computed<TableColumn<ReportDefinitionFragment>[]>(() => [
    { key: 'name', label: this.say('defined.name') },
    { key: 'about', label: this.say('defined.about'), text: (row) => this.aboutOf(row) },
    {
      key: 'shared',
      label: this.say('defined.shared'),
      text: ({ sharedWith }) => this.formats.listed(sharedWith.map((role) => this.sayRole(roleKey(role)))),
    },
    { key: 'changed', label: this.say('defined.changed'), text: ({ changedAt }) => this.formats.time(changedAt) },
  ]);
  protected readonly rowKey = ({ definitionId }: ReportDefinitionFragment): string => definitionId;

  protected open({ definitionId }: ReportDefinitionFragment): void {
    void this.router.navigate(['/reports/build'], { queryParams: { report: definitionId } });
  }

  private aboutOf({ kind, productId, insertion }: ReportDefinitionFragment): string {
    const product = this.products().find((one) => one.productId === productId)?.name ?? productId;
    return [
      this.say(`kinds.${kind}`),
      productId === EVERY_PRODUCT ? this.say('everyProduct') : product,
      ...(insertion === null ? [] : [insertion]),
    ].join(' · ');
  }
}
