import { inject } from '@angular/core';
import { Router, type CanActivateFn } from '@angular/router';
import { SessionStore } from '../../core/session/session.store.ts';
import { SavedViews } from './saved-views.ts';

/** Where the person starts: the view they chose, else the Overview. */
export const startPageGuard: CanActivateFn = async () => {
  const router = inject(Router);
  const saved = inject(SavedViews);
  const session = await inject(SessionStore).ensureLoaded();
  if (session) await saved.load();
  const start = saved.views()?.find((view) => view.start);
  return router.parseUrl(start?.address ?? '/overview');
};
