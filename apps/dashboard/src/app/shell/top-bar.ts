import { Component, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Badge, Button, Icon } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { FreshnessStore } from '../core/freshness/freshness.ts';
import { PagePlace } from '../core/place/page-place.ts';
import { Palette } from './palette/palette.ts';
import { PersonMenu } from './person-menu.ts';
import { PreferenceButtons } from './preference-buttons.ts';
import { ViewsMenu } from './views/views-menu.ts';

/** Place, freshness, language, theme, person. */
@Component({
  selector: 'fw-top-bar',
  imports: [Badge, Button, Icon, PersonMenu, PreferenceButtons, RouterLink, TranslocoDirective, ViewsMenu],
  template: `
    <ng-container *transloco="let t">
      <button
        fwButton
        variant="icon"
        type="button"
        class="menu"
        [attr.aria-label]="t('shell.nav.open')"
        [attr.aria-expanded]="menuOpen()"
        (click)="menu.emit()"
      >
        <fw-icon name="menu" />
      </button>
      @if (place(); as here) {
        @for (crumb of here.crumbs ?? []; track crumb.link) {
          <a class="crumb" [routerLink]="crumb.link">{{ crumb.label }}</a>
          <span class="crumb" aria-hidden="true">/</span>
        }
        <h1 [class.fw-id]="here.isId" [title]="here.heading">{{ here.heading }}</h1>
      } @else if (titleKey(); as key) {
        <h1>{{ t(key) }}</h1>
      }
      <div class="end">
        <button
          type="button"
          class="search"
          aria-keyshortcuts="Control+K Meta+K"
          [title]="t('shell.palette.open') + ' (Ctrl K)'"
          (click)="palette.open()"
        >
          <!-- spoken first, and all that is said where there is no room for the rest -->
          <fw-icon name="search" /><b class="fw-unseen">{{ t('shell.palette.open') }}: </b>
          <span>{{ t('shell.palette.placeholder') }}</span>
          <kbd>Ctrl</kbd> <kbd>K</kbd>
        </button>
        @if (freshness(); as state) {
          <a routerLink="/data" class="freshness" [title]="state.detail">
            <fw-badge [status]="state.status">{{ state.text }}</fw-badge>
          </a>
        }
        <fw-views-menu />
        <fw-preference-buttons />
        <fw-person-menu />
      </div>
    </ng-container>
  `,
  styles: `
    :host {
      display: flex;
      align-items: center;
      gap: 8px;
      height: 100%;
      padding: 0 16px;
      border-bottom: 1px solid var(--border);
      background: var(--surface);
    }
    h1 {
      overflow: hidden;
      font: 600 15px/20px var(--font);
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .crumb {
      color: var(--ink-3);
      white-space: nowrap;
    }
    .end {
      display: flex;
      align-items: center;
      gap: 6px;
      margin-left: auto;
    }
    .search {
      display: flex;
      align-items: center;
      gap: 4px;
      min-height: var(--control);
      padding: 0 6px 0 8px;
      border: 1px solid var(--border-control);
      border-radius: var(--radius);
      background: var(--surface);
      color: var(--ink-3);
      font: var(--t-small);
      cursor: text;
    }
    .search:hover {
      background: var(--surface-hover);
    }
    .search span {
      width: 190px;
      margin-left: 4px;
      overflow: hidden;
      text-align: left;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .freshness {
      display: inline-flex;
      min-height: 24px;
      align-items: center;
    }
    .menu {
      display: none;
    }
    @media (max-width: 1279px) {
      .search {
        padding: 0 6px;
        border-color: transparent;
        color: var(--ink-2);
        cursor: pointer;
      }
      .search :is(span, kbd) {
        display: none;
      }
    }
    @media (max-width: 959px) {
      :host {
        padding: 0 8px;
      }
      .menu {
        display: inline-flex;
      }
      .crumb {
        display: none;
      }
    }
    /* language and theme are in the settings and in the search too */
    @media (max-width: 479px) {
      fw-preference-buttons {
        display: none;
      }
    }
  `,
})
export class TopBar {
  readonly titleKey = input<string | undefined>();
  readonly menuOpen = input(false);
  readonly menu = output<void>();
  protected readonly place = inject(PagePlace).place;
  protected readonly palette = inject(Palette);
  protected readonly freshness = inject(FreshnessStore).freshness;
}
