import { Component } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DataTable, type TableColumn } from './data-table.ts';
import { TableCellTemplate } from './table-cell-template.ts';

interface Lot {
  readonly id: string;
  readonly yield: number | null;
}

@Component({
  selector: 'fw-lots-under-test',
  imports: [DataTable, TableCellTemplate],
  template: `
    <fw-data-table
      caption="Lots"
      [columns]="columns"
      [rows]="rows"
      [rowKey]="key"
      [opens]="true"
      (opened)="opened.push($event.id)"
    >
      <ng-template fwCell="id" [fwCellOf]="rows" let-lot
        ><a href="#x">{{ lot.id }}</a></ng-template
      >
    </fw-data-table>
  `,
})
class LotsUnderTest {
  readonly opened: string[] = [];
  readonly key = (lot: Lot): string => lot.id;
  readonly rows: readonly Lot[] = [
    { id: 'N4K10', yield: 0.9 },
    { id: 'N4K9', yield: null },
    { id: 'N4K2', yield: 0.95 },
  ];
  readonly columns: readonly TableColumn<Lot>[] = [
    { key: 'id', label: 'Lot', sortValue: ({ id }) => id },
    { key: 'yield', label: 'Yield', align: 'end', text: (lot) => String(lot.yield), sortValue: (lot) => lot.yield },
  ];
}

describe('data table', () => {
  let fixture: ComponentFixture<LotsUnderTest>;
  const element = (): HTMLElement => fixture.nativeElement as HTMLElement;
  const rows = (): HTMLElement[] => [...element().querySelectorAll<HTMLElement>('tbody tr')];
  const ids = (): string[] => rows().map((row) => row.querySelector('a')?.textContent ?? '');
  const sortBy = async (label: string): Promise<void> => {
    [...element().querySelectorAll('button')].find((button) => button.textContent.includes(label))?.click();
    await fixture.whenStable();
  };
  const press = async (row: HTMLElement | undefined, key: string): Promise<void> => {
    row?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    await fixture.whenStable();
  };

  beforeEach(async () => {
    fixture = TestBed.createComponent(LotsUnderTest);
    document.body.append(element());
    await fixture.whenStable();
  });

  it('sorts ids as people count, and says so to screen readers', async () => {
    await sortBy('Lot');
    expect(ids()).toEqual(['N4K2', 'N4K9', 'N4K10']);
    expect(element().querySelector('th')?.getAttribute('aria-sort')).toBe('ascending');
  });

  it('keeps rows without a value at the end in both directions', async () => {
    await sortBy('Yield');
    expect(ids()).toEqual(['N4K10', 'N4K2', 'N4K9']);
    await sortBy('Yield');
    expect(ids()).toEqual(['N4K2', 'N4K10', 'N4K9']);
  });

  it('has one row in the tab order and walks by J, K and the arrows', async () => {
    expect(rows().map((row) => row.tabIndex)).toEqual([0, -1, -1]);
    await press(rows()[0], 'j');
    expect(document.activeElement).toBe(rows()[1]);
    await press(rows()[1], 'ArrowDown');
    await press(rows()[2], 'j');
    expect(document.activeElement).toBe(rows()[2]);
    await press(rows()[2], 'Home');
    expect(document.activeElement).toBe(rows()[0]);
    expect(rows().map((row) => row.tabIndex)).toEqual([0, -1, -1]);
  });

  it('opens a row by Enter or click, but leaves links in it alone', async () => {
    await press(rows()[1], 'Enter');
    rows()[2]?.querySelector<HTMLElement>('td[data-align]')?.click();
    rows()[0]?.querySelector('a')?.click();
    expect(fixture.componentInstance.opened).toEqual(['N4K9', 'N4K2']);
  });
});

describe('a long table', () => {
  let see: (isIntersecting: boolean) => void;
  let fixture: ComponentFixture<DataTable<Lot>>;
  const element = (): HTMLElement => fixture.nativeElement as HTMLElement;
  const ids = (): string[] => [...element().querySelectorAll('tbody tr')].map((row) => row.textContent.trim());

  beforeEach(async () => {
    vi.stubGlobal(
      'IntersectionObserver',
      class {
        constructor(told: (seen: { isIntersecting: boolean }[]) => void) {
          see = (isIntersecting) => told([{ isIntersecting }]);
        }
        observe(): void {}
        disconnect(): void {}
      },
    );
    fixture = TestBed.createComponent(DataTable<Lot>);
    for (const [name, value] of Object.entries({
      caption: 'Lots',
      rowKey: ({ id }: Lot): string => id,
      columns: [{ key: 'id', label: 'Lot', text: ({ id }: Lot): string => id, sortValue: ({ id }: Lot) => id }],
      rows: Array.from({ length: 50 }, (_, at) => ({ id: `L${at}`, yield: null })),
      drawnAtFirst: 20,
    }))
      fixture.componentRef.setInput(name, value);
    await fixture.whenStable();
  });

  afterEach(() => vi.unstubAllGlobals());

  it('draws more as its end comes into sight, until all are drawn, and says how many there are', async () => {
    expect(ids()).toHaveLength(20);
    expect(element().querySelector('table')?.getAttribute('aria-rowcount')).toBe('51');
    see(false);
    await fixture.whenStable();
    expect(ids()).toHaveLength(20);
    see(true);
    await fixture.whenStable();
    expect(ids()).toHaveLength(40);
    see(true);
    await fixture.whenStable();
    expect(ids()).toHaveLength(50);
    expect(element().querySelector('.end')).toBeNull();
    expect(element().querySelector('table')?.hasAttribute('aria-rowcount')).toBe(false);
  });

  it('sorts all of its rows, not those that are drawn', async () => {
    for (let press = 0; press < 2; press += 1) {
      element().querySelector<HTMLElement>('th button')?.click();
      await fixture.whenStable();
    }
    expect(ids().slice(0, 2)).toEqual(['L49', 'L48']);
    expect(ids()).toHaveLength(20);
  });

  it('draws all rows that open, so that keys reach them', async () => {
    fixture.componentRef.setInput('opens', true);
    await fixture.whenStable();
    expect(ids()).toHaveLength(50);
  });
});

describe('a table larger than its place', () => {
  let fixture: ComponentFixture<DataTable<Lot>>;
  let resized: () => void;
  const scroller = (): HTMLElement | null => (fixture.nativeElement as HTMLElement).querySelector('.scroll');
  const setWidths = async (inside: number, outside: number): Promise<void> => {
    Object.defineProperty(scroller(), 'scrollWidth', { value: inside, configurable: true });
    Object.defineProperty(scroller(), 'clientWidth', { value: outside, configurable: true });
    resized();
    await fixture.whenStable();
  };

  beforeEach(async () => {
    class Observer {
      constructor(changed: () => void) {
        resized = changed;
      }
      observe = vi.fn();
      disconnect = vi.fn();
    }
    vi.stubGlobal('ResizeObserver', Observer);
    fixture = TestBed.createComponent<DataTable<Lot>>(DataTable);
    for (const [name, value] of Object.entries({
      caption: 'Lots',
      rowKey: ({ id }: Lot): string => id,
      columns: [{ key: 'id', label: 'Lot', text: ({ id }: Lot): string => id }],
      rows: [{ id: 'N4K10', yield: null }],
    }))
      fixture.componentRef.setInput(name, value);
    await fixture.whenStable();
  });

  afterEach(() => vi.unstubAllGlobals());

  it('takes focus under its name, so that keys can scroll it, as long as it is larger', async () => {
    expect(scroller()?.hasAttribute('tabindex')).toBe(false);
    await setWidths(900, 400);
    expect(scroller()?.tabIndex).toBe(0);
    expect(scroller()?.getAttribute('role')).toBe('region');
    expect(scroller()?.getAttribute('aria-label')).toBe('Lots');
    await setWidths(400, 400);
    expect(scroller()?.hasAttribute('tabindex')).toBe(false);
    expect(scroller()?.hasAttribute('role')).toBe(false);
  });

  it('leaves focus to rows that open', async () => {
    fixture.componentRef.setInput('opens', true);
    await setWidths(900, 400);
    expect(scroller()?.hasAttribute('tabindex')).toBe(false);
  });
});
