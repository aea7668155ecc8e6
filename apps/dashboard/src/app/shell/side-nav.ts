import { Component, computed, inject, output } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { formatZoneOffset } from '@fabwright/facts';
import { Icon } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { SessionStore } from '../core/session/session.store.ts';
import { BrandMark } from './brand-mark.ts';
import { NAVIGATION } from './navigation.ts';
import { injectWaiting } from './waiting.ts';

/** The left column: 200 px, a rail of icons below 1280 px, a drawer on a phone. */
@Component({
  selector: 'fw-side-nav',
  imports: [BrandMark, Icon, RouterLink, RouterLinkActive, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <nav [attr.aria-label]="t('shell.nav.label')">
        <a class="brand" routerLink="/overview" aria-label="Fabwright"><fw-brand-mark /><span>Fabwright</span></a>
        @for (group of groups(); track group.label) {
          <h2>{{ t(group.label) }}</h2>
          <ul>
            @for (entry of group.entries; track entry.path) {
              <li>
                <a
                  [routerLink]="entry.path"
                  routerLinkActive="active"
                  ariaCurrentWhenActive="page"
                  [routerLinkActiveOptions]="{
                    paths: entry.exact ? 'exact' : 'subset',
                    queryParams: 'ignored',
                    matrixParams: 'ignored',
                    fragment: 'ignored',
                  }"
                  [title]="entry.key ? t(entry.label) + ' (G ' + entry.key.toUpperCase() + ')' : t(entry.label)"
                  (click)="chosen.emit()"
                >
                  <fw-icon [name]="entry.icon" /><span>{{ t(entry.label) }}</span>
                  @if (entry.counts && waiting(); as count) {
                    <b class="count" [title]="t('shell.nav.excursionsWaiting', { count })"
                      >{{ count }}<span class="fw-unseen"> {{ t('shell.nav.excursionsWaiting', { count }) }}</span></b
                    >
                  }
                </a>
              </li>
            }
          </ul>
        }
        @if (session(); as fab) {
          <p class="foot">{{ fab.fabName }}<br />{{ offset() }}</p>
        }
      </nav>
    </ng-container>
  `,
  styleUrl: './side-nav.css',
})
export class SideNav {
  readonly chosen = output<void>();
  private readonly store = inject(SessionStore);
  protected readonly session = this.store.session;
  /** Excursions that nobody has acknowledged yet; 0 for those who could not. */
  protected readonly waiting = injectWaiting();
  /** The zone is said once, here: every time on a screen is fab time. */
  protected readonly offset = computed(() => formatZoneOffset(new Date(), this.session()?.fabTimeZone ?? 'UTC'));
  protected readonly groups = computed(() =>
    NAVIGATION.map((group) => ({
      ...group,
      entries: group.entries.filter(({ permission }) => !permission || this.store.may(permission)),
    })).filter(({ entries }) => entries.length > 0),
  );
}
