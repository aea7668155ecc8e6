import { Component, computed, inject, input, output } from '@angular/core';
import { binToken } from '@fabwright/charts';
import type { WaferMap } from '@fabwright/contracts';
import type { BinFragment } from '@fabwright/data-access';
import { Button } from '@fabwright/ui';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { binsOf, passingBins } from '../../core/maps/map-view.ts';

/** The bins of one wafer with their dies: pick some out, and the others recede. */
@Component({
  selector: 'fw-bin-legend',
  imports: [Button],
  host: { role: 'group', '[attr.aria-label]': "say('legend')" },
  template: `
    @for (entry of entries(); track entry.number) {
      <button
        type="button"
        class="bin"
        [attr.aria-pressed]="only().includes(entry.number)"
        [class.off]="only().length > 0 && !only().includes(entry.number)"
        (click)="toggle(entry.number)"
      >
        <i [style.background]="entry.colour"></i>
        <span class="name">{{ entry.number }} {{ entry.name }}</span>
        <span class="count">{{ entry.count }}</span>
      </button>
    }
    @if (only().length > 0) {
      <button fwButton variant="link" type="button" (click)="onlyChange.emit([])">{{ say('allBins') }}</button>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 1px;
      align-content: start;
      justify-items: stretch;
      font: var(--t-small);
    }
    .bin {
      display: flex;
      align-items: center;
      gap: 6px;
      min-height: 24px;
      padding: 2px 6px;
      border: 1px solid transparent;
      border-radius: var(--radius-s);
      background: none;
      color: var(--ink-2);
      font: inherit;
      text-align: left;
      cursor: pointer;
    }
    .bin:hover {
      background: var(--surface-hover);
    }
    .bin[aria-pressed='true'] {
      border-color: var(--accent);
      background: var(--surface-selected);
      color: var(--ink);
    }
    .off i {
      opacity: 0.3;
    }
    i {
      flex: none;
      width: 10px;
      height: 10px;
      border: 1px solid var(--border-strong);
      border-radius: 2px;
    }
    .name {
      flex: 1;
      min-width: 0;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .count {
      color: var(--ink-3);
    }
  `,
})
export class BinLegend {
  readonly map = input.required<WaferMap>();
  readonly bins = input.required<readonly BinFragment[]>();
  readonly kind = input.required<'soft' | 'hard'>();
  readonly only = input.required<readonly number[]>();
  readonly onlyChange = output<readonly number[]>();
  private readonly formats = inject(Formats);
  protected readonly say = injectSay('wafer');

  protected readonly entries = computed(() => {
    const counts = countBins(this.kind() === 'soft' ? this.map().softBin : this.map().hardBin);
    const passing = passingBins(this.map(), this.kind());
    const known = this.bins().map((bin) => ({ ...bin, pass: bin.pass || passing.has(bin.number) }));
    const named = binsOf(known, this.kind()).filter(({ number }) => counts.has(number));
    const names = new Set(named.map(({ number }) => number));
    const unnamed = [...counts.keys()].filter((number) => !names.has(number)).sort((a, b) => a - b);
    const entry = (number: number, name: string, colour: string) => {
      return { number, name, colour, count: this.formats.count(counts.get(number) ?? 0, 'dies') };
    };
    // as the eye looks for them: what cost most, then what passed
    const rank = (bin: { number: number; pass: boolean }): number =>
      bin.pass ? Infinity : -(counts.get(bin.number) ?? 0);
    const ranked = [...named].sort((a, b) => rank(a) - rank(b) || a.number - b.number);
    return [
      ...ranked.map(({ number, name, pass, slot }) => entry(number, name, `var(--${binToken(pass ? 0 : slot || -1)})`)),
      ...unnamed.map((number) => entry(number, '', `var(--${binToken(-1)})`)),
    ];
  });

  protected toggle(number: number): void {
    const only = this.only();
    this.onlyChange.emit(only.includes(number) ? only.filter((other) => other !== number) : [...only, number]);
  }
}

function countBins(bins: ArrayLike<number>): Map<number, number> {
  const counts = new Map<number, number>();
  for (let die = 0; die < bins.length; die++) counts.set(bins[die] ?? 0, (counts.get(bins[die] ?? 0) ?? 0) + 1);
  return counts;
}
