import { Directive, input } from '@angular/core';

export type ButtonVariant = 'plain' | 'primary' | 'quiet' | 'icon' | 'link';

/** The look of a button on a real `<button>` or `<a>`. An icon button needs an `aria-label`. */
@Directive({
  selector: 'button[fwButton], a[fwButton]',
  host: { class: 'fw-button', '[attr.data-variant]': 'variant()' },
})
export class Button {
  readonly variant = input<ButtonVariant>('plain');
}
