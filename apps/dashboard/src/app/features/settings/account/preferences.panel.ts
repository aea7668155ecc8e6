import { Component, computed, inject } from '@angular/core';
import { Button, Panel, Segmented } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { isLanguage } from '../../../core/i18n/languages.ts';
import { PersonalSettings } from '../../../core/settings/personal-settings.ts';
import { KeyList } from '../../../shell/keys/key-list.ts';

const THEMES = ['system', 'light', 'dark'] as const;
const DENSITIES = ['compact', 'comfortable'] as const;

/** What belongs to the person and this browser, never to a link. */
@Component({
  selector: 'fw-preferences-panel',
  imports: [Button, Panel, Segmented, TranslocoDirective],
  template: `
    <fw-panel
      *transloco="let t"
      [heading]="t('settings.preferences.heading')"
      [caption]="t('settings.preferences.caption')"
    >
      <div class="choices">
        <span>{{ t('shell.palette.language') }}</span>
        <fw-segmented
          [label]="t('shell.palette.language')"
          [choices]="languages"
          [value]="settings.language()"
          (valueChange)="chooseLanguage($event)"
        />
        <span>{{ t('shell.theme.label') }}</span>
        <fw-segmented
          [label]="t('shell.theme.label')"
          [choices]="themes()"
          [value]="settings.theme()"
          (valueChange)="chooseTheme($event)"
        />
        <span>{{ t('settings.preferences.density') }}</span>
        <fw-segmented
          [label]="t('settings.preferences.density')"
          [choices]="densities()"
          [value]="settings.density()"
          (valueChange)="chooseDensity($event)"
        />
        <span>{{ t('keys.single') }}</span>
        <div class="keys">
          <label>
            <input
              type="checkbox"
              [checked]="settings.singleKeys()"
              (change)="settings.chooseSingleKeys(!settings.singleKeys())"
            />
            {{ t('settings.preferences.singleKeys') }}
          </label>
          <p class="fw-caption">{{ t('keys.singleHint') }}</p>
          <button fwButton variant="link" type="button" (click)="keys.open()">{{ t('keys.open') }}</button>
        </div>
      </div>
    </fw-panel>
  `,
  styles: `
    :host {
      display: grid;
    }
    .choices {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      gap: 8px 16px;
      align-items: center;
      justify-items: start;
    }
    .choices > span {
      color: var(--ink-3);
    }
    .keys {
      display: grid;
      gap: 2px;
      justify-items: start;
      padding-top: 4px;
      color: var(--ink);
    }
    .choices > :nth-last-child(2) {
      align-self: start;
      padding-top: 4px;
    }
  `,
})
export class PreferencesPanel {
  protected readonly settings = inject(PersonalSettings);
  protected readonly keys = inject(KeyList);
  private readonly say = injectSay('shell');
  /** Each by its own name, so that who can't read the present one finds the way. */
  protected readonly languages = [
    { value: 'en', label: 'English' },
    { value: 'zh-CN', label: '简体中文' },
  ];
  protected readonly themes = computed(() => THEMES.map((value) => ({ value, label: this.say(`theme.${value}`) })));
  protected readonly densities = computed(() =>
    DENSITIES.map((value) => ({ value, label: this.say(`density.${value}`) })),
  );

  protected chooseLanguage(value: string): void {
    if (isLanguage(value)) this.settings.chooseLanguage(value);
  }

  protected chooseTheme(value: string): void {
    const theme = THEMES.find((known) => known === value);
    if (theme) this.settings.chooseTheme(theme);
  }

  protected chooseDensity(value: string): void {
    const density = DENSITIES.find((known) => known === value);
    if (density) this.settings.chooseDensity(density);
  }
}
