import { ErrorHandler } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router, withNavigationErrorHandler } from '@angular/router';
import { Toasts } from '@fabwright/ui';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { englishTexts } from '../../../test/english-texts.ts';
import shell from '../../shell/i18n/en.json';
import { isMissingPart, MissingPartHandler, onNavigationError } from './missing-part.ts';
import { NewVersion } from './new-version.ts';

const GONE = new TypeError('Failed to fetch dynamically imported module: http://fab/chunk-ABCDEFGH.js');

describe('a new version on the server', () => {
  let page: string;
  let script: HTMLScriptElement;

  beforeEach(() => {
    page = '<script src="main-NEW.js" type="module"></script>';
    script = document.createElement('script');
    script.type = 'text/plain';
    script.setAttribute('src', 'main-OLD.js');
    document.head.append(script);
    sessionStorage.clear();
    vi.stubGlobal(
      'fetch',
      vi.fn(() => Promise.resolve(new Response(page))),
    );
    vi.spyOn(console, 'error').mockReturnValue();
    TestBed.configureTestingModule({
      imports: [englishTexts({ shell })],
      providers: [
        { provide: ErrorHandler, useClass: MissingPartHandler },
        provideRouter(
          [
            { path: '', pathMatch: 'full', children: [] },
            { path: 'lots', loadComponent: () => Promise.reject(GONE) },
          ],
          withNavigationErrorHandler(onNavigationError),
        ),
      ],
    });
  });

  afterEach(() => {
    script.remove();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  it('is seen by the scripts that its page names, and only by them', async () => {
    const version = TestBed.inject(NewVersion);
    page = '<script src="main-OLD.js" type="module"></script>';
    await version.ask();
    expect(version.available()).toBe(false);
    page = '<script src="main-NEW.js" type="module"></script>';
    await version.ask();
    expect(version.available()).toBe(true);
  });

  it('is not claimed while the server is away or answers something else', async () => {
    const version = TestBed.inject(NewVersion);
    page = '{"status":"starting"}';
    await version.ask();
    vi.mocked(fetch).mockRejectedValueOnce(new TypeError('Failed to fetch'));
    await version.ask();
    expect(version.available()).toBe(false);
  });

  it('is offered when a part of the page can no longer be loaded', async () => {
    TestBed.inject(ErrorHandler).handleError(GONE);
    const version = TestBed.inject(NewVersion);
    await vi.waitFor(() => expect(version.available()).toBe(true));
  });

  it('is not asked for when something else went wrong', () => {
    TestBed.inject(ErrorHandler).handleError(new Error('x is undefined'));
    expect(fetch).not.toHaveBeenCalled();
  });

  it('is loaded on the way to a page whose code is gone', async () => {
    const goTo = vi.spyOn(TestBed.inject(NewVersion), 'goTo').mockResolvedValue(true);
    await TestBed.inject(Router)
      .navigateByUrl('/lots')
      .catch(() => false);
    expect(goTo).toHaveBeenCalledWith('/lots');
  });

  it('is not loaded a second time at once, so that a broken server makes no loop', async () => {
    sessionStorage.setItem('fabwright.reloadedAt', String(Date.now()));
    const version = TestBed.inject(NewVersion);
    expect(await version.goTo('/lots')).toBe(false);
    expect(version.available()).toBe(true);
  });

  it('is not blamed when the page failed for another reason: the person is told', async () => {
    page = '<script src="main-OLD.js" type="module"></script>';
    await TestBed.inject(Router)
      .navigateByUrl('/lots')
      .catch(() => false);
    const toasts = TestBed.inject(Toasts);
    await vi.waitFor(() => expect(toasts.shown()[0]?.text).toBe(shell.version.pageFailed));
  });

  it.each([
    'Failed to fetch dynamically imported module: http://fab/x.js',
    'error loading dynamically imported module: http://fab/x.js',
    'Importing a module script failed.',
  ])('knows what browsers say: %s', (message) => {
    expect(isMissingPart(new TypeError(message))).toBe(true);
    expect(isMissingPart(message)).toBe(false);
  });
});
