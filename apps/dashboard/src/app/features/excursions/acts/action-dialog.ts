import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { queryResource, type ExcursionActionInput, type ExcursionPageFragment } from '@fabwright/data-access';
import { ExcursionOwnersDocument } from '@fabwright/data-access/documents/excursions';
import { endOfDay, readIsoDate } from './due-date.ts';
import { Button, DialogFrame } from '@fabwright/ui';
import { injectFabCalendar } from '../../../core/fab/fab-calendar.ts';
import { injectSay } from '../../../core/i18n/inject-say.ts';

/** What is to be done, who does it, until when. */
@Component({
  selector: 'fw-action-dialog',
  imports: [Button, DialogFrame],
  template: `
    <fw-dialog-frame [heading]="say('ACTION_ADDED')">
      <label class="fw-field">
        {{ say('what') }}
        <input #what class="fw-input" name="what" maxlength="4000" (input)="task.set(what.value)" />
      </label>
      <label class="fw-field">
        {{ say('who') }}
        <select #who class="fw-input" name="who" (change)="assignee.set(who.value)">
          <option value="">{{ say('whoElse') }}</option>
          @for (person of owners(); track person.accountId) {
            <option [value]="person.accountId">{{ person.name }}</option>
          }
        </select>
      </label>
      @if (assignee() === '') {
        <label class="fw-field">
          {{ say('name') }}
          <input #name class="fw-input" name="name" maxlength="200" (input)="otherName.set(name.value)" />
        </label>
      }
      <label class="fw-field">
        {{ say('due') }}
        <input #until class="fw-input" name="due" type="date" (input)="due.set(until.value)" />
      </label>
      <ng-container ngProjectAs="[fwDialogActions]">
        <button fwButton type="button" (click)="dialog.close()">{{ say('cancel') }}</button>
        <button fwButton variant="primary" type="button" [disabled]="!action()" (click)="dialog.close(action())">
          {{ say('ACTION_ADDED') }}
        </button>
      </ng-container>
    </fw-dialog-frame>
  `,
})
export class ActionDialog {
  private readonly excursion = inject<ExcursionPageFragment>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<ExcursionActionInput | null>>(DialogRef);
  protected readonly say = injectSay('excursions.act');
  private readonly calendar = injectFabCalendar();
  private readonly known = queryResource(ExcursionOwnersDocument, () => ({
    productId: this.excursion.productId || null,
  }));
  protected readonly owners = computed(() => (this.known.hasValue() ? this.known.value().excursionOwners : []));
  protected readonly task = signal('');
  protected readonly assignee = signal('');
  protected readonly otherName = signal('');
  protected readonly due = signal('');

  /** Null while something is missing. */
  protected readonly action = computed<ExcursionActionInput | null>(() => {
    const [what, name] = [this.task().trim(), this.otherName().trim()];
    const day = readIsoDate(this.due());
    if (what === '' || (this.assignee() === '' && name === '')) return null;
    return {
      what,
      assigneeId: this.assignee() || null,
      assigneeName: this.assignee() === '' ? name : null,
      dueAt: day && endOfDay(day, this.calendar().zone).toISOString(),
    };
  });
}
