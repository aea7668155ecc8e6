import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from 'vitest';
import { FactText } from './fact-text.ts';

describe('sentence made from facts', () => {
  it('reads as the sentence it is, and opens the evidence of a value', async () => {
    const fixture = TestBed.createComponent(FactText);
    fixture.componentRef.setInput('spans', [
      { text: 'Final yield was ' },
      { text: '92.1 %', factId: 'F1' },
      { text: ' in ' },
      { text: 'W47', factId: 'F9' },
      { text: '.' },
    ]);
    fixture.componentRef.setInput('facts', [
      {
        id: 'F1',
        key: 'yield.final/K7',
        text: '92.1 %',
        definition: 'Good over gross dies.',
        query: 'weekYield',
        rows: 325,
        n: 1456,
        asOf: '48112',
      },
    ]);
    const opened: (string | null)[] = [];
    fixture.componentInstance.opened.subscribe((fact) => opened.push(fact));
    await fixture.whenStable();
    const element = fixture.nativeElement as HTMLElement;
    expect(element.textContent.replaceAll(/\s+/g, ' ').trim()).toBe('Final yield was 92.1 %F1 in W47.');
    const buttons = element.querySelectorAll('button');
    // a fact that isn't on the sheet opens nothing: it stays text
    expect(buttons).toHaveLength(1);
    buttons[0]?.click();
    await fixture.whenStable();
    const card = document.querySelector('fw-evidence-card');
    expect(card?.textContent).toContain('Good over gross dies.');
    expect(card?.textContent).toContain('1,456');
    expect(opened).toEqual(['F1']);
  });
});
