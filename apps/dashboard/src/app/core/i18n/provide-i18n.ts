import { inject, isDevMode, provideAppInitializer, type EnvironmentProviders, type Provider } from '@angular/core';
import { provideTransloco, provideTranslocoTranspiler, TranslocoService } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { PersonalSettings } from '../settings/personal-settings.ts';
import { IcuTranspiler } from './icu-transpiler.ts';
import { LANGUAGES } from './languages.ts';
import { MessagesLoader } from './messages-loader.ts';

/** Both languages, switched at run time; the first screen waits for its texts, so no key ever shows. */
export function provideI18n(): (Provider | EnvironmentProviders)[] {
  return [
    provideTransloco({
      config: {
        availableLangs: [...LANGUAGES],
        defaultLang: 'en',
        reRenderOnLangChange: true,
        prodMode: !isDevMode(),
      },
      loader: MessagesLoader,
    }),
    provideTranslocoTranspiler(IcuTranspiler),
    provideAppInitializer(async () => {
      const texts = inject(TranslocoService);
      const { language } = inject(PersonalSettings);
      texts.setActiveLang(language());
      await firstValueFrom(texts.load(language()));
    }),
  ];
}
