import { afterNextRender, Component, computed, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, NavigationStart, Router, RouterOutlet } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { loadChartEngine } from '@fabwright/ui';
import { filter, map, tap } from 'rxjs';
import { VersionBar } from '../core/version/version-bar.ts';
import { FreshnessWatch } from '../core/freshness/freshness-watch.ts';
import { PagePlace } from '../core/place/page-place.ts';
import { registerShellKeys } from './keys/shell-keys.ts';
import { Palette } from './palette/palette.ts';
import { SideNav } from './side-nav.ts';
import { TopBar } from './top-bar.ts';

/** The frame around every screen of a signed-in person. */
@Component({
  selector: 'fw-shell',
  providers: [FreshnessWatch],
  imports: [RouterOutlet, SideNav, TopBar, TranslocoDirective, VersionBar],
  host: {
    '[class.open]': 'menuOpen()',
    '(keydown.escape)': 'menuOpen.set(false)',
    '(document:keydown)': 'onKey($event)',
  },
  template: `
    <ng-container *transloco="let t">
      <a class="skip" href="#main" (click)="skip($event, main)">{{ t('shell.skip') }}</a>
      <fw-side-nav (chosen)="menuOpen.set(false)" />
      @if (menuOpen()) {
        <button
          class="veil"
          type="button"
          [attr.aria-label]="t('shell.nav.close')"
          (click)="menuOpen.set(false)"
        ></button>
      }
      <header>
        <fw-version-bar />
        <fw-top-bar [titleKey]="titleKey()" [menuOpen]="menuOpen()" (menu)="menuOpen.set(!menuOpen())" />
      </header>
      <main #main id="main" tabindex="-1"><router-outlet /></main>
    </ng-container>
  `,
  styleUrl: './shell.css',
})
export class Shell {
  /** Asked for so that it runs. */
  protected readonly freshness = inject(FreshnessWatch);
  private readonly router = inject(Router);
  private readonly palette = inject(Palette);
  private readonly place = inject(PagePlace);
  protected readonly menuOpen = signal(false);
  private path = this.pathOf(this.router.url);

  private readonly arrived = toSignal(
    this.router.events.pipe(
      tap((event) => {
        if (event instanceof NavigationStart) this.leave(event.url);
      }),
      filter((event) => event instanceof NavigationEnd),
      map(({ id }) => id),
    ),
  );

  protected readonly titleKey = computed(() => {
    this.arrived();
    let route = this.router.routerState.snapshot.root;
    while (route.firstChild) route = route.firstChild;
    const title: unknown = route.routeConfig?.title;
    return typeof title === 'string' ? title : undefined;
  });

  constructor() {
    registerShellKeys();
    // nearly every screen has charts; it comes while the screen waits for its data
    afterNextRender(() => void loadChartEngine());
  }

  protected skip(event: Event, main: HTMLElement): void {
    event.preventDefault();
    main.focus();
  }

  protected onKey(event: KeyboardEvent): void {
    if (!this.palette.isKey(event)) return;
    // the browser's own search bar would open over ours
    event.preventDefault();
    void this.palette.open();
  }

  /** A change of filters is the same place; another path is another one. */
  private leave(url: string): void {
    const next = this.pathOf(url);
    if (next !== this.path) this.place.set(null);
    this.path = next;
  }

  private pathOf(url: string): string {
    return url.replace(/[?#].*$/, '');
  }
}
