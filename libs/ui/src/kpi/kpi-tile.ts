import { Component, computed, input } from '@angular/core';
import { RouterLink, type Params } from '@angular/router';
import { sparkline } from '@fabwright/charts';

export interface KpiChange {
  /** With sign and unit, as the formatter gave it: "−1.8 pp". */
  readonly text: string;
  readonly direction: 'up' | 'down' | 'flat';
  /** Coloured only when it is beyond limits; otherwise plain. */
  readonly judged: 'good' | 'bad' | 'plain';
}

const SPARK = { width: 84, height: 26 };

/** One figure: label, value, unit, change against a named baseline, and its recent course. */
@Component({
  selector: 'fw-kpi-tile',
  imports: [RouterLink],
  template: `
    <p class="label" [title]="label()">{{ label() }}</p>
    <p class="value">
      @if (link(); as path) {
        <a [routerLink]="path" [queryParams]="queryParams()" queryParamsHandling="merge">{{ value() }}</a>
      } @else {
        {{ value() }}
      }
      @if (unit(); as text) {
        <small>{{ text }}</small>
      }
    </p>
    @if (spark(); as line) {
      <svg [attr.width]="size.width" [attr.height]="size.height" aria-hidden="true">
        <path [attr.d]="line.path" />
        <circle [attr.cx]="line.last.x" [attr.cy]="line.last.y" r="2.2" />
      </svg>
    }
    <p class="sub" [title]="note()">
      @if (change(); as moved) {
        <span [class]="'change ' + moved.judged">
          @switch (moved.direction) {
            @case ('up') {
              <span aria-hidden="true">▲</span>
            }
            @case ('down') {
              <span aria-hidden="true">▼</span>
            }
          }
          {{ moved.text }}
        </span>
      }
      {{ note() }}
    </p>
  `,
  styleUrl: './kpi-tile.css',
})
export class KpiTile {
  readonly label = input.required<string>();
  readonly value = input.required<string>();
  readonly unit = input<string>();
  readonly change = input<KpiChange | null>(null);
  /** Names the baseline or the whole: "against W40–W45". */
  readonly note = input<string>('');
  /** Oldest first. */
  readonly course = input<readonly (number | null)[]>([]);
  /** The same range for tiles of one unit in a row. */
  readonly courseRange = input<readonly [number, number] | null>(null);
  /** The chart behind the figure. */
  readonly link = input<string>();
  readonly queryParams = input<Params | null>(null);

  protected readonly size = SPARK;
  protected readonly spark = computed(() => {
    const range = this.courseRange();
    return sparkline(this.course(), range ? { ...SPARK, range } : SPARK);
  });
}
