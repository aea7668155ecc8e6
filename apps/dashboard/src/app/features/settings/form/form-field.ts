import { Component, computed, input } from '@angular/core';

let fields = 0;

/** A labelled input with its hint and what is wrong with it. The input itself carries `fwFieldInput`. */
@Component({
  selector: 'fw-form-field',
  template: `
    <label class="fw-field" [htmlFor]="inputId">{{ label() }}</label>
    <ng-content />
    @if (hint(); as text) {
      <p class="fw-field-hint" [id]="hintId">{{ text }}</p>
    }
    <p class="issue" role="alert" [id]="issueId" [hidden]="!issue()">{{ issue() }}</p>
  `,
  styles: `
    :host {
      display: grid;
      gap: 3px;
      align-content: start;
    }
    .issue {
      color: var(--ink);
      font: 500 12px/16px var(--font);
    }
  `,
})
export class FormField {
  readonly label = input.required<string>();
  readonly hint = input<string>();
  readonly issue = input<string | undefined>();

  private readonly number = ++fields;
  readonly inputId = `fw-input-${this.number}`;
  protected readonly hintId = `fw-hint-${this.number}`;
  protected readonly issueId = `fw-issue-${this.number}`;
  readonly describedBy = computed(() => {
    const ids = [...(this.hint() ? [this.hintId] : []), ...(this.issue() ? [this.issueId] : [])];
    return ids.length > 0 ? ids.join(' ') : null;
  });
}
