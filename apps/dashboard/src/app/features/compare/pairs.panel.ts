import { Component, computed, inject, input } from '@angular/core';
import type { ComparisonQuery } from '@fabwright/data-access';
import { formatProbability } from '@fabwright/facts';
import { DataTable, Panel, type TableColumn } from '@fabwright/ui';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';

export type Comparison = Extract<ComparisonQuery['comparison'], { __typename: 'Comparison' }>;
type Pair = Comparison['pairs'][number];

/** Each group against each other, lots as units. */
@Component({
  selector: 'fw-pairs-panel',
  imports: [DataTable, Panel],
  template: `
    <fw-panel [heading]="say('pairs')" [caption]="say('pairsCaption')">
      <fw-data-table class="pairs" [caption]="say('pairs')" [columns]="columns()" [rows]="rows()" [rowKey]="keyOf" />
    </fw-panel>
  `,
  styles: `
    .pairs {
      max-height: 420px;
    }
  `,
})
export class PairsPanel {
  readonly comparison = input.required<Comparison>();
  protected readonly say = injectSay('compare');
  private readonly formats = inject(Formats);

  protected readonly rows = computed(() => [...this.comparison().pairs]);
  protected readonly columns = computed<TableColumn<Pair>[]>(() => {
    const label = (name: string): string => this.say(`column.${name}`);
    const { formats } = this;
    return [
      { key: 'pair', label: label('pair'), text: ({ a, b }) => `${a} − ${b}` },
      { key: 'difference', label: label('difference'), align: 'end', text: (row) => this.differenceOf(row) },
      { key: 'delta', label: 'δ', align: 'end', text: ({ cliffsDelta }) => formats.number(cliffsDelta, 2) },
      { key: 'test', label: label('test'), text: (row) => this.testOf(row) },
      {
        key: 'holm',
        label: label('holm'),
        align: 'end',
        text: ({ holmP }) =>
          typeof holmP === 'number' ? formatProbability(holmP, formats.locale()).replace(/^p =? ?/, '') : '–',
      },
      { key: 'lots', label: label('lots'), align: 'end', text: ({ lotsA, lotsB }) => `${lotsA} | ${lotsB}` },
      { key: 'verdict', label: label('verdict'), text: (row) => this.verdictOf(row) },
    ];
  });
  protected readonly keyOf = ({ a, b }: Pair): string => `${a}|${b}`;

  private differenceOf({ difference, low, high }: Pair): string {
    if (typeof difference !== 'number' || typeof low !== 'number' || typeof high !== 'number') return '–';
    const { isFraction, unit } = this.comparison();
    const text = (value: number): string =>
      isFraction ? this.formats.points(value, { signed: true }) : this.formats.number(value, 4);
    return `${text(difference)} [${text(low)}, ${text(high)}]${isFraction || unit === '' ? '' : ` ${unit}`}`;
  }

  private testOf({ decisive }: Pair): string {
    return decisive ? this.say(`test.${decisive.test}`) : '–';
  }

  private verdictOf({ isDifferent, reason }: Pair): string {
    if (reason) return this.say(`inconclusive.${this.isOverlap(reason) ? 'overlap' : reason}`);
    return this.say(isDifferent ? 'verdict.different' : 'verdict.inconclusive');
  }

  /** Too few lots only because the groups share the others. */
  private isOverlap(reason: string): boolean {
    return reason === 'too-few-lots' && (this.comparison().overlap?.sharedLots ?? 0) > 0;
  }
}
