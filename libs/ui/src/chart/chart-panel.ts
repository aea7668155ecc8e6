import { CdkMenu, CdkMenuItem, CdkMenuTrigger } from '@angular/cdk/menu';
import { Component, computed, ElementRef, inject, input, output, signal, viewChild } from '@angular/core';
import { toCsv, type ChartTable } from '@fabwright/charts';
import { Button } from '../button/button.ts';
import { Icon } from '../icon/icon.ts';
import { Panel, type PanelState } from '../panel/panel.ts';
import { injectUiWords } from '../words/ui-words.ts';
import { UI_PREFERENCES } from '../preferences.ts';
import { Chart, type ChartBuilder, type ChartWalk, type DotPainter, type MarkEvent } from './chart.ts';
import { ChartTableView } from './chart-table-view.ts';
import { exportChart } from './export-chart.ts';
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
        <fw-chart-table-view
          #drawing
          [table]="table()"
          [style.height]="fill() ? '100%' : height() + 'px'"
          [style.min-height.px]="height()"
        />
      } @else {
        <fw-chart
          #drawing
          [build]="apart()?.ground ?? build()"
          [dots]="apart()?.dots ?? null"
          [label]="label()"
          [renderer]="renderer()"
          [walk]="walk()"
          [style.height]="fill() ? '100%' : height() + 'px'"
          [style.min-height.px]="height()"
          (markClick)="markClick.emit($event)"
        />
      }
      <ng-content select="[fwPanelFoot]" ngProjectAs="[fwPanelFoot]" />
    </fw-panel>
    <ng-template #exports>
      <div class="fw-pop fw-menu" cdkMenu>
        <button class="fw-menu-item" type="button" cdkMenuItem (cdkMenuItemTriggered)="save('png')">
          {{ words().exportPng }}
        </button>
        <button class="fw-menu-item" type="button" cdkMenuItem (cdkMenuItemTriggered)="save('svg')">
          {{ words().exportSvg }}
        </button>
        <button class="fw-menu-item" type="button" cdkMenuItem (cdkMenuItemTriggered)="saveCsv()">
          {{ words().exportCsv }}
        </button>
        <button class="fw-menu-item" type="button" cdkMenuItem (cdkMenuItemTriggered)="saveParquet()">
          {{ words().exportParquet }}
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
  `,
})
export class ChartPanel {
  readonly heading = input.required<string>();
  readonly caption = input<string>();
  readonly state = input<PanelState>({ kind: 'ready' });
  readonly build = input.required<ChartBuilder>();
  /** On the screen marks that are too many for the engine are painted apart from the rest; files take `build`. */
  readonly apart = input<{ readonly ground: ChartBuilder; readonly dots: DotPainter } | null>(null);
  readonly label = input.required<string>();
  /** The drawn values: for the table view, the CSV and the Parquet file. */
  readonly table = input.required<ChartTable>();
  /** Name of exported files, without ending. */
  readonly fileName = input.required<string>();
  /** Filters and query, one a line above the CSV's header; heading, caption and as-of stand there anyway. */
  readonly notes = input<readonly string[]>([]);
  readonly height = input(280);
  /** Grows with the row of panels that it stands in; `height` is then the least. */
  readonly fill = input(false);
  /** Series whose marks are the rows of the table: the arrow keys walk them. */
  readonly series = input<string>();
  readonly renderer = input<'svg' | 'canvas'>('svg');
  readonly retry = output<void>();
  readonly markClick = output<MarkEvent>();

  protected readonly words = injectUiWords();
  protected readonly asTable = signal(false);
  private readonly preferences = inject(UI_PREFERENCES);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly drawing = viewChild.required<unknown, ElementRef<HTMLElement>>('drawing', { read: ElementRef });
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
    if (!this.drawable() || this.preferences.singleKeys?.() === false || isElsewhere(event)) return;
    const key = event.key.toLowerCase();
    if (key === 't') this.turn();
    else if (key === 'e') this.exportTrigger()?.open();
    else return;
    event.preventDefault();
  }

  /** The image has the size of what it stands for on the screen, also while the table is shown. */
  protected async save(format: 'png' | 'svg'): Promise<void> {
    const { clientWidth: widthPx, clientHeight: heightPx } = this.drawing().nativeElement;
    saveFile(await exportChart(this.build(), { widthPx, heightPx }, format), `${this.fileName()}.${format}`);
  }

  protected saveCsv(): void {
    const csv = toCsv(this.table(), [this.heading(), ...this.fileNotes()]);
    saveFile(new Blob([csv], { type: 'text/csv;charset=utf-8' }), `${this.fileName()}.csv`);
  }

  protected async saveParquet(): Promise<void> {
    const [table, title, notes] = [this.table(), this.heading(), this.fileNotes()];
    const { toParquet } = await import('./parquet-file.ts');
    const type = 'application/vnd.apache.parquet';
    saveFile(new Blob([toParquet(table, { title, notes })], { type }), `${this.fileName()}.parquet`);
  }

  /** Filters, as-of and the link, as every exported table carries them. */
  private fileNotes(): string[] {
    const notes = [this.caption() ?? '', ...this.notes(), ...(this.preferences.exportNotes?.() ?? [])];
    return notes.filter((note) => note !== '');
  }

  /** The focus would be lost with the view that goes: the panel keeps it, so that T turns back. */
  private turn(): void {
    this.host.focus();
    this.asTable.update((table) => !table);
  }
}

/** With a modifier it is the browser's; in a field it is a letter. */
function isElsewhere({ target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return ctrlKey || metaKey || altKey || target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
