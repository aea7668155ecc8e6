import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { englishTexts } from '../../../test/english-texts.ts';
import { onPageKeys } from '../selection/page-keys.ts';
import { PersonalSettings } from '../settings/personal-settings.ts';
import texts from './i18n/en.json';
import { KeyRegistry, type KeyBinding } from './key-registry.ts';

const pressed: string[] = [];

@Component({
  selector: 'fw-page-under-test',
  template: `<input />
    <p tabindex="-1">text</p>`,
})
class PageUnderTest {
  constructor() {
    onPageKeys({ j: () => pressed.push('page j'), x: { run: () => pressed.push('page x'), does: () => 'An x' } });
  }
}

describe('keys of a screen', () => {
  const singleKeys = signal(true);
  let registry: KeyRegistry;

  const binding = (key: string, more: Partial<KeyBinding> = {}): KeyBinding => ({
    key,
    group: 'everywhere',
    does: () => key,
    run: () => pressed.push(key),
    ...more,
  });
  const press = (key: string, target: EventTarget = document.body, init: KeyboardEventInit = {}): KeyboardEvent => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
    target.dispatchEvent(event);
    return event;
  };

  beforeEach(() => {
    pressed.length = 0;
    singleKeys.set(true);
    TestBed.configureTestingModule({
      imports: [englishTexts({ keys: texts })],
      providers: [{ provide: PersonalSettings, useValue: { singleKeys } }],
    });
    registry = TestBed.inject(KeyRegistry);
  });

  it('belong to the page before the frame, and leave with it', () => {
    registry.register([binding('j')]);
    const page = TestBed.createComponent(PageUnderTest);
    expect(press('j').defaultPrevented).toBe(true);
    page.destroy();
    press('j');
    press('x');
    expect(pressed).toEqual(['page j', 'j']);
  });

  it('are listed once, in the words of the page, and only while they do something', () => {
    const there = signal(false);
    registry.register([binding('j'), binding('/', { ready: there })]);
    TestBed.createComponent(PageUnderTest);
    const listed = (): string[] => registry.active().map(({ key, does }) => `${key}: ${does()}`);
    expect(listed()).toEqual([`j: ${texts.usual.j}`, 'x: An x']);
    expect(press('/').defaultPrevented).toBe(false);
    there.set(true);
    expect(listed()).toContain('/: /');
  });

  it('keep quiet inside inputs, under a dialog and with a modifier', () => {
    const page = TestBed.createComponent(PageUnderTest).nativeElement as HTMLElement;
    document.body.append(page);
    press('j', page.querySelector('input') ?? page);
    press('j', page, { ctrlKey: true });
    const dialog = document.createElement('div');
    dialog.setAttribute('role', 'dialog');
    document.body.append(dialog);
    press('j', page);
    dialog.remove();
    page.remove();
    expect(pressed).toEqual([]);
  });

  it('of two strokes need both, one after the other', () => {
    registry.register([binding('g o'), binding('o')]);
    press('o');
    press('g');
    press('o');
    press('g');
    press('x');
    press('o');
    expect(pressed).toEqual(['o', 'g o', 'o']);
  });

  it('can be switched off as far as they type a character (WCAG 2.1.4)', () => {
    registry.register([binding('j'), binding('Escape')]);
    singleKeys.set(false);
    press('j');
    press('Escape');
    expect(pressed).toEqual(['Escape']);
  });
});
