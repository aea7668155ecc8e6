import { Dialog, DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject, Injectable, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Button } from '../button/button.ts';
import { injectUiWords } from '../words/ui-words.ts';
import { DialogFrame } from './dialog-frame.ts';

export interface Question {
  readonly heading: string;
  /** What will happen, in plain words. */
  readonly text: string;
  /** Verb first. */
  readonly action: string;
  /** Asks for a reason under this label; the action waits until there is one. */
  readonly reasonLabel?: string;
}

/** Asks before something that others notice. */
@Injectable({ providedIn: 'root' })
export class Ask {
  private readonly dialog = inject(Dialog);

  /** The reason given (empty when none was asked for), or null when the person thinks better of it. */
  async ask(question: Question): Promise<string | null> {
    const open = this.dialog.open<string, Question>(QuestionDialog, { data: question, backdropClass: 'fw-backdrop' });
    return (await firstValueFrom(open.closed)) ?? null;
  }
}

@Component({
  selector: 'fw-question-dialog',
  imports: [Button, DialogFrame],
  template: `
    <fw-dialog-frame [heading]="question.heading">
      <p>{{ question.text }}</p>
      @if (question.reasonLabel; as label) {
        <label class="fw-field">
          {{ label }}
          <textarea class="fw-input" rows="3" required (input)="write($event)"></textarea>
        </label>
      }
      <ng-container ngProjectAs="[fwDialogActions]">
        <button fwButton type="button" (click)="dialog.close()">{{ words().cancel }}</button>
        <button
          fwButton
          variant="primary"
          type="button"
          [disabled]="!complete()"
          (click)="dialog.close(reason().trim())"
        >
          {{ question.action }}
        </button>
      </ng-container>
    </fw-dialog-frame>
  `,
})
export class QuestionDialog {
  protected readonly question = inject<Question>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<string>>(DialogRef);
  protected readonly words = injectUiWords();
  protected readonly reason = signal('');

  protected complete(): boolean {
    return this.question.reasonLabel === undefined || this.reason().trim() !== '';
  }

  protected write(event: Event): void {
    if (event.target instanceof HTMLTextAreaElement) this.reason.set(event.target.value);
  }
}
