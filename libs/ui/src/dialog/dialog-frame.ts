import { DialogRef } from '@angular/cdk/dialog';
import { Component, inject, input } from '@angular/core';
import { Button } from '../button/button.ts';
import { Icon } from '../icon/icon.ts';
import { injectUiWords } from '../words/ui-words.ts';

let frames = 0;

/** Inside of a dialog: heading, close, content, actions (`fwDialogActions`). Open it with CDK's `Dialog`. */
@Component({
  selector: 'fw-dialog-frame',
  imports: [Button, Icon],
  host: { class: 'fw-pop', role: 'document' },
  template: `
    <header>
      <h2 [id]="headingId">{{ heading() }}</h2>
      <button fwButton variant="icon" type="button" [attr.aria-label]="words().close" (click)="dialog.close()">
        <fw-icon name="close" />
      </button>
    </header>
    <div class="content"><ng-content /></div>
    <footer><ng-content select="[fwDialogActions]" /></footer>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-rows: auto minmax(0, 1fr) auto;
      width: min(480px, calc(100vw - 32px));
      max-height: calc(100dvh - 64px);
      color: var(--ink-2);
      font: var(--t-body);
    }
    header {
      display: flex;
      align-items: center;
      justify-content: space-between;
      padding: 12px 8px 4px 16px;
    }
    h2 {
      font: var(--t-section);
    }
    .content {
      display: grid;
      gap: 12px;
      padding: 4px 16px 16px;
      overflow: auto;
    }
    footer {
      display: flex;
      justify-content: flex-end;
      gap: 8px;
      padding: 0 16px 16px;
    }
    footer:empty {
      display: none;
    }
  `,
})
export class DialogFrame {
  readonly heading = input.required<string>();
  protected readonly dialog = inject(DialogRef);
  protected readonly words = injectUiWords();
  protected readonly headingId = `fw-dialog-${++frames}`;

  constructor() {
    this.dialog.config.ariaLabelledBy = this.headingId;
  }
}
