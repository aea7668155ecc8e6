import { Component, inject } from '@angular/core';
import { Button } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { NewVersion } from './new-version.ts';

/** Says quietly that the server has a newer dashboard; the person chooses when. */
@Component({
  selector: 'fw-version-bar',
  imports: [Button, TranslocoDirective],
  host: { role: 'status' },
  template: `
    @if (version.available()) {
      <p *transloco="let t">
        {{ t('shell.version.available') }}
        <button fwButton variant="link" type="button" (click)="version.reload()">
          {{ t('shell.version.reload') }}
        </button>
      </p>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    p {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      align-items: center;
      justify-content: center;
      min-height: 32px;
      padding: 3px 16px;
      border-bottom: 1px solid var(--border);
      background: var(--surface-selected);
      color: var(--ink);
    }
  `,
})
export class VersionBar {
  protected readonly version = inject(NewVersion);
}
