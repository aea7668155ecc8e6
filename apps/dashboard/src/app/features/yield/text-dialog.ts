import { Dialog, DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject, Injectable, signal } from '@angular/core';
import { Button, DialogFrame } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';

export interface TextQuestion {
  readonly heading: string;
  readonly label: string;
  readonly hint: string;
  readonly action: string;
  readonly text: string;
  /** May be left empty: then it takes something away. */
  readonly optional: boolean;
}

/** Asks for some lines of text: a pasted list, a note. */
@Injectable({ providedIn: 'root' })
export class AskText {
  private readonly dialog = inject(Dialog);

  /** Null when the person thinks better of it. */
  async ask(question: TextQuestion): Promise<string | null> {
    const open = this.dialog.open<string, TextQuestion>(TextDialog, { data: question, backdropClass: 'fw-backdrop' });
    return (await firstValueFrom(open.closed)) ?? null;
  }
}

@Component({
  selector: 'fw-text-dialog',
  imports: [Button, DialogFrame, TranslocoDirective],
  template: `
    <fw-dialog-frame *transloco="let t; prefix: 'explore'" [heading]="question.heading">
      <label class="fw-field">
        {{ question.label }}
        <textarea class="fw-input" rows="8" spellcheck="false" [value]="text()" (input)="write($event)"></textarea>
      </label>
      <p class="fw-caption">{{ question.hint }}</p>
      <ng-container ngProjectAs="[fwDialogActions]">
        <button fwButton type="button" (click)="dialog.close()">{{ t('cancel') }}</button>
        <button fwButton variant="primary" type="button" [disabled]="!complete()" (click)="dialog.close(text())">
          {{ question.action }}
        </button>
      </ng-container>
    </fw-dialog-frame>
  `,
})
export class TextDialog {
  protected readonly question = inject<TextQuestion>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<string>>(DialogRef);
  protected readonly text = signal(this.question.text);

  protected complete(): boolean {
    return this.question.optional || this.text().trim() !== '';
  }

  protected write(event: Event): void {
    if (event.target instanceof HTMLTextAreaElement) this.text.set(event.target.value);
  }
}
