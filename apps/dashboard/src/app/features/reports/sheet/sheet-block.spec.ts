import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { SheetBlockView } from './sheet-block.ts';

const svg = (size: string): string => `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 10 10"></svg>`;

describe('pictures of a report on the screen', () => {
  let page: HTMLElement;

  beforeEach(async () => {
    const fixture = TestBed.createComponent(SheetBlockView);
    const figures = ['width="746" height="250"', 'width="360" height="270"', ''].map((size, at) => ({
      title: `Figure ${at}`,
      caption: '',
      svg: svg(size),
    }));
    fixture.componentRef.setInput('block', { kind: 'figures', figures });
    await fixture.whenStable();
    page = fixture.nativeElement as HTMLElement;
  });

  it('scroll by key where a phone would make them too small to read', () => {
    const scrolled = [...page.querySelectorAll('[role=region]')];
    expect(scrolled.map((region) => region.getAttribute('aria-label'))).toEqual(['Figure 0']);
    expect(scrolled[0]?.getAttribute('tabindex')).toBe('0');
  });

  it('have a size where they say none themselves', () => {
    expect([...page.querySelectorAll('img')].map(({ className }) => className)).toEqual(['wide', '', 'unsized']);
  });
});

describe('a table of a report on the screen', () => {
  it('keeps ids and moments in one line, and lets sentences break', async () => {
    const fixture = TestBed.createComponent(SheetBlockView);
    const columns = ['Lot', 'Time', 'Remark'].map((label) => ({ label, align: 'left' as const }));
    const rows = [['K2642-366', '23 Nov 2026, 10:00', 'Two wafers are excluded by hand since Friday.']];
    const table = { title: 'Lots', caption: '', columns, rows, empty: '' };
    fixture.componentRef.setInput('block', { kind: 'table', table });
    await fixture.whenStable();
    const cells = [...(fixture.nativeElement as HTMLElement).querySelectorAll('td')];
    expect(cells.map(({ classList }) => classList.contains('whole'))).toEqual([true, true, false]);
  });
});
