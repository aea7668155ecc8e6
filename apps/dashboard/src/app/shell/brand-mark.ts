import { Component } from '@angular/core';

/** A wafer with its notch, and a step of a signal. */
@Component({
  selector: 'fw-brand-mark',
  host: { 'aria-hidden': 'true' },
  template: `
    <svg width="18" height="18" viewBox="0 0 18 18" fill="none">
      <path class="wafer" d="M7.8 16.7A7.8 7.8 0 1 1 10.2 16.7L9 15.2Z" />
      <path class="step" d="M4 9.8h3V6.2h4v3.6h3" />
    </svg>
  `,
  styles: `
    :host {
      display: inline-flex;
    }
    .wafer {
      stroke: var(--ink);
      stroke-width: 1.4;
      stroke-linejoin: round;
    }
    .step {
      stroke: var(--accent);
      stroke-width: 1.8;
    }
  `,
})
export class BrandMark {}
