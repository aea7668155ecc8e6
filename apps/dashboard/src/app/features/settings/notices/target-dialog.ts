import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { CreateWebhookTargetDocument } from '@fabwright/data-access/documents/notices';
import { Button, DialogFrame } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Changes } from '../form/changes.ts';
import { FieldInput } from '../form/field-input.ts';
import { FormField } from '../form/form-field.ts';
import type { ChangeProblem } from '../form/outcome.ts';
import { ProductScopeField, type ProductName } from '../form/product-scope-field.ts';

export interface MadeTarget {
  readonly name: string;
  readonly secret: string;
}

/** Names a webhook target and what it is told about. */
@Component({
  selector: 'fw-target-dialog',
  imports: [Button, DialogFrame, FieldInput, FormField, FormsModule, ProductScopeField, TranslocoDirective],
  template: `
    <fw-dialog-frame *transloco="let t" [heading]="t('settings.notices.addTarget')">
      <form id="fw-target" (ngSubmit)="submit()">
        <fw-form-field [label]="t('settings.notices.name')" [issue]="problem()?.issues?.['name']">
          <input fwFieldInput name="name" autocomplete="off" [(ngModel)]="name" />
        </fw-form-field>
        <fw-form-field
          [label]="t('settings.notices.url')"
          [hint]="t('settings.notices.urlHint')"
          [issue]="problem()?.issues?.['url']"
        >
          <input fwFieldInput name="url" type="url" autocomplete="off" [(ngModel)]="url" />
        </fw-form-field>
        <fw-product-scope-field [products]="products" [(scope)]="scope" />
        @if (problem()?.message; as message) {
          <p class="fw-problem" role="alert">{{ message }}</p>
        }
      </form>
      <ng-container ngProjectAs="[fwDialogActions]">
        <button fwButton type="button" (click)="dialog.close()">{{ t('settings.cancel') }}</button>
        <button fwButton variant="primary" type="submit" form="fw-target" [disabled]="busy() || !complete()">
          {{ t('settings.notices.addTarget') }}
        </button>
      </ng-container>
    </fw-dialog-frame>
  `,
  styleUrl: '../form/form.css',
})
export class TargetDialog {
  protected readonly dialog = inject<DialogRef<MadeTarget>>(DialogRef);
  protected readonly products = inject<readonly ProductName[]>(DIALOG_DATA);
  private readonly changes = inject(Changes);
  protected readonly name = signal('');
  protected readonly url = signal('');
  protected readonly scope = signal<readonly string[] | null>(null);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ChangeProblem | null>(null);

  protected complete(): boolean {
    return this.name().trim() !== '' && this.url().trim() !== '';
  }

  protected async submit(): Promise<void> {
    if (this.busy() || !this.complete()) return;
    this.busy.set(true);
    const scope = this.scope();
    const input = { name: this.name().trim(), url: this.url().trim(), productScope: scope && [...scope] };
    const outcome = await this.changes.send(
      CreateWebhookTargetDocument,
      { input },
      (data) => data.createWebhookTarget,
      ['name', 'url'],
    );
    this.busy.set(false);
    this.problem.set(outcome.ok ? null : outcome.problem);
    if (outcome.ok) this.dialog.close({ name: outcome.value.target.name, secret: outcome.value.secret });
  }
}
