import { Component, computed, input } from '@angular/core';
import type { WaferMapView } from '@fabwright/charts';
import { WaferMap } from '@fabwright/ui';
import { type DefectMarks, viewBoxOf } from './defect-map.view.ts';

/** Defects over the bin map of the same wafer; the dies stay readable under them. */
@Component({
  selector: 'fw-defect-map',
  imports: [WaferMap],
  host: { '[style.inline-size.px]': 'size()' },
  template: `
    <fw-wafer-map class="under" [view]="view()" [size]="size()" [label]="label()" />
    <svg [attr.viewBox]="viewBox()" aria-hidden="true">
      @for (mark of marks(); track mark.code) {
        <path class="halo" [attr.d]="mark.dots" />
        <path [attr.d]="mark.dots" [style.stroke]="'var(--' + mark.token + ')'" />
      }
    </svg>
  `,
  styles: `
    :host {
      position: relative;
      display: block;
      max-inline-size: 100%;
      align-self: start;
      aspect-ratio: 1;
    }
    /* !important: it sets its own size, and a phone is narrower */
    .under {
      block-size: 100% !important;
      inline-size: 100% !important;
      opacity: 0.55;
    }
    svg {
      position: absolute;
      inset: 0;
      inline-size: 100%;
      block-size: 100%;
      pointer-events: none;
    }
    path {
      fill: none;
      stroke-linecap: round;
      stroke-width: 5px;
      vector-effect: non-scaling-stroke;
    }
    .halo {
      stroke: var(--surface);
      stroke-width: 7.5px;
    }
  `,
})
export class DefectMap {
  readonly view = input.required<WaferMapView>();
  readonly marks = input.required<readonly DefectMarks[]>();
  readonly label = input.required<string>();
  readonly size = input(420);
  protected readonly viewBox = computed(() => viewBoxOf(this.view(), this.size()));
}
