import { Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { ExcursionPageFragment } from '@fabwright/data-access';
import { Badge, DataTable, Panel, TableCellTemplate, type PanelState, type TableColumn } from '@fabwright/ui';
import { Formats } from '../../../core/formats/formats.ts';
import { injectSay } from '../../../core/i18n/inject-say.ts';

type Lot = ExcursionPageFragment['lots'][number];

/** The lots of the excursion; a row opens its lot. */
@Component({
  selector: 'fw-affected-lots',
  imports: [Badge, DataTable, Panel, RouterLink, TableCellTemplate],
  template: `
    <fw-panel [heading]="say('heading')" [caption]="caption()" [state]="state()">
      <fw-data-table
        class="rows"
        [caption]="say('heading')"
        [columns]="columns()"
        [rows]="lots()"
        [rowKey]="keyOf"
        [opens]="true"
        (opened)="open($event)"
      >
        <ng-template fwCell="lot" [fwCellOf]="lots()" let-row>
          <a class="fw-id" [routerLink]="['/lots', row.lotId]" [queryParams]="params()">{{ row.lotId }}</a>
          @if (row.onHold) {
            <fw-badge status="watch" icon="hold">{{ say('hold') }}</fw-badge>
          }
        </ng-template>
      </fw-data-table>
    </fw-panel>
  `,
  styles: `
    :host {
      display: grid;
    }
    .rows {
      display: block;
      max-height: 260px;
      overflow: auto;
    }
  `,
})
export class AffectedLotsPanel {
  readonly lots = input.required<readonly Lot[]>();
  readonly insertion = input.required<string | null>();

  private readonly formats = inject(Formats);
  private readonly router = inject(Router);
  protected readonly say = injectSay('excursions.lotsPanel');
  private readonly sayRule = injectSay('excursions.rule');
  protected readonly params = computed(() => (this.insertion() ? { ins: this.insertion() } : {}));
  protected readonly caption = computed(() => {
    const wafers = this.lots().reduce((sum, { waferIds }) => sum + waferIds.length, 0);
    return this.say('caption', {
      lots: this.formats.count(this.lots().length, 'lots'),
      wafers: this.formats.count(wafers, 'wafers'),
    });
  });
  protected readonly state = computed<PanelState>(() =>
    this.lots().length > 0 ? { kind: 'ready' } : { kind: 'empty', heading: this.say('none') },
  );
  /** What shows before sort has the time of its run. */
  private readonly sorted = computed(() => this.lots().some(({ finalYield }) => typeof finalYield === 'number'));
  protected readonly columns = computed<TableColumn<Lot>[]>(() => {
    const label = (key: string): string => this.say(key);
    const end = { align: 'end' as const };
    return [
      { key: 'lot', label: label('lot'), sortValue: (row) => row.lotId },
      {
        key: 'wafers',
        label: label('wafers'),
        ...end,
        text: (row) => this.say('wafersOf', { affected: row.waferIds.length, all: row.wafers }),
      },
      {
        key: 'yield',
        label: label('yield'),
        ...end,
        text: (row) => this.formats.yield(row.finalYield),
        sortValue: (row) => row.finalYield ?? null,
      },
      {
        key: 'loss',
        label: label('loss'),
        ...end,
        text: (row) => (typeof row.lossPp === 'number' ? this.formats.points(row.lossPp / 100) : '–'),
        sortValue: (row) => row.lossPp ?? null,
      },
      { key: 'alarms', label: label('alarms'), text: (row) => this.rulesOf(row) },
      {
        key: 'tested',
        label: label(this.sorted() ? 'tested' : 'measured'),
        text: (row) => this.formats.time(row.testedAt, false),
        sortValue: (row) => row.testedAt,
      },
    ];
  });
  protected readonly keyOf = ({ lotId }: Lot): string => lotId;

  protected open({ lotId }: Lot): void {
    void this.router.navigate(['/lots', lotId], { queryParams: this.params() });
  }

  private rulesOf({ alarms }: Lot): string {
    return this.formats.listed([...new Set(alarms.map(({ rule }) => this.sayRule(rule)))]);
  }
}
