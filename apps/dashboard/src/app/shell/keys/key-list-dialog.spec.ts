import { Dialog } from '@angular/cdk/dialog';
import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { englishTexts } from '../../../test/english-texts.ts';
import texts from '../../core/keys/i18n/en.json';
import { SessionStore } from '../../core/session/session.store.ts';
import { PersonalSettings } from '../../core/settings/personal-settings.ts';
import shell from '../i18n/en.json';
import { NAVIGATION } from '../navigation.ts';
import { KeyListDialog } from './key-list-dialog.ts';
import { registerShellKeys } from './shell-keys.ts';

@Component({
  selector: 'fw-frame-under-test',
  // only what the keys look for
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `<main>
    <fw-page-header><input type="search" /></fw-page-header>
    <p tabindex="-1"></p>
  </main>`,
})
class FrameUnderTest {
  constructor() {
    registerShellKeys();
  }
}

describe('keys of the frame', () => {
  const singleKeys = signal(true);
  let frame: HTMLElement;

  const press = (key: string): boolean =>
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

  beforeEach(() => {
    singleKeys.set(true);
    TestBed.configureTestingModule({
      imports: [englishTexts({ keys: texts, shell })],
      providers: [
        provideRouter([]),
        { provide: SessionStore, useValue: { may: () => true } },
        {
          provide: PersonalSettings,
          useValue: { singleKeys, chooseSingleKeys: (on: boolean) => singleKeys.set(on) },
        },
      ],
    });
    // the frame of the dialog is another component's test
    TestBed.overrideComponent(KeyListDialog, { set: { imports: [], schemas: [CUSTOM_ELEMENTS_SCHEMA] } });
    const fixture = TestBed.createComponent(FrameUnderTest);
    frame = fixture.nativeElement as HTMLElement;
    document.body.append(frame);
    TestBed.tick();
  });

  afterEach(() => {
    TestBed.inject(Dialog).closeAll();
    frame.remove();
  });

  it('lead to every screen that names one, by G and its letter', () => {
    const go = vi.spyOn(TestBed.inject(Router), 'navigateByUrl').mockResolvedValue(true);
    const entries = NAVIGATION.flatMap((group) => group.entries).filter(({ key }) => key !== undefined);
    for (const { key } of entries) {
      press('g');
      press(key ?? '');
    }
    expect(go.mock.calls.map(([path]) => path)).toEqual(entries.map(({ path }) => path));
    expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length);
  });

  it('focus the filter with /', () => {
    press('/');
    expect(document.activeElement).toBe(frame.querySelector('input'));
  });

  it('are all told by ?, where single keys can be switched off', async () => {
    press('?');
    await vi.waitFor(() => expect(document.querySelector('fw-key-list-dialog dl')).not.toBeNull());
    const list = document.querySelector('fw-key-list-dialog');
    expect(list?.textContent).toContain(texts.usual.filter);
    expect(list?.textContent).toContain(shell.nav.overview);
    // no list of rows on this page
    expect(list?.textContent).not.toContain(texts.usual.j);
    list?.querySelector('input')?.click();
    expect(singleKeys()).toBe(false);
  });
});
