import { Component, inject, input, output } from '@angular/core';
import type { ColourToken } from '@fabwright/charts';
import { Button } from '@fabwright/ui';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';

export interface ClassEntry {
  readonly code: number;
  readonly name: string;
  readonly defects: number;
  readonly share: number;
  readonly cumulative: number;
}

/** Classes by their number of defects, each with its bar: pick some out, and everything else is of them only. */
@Component({
  selector: 'fw-defect-classes',
  imports: [Button],
  host: { role: 'group', '[attr.aria-label]': "say('classes')" },
  template: `
    @for (entry of classes(); track entry.code) {
      <button
        type="button"
        class="class"
        [attr.aria-pressed]="only().includes(entry.code)"
        [class.off]="only().length > 0 && !only().includes(entry.code)"
        (click)="toggle(entry.code)"
      >
        <span class="name" [title]="entry.name">
          @if (tokens().get(entry.code); as token) {
            <i [style.background]="'var(--' + token + ')'"></i>
          }
          {{ entry.code }} {{ entry.name || say('unnamedClass') }}
        </span>
        <span class="bar" aria-hidden="true"><i [style.inline-size.%]="100 * (entry.defects / most())"></i></span>
        <span class="count">{{ formats.number(entry.defects) }}</span>
        <span class="share">{{ formats.yield(entry.share) }}</span>
        <span class="share" [title]="say('cumulative')">{{ formats.yield(entry.cumulative) }}</span>
      </button>
    }
    @if (only().length > 0) {
      <button fwButton variant="link" type="button" (click)="onlyChange.emit([])">{{ say('allClasses') }}</button>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 1px;
      align-content: start;
      font: var(--t-small);
    }
    .class {
      display: grid;
      grid-template-columns: minmax(96px, 1.6fr) minmax(20px, 1fr) 44px 52px 60px;
      gap: 8px;
      align-items: center;
      min-height: 26px;
      padding: 2px 6px;
      border: 1px solid transparent;
      border-radius: var(--radius-s);
      background: none;
      color: var(--ink-2);
      font: inherit;
      text-align: left;
      cursor: pointer;
    }
    .class:hover {
      background: var(--surface-hover);
    }
    .class[aria-pressed='true'] {
      border-color: var(--accent);
      background: var(--surface-selected);
    }
    /* not by its opacity: the words stay readable */
    .off {
      color: var(--ink-3);
    }
    .off i {
      opacity: 0.5;
    }
    .name {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .name i {
      display: inline-block;
      width: 9px;
      height: 9px;
      margin-inline-end: 3px;
      border-radius: 50%;
    }
    .bar i {
      display: block;
      height: 8px;
      min-width: 1px;
      border-radius: 1px;
      background: var(--cat-1);
    }
    .count,
    .share {
      font-variant-numeric: tabular-nums;
      text-align: end;
    }
  `,
})
export class DefectClasses {
  readonly classes = input.required<readonly ClassEntry[]>();
  readonly only = input<readonly number[]>([]);
  /** Colours of classes on a map beside; empty without one. */
  readonly tokens = input<ReadonlyMap<number, ColourToken>>(new Map());
  readonly onlyChange = output<readonly number[]>();
  protected readonly formats = inject(Formats);
  protected readonly say = injectSay('defects');

  protected most(): number {
    return Math.max(1, ...this.classes().map(({ defects }) => defects));
  }

  protected toggle(code: number): void {
    const only = this.only();
    this.onlyChange.emit(only.includes(code) ? only.filter((one) => one !== code) : [...only, code]);
  }
}
