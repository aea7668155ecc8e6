import { inject, Injector } from '@angular/core';
import { Router, type CanActivateFn } from '@angular/router';
import { SessionStore } from '../../core/session/session.store.ts';

/** Where the person starts: the view they chose, else the Overview. Strangers on their way to sign in load no views. */
export const startPageGuard: CanActivateFn = async () => {
  const router = inject(Router);
  const injector = inject(Injector);
  const session = await inject(SessionStore).ensureLoaded();
  if (!session) return router.parseUrl('/overview');
  const { SavedViews } = await import('./saved-views.ts');
  const saved = injector.get(SavedViews);
  await saved.load();
  const start = saved.views()?.find((view) => view.start);
  return router.parseUrl(start?.address ?? '/overview');
};
