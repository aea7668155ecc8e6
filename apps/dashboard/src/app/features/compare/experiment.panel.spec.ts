import { CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Ask, Toasts, UI_PREFERENCES } from '@fabwright/ui';
import { provideTranslocoTranspiler } from '@jsverse/transloco';
import { describe, expect, it, vi } from 'vitest';
import { englishTexts } from '../../../test/english-texts.ts';
import { Formats } from '../../core/formats/formats.ts';
import { IcuTranspiler } from '../../core/i18n/icu-transpiler.ts';
import { CopyLink } from '../../core/keys/copy-link.ts';
import { SessionStore } from '../../core/session/session.store.ts';
import { AskNameAndRoles } from '../../core/sharing/ask-name-and-roles.ts';
import roles from '../../../i18n/roles.en.json';
import { ExperimentPanel } from './experiment.panel.ts';
import texts from './i18n/en.json';

const experiment = {
  experimentId: 'abc',
  name: 'Etch 7',
  keptBy: 'Chen Yu',
  keptAt: '2026-11-01T00:00:00Z',
  own: false,
  changeable: false,
  sharedWith: ['YIELD_ENGINEER'],
  control: 'old',
  legs: [
    { name: 'old', wafers: 3 },
    { name: 'new', wafers: 4 },
  ],
  lots: 2,
  hidden: 2,
};
const LEGS = [{ lot: 'L1', wafer: 'W1', leg: 'old' }];
const named = { name: 'Etch 7', sharedWith: [] };

describe('the list of an experiment', () => {
  async function drawn(over: { open?: object | null; may?: boolean; keep?: object; missing?: string[] } = {}) {
    const [toasts, opened] = [vi.fn(), vi.fn()];
    const source = {
      all: signal([experiment]),
      open: signal(over.open ?? null),
      keep: vi.fn().mockResolvedValue(over.keep ?? { experiment }),
      change: vi.fn(),
      remove: vi.fn().mockResolvedValue({ gone: true }),
    };
    TestBed.configureTestingModule({
      imports: [englishTexts({ compare: texts, roles })],
      providers: [
        provideTranslocoTranspiler(IcuTranspiler),
        {
          provide: Formats,
          useValue: {
            time: (at: string) => at,
            count: (n: number, unit: string) => `${n} ${unit}`,
            listed: (names: readonly string[]) => names.join(', '),
          },
        },
        { provide: UI_PREFERENCES, useValue: { theme: signal('light'), language: signal('en') } },
        { provide: SessionStore, useValue: { may: () => over.may ?? true } },
        { provide: AskNameAndRoles, useValue: { ask: () => Promise.resolve(named) } },
        { provide: Ask, useValue: { ask: () => Promise.resolve('') } },
        { provide: CopyLink, useValue: { copy: vi.fn() } },
        { provide: Toasts, useValue: { show: toasts } },
      ],
    });
    // the frame around it is not what is tested
    TestBed.overrideComponent(ExperimentPanel, { set: { imports: [], schemas: [CUSTOM_ELEMENTS_SCHEMA] } });
    const fixture = TestBed.createComponent(ExperimentPanel);
    fixture.componentRef.setInput('source', source);
    fixture.componentRef.setInput('written', '');
    fixture.componentRef.setInput('legs', LEGS);
    fixture.componentRef.setInput('missing', over.missing ?? []);
    fixture.componentInstance.opened.subscribe(opened);
    await fixture.whenStable();
    const page = fixture.nativeElement as HTMLElement;
    const press = async (text: string): Promise<void> => {
      [...page.querySelectorAll('button')].find((button) => button.textContent?.trim() === text)?.click();
      await fixture.whenStable();
      await new Promise((resolve) => setTimeout(resolve));
    };
    return { page, press, source, toasts, opened };
  }

  it('is kept under a name, and then opened by its link', async () => {
    const { press, source, opened } = await drawn();
    await press(texts.legs.keepIt);
    expect(source.keep).toHaveBeenCalledWith(named, LEGS);
    expect(opened).toHaveBeenCalledWith('abc');
  });

  it('stays where it is when it is refused, with the reason', async () => {
    const { press, opened, toasts } = await drawn({ keep: { refused: 'Another experiment is called so.' } });
    await press(texts.legs.keepIt);
    expect(opened).not.toHaveBeenCalled();
    expect(toasts).toHaveBeenCalledWith('Another experiment is called so.', 'problem');
  });

  it('that somebody else keeps is read, not changed; what it hides is counted', async () => {
    const { page } = await drawn({ open: experiment, missing: ['L1/W1', 'L9/W3'] });
    expect(page.textContent).toContain('Kept by Chen Yu');
    expect(page.textContent).toContain('old: 3 wafers · new: 4 wafers · control: old');
    expect(page.textContent).toContain('Shared with Yield engineer');
    expect(page.textContent).toContain('2 wafers are of products that you may not see');
    expect(page.textContent).toContain('L1/W1, L9/W3');
    const buttons = [...page.querySelectorAll('button')].map((button) => button.textContent?.trim());
    expect(buttons).toEqual([texts.legs.copyLink, texts.legs.new]);
  });

  it('of one’s own is deleted after a question, and leaves the link', async () => {
    const { press, source, opened } = await drawn({ open: { ...experiment, own: true, changeable: true } });
    await press(texts.legs.delete);
    expect(source.remove).toHaveBeenCalledWith('abc');
    expect(opened).toHaveBeenCalledWith(null);
  });

  it('can’t be kept by a reader', async () => {
    const { page } = await drawn({ may: false });
    expect(page.textContent).not.toContain(texts.legs.keepIt);
    expect(page.textContent).toContain(texts.legs.apply);
  });
});
