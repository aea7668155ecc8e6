import { Component, computed, inject } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { PageHeader } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { SessionStore } from '../../core/session/session.store.ts';

interface Section {
  readonly path: string;
  /** Key under `settings`. */
  readonly label: string;
  /** Shown to those who hold one of these; none = everybody. */
  readonly permissions: readonly string[];
}

const SECTIONS: readonly Section[] = [
  { path: 'products', label: 'products.title', permissions: ['data:read'] },
  { path: 'people', label: 'people.title', permissions: ['people:write', 'tokens:write'] },
  { path: 'notices', label: 'notices.title', permissions: ['notices:write'] },
  { path: 'models', label: 'models.title', permissions: ['models:write'] },
  { path: 'account', label: 'account.title', permissions: [] },
];

/** The frame of the settings: one entry a section that the person may open. */
@Component({
  selector: 'fw-settings-page',
  imports: [PageHeader, RouterLink, RouterLinkActive, RouterOutlet, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'settings'">
      <fw-page-header [label]="t('title')">
        <nav [attr.aria-label]="t('title')">
          @for (section of sections(); track section.path) {
            <a [routerLink]="'/settings/' + section.path" routerLinkActive="on" ariaCurrentWhenActive="page">{{
              t(section.label)
            }}</a>
          }
        </nav>
      </fw-page-header>
    </ng-container>
    <router-outlet />
  `,
  styles: `
    nav {
      display: flex;
      flex-wrap: wrap;
      gap: 2px;
    }
    a {
      display: inline-flex;
      align-items: center;
      min-height: var(--control);
      padding: 0 10px;
      border-radius: var(--radius);
      color: var(--ink-2);
      font: var(--t-small);
    }
    a:hover {
      background: var(--surface-hover);
      text-decoration: none;
    }
    .on {
      background: var(--surface-selected);
      color: var(--ink);
      font-weight: 600;
    }
  `,
})
export class SettingsPage {
  private readonly session = inject(SessionStore);
  protected readonly sections = computed(() =>
    SECTIONS.filter(
      ({ permissions }) => permissions.length === 0 || permissions.some((permission) => this.session.may(permission)),
    ),
  );
}
