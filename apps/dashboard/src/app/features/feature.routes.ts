import type { Routes } from '@angular/router';

/** One lazy route a screen; `title` is the key of its place name, shown in the top bar and the browser tab. */
export const featureRoutes: Routes = [
  {
    path: 'overview',
    title: 'overview.title',
    loadComponent: async () => (await import('./overview/overview.page.ts')).OverviewPage,
  },
  {
    path: 'yield',
    title: 'explore.title',
    loadComponent: async () => (await import('./yield/yield.page.ts')).YieldPage,
  },
  {
    path: 'spc',
    title: 'spc.title',
    loadComponent: async () => (await import('./spc/spc.page.ts')).SpcPage,
  },
  {
    path: 'spc/:chart',
    title: 'spc.title',
    loadComponent: async () => (await import('./spc/spc-chart.page.ts')).SpcChartPage,
  },
  {
    path: 'lots',
    title: 'lots.title',
    loadComponent: async () => (await import('./lots/lots.page.ts')).LotsPage,
  },
  {
    path: 'lots/:lotId',
    title: 'lot.title',
    loadComponent: async () => (await import('./lot/lot.page.ts')).LotPage,
  },
  {
    path: 'lots/:lotId/wafers/:waferId',
    title: 'wafer.title',
    loadComponent: async () => (await import('./wafer/wafer.page.ts')).WaferPage,
  },
  {
    path: 'excursions',
    title: 'excursions.title',
    loadComponent: async () => (await import('./excursions/excursions.page.ts')).ExcursionsPage,
  },
  {
    path: 'excursions/:excursionId',
    title: 'excursions.title',
    loadComponent: async () => (await import('./excursions/excursion.page.ts')).ExcursionPage,
  },
  {
    path: 'correlate',
    title: 'correlate.title',
    loadComponent: async () => (await import('./correlate/correlate.page.ts')).CorrelatePage,
  },
  {
    path: 'compare',
    title: 'compare.title',
    loadComponent: async () => (await import('./compare/compare.page.ts')).ComparePage,
  },
  {
    path: 'capability',
    title: 'capability.title',
    loadComponent: async () => (await import('./capability/capability.page.ts')).CapabilityPage,
  },
  {
    path: 'defects',
    title: 'defects.title',
    loadComponent: async () => (await import('./defects/defects.page.ts')).DefectsPage,
  },
  {
    path: 'tools',
    title: 'tool.title',
    loadComponent: async () => (await import('./tool/tools.page.ts')).ToolsPage,
  },
  {
    path: 'tools/:toolId',
    title: 'tool.title',
    loadComponent: async () => (await import('./tool/tool.page.ts')).ToolPage,
  },
  {
    path: 'maps',
    title: 'stacks.title',
    loadComponent: async () => (await import('./maps/maps.page.ts')).MapsPage,
  },
  {
    path: 'reports/build',
    title: 'reports.title',
    loadComponent: async () => (await import('./reports/builder/report-builder.page.ts')).ReportBuilderPage,
  },
  {
    path: 'reports',
    title: 'reports.title',
    loadComponent: async () => (await import('./reports/reports.page.ts')).ReportsPage,
  },
  {
    path: 'data',
    pathMatch: 'full',
    title: 'dataHealth.title',
    loadComponent: async () => (await import('./data-health/data-health.page.ts')).DataHealthPage,
  },
  {
    path: 'data/imports',
    title: 'imports.title',
    loadComponent: async () => (await import('./imports/imports.page.ts')).ImportsPage,
  },
  {
    path: 'settings',
    loadChildren: async () => (await import('./settings/settings.routes.ts')).settingsRoutes,
  },
];
