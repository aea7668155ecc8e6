import { Component, computed, inject, input } from '@angular/core';
import { queryResource, type BinFragment, type PopulationFilter } from '@fabwright/data-access';
import { WaferDiesDocument } from '@fabwright/data-access/documents/wafer';
import { DataTable, Panel, type PanelState, type TableColumn } from '@fabwright/ui';
import { failedState } from '../../core/failure/failed-state.ts';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { injectCounted } from '../../core/population/counted.ts';
import { injectRefusal } from '../../core/population/refusal.ts';

interface BinRow {
  readonly number: number;
  readonly dies: number;
}

/** What the chosen dies of a wafer yield, by the server's count: the same number as on every other page. */
@Component({
  selector: 'fw-wafer-dies',
  imports: [DataTable, Panel],
  template: `
    <fw-panel [heading]="say('diesHeading')" [caption]="caption()" [state]="state()" (retry)="reload()">
      <dl class="fw-pairs">
        <dt>{{ say('diesFinal') }}</dt>
        <dd>{{ formats.yield(final()) }}</dd>
        <dt>{{ say('diesFirst') }}</dt>
        <dd>{{ formats.yield(first()) }}</dd>
      </dl>
      <fw-data-table [caption]="say('diesBins')" [columns]="columns()" [rows]="rows()" [rowKey]="rowKey" />
    </fw-panel>
  `,
  styles: `
    :host {
      display: grid;
    }
    dl {
      padding-bottom: 8px;
    }
  `,
})
export class WaferDiesPanel {
  readonly filter = input.required<PopulationFilter>();
  readonly bins = input.required<readonly BinFragment[]>();

  protected readonly say = injectSay('wafer');
  protected readonly formats = inject(Formats);
  private readonly countedOf = injectCounted();
  private readonly sentence = injectRefusal();
  private readonly query = queryResource(WaferDiesDocument, () => ({ filter: this.filter() }));
  private readonly answer = computed(() => (this.query.hasValue() ? this.query.value() : null));
  private readonly trend = computed(() => {
    const answer = this.answer()?.final;
    return answer?.__typename === 'Trend' ? answer : null;
  });
  protected readonly final = computed(() => this.trend()?.points.value[0]);
  protected readonly first = computed(() => {
    const answer = this.answer()?.first;
    return answer?.__typename === 'Trend' ? answer.points.value[0] : undefined;
  });
  private readonly members = computed(() => {
    const answer = this.answer()?.trendMembers;
    return answer?.__typename === 'TrendMembers' ? answer : null;
  });
  protected readonly rows = computed<BinRow[]>(() => {
    const { bin = [], dies = [] } = this.members() ?? {};
    const sums = new Map<number, number>();
    bin.forEach((number, at) => sums.set(number, (sums.get(number) ?? 0) + (dies[at] ?? 0)));
    return [...sums].map(([number, count]) => ({ number, dies: count })).sort((a, b) => b.dies - a.dies);
  });
  protected readonly columns = computed<TableColumn<BinRow>[]>(() => [
    { key: 'bin', label: this.say('diesBin'), text: ({ number }) => `${number} ${this.nameOf(number)}`.trim() },
    {
      key: 'dies',
      label: this.say('diesFailed'),
      align: 'end',
      text: ({ dies }) => this.formats.share(dies, this.members()?.gross[0] ?? 0, 'dies'),
    },
  ]);
  protected readonly rowKey = ({ number }: BinRow): string => String(number);
  protected readonly caption = computed(() => {
    const dies = this.trend()?.notFound.dies;
    return dies ? this.countedOf({ dies, excluded: 0 }).join('') : '';
  });
  protected readonly state = computed<PanelState>(() => {
    if (this.query.error()) return failedState(this.say('diesFailedToRead'), this.query.error());
    const answer = this.answer()?.final;
    if (!answer) return { kind: 'loading' };
    if (answer.__typename !== 'Trend') return { kind: 'empty', heading: this.sentence(answer) };
    return answer.points.value.length > 0 ? { kind: 'ready' } : { kind: 'empty', heading: this.say('diesNone') };
  });

  protected reload(): void {
    this.query.reload();
  }

  private nameOf(number: number): string {
    return this.bins().find((bin) => bin.kind === 'soft' && bin.number === number)?.name ?? '';
  }
}
