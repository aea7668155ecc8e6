import type { IconName } from '@fabwright/ui';

export interface NavigationEntry {
  readonly path: string;
  /** Key of the label. */
  readonly label: string;
  readonly icon: IconName;
  /** Other addresses under this path belong to entries of their own. */
  readonly exact?: boolean;
  /** Shown only to those who hold it. */
  readonly permission?: string;
  /** Second key after G: `o` for Overview. The list of keys and the column's tooltips tell it. */
  readonly key?: string;
  /** What stands behind the label, where somebody must act. */
  readonly counts?: 'excursions';
}

export interface NavigationGroup {
  readonly label: string;
  readonly entries: readonly NavigationEntry[];
}

/**
 * Only what exists: an entry comes with its screen. It gives the screen its place in the column, in the search palette,
 * and, with `key`, its two keys.
 */
export const NAVIGATION: readonly NavigationGroup[] = [
  {
    label: 'shell.nav.analyse',
    entries: [
      { path: '/overview', label: 'shell.nav.overview', icon: 'overview', key: 'o' },
      { path: '/yield', label: 'shell.nav.yield', icon: 'chart', key: 'y' },
      { path: '/lots', label: 'shell.nav.lots', icon: 'wafer', key: 'l' },
      { path: '/excursions', label: 'shell.nav.excursions', icon: 'triangle', key: 'e', counts: 'excursions' },
      { path: '/spc', label: 'shell.nav.spc', icon: 'control', key: 's' },
      { path: '/correlate', label: 'shell.nav.correlate', icon: 'scatter', key: 'c' },
      { path: '/compare', label: 'shell.nav.compare', icon: 'boxes', key: 'p' },
      { path: '/capability', label: 'shell.nav.capability', icon: 'capability', key: 'k' },
      { path: '/tools', label: 'shell.nav.tools', icon: 'tool', key: 't' },
      { path: '/maps', label: 'shell.nav.maps', icon: 'maps', key: 'm' },
      { path: '/defects', label: 'shell.nav.defects', icon: 'defects', key: 'f' },
    ],
  },
  {
    label: 'shell.nav.share',
    entries: [
      { path: '/reports', label: 'shell.nav.reports', icon: 'report', permission: 'reports:subscribe', key: 'r' },
    ],
  },
  {
    label: 'shell.nav.system',
    entries: [
      { path: '/data', label: 'shell.nav.dataHealth', icon: 'data', exact: true, key: 'd' },
      { path: '/data/imports', label: 'shell.nav.imports', icon: 'import', key: 'i' },
      { path: '/settings', label: 'shell.nav.settings', icon: 'settings' },
    ],
  },
];
