import { provideHttpClient, withFetch, withInterceptors } from '@angular/common/http';
import {
  ErrorHandler,
  inject,
  Injector,
  provideBrowserGlobalErrorListeners,
  type ApplicationConfig,
} from '@angular/core';
import {
  provideRouter,
  TitleStrategy,
  withComponentInputBinding,
  withInMemoryScrolling,
  withNavigationErrorHandler,
} from '@angular/router';
import { provideGraphql } from '@fabwright/data-access/client';
import { UI_PREFERENCES } from '@fabwright/ui/root';
import { appRoutes } from './app.routes.ts';
import { injectExportNotes } from './core/export/export-notes.ts';
import { provideI18n } from './core/i18n/provide-i18n.ts';
import { TranslatedTitle } from './core/i18n/translated-title.ts';
import { csrfInterceptor } from './core/session/csrf.interceptor.ts';
import { sessionExpiryInterceptor } from './core/session/session-expiry.interceptor.ts';
import { SessionStore } from './core/session/session.store.ts';
import { PersonalSettings } from './core/settings/personal-settings.ts';
import { MissingPartHandler, onNavigationError } from './core/version/missing-part.ts';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideHttpClient(withFetch(), withInterceptors([csrfInterceptor, sessionExpiryInterceptor])),
    provideRouter(
      appRoutes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
      withNavigationErrorHandler(onNavigationError),
    ),
    provideI18n(),
    provideGraphql(() => {
      const injector = inject(Injector);
      // asked for late: the store itself needs Apollo
      return { onUnauthenticated: () => injector.get(SessionStore).expire() };
    }),
    { provide: ErrorHandler, useClass: MissingPartHandler },
    { provide: TitleStrategy, useClass: TranslatedTitle },
    {
      provide: UI_PREFERENCES,
      useFactory: () => {
        const settings = inject(PersonalSettings);
        return {
          theme: settings.effectiveTheme,
          language: settings.language,
          singleKeys: settings.singleKeys,
          exportNotes: injectExportNotes(),
        };
      },
    },
  ],
};
