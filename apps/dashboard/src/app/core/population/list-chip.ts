import { CdkTrapFocus } from '@angular/cdk/a11y';
import { CdkConnectedOverlay, CdkOverlayOrigin } from '@angular/cdk/overlay';
import { Component, computed, input, output, signal } from '@angular/core';
import { Button, Icon } from '@fabwright/ui';
import { injectSay } from '../i18n/inject-say.ts';
import { readList } from './population-link.ts';

/** Lots or wafers that were pasted as a list. A name with a slash is a wafer. */
@Component({
  selector: 'fw-list-chip',
  imports: [Button, CdkConnectedOverlay, CdkOverlayOrigin, CdkTrapFocus, Icon],
  template: `
    <button
      cdkOverlayOrigin
      #origin="cdkOverlayOrigin"
      fwButton
      type="button"
      aria-haspopup="dialog"
      [attr.aria-expanded]="open()"
      (click)="open.set(true)"
    >
      <span class="fw-muted">{{ say('list') }}</span> {{ shown() }} <fw-icon name="down" size="12" />
    </button>
    <ng-template
      cdkConnectedOverlay
      [cdkConnectedOverlayOrigin]="origin"
      [cdkConnectedOverlayOpen]="open()"
      [cdkConnectedOverlayHasBackdrop]="true"
      cdkConnectedOverlayBackdropClass="cdk-overlay-transparent-backdrop"
      (backdropClick)="open.set(false)"
      (detach)="open.set(false)"
    >
      <form class="fw-pop list" cdkTrapFocus cdkTrapFocusAutoCapture (submit)="apply($event, text.value)">
        <label class="fw-field">
          {{ say('paste') }}
          <textarea #text class="fw-input fw-id" rows="8" spellcheck="false" [value]="written()"></textarea>
        </label>
        <div class="fw-row">
          <button fwButton type="button" (click)="clear()">{{ say('clear') }}</button>
          <button fwButton variant="primary" type="submit">{{ say('apply') }}</button>
        </div>
      </form>
    </ng-template>
  `,
  styles: `
    .list {
      display: grid;
      gap: 8px;
      width: 280px;
      margin-top: 4px;
      padding: 12px;
    }
    .fw-row {
      display: flex;
      justify-content: flex-end;
      gap: 8px;
    }
    button[fwButton] {
      font: var(--t-small);
    }
  `,
})
export class ListChip {
  readonly lots = input.required<readonly string[]>();
  readonly wafers = input.required<readonly string[]>();
  readonly listed = output<{ readonly lots: readonly string[]; readonly wafers: readonly string[] }>();

  protected readonly say = injectSay('population');
  protected readonly open = signal(false);
  protected readonly written = computed(() => [...this.lots(), ...this.wafers()].join('\n'));
  protected readonly shown = computed(() => {
    const [lots, wafers] = [this.lots().length, this.wafers().length];
    if (lots + wafers === 0) return this.say('noList');
    return this.say('listed', { lots, wafers });
  });

  protected apply(event: Event, text: string): void {
    event.preventDefault();
    const names = readList(text);
    this.open.set(false);
    this.listed.emit({
      lots: names.filter((name) => !name.includes('/')),
      wafers: names.filter((name) => name.includes('/')),
    });
  }

  protected clear(): void {
    this.open.set(false);
    this.listed.emit({ lots: [], wafers: [] });
  }
}
