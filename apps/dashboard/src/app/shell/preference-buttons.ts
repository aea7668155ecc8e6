import { CdkMenu, CdkMenuItemRadio, CdkMenuTrigger } from '@angular/cdk/menu';
import { Component, inject } from '@angular/core';
import { Button, Icon } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { PersonalSettings } from '../core/settings/personal-settings.ts';

/** Language and theme: on every page, before and after sign-in. */
@Component({
  selector: 'fw-preference-buttons',
  imports: [Button, CdkMenu, CdkMenuItemRadio, CdkMenuTrigger, Icon, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <button
        fwButton
        variant="quiet"
        type="button"
        [attr.lang]="settings.language() === 'en' ? 'zh-CN' : 'en'"
        [attr.aria-label]="settings.language() === 'en' ? '切换到中文' : 'EN: switch to English'"
        (click)="settings.chooseLanguage(settings.language() === 'en' ? 'zh-CN' : 'en')"
      >
        {{ settings.language() === 'en' ? '中文' : 'EN' }}
      </button>
      <button
        fwButton
        variant="icon"
        type="button"
        [cdkMenuTriggerFor]="themes"
        [attr.aria-label]="t('shell.theme.label')"
        [title]="t('shell.theme.label')"
      >
        <fw-icon name="theme" />
      </button>
      <ng-template #themes>
        <div class="fw-pop fw-menu" cdkMenu>
          @for (theme of choices; track theme) {
            <button
              class="fw-menu-item"
              type="button"
              cdkMenuItemRadio
              [cdkMenuItemChecked]="settings.theme() === theme"
              (cdkMenuItemTriggered)="settings.chooseTheme(theme)"
            >
              <fw-icon name="check" [class.off]="settings.theme() !== theme" />{{ t('shell.theme.' + theme) }}
            </button>
          }
        </div>
      </ng-template>
    </ng-container>
  `,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 2px;
    }
    .off {
      visibility: hidden;
    }
  `,
})
export class PreferenceButtons {
  protected readonly settings = inject(PersonalSettings);
  protected readonly choices = ['system', 'light', 'dark'] as const;
}
