import { NgTemplateOutlet } from '@angular/common';
import {
  Component,
  computed,
  contentChildren,
  effect,
  ElementRef,
  inject,
  input,
  linkedSignal,
  model,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { Icon } from '../icon/icon.ts';
import { TableCellTemplate } from './table-cell-template.ts';

/** A column of a table. `text` is what is read when no template draws the cell. */
export interface TableColumn<Row> {
  readonly key: string;
  readonly label: string;
  readonly text?: (row: Row) => string;
  /** Numbers stand at the end. */
  readonly align?: 'start' | 'end';
  /** px; tables below each other line up where their columns have the same. */
  readonly width?: number;
  /** Sentences: they take what the other columns leave, in as many lines as they need. */
  readonly wraps?: boolean;
  readonly sortable?: boolean;
  /** Values to sort by when the table sorts itself; a server-sorted table leaves it out. */
  readonly sortValue?: (row: Row) => number | string | null;
}

export interface TableSort {
  readonly key: string;
  readonly descending: boolean;
}

/**
 * Rows with a sticky head. J, K and the arrows walk rows, Enter opens one. With `sortValue` in its columns it sorts
 * itself; otherwise it only says which sort is wanted. Cells are drawn by `<ng-template fwCell="key" let-row>`.
 */
@Component({
  selector: 'fw-data-table',
  imports: [Icon, NgTemplateOutlet],
  templateUrl: './data-table.html',
  styleUrl: './data-table.css',
})
export class DataTable<Row> {
  readonly caption = input.required<string>();
  readonly columns = input.required<readonly TableColumn<Row>[]>();
  readonly rows = input.required<readonly Row[]>();
  readonly rowKey = input.required<(row: Row) => string>();
  readonly selectedKey = input<string | null>(null);
  /** Rows open something: they take focus, Enter and clicks. */
  readonly opens = input(false);
  /**
   * Rows drawn at first; as many again whenever the end of those comes into sight. For long lists that change under a
   * hand. Rows that open are all drawn: keys walk them.
   */
  readonly drawnAtFirst = input(Infinity);
  readonly sort = model<TableSort | null>(null);
  readonly opened = output<Row>();

  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly templates = contentChildren(TableCellTemplate);
  protected readonly cells = computed(() => new Map(this.templates().map((cell) => [cell.fwCell(), cell.template])));
  protected readonly sorted = computed(() => sortRows(this.rows(), this.columns(), this.sort()));
  private readonly drawn = linkedSignal({ source: this.sorted, computation: () => this.drawnAtFirst() });
  protected readonly shown = computed(() => (this.opens() ? this.sorted() : this.sorted().slice(0, this.drawn())));
  protected readonly isCut = computed(() => this.shown().length < this.sorted().length);
  private readonly scroller = viewChild.required<ElementRef<HTMLElement>>('scroller');
  private readonly overflows = signal(false);
  /** It takes focus, so that keys can scroll what is out of sight; rows that open take it themselves. */
  protected readonly scrolls = computed(() => this.overflows() && !(this.opens() && this.shown().length > 0));
  private readonly end = viewChild<ElementRef<HTMLElement>>('end');
  /** Roving focus: one row is in the tab order. */
  protected readonly active = linkedSignal({
    source: this.sorted,
    computation: (rows): number =>
      Math.max(
        0,
        rows.findIndex((row) => this.rowKey()(row) === this.selectedKey()),
      ),
  });

  constructor() {
    effect((onCleanup) => {
      const end = this.end()?.nativeElement;
      if (!end) return;
      const observer = new IntersectionObserver((seen) => {
        if (seen.some(({ isIntersecting }) => isIntersecting)) this.drawn.update((rows) => rows + this.drawnAtFirst());
      });
      observer.observe(end);
      onCleanup(() => observer.disconnect());
    });
    effect((onCleanup) => {
      const scroller = this.scroller().nativeElement;
      const observer = new ResizeObserver(() => this.overflows.set(isLargerInside(scroller)));
      for (const element of [scroller, ...scroller.children]) observer.observe(element);
      onCleanup(() => observer.disconnect());
    });
  }

  protected sortState(column: TableColumn<Row>): 'ascending' | 'descending' | null {
    const sort = this.sort();
    if (sort?.key !== column.key) return null;
    return sort.descending ? 'descending' : 'ascending';
  }

  protected sortBy(column: TableColumn<Row>): void {
    const sort = this.sort();
    this.sort.set({ key: column.key, descending: sort?.key === column.key && !sort.descending });
  }

  protected open(row: Row, event: Event): void {
    // a link or button inside the row does what it says itself
    if (!this.opens() || (event.target instanceof Element && event.target.closest('a, button, input, label'))) return;
    this.opened.emit(row);
  }

  protected onKey(event: KeyboardEvent, index: number, row: Row): void {
    // a key inside a cell belongs to what is there: a field takes letters, a link takes Enter
    if (event.target !== event.currentTarget) return;
    const target = nextRow(event.key, index, this.sorted().length);
    if (target !== null) this.focusRow(target);
    else if (event.key === 'Enter') this.open(row, event);
    else return;
    event.preventDefault();
  }

  private focusRow(index: number): void {
    this.active.set(index);
    this.element.nativeElement.querySelectorAll<HTMLElement>('tbody tr')[index]?.focus();
  }
}

function isLargerInside(element: HTMLElement): boolean {
  return element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight;
}

function nextRow(key: string, index: number, count: number): number | null {
  const steps: Record<string, number> = {
    ArrowDown: index + 1,
    j: index + 1,
    ArrowUp: index - 1,
    k: index - 1,
    Home: 0,
    End: count - 1,
  };
  const target = steps[key];
  return target === undefined ? null : Math.max(0, Math.min(count - 1, target));
}

/** Rows without a value come last in either direction. */
function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  sort: TableSort | null,
): readonly Row[] {
  const value = columns.find(({ key }) => key === sort?.key)?.sortValue;
  if (!sort || !value) return rows;
  const direction = sort.descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return direction * (typeof x === 'number' && typeof y === 'number' ? x - y : compareTexts(String(x), String(y)));
  });
}

function compareTexts(a: string, b: string): number {
  return a.localeCompare(b, undefined, { numeric: true });
}
