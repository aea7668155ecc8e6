import { Component, input, model } from '@angular/core';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly caption?: string;
}

/** Some of a few things, as boxes to tick. */
@Component({
  selector: 'fw-choice-list',
  template: `
    <fieldset>
      <legend>{{ label() }}</legend>
      <div class="choices" [class.tall]="choices().length > 8">
        @for (choice of choices(); track choice.value) {
          <label>
            <input
              type="checkbox"
              [checked]="chosen().includes(choice.value)"
              [disabled]="disabled()"
              (change)="toggle(choice.value)"
            />
            <span>{{ choice.label }}</span>
            @if (choice.caption; as caption) {
              <span class="fw-caption">{{ caption }}</span>
            }
          </label>
        }
      </div>
      @if (chosen().length === 0 && noneHint(); as hint) {
        <p class="fw-field-hint">{{ hint }}</p>
      }
    </fieldset>
  `,
  styleUrl: './choice-list.css',
})
export class ChoiceList {
  readonly label = input.required<string>();
  readonly choices = input.required<readonly Choice[]>();
  readonly chosen = model.required<readonly string[]>();
  readonly disabled = input(false);
  /** What it means that nothing is ticked. */
  readonly noneHint = input<string>();

  protected toggle(value: string): void {
    this.chosen.update((chosen) =>
      chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value],
    );
  }
}
