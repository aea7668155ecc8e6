import { DOCUMENT } from '@angular/common';
import { DestroyRef, inject, Injectable, signal } from '@angular/core';

/** A server that is rebuilt while a page is open is asked this seldom, and only by a page that somebody looks at. */
const ASK_EVERY_MS = 5 * 60_000;
/** A second reload so soon would not help either. */
const RELOAD_AGAIN_MS = 30_000;
const RELOADED_KEY = 'fabwright.reloadedAt';
const SCRIPT = /<script[^>]+src="([^"]+\.js)"/g;

/**
 * Whether the server has a newer dashboard than this page. After an update the files that an open page would still load
 * are gone: whoever fails to load one says so here.
 */
@Injectable({ providedIn: 'root' })
export class NewVersion {
  private readonly document = inject(DOCUMENT);
  private readonly found = signal(false);
  readonly available = this.found.asReadonly();
  private askedAt = Date.now();

  constructor() {
    const { document } = this;
    const look = (): void => {
      if (document.visibilityState === 'visible' && Date.now() - this.askedAt >= ASK_EVERY_MS) void this.ask();
    };
    const timer = setInterval(look, ASK_EVERY_MS);
    document.addEventListener('visibilitychange', look);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    });
  }

  /**
   * A page could not be loaded: goes there with a full load when the reason is a new version, once.
   * @returns false when the person stays where they are
   */
  async goTo(url: string): Promise<boolean> {
    await this.ask();
    if (!this.found() || this.justReloaded()) return false;
    this.remember();
    this.document.location.assign(url);
    return true;
  }

  reload(): void {
    this.remember();
    this.document.location.reload();
  }

  /** Compares the scripts that the server's page names with this page's own; an unreachable server says nothing. */
  async ask(): Promise<void> {
    this.askedAt = Date.now();
    try {
      const answer = await fetch('/', { headers: { accept: 'text/html' }, cache: 'no-store' });
      if (!answer.ok) return;
      const named = [...(await answer.text()).matchAll(SCRIPT)].map(([, src]) => src ?? '');
      const own = new Set([...this.document.scripts].map((script) => script.getAttribute('src')));
      if (named.length > 0 && named.some((src) => !own.has(src))) this.found.set(true);
    } catch {
      // away: the next look may find it
    }
  }

  private justReloaded(): boolean {
    try {
      return Date.now() - Number(sessionStorage.getItem(RELOADED_KEY) ?? 0) < RELOAD_AGAIN_MS;
    } catch {
      // without storage a loop could not be told from a first time
      return true;
    }
  }

  private remember(): void {
    try {
      sessionStorage.setItem(RELOADED_KEY, String(Date.now()));
    } catch {
      // refused storage: justReloaded() then never lets a page reload itself
    }
  }
}
