import { Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { LotRowFragment } from '@fabwright/data-access';
import { Badge, DataTable, Panel, TableCellTemplate, type PanelState, type TableColumn } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';

/** The lots that came out of sort last; a row opens its lot. */
@Component({
  selector: 'fw-latest-lots',
  imports: [Badge, DataTable, Panel, RouterLink, TableCellTemplate, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'overview.latest'">
      <fw-panel [heading]="t('heading')" [caption]="t('caption')" [state]="state()">
        <a fwPanelTools class="fw-link" routerLink="/lots">{{ t('all') }}</a>
        <fw-data-table
          [caption]="t('heading')"
          [columns]="columns()"
          [rows]="lots()"
          [rowKey]="lotKey"
          [opens]="true"
          (opened)="open($event)"
        >
          <ng-template fwCell="lot" [fwCellOf]="lots()" let-row>
            <a class="fw-id" [routerLink]="['/lots', row.lotId]">{{ row.lotId }}</a>
          </ng-template>
          <ng-template fwCell="state" [fwCellOf]="lots()" let-row>
            @if (row.belowFloor) {
              <fw-badge status="alarm">{{ t('below') }}</fw-badge>
            }
            @if (row.onHold) {
              <fw-badge status="watch" icon="hold">{{ t('hold') }}</fw-badge>
            }
          </ng-template>
        </fw-data-table>
      </fw-panel>
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
    }
  `,
})
export class LatestLotsPanel {
  readonly lots = input.required<readonly LotRowFragment[]>();
  protected readonly formats = inject(Formats);
  private readonly router = inject(Router);
  private readonly say = injectSay('overview.latest');

  protected readonly state = computed<PanelState>(() => {
    if (this.lots().length > 0) return { kind: 'ready' };
    return { kind: 'empty', heading: this.say('empty') };
  });
  protected readonly columns = computed<TableColumn<LotRowFragment>[]>(() => {
    return [
      { key: 'lot', label: this.say('lot') },
      { key: 'tested', label: this.say('tested'), text: (row) => this.formats.time(row.firstPassEndedAt, false) },
      { key: 'yield', label: this.say('yield'), text: (row) => this.formats.yield(row.yields?.final), align: 'end' },
      { key: 'loss', label: this.say('loss'), text: (row) => this.lossOf(row) },
      { key: 'state', label: this.say('state') },
    ];
  });
  protected readonly lotKey = (row: LotRowFragment): string => row.lotId;

  protected open(row: LotRowFragment): void {
    void this.router.navigate(['/lots', row.lotId]);
  }

  private lossOf({ topLoss }: LotRowFragment): string {
    return topLoss ? `${topLoss.name}  ${this.formats.points(topLoss.loss)}` : '–';
  }
}
