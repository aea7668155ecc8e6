import { Dialog, DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, Injectable, signal } from '@angular/core';
import type { Role } from '@fabwright/data-access';
import { Button, DialogFrame } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { roleKey } from '../session/role-key.ts';

/** What a person keeps is called, and which roles see it too. */
export interface NameAndRoles {
  readonly name: string;
  readonly sharedWith: readonly Role[];
}

export interface NamingQuestion {
  readonly heading: string;
  readonly text: string;
  /** Verb first. */
  readonly action: string;
  /** What it is called now. */
  readonly now?: NameAndRoles;
}

const ROLES: readonly Role[] = ['YIELD_ENGINEER', 'PROCESS_ENGINEER', 'MANAGER', 'ADMINISTRATOR'];

/** Asks for a name and who else should see it. */
@Injectable({ providedIn: 'root' })
export class AskNameAndRoles {
  private readonly dialog = inject(Dialog);

  /** Null when the person thinks better of it. */
  async ask(data: NamingQuestion): Promise<NameAndRoles | null> {
    const open = this.dialog.open<NameAndRoles, NamingQuestion>(NameAndRolesDialog, {
      data,
      backdropClass: 'fw-backdrop',
    });
    return (await firstValueFrom(open.closed)) ?? null;
  }
}

@Component({
  selector: 'fw-name-and-roles-dialog',
  imports: [Button, DialogFrame, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <fw-dialog-frame [heading]="question.heading">
        <p>{{ question.text }}</p>
        <label class="fw-field">
          {{ t('sharing.name') }}
          <input
            #name
            class="fw-input"
            type="text"
            maxlength="120"
            [value]="given()"
            (input)="given.set(name.value)"
            (keydown.enter)="save()"
          />
        </label>
        <fieldset>
          <legend>{{ t('sharing.with') }}</legend>
          @for (role of roles; track role) {
            <label>
              <input type="checkbox" [checked]="shared().includes(role)" (change)="toggle(role)" />
              {{ t('roles.' + roleKey(role)) }}
            </label>
          }
        </fieldset>
        <ng-container ngProjectAs="[fwDialogActions]">
          <button fwButton type="button" (click)="dialog.close()">{{ t('sharing.cancel') }}</button>
          <button fwButton variant="primary" type="button" [disabled]="!named()" (click)="save()">
            {{ question.action }}
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
export class NameAndRolesDialog {
  protected readonly question = inject<NamingQuestion>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<NameAndRoles>>(DialogRef);
  protected readonly roles = ROLES;
  protected readonly roleKey = roleKey;
  protected readonly given = signal(this.question.now?.name ?? '');
  protected readonly shared = signal<readonly Role[]>(this.question.now?.sharedWith ?? []);
  protected readonly named = computed(() => this.given().trim() !== '');

  protected toggle(role: Role): void {
    this.shared.update((roles) => (roles.includes(role) ? roles.filter((one) => one !== role) : [...roles, role]));
  }

  protected save(): void {
    if (this.named()) this.dialog.close({ name: this.given().trim(), sharedWith: this.shared() });
  }
}
