import { Component, computed, inject, input } from '@angular/core';
import { RouterLink, type Params } from '@angular/router';
import type { ExcursionMovedQuery } from '@fabwright/data-access';
import { ExcursionMovedDocument } from '@fabwright/data-access/documents/excursions';
import { formatProbability } from '@fabwright/facts';
import { DataTable, Panel, TableCellTemplate, type PanelState, type TableColumn } from '@fabwright/ui';
import { Formats } from '../../../core/formats/formats.ts';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { injectExcursionWords } from '../excursion-words.ts';
import { parameterParams, type LinkedExcursion } from '../factor-link.ts';
import { injectEvidence } from './evidence.ts';

type Answer = Extract<ExcursionMovedQuery['excursion'], { __typename: 'Excursion' }>;
type Moved = Answer['movedParameters'][number];

/** Sensors, metrology and e-test that read differently on the affected wafers. */
@Component({
  selector: 'fw-moved-parameters',
  imports: [DataTable, Panel, RouterLink, TableCellTemplate],
  template: `
    <fw-panel [heading]="say('heading')" [caption]="say('caption')" [state]="state()" (retry)="evidence.reload()">
      <fw-data-table class="rows" [caption]="say('heading')" [columns]="columns()" [rows]="rows()" [rowKey]="keyOf">
        <ng-template fwCell="name" [fwCellOf]="rows()" let-row>
          <span class="name">
            <a class="fw-id" [routerLink]="['/yield']" [queryParams]="trendOf(row)">{{ nameOf(row) }}</a>
            <span class="fw-caption">{{ placeOf(row) }}</span>
          </span>
        </ng-template>
      </fw-data-table>
    </fw-panel>
  `,
  styles: `
    :host {
      display: grid;
    }
    .name {
      display: grid;
      padding: 3px 0;
    }
    .rows {
      display: block;
      max-height: 260px;
      overflow: auto;
    }
  `,
})
export class MovedParametersPanel {
  readonly excursionId = input.required<string>();
  readonly excursion = input.required<LinkedExcursion>();
  readonly round = input.required<number>();

  private readonly formats = inject(Formats);
  private readonly words = injectExcursionWords();
  protected readonly say = injectSay('excursions.moved');
  protected readonly evidence = injectEvidence(ExcursionMovedDocument, this.excursionId, this.round);
  protected readonly rows = computed(() => this.evidence.found()?.movedParameters ?? []);
  protected readonly state = computed<PanelState>(() => {
    const waiting = this.evidence.waiting(this.say('failed'));
    if (waiting) return waiting;
    return this.rows().length > 0 ? { kind: 'ready' } : { kind: 'empty', heading: this.say('none') };
  });
  protected readonly columns = computed<TableColumn<Moved>[]>(() => {
    const label = (key: string): string => this.say(key);
    const end = { align: 'end' as const };
    return [
      { key: 'name', label: label('name'), wraps: true },
      { key: 'affected', label: label('affected'), ...end, text: (row) => this.words.withUnit(row.affected, row.unit) },
      { key: 'others', label: label('others'), ...end, text: (row) => this.words.withUnit(row.others, row.unit) },
      { key: 'shift', label: label('shift'), ...end, text: (row) => this.shiftOf(row) },
      { key: 'lots', label: label('lots'), ...end, text: (row) => this.lotsOf(row) },
      { key: 'q', label: label('q'), ...end, text: (row) => this.qOf(row) },
    ];
  });
  protected readonly keyOf = ({ source, name, statistic, stepId }: Moved): string =>
    [source, name, statistic, stepId].join('|');

  protected nameOf({ name, statistic }: Moved): string {
    return [name, statistic].filter(Boolean).join(' · ');
  }

  protected placeOf({ source, stepName }: Moved): string {
    // e-test is its own step
    return [this.say(`source.${source}`), source === 'etest' ? '' : stepName].filter(Boolean).join(' · ');
  }

  /** The parameter's own trend in the explorer. */
  protected trendOf(row: Moved): Params {
    return parameterParams(row, this.excursion());
  }

  private shiftOf({ shift }: Moved): string {
    const sign = shift > 0 ? '+' : '';
    return this.say('sigmas', { value: `${sign}${this.formats.number(shift, 1)}` });
  }

  private lotsOf({ affectedLots, otherLots }: Moved): string {
    return this.say('lotsOf', {
      affected: this.formats.number(affectedLots),
      others: this.formats.number(otherLots),
    });
  }

  private qOf({ q }: Moved): string {
    return formatProbability(q, this.formats.locale()).replace(/^p (= )?/, '');
  }
}
