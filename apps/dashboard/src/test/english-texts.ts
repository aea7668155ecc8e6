import { type Translation, TranslocoTestingModule } from '@jsverse/transloco';

/** The texts of a component that is tested, there at once; by scope, as the folders of `i18n` hold them. English only. */
export function englishTexts(scopes: Translation): ReturnType<typeof TranslocoTestingModule.forRoot> {
  return TranslocoTestingModule.forRoot({
    langs: { en: scopes },
    translocoConfig: { availableLangs: ['en'], defaultLang: 'en', missingHandler: { logMissingKey: false } },
    preloadLangs: true,
  });
}
