import { inject } from '@angular/core';
import { Router, type CanActivateFn } from '@angular/router';
import { SessionStore } from './session.store.ts';

/** Lets signed-in people through; everybody else signs in first and comes back to the same address. */
export const signedInGuard: CanActivateFn = async (_route, state) => {
  const router = inject(Router);
  const session = await inject(SessionStore).ensureLoaded();
  if (session) return true;
  return router.createUrlTree(['/sign-in'], state.url === '/' ? {} : { queryParams: { returnTo: state.url } });
};

/** Keeps routes to those who hold a permission; others land on the overview. */
export function permissionGuard(permission: string): CanActivateFn {
  return async () => {
    const router = inject(Router);
    const store = inject(SessionStore);
    await store.ensureLoaded();
    return store.may(permission) || router.createUrlTree(['/overview']);
  };
}
