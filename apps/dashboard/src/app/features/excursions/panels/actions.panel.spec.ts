import { CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { UI_PREFERENCES } from '@fabwright/ui';
import { describe, expect, it } from 'vitest';
import { englishTexts } from '../../../../test/english-texts.ts';
import { Formats } from '../../../core/formats/formats.ts';
import texts from '../i18n/en.json';
import { ActionsPanel } from './actions.panel.ts';

const open = {
  __typename: 'ExcursionAction' as const,
  actionId: 'a1',
  what: 'Measure ring seating height',
  assigneeName: 'Chen Yu',
  dueAt: '2020-01-01T00:00:00Z',
  addedBy: 'Chen Yu',
  addedAt: '2019-12-01T00:00:00Z',
  doneAt: null,
  doneBy: null,
  doneComment: null,
};

describe('actions of an excursion', () => {
  async function drawn(may: boolean): Promise<HTMLElement> {
    TestBed.configureTestingModule({
      imports: [englishTexts({ excursions: texts })],
      providers: [
        { provide: Formats, useValue: { time: (at: string) => at } },
        { provide: UI_PREFERENCES, useValue: { theme: signal('light'), language: signal('en') } },
      ],
    });
    // the frame around it is not what is tested
    TestBed.overrideComponent(ActionsPanel, { set: { imports: [], schemas: [CUSTOM_ELEMENTS_SCHEMA] } });
    const fixture = TestBed.createComponent(ActionsPanel);
    fixture.componentRef.setInput('actions', [open]);
    fixture.componentRef.setInput('mayAdd', may);
    fixture.componentRef.setInput('mayComplete', may);
    await fixture.whenStable();
    return fixture.nativeElement as HTMLElement;
  }

  it('can be added and finished by those who may', async () => {
    const page = await drawn(true);
    const buttons = [...page.querySelectorAll('button')].map((button) => button.textContent?.trim());
    expect(buttons).toEqual([texts.act.ACTION_ADDED, texts.act.ACTION_DONE]);
    expect(page.textContent).toContain('overdue since');
  });

  it('are read by everybody else', async () => {
    const page = await drawn(false);
    expect(page.textContent).toContain('Measure ring seating height');
    expect(page.querySelector('button')).toBeNull();
  });
});
