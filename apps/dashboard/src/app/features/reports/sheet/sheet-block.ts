import { Component, computed, input } from '@angular/core';
import { svgAsPicture } from '@fabwright/charts';
import type { SheetBlock, SheetFigure, SheetTable } from './sheet-content.ts';

/** A picture over the whole width of the paper is wider. */
const WIDE_PX = 560;
/** An id, a name or a moment stays in one line; a sentence may break. */
const LONGEST_WHOLE = 22;

/** Pictures and tables of a report. The pictures are those of the paper: light whatever the theme is. */
@Component({
  selector: 'fw-sheet-block',
  template: `
    @if (figures().length > 0) {
      <div class="figures">
        @for (figure of figures(); track $index) {
          <figure>
            <figcaption>
              <strong>{{ figure.title }}</strong> <span class="fw-caption">{{ figure.caption }}</span>
            </figcaption>
            @if (figure.svg) {
              @if (widthOf(figure) > widePx) {
                <div class="scroll" tabindex="0" role="region" [attr.aria-label]="figure.title">
                  <img class="wide" [src]="addressOf(figure)" [alt]="figure.title" />
                </div>
              } @else {
                <img [class.unsized]="widthOf(figure) === 0" [src]="addressOf(figure)" [alt]="figure.title" />
              }
            } @else {
              <p class="fw-muted">{{ figure.missing }}</p>
            }
          </figure>
        }
      </div>
    }
    @if (table(); as shown) {
      @if (shown.title) {
        <p class="title">
          <strong>{{ shown.title }}</strong> <span class="fw-caption">{{ shown.caption }}</span>
        </p>
      }
      @if (shown.rows.length === 0) {
        <p class="fw-muted">{{ shown.empty }}</p>
      } @else {
        <div class="scroll" tabindex="0" role="region" [attr.aria-label]="shown.title || label()">
          <table>
            <thead>
              <tr>
                @for (column of shown.columns; track $index) {
                  <th scope="col" [class.end]="column.align === 'right'">{{ column.label }}</th>
                }
              </tr>
            </thead>
            <tbody>
              @for (row of shown.rows; track $index) {
                <tr>
                  @for (cell of row; track $index) {
                    <td
                      [class.end]="shown.columns[$index]?.align === 'right'"
                      [class.whole]="cell.length <= longestWhole"
                    >
                      {{ cell }}
                    </td>
                  }
                </tr>
              }
            </tbody>
          </table>
        </div>
      }
    }
    @if (text(); as words) {
      <p>{{ words }}</p>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 6px;
      min-width: 0;
    }
    strong {
      color: var(--ink);
      font-weight: 600;
    }
    .figures {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(260px, 100%), 1fr));
      gap: 12px;
    }
    figure {
      display: grid;
      gap: 4px;
      align-content: start;
      margin: 0;
      min-width: 0;
    }
    img {
      justify-self: start;
      max-width: 100%;
      height: auto;
      border: 1px solid var(--border);
      border-radius: var(--radius);
      background: #fff;
    }
    /* as small as a phone nobody could read it */
    img.wide {
      min-width: min(560px, 200%);
    }
    /* a map would be as large as its place */
    img.unsized {
      width: 300px;
    }
    figcaption,
    .title {
      display: flex;
      flex-wrap: wrap;
      gap: 0 8px;
      align-items: baseline;
    }
    .scroll {
      overflow-x: auto;
    }
    table {
      border-collapse: collapse;
      width: 100%;
      color: var(--ink);
      font-variant-numeric: tabular-nums;
    }
    th,
    td {
      padding: 4px 8px;
      border-bottom: 1px solid var(--border);
      text-align: start;
      vertical-align: top;
    }
    th {
      color: var(--ink-2);
      font-weight: 500;
      white-space: nowrap;
    }
    td {
      min-width: 44px;
    }
    .whole {
      white-space: nowrap;
    }
    .end {
      text-align: end;
      white-space: nowrap;
    }
  `,
})
export class SheetBlockView {
  readonly block = input.required<SheetBlock>();
  /** What a table without a title is called. */
  readonly label = input('');

  protected readonly widePx = WIDE_PX;
  protected readonly longestWhole = LONGEST_WHOLE;
  protected readonly figures = computed<readonly SheetFigure[]>(() => {
    const block = this.block();
    if (block.kind === 'figures') return block.figures;
    return block.kind === 'figure' ? [block.figure] : [];
  });
  protected readonly table = computed<SheetTable | null>(() => {
    const block = this.block();
    return block.kind === 'table' ? block.table : null;
  });
  protected readonly text = computed(() => {
    const block = this.block();
    return block.kind === 'text' ? block.text : null;
  });

  /** px that the picture says itself; 0: it takes what it gets. */
  protected widthOf({ svg }: SheetFigure): number {
    return Number(/^<svg[^>]*?\bwidth="([\d.]+)/.exec(svg ?? '')?.[1] ?? 0);
  }

  /** As a picture nothing in it can run. */
  protected addressOf({ svg }: SheetFigure): string {
    return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgAsPicture(svg ?? ''))}`;
  }
}
