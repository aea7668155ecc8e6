import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Badge, Button, DataTable, Panel, TableCellTemplate, type PanelState, type TableColumn } from '@fabwright/ui';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { RunsPanel } from './runs.panel.ts';
import type { LotData, LotWafer } from './lot.source.ts';

type HistoryRow = LotData['history'][number];
type HoldRow = LotData['holds'][number];
type ChildRow = LotData['children'][number];

const EVENT_KINDS = ['start', 'move-in', 'move-out', 'split', 'merge', 'rework', 'scrap', 'ship'];

/** Where the lot has been and what happened to it: tables under the maps. */
@Component({
  selector: 'fw-lot-records',
  imports: [Badge, Button, DataTable, Panel, RouterLink, RunsPanel, TableCellTemplate],
  templateUrl: './lot-records.html',
  styles: `
    :host {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 520px), 1fr));
      gap: var(--gap);
      align-items: start;
    }
    .reason {
      display: inline-block;
      max-width: 30ch;
      overflow: hidden;
      text-overflow: ellipsis;
      vertical-align: bottom;
    }
    fw-data-table {
      max-height: 320px;
    }
  `,
})
export class LotRecords {
  readonly lot = input.required<LotData>();
  readonly mayRestore = input.required<boolean>();
  readonly restored = output<LotWafer>();
  protected readonly formats = inject(Formats);
  protected readonly say = injectSay('lot');

  protected readonly excluded = computed(() => this.lot().wafers.filter(({ excluded }) => excluded));
  protected readonly excludedColumns = computed<TableColumn<LotWafer>[]>(() => [
    { key: 'wafer', label: this.say('column.wafer') },
    { key: 'act', label: '' },
    { key: 'reason', label: this.say('column.reason'), wraps: true },
    { key: 'by', label: this.say('column.by'), text: ({ excluded }) => excluded?.by ?? '' },
    { key: 'at', label: this.say('column.at'), text: ({ excluded }) => this.formats.time(excluded?.at) },
  ]);
  protected readonly holdColumns = computed<TableColumn<HoldRow>[]>(() => [
    { key: 'state', label: this.say('column.state') },
    { key: 'reason', label: this.say('column.reason'), wraps: true },
    { key: 'step', label: this.say('column.step'), text: ({ stepId }) => stepId ?? '–' },
    { key: 'from', label: this.say('column.heldAt'), text: ({ heldAt }) => this.formats.time(heldAt) },
    { key: 'to', label: this.say('column.releasedAt'), text: ({ releasedAt }) => this.formats.time(releasedAt) },
  ]);
  protected readonly childColumns = computed<TableColumn<ChildRow>[]>(() => [
    { key: 'lot', label: this.say('column.lot'), text: ({ lotNo }) => lotNo },
    { key: 'kind', label: this.say('column.kind'), text: ({ kind }) => this.kind(kind) },
    { key: 'parent', label: this.say('column.parent'), text: ({ parentLotNo }) => parentLotNo },
    {
      key: 'wafers',
      label: this.say('column.wafers'),
      align: 'end',
      text: ({ wafers }) => this.formats.number(wafers),
    },
    { key: 'at', label: this.say('column.at'), text: ({ at }) => this.formats.time(at) },
  ]);
  protected readonly historyColumns = computed<TableColumn<HistoryRow>[]>(() => [
    { key: 'at', label: this.say('column.at'), text: ({ at }) => this.formats.time(at), sortValue: ({ at }) => at },
    { key: 'kind', label: this.say('column.kind'), text: ({ kind }) => this.kind(kind) },
    { key: 'step', label: this.say('column.step') },
    {
      key: 'tool',
      label: this.say('column.tool'),
      text: ({ toolId }) => toolId ?? '–',
      sortValue: (row) => row.toolId,
    },
    { key: 'lot', label: this.say('column.lot'), text: ({ lotNo }) => lotNo, sortValue: ({ lotNo }) => lotNo },
    { key: 'detail', label: this.say('column.detail'), text: ({ detail }) => detail ?? '' },
  ]);

  protected readonly waferKey = (wafer: LotWafer): string => wafer.waferId;
  protected readonly holdKey = (hold: HoldRow): string => hold.holdId;
  protected readonly childKey = ({ lotNo, kind, at }: ChildRow): string => `${lotNo} ${kind} ${at}`;
  protected readonly eventKey = (event: HistoryRow): string => event.eventId;

  protected stateOf(count: number, words: string): PanelState {
    return count > 0 ? { kind: 'ready' } : { kind: 'empty', heading: this.say(words) };
  }

  /** A kind of a later version is shown as it is. */
  private kind(kind: string): string {
    return EVENT_KINDS.includes(kind) ? this.say(`kind.${kind}`) : kind;
  }
}
