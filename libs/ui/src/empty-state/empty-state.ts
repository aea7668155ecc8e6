import { Component, input } from '@angular/core';

/** One line that says why there is nothing, and, as content, the nearest way out. */
@Component({
  selector: 'fw-empty-state',
  template: `
    <p class="heading">{{ heading() }}</p>
    @if (text(); as more) {
      <p>{{ more }}</p>
    }
    <div class="ways"><ng-content /></div>
  `,
  styles: `
    :host {
      display: grid;
      align-content: center;
      justify-items: center;
      gap: 4px;
      min-height: 96px;
      padding: 16px;
      text-align: center;
    }
    .heading {
      color: var(--ink);
      font-weight: 600;
    }
    p {
      max-width: 68ch;
    }
    .ways {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      align-items: center;
      justify-content: center;
      padding-top: 4px;
    }
    .ways:empty {
      display: none;
    }
  `,
})
export class EmptyState {
  readonly heading = input.required<string>();
  readonly text = input<string>();
}
