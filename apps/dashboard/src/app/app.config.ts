import { provideHttpClient, withFetch, withInterceptors } from '@angular/common/http';
import { inject, Injector, provideBrowserGlobalErrorListeners, type ApplicationConfig } from '@angular/core';
import { provideRouter, TitleStrategy, withComponentInputBinding, withInMemoryScrolling } from '@angular/router';
import { provideGraphql } from '@fabwright/data-access/client';
import { UI_PREFERENCES } from '@fabwright/ui/root';
import { appRoutes } from './app.routes.ts';
import { provideI18n } from './core/i18n/provide-i18n.ts';
import { TranslatedTitle } from './core/i18n/translated-title.ts';
import { csrfInterceptor } from './core/session/csrf.interceptor.ts';
import { sessionExpiryInterceptor } from './core/session/session-expiry.interceptor.ts';
import { SessionStore } from './core/session/session.store.ts';
import { PersonalSettings } from './core/settings/personal-settings.ts';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideHttpClient(withFetch(), withInterceptors([csrfInterceptor, sessionExpiryInterceptor])),
    provideRouter(
      appRoutes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
    ),
    provideI18n(),
    provideGraphql(() => {
      const injector = inject(Injector);
      // asked for late: the store itself needs Apollo
      return { onUnauthenticated: () => injector.get(SessionStore).expire() };
    }),
    { provide: TitleStrategy, useClass: TranslatedTitle },
    {
      provide: UI_PREFERENCES,
      useFactory: () => {
        const settings = inject(PersonalSettings);
        return { theme: settings.effectiveTheme, language: settings.language };
      },
    },
  ],
};
