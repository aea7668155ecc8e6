import { Dialog, DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject, Injectable, signal } from '@angular/core';
import { Button, DialogFrame, Icon } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';

export interface ShownSecret {
  readonly heading: string;
  /** What it is for and how long it holds. */
  readonly text: string;
  readonly secret: string;
}

/** Shows something that the server tells only once. */
@Injectable({ providedIn: 'root' })
export class Secrets {
  private readonly dialog = inject(Dialog);

  async show(secret: ShownSecret): Promise<void> {
    const open = this.dialog.open<void, ShownSecret>(SecretDialog, {
      data: secret,
      backdropClass: 'fw-backdrop',
      // a stray click or key must not lose what can't be shown again
      disableClose: true,
    });
    await firstValueFrom(open.closed, { defaultValue: undefined });
  }
}

@Component({
  selector: 'fw-secret-dialog',
  imports: [Button, DialogFrame, Icon, TranslocoDirective],
  template: `
    <fw-dialog-frame *transloco="let t; prefix: 'settings.secret'" [heading]="shown.heading">
      <p>{{ shown.text }}</p>
      <input
        #field
        class="fw-input fw-id"
        readonly
        [attr.aria-label]="shown.heading"
        [value]="shown.secret"
        (focus)="field.select()"
      />
      <p class="fw-caption">{{ t('once') }}</p>
      <p class="fw-unseen" aria-live="polite">{{ copied() ? t('copied') : '' }}</p>
      <ng-container ngProjectAs="[fwDialogActions]">
        <button fwButton type="button" (click)="dialog.close()">{{ t('done') }}</button>
        <button fwButton variant="primary" type="button" (click)="copy(field)">
          <fw-icon [name]="copied() ? 'check' : 'copy'" />{{ copied() ? t('copied') : t('copy') }}
        </button>
      </ng-container>
    </fw-dialog-frame>
  `,
})
export class SecretDialog {
  protected readonly shown = inject<ShownSecret>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<void>>(DialogRef);
  protected readonly copied = signal(false);

  protected async copy(field: HTMLInputElement): Promise<void> {
    field.select();
    try {
      await navigator.clipboard.writeText(this.shown.secret);
      this.copied.set(true);
    } catch {
      // the clipboard is refused (no secure address): the text is selected, Ctrl C takes it
      field.focus();
    }
  }
}
