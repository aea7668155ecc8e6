import { Component } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from 'vitest';
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
