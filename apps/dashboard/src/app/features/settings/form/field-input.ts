import { computed, Directive, inject } from '@angular/core';
import { FormField } from './form-field.ts';

/** Ties an input to the hint and the issue of the field around it. */
@Directive({
  selector: '[fwFieldInput]',
  host: {
    class: 'fw-input',
    '[id]': 'field.inputId',
    '[attr.aria-invalid]': 'invalid()',
    '[attr.aria-describedby]': 'field.describedBy()',
  },
})
export class FieldInput {
  protected readonly field = inject(FormField);
  protected readonly invalid = computed(() => (this.field.issue() ? true : null));
}
