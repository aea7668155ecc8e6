import { CdkMenu, CdkMenuItem, CdkMenuItemRadio, CdkMenuTrigger } from '@angular/cdk/menu';
import { Component, computed, inject } from '@angular/core';
import { Button, Icon } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { SessionStore } from '../core/session/session.store.ts';
import { PersonalSettings } from '../core/settings/personal-settings.ts';
import { KeyList } from './keys/key-list.ts';

/** Who is signed in, how dense the person likes it, and the way out. */
@Component({
  selector: 'fw-person-menu',
  imports: [Button, CdkMenu, CdkMenuItem, CdkMenuItemRadio, CdkMenuTrigger, Icon, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <button
        fwButton
        variant="icon"
        type="button"
        class="avatar"
        [cdkMenuTriggerFor]="menu"
        [attr.aria-label]="t('shell.person.menu', { initials: initials(), name: session()?.name ?? '' })"
      >
        {{ initials() }}
      </button>
      <ng-template #menu>
        <div class="fw-pop fw-menu" cdkMenu>
          <p class="who">
            <strong>{{ session()?.name }}</strong>
            <span class="fw-caption"
              >{{ session()?.account }} · {{ t('roles.' + (session()?.role ?? 'unknown')) }}</span
            >
          </p>
          @for (density of densities; track density) {
            <button
              class="fw-menu-item"
              type="button"
              cdkMenuItemRadio
              [cdkMenuItemChecked]="settings.density() === density"
              (cdkMenuItemTriggered)="settings.chooseDensity(density)"
            >
              <fw-icon name="check" [class.off]="settings.density() !== density" />{{ t('shell.density.' + density) }}
            </button>
          }
          <hr />
          <button class="fw-menu-item" type="button" cdkMenuItem (cdkMenuItemTriggered)="keys.open()">
            <fw-icon name="keyboard" />{{ t('keys.open') }}
          </button>
          <button class="fw-menu-item" type="button" cdkMenuItem (cdkMenuItemTriggered)="signOut()">
            <fw-icon name="sign-out" />{{ t('shell.person.signOut') }}
          </button>
        </div>
      </ng-template>
    </ng-container>
  `,
  styles: `
    .avatar {
      width: 28px;
      border: 1px solid var(--border-control);
      border-radius: 50%;
      font: 600 10px/1 var(--font);
    }
    .who {
      display: grid;
      padding: 4px 8px 8px;
      border-bottom: 1px solid var(--border);
      margin-bottom: 4px;
    }
    hr {
      width: 100%;
      margin: 4px 0;
      border: 0;
      border-top: 1px solid var(--border);
    }
    .off {
      visibility: hidden;
    }
  `,
})
export class PersonMenu {
  protected readonly settings = inject(PersonalSettings);
  protected readonly keys = inject(KeyList);
  private readonly store = inject(SessionStore);
  protected readonly session = this.store.session;
  protected readonly densities = ['compact', 'comfortable'] as const;
  protected readonly initials = computed(() => initialsOf(this.session()?.name ?? this.session()?.account ?? ''));

  protected signOut(): void {
    void this.store.signOut();
  }
}

/** "Lena Weber" → LW; Chinese names keep their last two characters, as colleagues call each other. */
export function initialsOf(name: string): string {
  const trimmed = name.trim();
  if (/\p{Script=Han}/u.test(trimmed)) return [...trimmed.replaceAll(/\s/g, '')].slice(-2).join('');
  const words = trimmed.split(/[\s._-]+/).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
}
