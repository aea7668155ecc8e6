import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import type { Role } from '@fabwright/data-access';
import { InvitePersonDocument } from '@fabwright/data-access/documents/people';
import { Button, DialogFrame } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Changes } from '../form/changes.ts';
import { FieldInput } from '../form/field-input.ts';
import { FormField } from '../form/form-field.ts';
import type { ChangeProblem } from '../form/outcome.ts';
import { ProductScopeField, type ProductName } from '../form/product-scope-field.ts';
import type { MadeLink } from './link-offer.ts';
import { roleKey } from '../../../core/session/role-key.ts';
import { ROLES } from './person-words.ts';

/** Makes an account and its one-time link. What was typed stays when the server refuses it. */
@Component({
  selector: 'fw-invite-dialog',
  imports: [Button, DialogFrame, FieldInput, FormField, FormsModule, ProductScopeField, TranslocoDirective],
  template: `
    <fw-dialog-frame *transloco="let t" [heading]="t('settings.people.inviteHeading')">
      <form id="fw-invite" (ngSubmit)="submit()">
        <fw-form-field [label]="t('settings.people.name')" [issue]="problem()?.issues?.['name']">
          <input fwFieldInput name="name" autocomplete="off" [(ngModel)]="name" />
        </fw-form-field>
        <fw-form-field
          [label]="t('settings.people.login')"
          [hint]="t('settings.people.loginHint')"
          [issue]="problem()?.issues?.['login']"
        >
          <input
            fwFieldInput
            name="login"
            autocomplete="off"
            autocapitalize="none"
            spellcheck="false"
            [(ngModel)]="login"
          />
        </fw-form-field>
        <fw-form-field [label]="t('settings.people.role')" [hint]="t('settings.people.roleHint.' + keyOf(role()))">
          <select fwFieldInput name="role" [(ngModel)]="role">
            @for (choice of roles; track choice) {
              <option [value]="choice">{{ t('roles.' + keyOf(choice)) }}</option>
            }
          </select>
        </fw-form-field>
        <fw-product-scope-field [products]="products" [(scope)]="scope" />
        @if (problem()?.message; as message) {
          <p class="fw-problem" role="alert">{{ message }}</p>
        }
      </form>
      <ng-container ngProjectAs="[fwDialogActions]">
        <button fwButton type="button" (click)="dialog.close()">{{ t('settings.cancel') }}</button>
        <button fwButton variant="primary" type="submit" form="fw-invite" [disabled]="busy() || !complete()">
          {{ t('settings.people.makeLink') }}
        </button>
      </ng-container>
    </fw-dialog-frame>
  `,
  styleUrl: '../form/form.css',
})
export class InviteDialog {
  protected readonly dialog = inject<DialogRef<MadeLink>>(DialogRef);
  protected readonly products = inject<readonly ProductName[]>(DIALOG_DATA);
  private readonly changes = inject(Changes);
  protected readonly roles = ROLES;
  protected readonly keyOf = roleKey;
  protected readonly name = signal('');
  protected readonly login = signal('');
  protected readonly role = signal<Role>('MANAGER');
  protected readonly scope = signal<readonly string[] | null>(null);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ChangeProblem | null>(null);

  protected complete(): boolean {
    return this.name().trim() !== '' && this.login().trim() !== '';
  }

  protected async submit(): Promise<void> {
    if (this.busy() || !this.complete()) return;
    this.busy.set(true);
    const name = this.name().trim();
    const scope = this.scope();
    const input = { name, login: this.login().trim(), role: this.role(), productScope: scope && [...scope] };
    const outcome = await this.changes.send(InvitePersonDocument, { input }, (data) => data.invitePerson, [
      'name',
      'login',
    ]);
    this.busy.set(false);
    this.problem.set(outcome.ok ? null : outcome.problem);
    if (outcome.ok) this.dialog.close({ kind: 'invite', name, link: outcome.value });
  }
}
