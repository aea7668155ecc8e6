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
}

export interface NavigationGroup {
  readonly label: string;
  readonly entries: readonly NavigationEntry[];
}

/** Only what exists: an entry comes with its screen. */
export const NAVIGATION: readonly NavigationGroup[] = [
  {
    label: 'shell.nav.analyse',
    entries: [
      { path: '/overview', label: 'shell.nav.overview', icon: 'overview' },
      { path: '/lots', label: 'shell.nav.lots', icon: 'wafer' },
    ],
  },
  {
    label: 'shell.nav.system',
    entries: [
      { path: '/data', label: 'shell.nav.dataHealth', icon: 'data', exact: true },
      { path: '/data/imports', label: 'shell.nav.imports', icon: 'import' },
      { path: '/settings', label: 'shell.nav.settings', icon: 'settings' },
    ],
  },
];
