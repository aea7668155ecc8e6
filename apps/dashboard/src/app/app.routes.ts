import type { Routes } from '@angular/router';
import { signedInGuard } from './core/session/session.guard.ts';
import { startPageGuard } from './shell/views/start-page.guard.ts';
import { featureRoutes } from './features/feature.routes.ts';

export const appRoutes: Routes = [
  {
    path: 'sign-in',
    title: 'signIn.title',
    loadComponent: async () => (await import('./features/sign-in/sign-in.page.ts')).SignInPage,
  },
  {
    path: 'accept-invite',
    title: 'acceptInvite.title',
    loadComponent: async () => (await import('./features/accept-invite/accept-invite.page.ts')).AcceptInvitePage,
  },
  {
    path: '',
    canActivate: [signedInGuard],
    loadComponent: async () => (await import('./shell/shell.ts')).Shell,
    children: [
      { path: '', pathMatch: 'full', canActivate: [startPageGuard], children: [] },
      ...featureRoutes,
      { path: '**', redirectTo: 'overview' },
    ],
  },
];
