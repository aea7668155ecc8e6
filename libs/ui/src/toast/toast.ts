import { Component, inject, Injectable, signal } from '@angular/core';
import { Button } from '../button/button.ts';
import { Icon } from '../icon/icon.ts';
import { injectUiWords } from '../words/ui-words.ts';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly kind: 'note' | 'problem';
  /** A way back, such as Undo. */
  readonly action?: ToastAction;
}

export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

const SHOWN_MS = 6000;

/** Short results of what the person just did. A problem stays until it is closed. */
@Injectable({ providedIn: 'root' })
export class Toasts {
  private readonly list = signal<readonly Toast[]>([]);
  private nextId = 1;
  readonly shown = this.list.asReadonly();

  show(text: string, kind: Toast['kind'] = 'note', action?: ToastAction): void {
    const id = this.nextId++;
    this.list.update((toasts) => [...toasts, { id, text, kind, ...(action && { action }) }]);
    if (kind === 'note') setTimeout(() => this.close(id), SHOWN_MS);
  }

  close(id: number): void {
    this.list.update((toasts) => toasts.filter((toast) => toast.id !== id));
  }
}

/** Once per application: the polite live region that speaks and shows toasts. */
@Component({
  selector: 'fw-toast-outlet',
  imports: [Button, Icon],
  host: { role: 'status', 'aria-live': 'polite' },
  template: `
    @for (toast of toasts.shown(); track toast.id) {
      <div class="fw-pop toast">
        @if (toast.kind === 'problem') {
          <fw-icon name="triangle" />
        } @else {
          <fw-icon name="check" />
        }
        <span>{{ toast.text }}</span>
        @if (toast.action; as action) {
          <button fwButton variant="link" type="button" (click)="toasts.close(toast.id); action.run()">
            {{ action.label }}
          </button>
        }
        <button
          fwButton
          variant="icon"
          type="button"
          [attr.aria-label]="words().close"
          (click)="toasts.close(toast.id)"
        >
          <fw-icon name="close" size="14" />
        </button>
      </div>
    }
  `,
  styles: `
    :host {
      position: fixed;
      right: 16px;
      bottom: 16px;
      z-index: 1100;
      display: grid;
      gap: 8px;
      max-width: min(420px, calc(100vw - 32px));
    }
    .toast {
      display: flex;
      align-items: center;
      gap: 8px;
      padding: 6px 6px 6px 12px;
      color: var(--ink);
    }
    .toast span {
      flex: 1;
    }
  `,
})
export class ToastOutlet {
  protected readonly toasts = inject(Toasts);
  protected readonly words = injectUiWords();
}
