import type { Routes } from '@angular/router';

/** Titles are keys; the page around them says which of these a person may open. */
export const settingsRoutes: Routes = [
  {
    path: '',
    loadComponent: async () => (await import('./settings.page.ts')).SettingsPage,
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'products' },
      {
        path: 'products',
        title: 'settings.products.title',
        loadComponent: async () => (await import('./products/products.page.ts')).ProductsPage,
      },
      {
        path: 'products/:product',
        title: 'settings.products.title',
        loadComponent: async () => (await import('./products/product.page.ts')).ProductPage,
      },
      {
        path: 'people',
        title: 'settings.people.title',
        loadComponent: async () => (await import('./people/people.page.ts')).PeoplePage,
      },
      {
        path: 'notices',
        title: 'settings.notices.title',
        loadComponent: async () => (await import('./notices/notices.page.ts')).NoticesPage,
      },
      {
        path: 'models',
        title: 'settings.models.title',
        loadComponent: async () => (await import('./models/models.page.ts')).ModelsPage,
      },
      {
        path: 'account',
        title: 'settings.account.title',
        loadComponent: async () => (await import('./account/account.page.ts')).AccountPage,
      },
    ],
  },
];
