import { Component, computed, input, output } from '@angular/core';
import { Button } from '../button/button.ts';
import { Icon } from '../icon/icon.ts';
import { injectUiWords } from '../words/ui-words.ts';

/** Which rows are shown, and the way to the pages beside. */
@Component({
  selector: 'fw-pager',
  imports: [Button, Icon],
  template: `
    <span class="fw-caption" role="status">{{ text() }}</span>
    <button
      fwButton
      variant="icon"
      type="button"
      [attr.aria-label]="words().previousPage"
      [disabled]="from() <= 1"
      (click)="previous.emit()"
    >
      <fw-icon name="left" />
    </button>
    <button
      fwButton
      variant="icon"
      type="button"
      [attr.aria-label]="words().nextPage"
      [disabled]="!hasNext()"
      (click)="next.emit()"
    >
      <fw-icon name="right" />
    </button>
  `,
  styles: `
    :host {
      display: flex;
      align-items: center;
      justify-content: flex-end;
      gap: 4px;
      padding-top: 4px;
    }
    span {
      margin-right: 8px;
    }
  `,
})
export class Pager {
  /** Number of the first row shown, from 1; 0 when there is none. */
  readonly from = input.required<number>();
  readonly shown = input.required<number>();
  readonly total = input.required<number>();
  readonly hasNext = input.required<boolean>();
  readonly previous = output<void>();
  readonly next = output<void>();
  protected readonly words = injectUiWords();
  protected readonly text = computed(() =>
    this.words().range(this.shown() === 0 ? 0 : this.from(), this.from() + this.shown() - 1, this.total()),
  );
}
