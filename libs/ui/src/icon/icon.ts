import { Component, computed, input, numberAttribute } from '@angular/core';
import { ICON_PATHS, type IconName } from './icon-paths.ts';

/** Decoration beside a word, or inside a control that has a label: hidden from screen readers. */
@Component({
  selector: 'fw-icon',
  host: { 'aria-hidden': 'true' },
  template: `
    <svg
      viewBox="0 0 16 16"
      [attr.width]="size()"
      [attr.height]="size()"
      fill="none"
      stroke="currentColor"
      stroke-width="1.4"
      stroke-linecap="round"
      stroke-linejoin="round"
    >
      <path [attr.d]="path()" />
    </svg>
  `,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
    }
  `,
})
export class Icon {
  readonly name = input.required<IconName>();
  /** Edge in px. */
  readonly size = input(16, { transform: numberAttribute });
  protected readonly path = computed(() => ICON_PATHS[this.name()]);
}
