import { computed, inject, type Signal } from '@angular/core';
import { Router } from '@angular/router';
import type { IconName } from '@fabwright/ui';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { SessionStore } from '../../core/session/session.store.ts';
import { PersonalSettings, type ThemeChoice } from '../../core/settings/personal-settings.ts';
import { KeyList } from '../keys/key-list.ts';
import { NAVIGATION } from '../navigation.ts';

export interface PaletteEntry {
  readonly id: string;
  readonly label: string;
  /** What sort of thing it is, and what tells it from others of its sort. */
  readonly note: string;
  readonly icon: IconName;
  readonly isId?: boolean;
  readonly run: () => void;
}

const THEMES: readonly ThemeChoice[] = ['light', 'dark', 'system'];

/** Screens the person may open, then what can be done from anywhere. Call it in an injection context. */
export function injectPaletteEntries(): Signal<readonly PaletteEntry[]> {
  const router = inject(Router);
  const session = inject(SessionStore);
  const settings = inject(PersonalSettings);
  const say = injectSay('shell');
  const sayAny = injectSay('shell.nav');
  const sayKeys = injectSay('keys');
  const keys = inject(KeyList);
  const screens = computed(() =>
    NAVIGATION.flatMap(({ entries }) => entries)
      .filter(({ permission }) => permission === undefined || session.may(permission))
      .map(
        ({ path, label, icon }): PaletteEntry => ({
          id: path,
          label: sayAny(label.replace('shell.nav.', '')),
          note: say('palette.screen'),
          icon,
          run: () => void router.navigateByUrl(path),
        }),
      ),
  );
  const actions = computed((): PaletteEntry[] => {
    const other = settings.language() === 'en' ? 'zh-CN' : 'en';
    return [
      {
        id: 'keys',
        label: sayKeys('open'),
        note: '?',
        icon: 'keyboard',
        run: () => void keys.open(),
      },
      {
        id: 'language',
        // its own name, so that who can't read the present one finds the way
        label: other === 'en' ? 'English' : '中文',
        note: say('palette.language'),
        icon: 'language',
        run: () => settings.chooseLanguage(other),
      },
      ...THEMES.filter((theme) => theme !== settings.theme()).map(
        (theme): PaletteEntry => ({
          id: `theme-${theme}`,
          label: say(`theme.${theme}`),
          note: say('theme.label'),
          icon: 'theme',
          run: () => settings.chooseTheme(theme),
        }),
      ),
    ];
  });
  return computed(() => [...screens(), ...actions()]);
}
