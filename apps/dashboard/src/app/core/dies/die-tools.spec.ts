import { CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, RouterLink } from '@angular/router';
import { UI_PREFERENCES } from '@fabwright/ui';
import { provideTranslocoTranspiler } from '@jsverse/transloco';
import { beforeEach, describe, expect, it } from 'vitest';
import { englishTexts } from '../../../test/english-texts.ts';
import { Formats } from '../formats/formats.ts';
import { IcuTranspiler } from '../i18n/icu-transpiler.ts';
import { injectCounted } from '../population/counted.ts';
import texts from '../population/i18n/en.json';
import { DieTools } from './die-tools.ts';
import { DiesChip } from './dies-chip.ts';

beforeEach(() => {
  TestBed.configureTestingModule({
    imports: [englishTexts({ population: texts })],
    providers: [
      provideRouter([]),
      provideTranslocoTranspiler(IcuTranspiler),
      { provide: Formats, useValue: { number: (n: number) => String(n) } },
      { provide: UI_PREFERENCES, useValue: { theme: signal('light'), language: signal('en') } },
    ],
  });
  // controls around it are not what is tested
  TestBed.overrideComponent(DieTools, { set: { imports: [RouterLink], schemas: [CUSTOM_ELEMENTS_SCHEMA] } });
  TestBed.overrideComponent(DiesChip, { set: { imports: [], schemas: [CUSTOM_ELEMENTS_SCHEMA] } });
});

describe('what belongs to chosen dies', () => {
  it('says how to choose, then what is chosen and where else it counts', async () => {
    const fixture = TestBed.createComponent(DieTools);
    const page = fixture.nativeElement as HTMLElement;
    fixture.componentRef.setInput('chosen', '');
    fixture.componentRef.setInput('params', { p: 'A', dies: '0.0.2' });
    await fixture.whenStable();
    expect(page.textContent).toContain(texts.dies.hint);
    fixture.componentRef.setInput('chosen', '2 of 36 die positions');
    await fixture.whenStable();
    expect(page.querySelector('[role=status]')?.textContent).toBe('2 of 36 die positions');
    expect([...page.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual([
      '/yield?p=A&dies=0.0.2',
      '/compare?p=A&dies=0.0.2',
      '/correlate?p=A&dies=0.0.2',
    ]);
    let cleared = 0;
    fixture.componentInstance.cleared.subscribe(() => (cleared += 1));
    page.querySelector<HTMLElement>('button[type=button]')?.click();
    expect(cleared).toBe(1);
  });

  it('is a chip that is taken back by a press', async () => {
    const fixture = TestBed.createComponent(DiesChip);
    fixture.componentRef.setInput('dies', '0.0.3.2');
    let removed = 0;
    fixture.componentInstance.removed.subscribe(() => (removed += 1));
    await fixture.whenStable();
    const chip = (fixture.nativeElement as HTMLElement).querySelector('button');
    expect(chip?.textContent).toContain('Dies 6');
    chip?.click();
    expect(removed).toBe(1);
  });

  it('is said in the caption of a chart, beside the wafers that were excluded', () => {
    const counted = TestBed.runInInjectionContext(() => injectCounted());
    expect(counted({ dies: { chosen: 47, positions: 612 }, excluded: 3 })).toEqual([
      '47 of 612 die positions',
      '3 excluded wafers not counted',
    ]);
    expect(counted({ dies: null, excluded: 0 })).toEqual([]);
    expect(counted(null)).toEqual([]);
  });
});
