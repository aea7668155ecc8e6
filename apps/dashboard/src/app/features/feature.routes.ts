import type { Routes } from '@angular/router';

/** One lazy route a screen; `title` is the key of its place name, shown in the top bar and the browser tab. */
export const featureRoutes: Routes = [
  {
    path: 'overview',
    title: 'overview.title',
    loadComponent: async () => (await import('./overview/overview.page.ts')).OverviewPage,
  },
  {
    path: 'lots',
    title: 'lots.title',
    loadComponent: async () => (await import('./lots/lots.page.ts')).LotsPage,
  },
];
