import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { queryResource, type ExcursionPageFragment } from '@fabwright/data-access';
import { ExcursionOwnersDocument } from '@fabwright/data-access/documents/excursions';
import { Button, DialogFrame } from '@fabwright/ui';
import { injectSay } from '../../../core/i18n/inject-say.ts';

/** Who is responsible: those who may see the product and act on it. */
@Component({
  selector: 'fw-assign-dialog',
  imports: [Button, DialogFrame],
  template: `
    <fw-dialog-frame [heading]="say('ASSIGNED')">
      @if (owners().length > 0) {
        <label class="fw-field">
          {{ say('owner') }}
          <select #owner class="fw-input" name="owner" (change)="chosen.set(owner.value)">
            <option value=""></option>
            @for (person of owners(); track person.accountId) {
              <option [value]="person.accountId" [selected]="person.accountId === excursion.ownerId">
                {{ person.name }}
              </option>
            }
          </select>
        </label>
      } @else if (known.hasValue()) {
        <p>{{ say('noOwners') }}</p>
      } @else if (known.error()) {
        <p role="alert">{{ say('unreachable') }}</p>
      }
      <ng-container ngProjectAs="[fwDialogActions]">
        <button fwButton type="button" (click)="dialog.close()">{{ say('cancel') }}</button>
        <button fwButton variant="primary" type="button" [disabled]="chosen() === ''" (click)="dialog.close(chosen())">
          {{ say('ASSIGNED') }}
        </button>
      </ng-container>
    </fw-dialog-frame>
  `,
})
export class AssignDialog {
  protected readonly excursion = inject<ExcursionPageFragment>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<string>>(DialogRef);
  protected readonly say = injectSay('excursions.act');
  protected readonly known = queryResource(ExcursionOwnersDocument, () => ({
    productId: this.excursion.productId || null,
  }));
  protected readonly owners = computed(() => (this.known.hasValue() ? this.known.value().excursionOwners : []));
  protected readonly chosen = signal(this.excursion.ownerId ?? '');
}
