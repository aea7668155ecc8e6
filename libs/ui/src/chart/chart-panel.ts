import { CdkMenu, CdkMenuItem, CdkMenuTrigger } from '@angular/cdk/menu';
import { Component, computed, input, output, signal, viewChild } from '@angular/core';
import { toCsv, type ChartTable } from '@fabwright/charts';
import { Button } from '../button/button.ts';
import { Icon } from '../icon/icon.ts';
import { Panel, type PanelState } from '../panel/panel.ts';
import { injectUiWords } from '../words/ui-words.ts';
import { Chart, type ChartBuilder, type ChartWalk, type MarkEvent } from './chart.ts';
import { ChartTableView } from './chart-table-view.ts';
import { saveFile } from './save-file.ts';

/** A panel with a chart: table view of the same values (T) and export (E), as every chart has them. */
@Component({
  selector: 'fw-chart-panel',
  imports: [Button, CdkMenu, CdkMenuItem, CdkMenuTrigger, Chart, ChartTableView, Icon, Panel],
  host: { tabindex: '-1', '(keydown)': 'onKey($event)' },
  template: `
    <fw-panel [heading]="heading()" [caption]="caption()" [state]="state()" (retry)="retry.emit()">
      <ng-content select="[fwPanelTools]" ngProjectAs="[fwPanelTools]" />
      <ng-container ngProjectAs="[fwPanelTools]">
        @if (drawable()) {
          <button
            fwButton
            variant="icon"
            type="button"
            [attr.aria-pressed]="asTable()"
            [attr.aria-label]="words().tableView"
            [title]="asTable() ? words().chartView : words().tableView"
            (click)="asTable.set(!asTable())"
          >
            <fw-icon [name]="asTable() ? 'chart' : 'table'" />
          </button>
          <button
            fwButton
            variant="icon"
            type="button"
            [cdkMenuTriggerFor]="exports"
            [attr.aria-label]="words().export"
            [title]="words().export"
          >
            <fw-icon name="download" />
          </button>
        }
      </ng-container>
      <ng-content select="[fwPanelWays]" ngProjectAs="[fwPanelWays]" />
      <ng-content />
      @if (asTable()) {
        <fw-chart-table-view [table]="table()" [style.height.px]="height()" />
      } @else {
        <fw-chart
          [build]="build()"
          [label]="label()"
          [renderer]="renderer()"
          [walk]="walk()"
          [style.height.px]="height()"
          (markClick)="markClick.emit($event)"
        />
      }
      <ng-content select="[fwPanelFoot]" ngProjectAs="[fwPanelFoot]" />
    </fw-panel>
    <ng-template #exports>
      <div class="fw-pop fw-menu" cdkMenu>
        <button
          class="fw-menu-item"
          type="button"
          cdkMenuItem
          [cdkMenuItemDisabled]="asTable()"
          (cdkMenuItemTriggered)="save('png')"
        >
          {{ words().exportPng }}
        </button>
        <button
          class="fw-menu-item"
          type="button"
          cdkMenuItem
          [cdkMenuItemDisabled]="asTable()"
          (cdkMenuItemTriggered)="save('svg')"
        >
          {{ words().exportSvg }}
        </button>
        <button class="fw-menu-item" type="button" cdkMenuItem (cdkMenuItemTriggered)="saveCsv()">
          {{ words().exportCsv }}
        </button>
      </div>
    </ng-template>
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
    fw-panel {
      height: 100%;
    }
    .fw-menu-item[aria-disabled='true'] {
      opacity: 0.55;
      cursor: default;
    }
  `,
})
export class ChartPanel {
  readonly heading = input.required<string>();
  readonly caption = input<string>();
  readonly state = input<PanelState>({ kind: 'ready' });
  readonly build = input.required<ChartBuilder>();
  readonly label = input.required<string>();
  /** The drawn values: for the table view and the CSV. */
  readonly table = input.required<ChartTable>();
  /** Name of exported files, without ending. */
  readonly fileName = input.required<string>();
  /** Lines above the CSV's header: filters, as-of, query. */
  readonly notes = input<readonly string[]>([]);
  readonly height = input(280);
  /** Series whose marks are the rows of the table: the arrow keys walk them. */
  readonly series = input<string>();
  readonly renderer = input<'svg' | 'canvas'>('svg');
  readonly retry = output<void>();
  readonly markClick = output<MarkEvent>();

  protected readonly words = injectUiWords();
  protected readonly asTable = signal(false);
  private readonly chart = viewChild(Chart);
  private readonly exportTrigger = viewChild(CdkMenuTrigger);
  protected readonly walk = computed<ChartWalk | null>(() => {
    const seriesId = this.series();
    if (seriesId === undefined) return null;
    const marks = this.table().rows.map((row) => ({
      name: row[0]?.text ?? '',
      text: row.map(({ text }) => text).join(', '),
    }));
    return { seriesId, marks };
  });
  protected readonly drawable = computed(() => ['ready', 'stale', 'partial', 'too-little'].includes(this.state().kind));

  protected onKey(event: KeyboardEvent): void {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (typing || !this.drawable() || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === 't') this.asTable.update((table) => !table);
    else if (key === 'e') this.exportTrigger()?.open();
    else return;
    event.preventDefault();
  }

  protected async save(format: 'png' | 'svg'): Promise<void> {
    const content = await this.chart()?.exportAs(format);
    if (content) saveFile(content, `${this.fileName()}.${format}`);
  }

  protected saveCsv(): void {
    saveFile(
      new Blob([toCsv(this.table(), this.notes())], { type: 'text/csv;charset=utf-8' }),
      `${this.fileName()}.csv`,
    );
  }
}
