import { DOCUMENT } from '@angular/common';
import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { isLanguage, type Language } from '../i18n/languages.ts';

export type ThemeChoice = 'system' | 'light' | 'dark';
export type Density = 'compact' | 'comfortable';

interface Saved {
  readonly theme: ThemeChoice;
  readonly density: Density;
  readonly language: Language;
  /** Keys that type a character work outside inputs. */
  readonly singleKeys: boolean;
}

/** Also read by public/first-paint.js before the application starts. */
const STORAGE_KEY = 'fabwright.settings';

/** What belongs to the person and this browser, never to a link: theme, density, language, keys. */
@Injectable({ providedIn: 'root' })
export class PersonalSettings {
  private readonly document = inject(DOCUMENT);
  private readonly texts = inject(TranslocoService);
  private readonly saved = signal<Saved>(this.read());
  private readonly systemIsDark = signal(false);

  readonly theme = computed(() => this.saved().theme);
  readonly density = computed(() => this.saved().density);
  readonly language = computed(() => this.saved().language);
  readonly singleKeys = computed(() => this.saved().singleKeys);
  /** The theme in effect, for charts: they can't read CSS. */
  readonly effectiveTheme = computed<'light' | 'dark'>(() => {
    const theme = this.theme();
    if (theme !== 'system') return theme;
    return this.systemIsDark() ? 'dark' : 'light';
  });

  constructor() {
    const query = this.document.defaultView?.matchMedia?.('(prefers-color-scheme: dark)');
    if (query) {
      this.systemIsDark.set(query.matches);
      query.addEventListener('change', ({ matches }) => this.systemIsDark.set(matches));
    }
    effect(() => this.apply(this.saved()));
  }

  chooseTheme(theme: ThemeChoice): void {
    this.write({ theme });
  }

  chooseDensity(density: Density): void {
    this.write({ density });
  }

  chooseLanguage(language: Language): void {
    this.write({ language });
  }

  chooseSingleKeys(singleKeys: boolean): void {
    this.write({ singleKeys });
  }

  private apply({ theme, density, language }: Saved): void {
    const root = this.document.documentElement;
    if (theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = theme;
    root.dataset['density'] = density;
    root.lang = language;
    untracked(() => this.texts.setActiveLang(language));
  }

  private write(change: Partial<Saved>): void {
    this.saved.update((saved) => ({ ...saved, ...change }));
    try {
      localStorage.setItem(STORAGE_KEY, JSON.stringify(this.saved()));
    } catch {
      // a private window may refuse storage: the choice then holds for this page
    }
  }

  private read(): Saved {
    let stored: Partial<Record<keyof Saved, unknown>> = {};
    try {
      stored = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '{}') as typeof stored;
    } catch {
      // unreadable or refused: defaults
    }
    const { theme, density, language, singleKeys } = stored;
    return {
      theme: theme === 'light' || theme === 'dark' ? theme : 'system',
      density: density === 'comfortable' ? 'comfortable' : 'compact',
      language: isLanguage(language) ? language : this.browserLanguage(),
      singleKeys: singleKeys !== false,
    };
  }

  private browserLanguage(): Language {
    return this.document.defaultView?.navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
  }
}
