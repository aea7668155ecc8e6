import { DialogRef } from '@angular/cdk/dialog';
import { Component, inject, signal } from '@angular/core';
import type { Role } from '@fabwright/data-access';
import { Button, DialogFrame } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';

export interface ViewToSave {
  readonly name: string;
  readonly sharedWith: readonly Role[];
}

const ROLES: readonly Role[] = ['YIELD_ENGINEER', 'PROCESS_ENGINEER', 'MANAGER', 'ADMINISTRATOR'];

/** Asks for a name and who else should see it. */
@Component({
  selector: 'fw-save-view-dialog',
  imports: [Button, DialogFrame, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <fw-dialog-frame [heading]="t('shell.views.saveHeading')">
        <p>{{ t('shell.views.saveText') }}</p>
        <label class="fw-field">
          {{ t('shell.views.name') }}
          <input #name class="fw-input" type="text" maxlength="120" (input)="given.set(name.value.trim())" />
        </label>
        <fieldset>
          <legend>{{ t('shell.views.share') }}</legend>
          @for (role of roles; track role) {
            <label>
              <input type="checkbox" [checked]="shared().includes(role)" (change)="toggle(role)" />
              {{ t('roles.' + role) }}
            </label>
          }
        </fieldset>
        <ng-container ngProjectAs="[fwDialogActions]">
          <button fwButton type="button" (click)="dialog.close()">{{ t('shell.views.cancel') }}</button>
          <button fwButton variant="primary" type="button" [disabled]="given() === ''" (click)="save()">
            {{ t('shell.views.save') }}
          </button>
        </ng-container>
      </fw-dialog-frame>
    </ng-container>
  `,
  styles: `
    fieldset {
      display: grid;
      gap: 4px;
      margin: 12px 0 0;
      padding: 0;
      border: 0;
    }
    legend {
      padding: 0;
      color: var(--ink-3);
    }
    fieldset label {
      display: flex;
      gap: 6px;
      align-items: center;
      min-height: 24px;
    }
  `,
})
export class SaveViewDialog {
  protected readonly dialog = inject<DialogRef<ViewToSave>>(DialogRef);
  protected readonly roles = ROLES;
  protected readonly given = signal('');
  protected readonly shared = signal<readonly Role[]>([]);

  protected toggle(role: Role): void {
    this.shared.update((roles) => (roles.includes(role) ? roles.filter((one) => one !== role) : [...roles, role]));
  }

  protected save(): void {
    this.dialog.close({ name: this.given(), sharedWith: this.shared() });
  }
}
