import { Component, input, model } from '@angular/core';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

let groups = 0;

/** One of a few: radio buttons drawn as one control. */
@Component({
  selector: 'fw-segmented',
  host: { role: 'radiogroup', '[attr.aria-label]': 'label()' },
  template: `
    @for (choice of choices(); track choice.value) {
      <label [class.on]="choice.value === value()">
        <input
          type="radio"
          class="fw-unseen"
          [name]="group"
          [value]="choice.value"
          [checked]="choice.value === value()"
          (change)="value.set(choice.value)"
        />
        {{ choice.label }}
      </label>
    }
  `,
  styles: `
    :host {
      position: relative;
      display: inline-flex;
      flex: none;
      border: 1px solid var(--border-control);
      border-radius: var(--radius);
      background: var(--surface);
      font: var(--t-small);
      white-space: nowrap;
    }
    label {
      display: inline-flex;
      align-items: center;
      min-height: calc(var(--control) - 2px);
      padding: 0 9px;
      border-left: 1px solid var(--border);
      color: var(--ink-2);
      cursor: pointer;
    }
    label:first-child {
      border-left: 0;
      border-radius: 5px 0 0 5px;
    }
    label:last-child {
      border-radius: 0 5px 5px 0;
    }
    label:hover {
      background: var(--surface-hover);
    }
    label.on {
      background: var(--surface-selected);
      color: var(--ink);
      font-weight: 600;
    }
    label:has(:focus-visible) {
      outline: 2px solid var(--focus);
      outline-offset: 2px;
    }
  `,
})
export class Segmented {
  readonly label = input.required<string>();
  readonly choices = input.required<readonly Choice[]>();
  readonly value = model.required<string>();
  protected readonly group = `fw-segmented-${++groups}`;
}
