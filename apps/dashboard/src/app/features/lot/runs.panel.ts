import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { TestRunFragment } from '@fabwright/data-access';
import { Badge, DataTable, Panel, TableCellTemplate, type PanelState, type TableColumn } from '@fabwright/ui';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';

const KINDS = ['first-pass', 'retest', 'correction', 'superseded'];

/** The sort runs behind the yields: a corrected one stays, marked, and counts no longer. */
@Component({
  selector: 'fw-runs-panel',
  imports: [Badge, DataTable, Panel, RouterLink, TableCellTemplate],
  template: `
    <fw-panel [heading]="say('runsHeading')" [caption]="caption()" [state]="state()">
      <fw-data-table [caption]="say('runsHeading')" [columns]="columns()" [rows]="runs()" [rowKey]="key">
        <ng-template fwCell="wafer" [fwCellOf]="runs()" let-run>
          <a class="fw-id" [routerLink]="['/lots', lotId(), 'wafers', run.waferId]">{{ run.waferId }}</a>
        </ng-template>
        <ng-template fwCell="kind" [fwCellOf]="runs()" let-run>
          {{ kindOf(run) }}
          @if (run.supersededBy) {
            <fw-badge status="stale" [title]="say('supersededBy', { run: run.supersededBy })">{{
              say('superseded')
            }}</fw-badge>
          }
        </ng-template>
        <ng-template fwCell="program" [fwCellOf]="runs()" let-run>
          <span class="fw-id">{{ run.program }} {{ run.programRevision }}</span>
        </ng-template>
      </fw-data-table>
    </fw-panel>
  `,
  styles: `
    :host {
      display: grid;
    }
    fw-data-table {
      max-height: 320px;
    }
  `,
})
export class RunsPanel {
  readonly lotId = input.required<string>();
  readonly runs = input.required<readonly TestRunFragment[]>();
  readonly showsWafer = input(false);
  private readonly formats = inject(Formats);
  protected readonly say = injectSay('lot');

  protected readonly key = ({ runId, waferId }: TestRunFragment): string => `${runId} ${waferId}`;
  protected readonly state = computed<PanelState>(() =>
    this.runs().length > 0 ? { kind: 'ready' } : { kind: 'empty', heading: this.say('noRuns') },
  );
  protected readonly caption = computed(() => {
    const superseded = this.runs().filter(({ supersededBy }) => supersededBy).length;
    const all = this.formats.count(this.runs().length, 'runs');
    return superseded > 0 ? `${all} · ${this.say('supersededCount', { count: superseded })}` : all;
  });
  protected readonly columns = computed<TableColumn<TestRunFragment>[]>(() => {
    const wafer = { key: 'wafer', label: this.say('column.wafer'), sortValue: (run: TestRunFragment) => run.waferId };
    const columns: TableColumn<TestRunFragment>[] = [
      { key: 'kind', label: this.say('column.kind'), sortValue: ({ kind }) => kind },
      {
        key: 'at',
        label: this.say('column.startedAt'),
        text: (run) => this.formats.time(run.startedAt),
        sortValue: (run) => run.startedAt,
      },
      {
        key: 'records',
        label: this.say('column.records'),
        align: 'end',
        text: (run) => this.formats.number(run.records),
        sortValue: (run) => run.records,
      },
      {
        key: 'tester',
        label: this.say('column.tester'),
        text: (run) => [run.tester, run.probeCard].filter(Boolean).join(' · ') || '–',
      },
      { key: 'program', label: this.say('column.program') },
    ];
    return this.showsWafer() ? [wafer, ...columns] : columns;
  });

  protected kindOf({ kind }: TestRunFragment): string {
    return KINDS.includes(kind) ? this.say(`run.${kind}`) : kind;
  }
}
