import { Component, computed, inject, input, output } from '@angular/core';
import { formatMeasured } from '@fabwright/facts';
import { Button, DataTable, Panel, TableCellTemplate, type PanelState, type TableColumn } from '@fabwright/ui';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import type { WaferData } from './wafer.source.ts';

type TestRow = WaferData['tests'][number];
type ExclusionRow = WaferData['exclusions'][number];

/** Decimals of a printed limit: as many as it has, at most so many. */
const MOST_DECIMALS = 6;

/** The tests of a wafer, and when it was excluded and restored. */
@Component({
  selector: 'fw-wafer-records',
  imports: [Button, DataTable, Panel, TableCellTemplate],
  template: `
    <fw-panel
      [heading]="say('testsHeading')"
      [caption]="say('testsCaption', { count: formats.number(wafer().tests.length) })"
      [state]="stateOf(wafer().tests.length, 'noTests')"
    >
      <fw-data-table
        [caption]="say('testsHeading')"
        [columns]="testColumns()"
        [rows]="wafer().tests"
        [rowKey]="testKey"
        [opens]="true"
        [selectedKey]="shownTest()"
        (opened)="testChosen.emit($event.number)"
      >
        <ng-template fwCell="name" [fwCellOf]="wafer().tests" let-test>
          <button fwButton variant="link" type="button" class="fw-id" (click)="testChosen.emit(test.number)">
            {{ test.name || test.number }}
          </button>
        </ng-template>
      </fw-data-table>
    </fw-panel>
    @if (wafer().exclusions.length > 0) {
      <fw-panel [heading]="say('exclusionsHeading')">
        <fw-data-table
          [caption]="say('exclusionsHeading')"
          [columns]="exclusionColumns()"
          [rows]="wafer().exclusions"
          [rowKey]="exclusionKey"
        />
      </fw-panel>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--gap);
      align-content: start;
    }
    fw-data-table {
      max-height: 320px;
    }
  `,
})
export class WaferRecords {
  readonly wafer = input.required<WaferData>();
  /** Number of the test whose values are the map's colours. */
  readonly shownTest = input<string | null>(null);
  readonly testChosen = output<number>();
  protected readonly formats = inject(Formats);
  protected readonly say = injectSay('wafer');

  protected readonly testColumns = computed<TableColumn<TestRow>[]>(() => [
    {
      key: 'number',
      label: this.say('column.number'),
      text: (test) => String(test.number),
      sortValue: (t) => t.number,
    },
    { key: 'name', label: this.say('column.test'), sortValue: ({ name }) => name },
    { key: 'low', label: this.say('column.low'), align: 'end', text: (test) => this.limit(test, test.lowLimit) },
    { key: 'high', label: this.say('column.high'), align: 'end', text: (test) => this.limit(test, test.highLimit) },
    {
      key: 'executed',
      label: this.say('column.executed'),
      align: 'end',
      text: ({ executed }) => this.formats.number(executed),
      sortValue: ({ executed }) => executed,
    },
  ]);
  protected readonly exclusionColumns = computed<TableColumn<ExclusionRow>[]>(() => [
    {
      key: 'state',
      label: this.say('column.state'),
      text: (row) => this.stateOfExclusion(row),
    },
    { key: 'reason', label: this.say('column.reason'), text: ({ reason }) => reason },
    { key: 'by', label: this.say('column.by'), text: ({ by }) => by },
    { key: 'at', label: this.say('column.at'), text: ({ at }) => this.formats.time(at) },
  ]);

  protected readonly testKey = ({ number }: TestRow): string => String(number);
  protected readonly exclusionKey = ({ exclusionId }: ExclusionRow): string => exclusionId;

  protected stateOf(count: number, words: string): PanelState {
    return count > 0 ? { kind: 'ready' } : { kind: 'empty', heading: this.say(words) };
  }

  private stateOfExclusion({ restoredAt, restoredBy }: ExclusionRow): string {
    if (!restoredAt) return this.say('inForce');
    return this.say('restoredBy', { by: restoredBy ?? '–', time: this.formats.time(restoredAt) });
  }

  private limit({ unit }: TestRow, limit: number | null): string {
    if (limit === null) return '–';
    const printed = (Number(limit.toPrecision(MOST_DECIMALS)).toString().split('.')[1] ?? '').length;
    return formatMeasured(limit, unit, Math.min(MOST_DECIMALS, printed), this.formats.locale());
  }
}
