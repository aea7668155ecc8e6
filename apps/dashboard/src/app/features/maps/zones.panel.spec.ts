import { CUSTOM_ELEMENTS_SCHEMA } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideTranslocoTranspiler } from '@jsverse/transloco';
import { describe, expect, it } from 'vitest';
import { englishTexts } from '../../../test/english-texts.ts';
import { Formats } from '../../core/formats/formats.ts';
import { IcuTranspiler } from '../../core/i18n/icu-transpiler.ts';
import texts from './i18n/en.json';
import { ZonesPanel } from './zones.panel.ts';

async function shown(inputs: Readonly<Record<string, unknown>>): Promise<HTMLElement> {
  TestBed.configureTestingModule({
    imports: [englishTexts({ stacks: texts })],
    providers: [
      provideTranslocoTranspiler(IcuTranspiler),
      { provide: Formats, useValue: { count: (n: number) => String(n) } },
    ],
  });
  TestBed.overrideComponent(ZonesPanel, { set: { imports: [], schemas: [CUSTOM_ELEMENTS_SCHEMA] } });
  const fixture = TestBed.createComponent(ZonesPanel);
  const given = { stackState: { kind: 'ready' }, zones: 'rings', ...inputs };
  for (const [name, value] of Object.entries(given)) fixture.componentRef.setInput(name, value);
  await fixture.whenStable();
  return fixture.nativeElement as HTMLElement;
}

async function note(overlap: object | null): Promise<string> {
  const group = { wafers: 4, lots: 2, wafersInAll: 4, failRate: 0.1, url: '' };
  const comparison = { zones: [], stack: group, other: group, untested: 'too-few-lots', lotsLeftOut: 0, overlap };
  return (await shown({ comparison })).querySelector('p')?.textContent ?? '';
}

describe('zones of stacks that are not there', () => {
  it('say what the stacks say, and do not compute for ever', async () => {
    const stackState = { kind: 'error', text: 'The stack could not be read' };
    const element = await shown({ comparison: null, stackState });
    expect(element.querySelector<HTMLElement & { state?: unknown }>('fw-panel')?.state).toEqual(stackState);
  });
});

describe('why zones of two groups are not tested', () => {
  it('is the lots that they share, where they do, and what helps', async () => {
    const said = await note({ sharedWafers: 9, sharedLots: 2, ownLots: 3, otherOwnLots: 1 });
    expect(said).toContain('A and B share 2 lots, too few to pair them');
    expect(said).toContain('3 lots in A alone and 1 lot in B alone');
    expect(said).toContain('Name lots for B that A does not have');
  });

  it('is their number where they share none', async () => {
    expect(await note({ sharedWafers: 0, sharedLots: 0, ownLots: 2, otherOwnLots: 1 })).toBe(texts.zones.tooFew);
  });
});
