import { Component, computed, input } from '@angular/core';

/** How far a job is. Without a value it says only that it runs. */
@Component({
  selector: 'fw-progress',
  host: {
    role: 'progressbar',
    'aria-valuemin': '0',
    'aria-valuemax': '100',
    '[attr.aria-label]': 'label()',
    '[attr.aria-valuenow]': 'percent()',
    '[class.running]': 'percent() === null',
  },
  template: `<span class="bar" [style.inline-size.%]="percent() ?? 40"></span>`,
  styles: `
    :host {
      display: block;
      height: 6px;
      border-radius: var(--radius-pill);
      background: var(--surface-sunken);
      overflow: hidden;
    }
    .bar {
      display: block;
      height: 100%;
      border-radius: inherit;
      background: var(--accent);
      transition: inline-size var(--m-base) var(--ease);
    }
    :host(.running) .bar {
      background: var(--border-control);
    }
  `,
})
export class Progress {
  /** 0 to 1, or null while unknown. */
  readonly value = input<number | null>(null);
  readonly label = input.required<string>();
  protected readonly percent = computed(() => {
    const value = this.value();
    return value === null ? null : Math.round(Math.max(0, Math.min(1, value)) * 100);
  });
}
