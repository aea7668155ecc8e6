import { Component, computed, input, linkedSignal } from '@angular/core';
import type { ChartTable, TableCell } from '@fabwright/charts';
import { Icon } from '../icon/icon.ts';

/** A chart's values as a table, sortable by every column. */
@Component({
  selector: 'fw-chart-table-view',
  imports: [Icon],
  host: { tabindex: '0', role: 'region', '[attr.aria-label]': 'table().caption' },
  template: `
    <table class="fw-table">
      <caption class="fw-unseen">
        {{
          table().caption
        }}
      </caption>
      <thead>
        <tr>
          @for (column of table().columns; track $index) {
            <th scope="col" [attr.data-align]="column.numeric ? 'end' : null" [attr.aria-sort]="sortOf($index)">
              <button type="button" (click)="sortBy($index)">
                {{ column.label }}
                @if (sort()?.column === $index) {
                  <fw-icon [name]="sort()?.descending ? 'down' : 'up'" size="12" />
                }
              </button>
            </th>
          }
        </tr>
      </thead>
      <tbody>
        @for (row of rows(); track $index) {
          <tr>
            @for (cell of row; track $index) {
              <td [attr.data-align]="table().columns[$index]?.numeric ? 'end' : null">{{ cell.text }}</td>
            }
          </tr>
        }
      </tbody>
    </table>
  `,
  styles: `
    :host {
      display: block;
      overflow: auto;
    }
    button {
      display: inline-flex;
      align-items: center;
      gap: 4px;
      min-height: 24px;
      padding: 0;
      border: 0;
      background: none;
      color: inherit;
      font: inherit;
      cursor: pointer;
    }
  `,
})
export class ChartTableView {
  readonly table = input.required<ChartTable>();
  protected readonly sort = linkedSignal<ChartTable['columns'], { column: number; descending: boolean } | null>({
    source: () => this.table().columns,
    computation: (_columns, previous) => previous?.value ?? null,
  });
  protected readonly rows = computed(() => {
    const sort = this.sort();
    if (!sort) return this.table().rows;
    const direction = sort.descending ? -1 : 1;
    return [...this.table().rows].sort((a, b) => direction * compareCells(a[sort.column], b[sort.column]));
  });

  protected sortOf(column: number): 'ascending' | 'descending' | null {
    const sort = this.sort();
    if (sort?.column !== column) return null;
    return sort.descending ? 'descending' : 'ascending';
  }

  protected sortBy(column: number): void {
    const sort = this.sort();
    this.sort.set({ column, descending: sort?.column === column && !sort.descending });
  }
}

/** Numbers by size, texts by language; cells without a value come first. */
function compareCells(a: TableCell | undefined, b: TableCell | undefined): number {
  const [x, y] = [a?.value ?? null, b?.value ?? null];
  if (x === null || y === null) return Number(y === null) - Number(x === null);
  return typeof x === 'number' && typeof y === 'number' ? x - y : compareTexts(String(x), String(y));
}

function compareTexts(a: string, b: string): number {
  return a.localeCompare(b, undefined, { numeric: true });
}
