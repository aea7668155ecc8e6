import { DialogRef } from '@angular/cdk/dialog';
import { Component, inject, signal } from '@angular/core';
import { Button, DialogFrame } from '@fabwright/ui';
import { injectSay } from '../../core/i18n/inject-say.ts';

const MOST_WEEKS = 26;

/** How many weeks to catch up on; undefined when the person thinks better of it. */
@Component({
  selector: 'fw-backfill-dialog',
  imports: [Button, DialogFrame],
  template: `
    <fw-dialog-frame [heading]="say('backfillHeading')">
      <label class="fw-field">
        {{ say('backfillPeriods') }}
        <input class="fw-input" type="number" min="1" [max]="most" [value]="weeks()" (input)="write($event)" />
      </label>
      <p class="fw-caption">{{ say('backfillHint') }}</p>
      <ng-container ngProjectAs="[fwDialogActions]">
        <button fwButton type="button" (click)="dialog.close()">{{ say('cancel') }}</button>
        <button fwButton variant="primary" type="button" [disabled]="!fits()" (click)="dialog.close(weeks())">
          {{ say('backfill') }}
        </button>
      </ng-container>
    </fw-dialog-frame>
  `,
})
export class BackfillDialog {
  protected readonly dialog = inject<DialogRef<number>>(DialogRef);
  protected readonly say = injectSay('reports.acts');
  protected readonly most = MOST_WEEKS;
  protected readonly weeks = signal(4);

  protected fits(): boolean {
    return Number.isInteger(this.weeks()) && this.weeks() >= 1 && this.weeks() <= MOST_WEEKS;
  }

  protected write(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.weeks.set(event.target.valueAsNumber);
  }
}
