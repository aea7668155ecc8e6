import { Component, computed, inject } from '@angular/core';
import { queryResource, type SharesPartsFragment } from '@fabwright/data-access';
import { ExploreTestSideDocument } from '@fabwright/data-access/documents/yield';
import { formatProbability } from '@fabwright/facts';
import { Badge, DataTable, Panel, type PanelState, type TableColumn } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { failedState } from '../../core/failure/failed-state.ts';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { ExploreStore } from './explore.store.ts';

type Share = SharesPartsFragment['groups'][number];
interface Recovery {
  readonly bin: number;
  readonly name: string;
  readonly failedFirst: number;
  readonly retested: number;
  readonly recovered: number;
  readonly share: Pick<Share, 'value' | 'lots'> & { readonly low?: number | null; readonly high?: number | null };
}

/** Is it the tester? Sites, cards, testers and retests, looked at before any tool is blamed. */
@Component({
  selector: 'fw-test-side',
  imports: [Badge, DataTable, Panel, TranslocoDirective],
  template: `
    <fw-panel
      *transloco="let t; prefix: 'explore.testSide'"
      [heading]="t('heading')"
      [caption]="caption()"
      [state]="state()"
      (retry)="query.reload()"
    >
      @if (side(); as side) {
        <div class="parts">
          @for (part of parts(); track part.name) {
            <section>
              <h3>
                {{ t(part.name) }}
                <fw-badge [status]="part.comparison.reading === 'DIFFERENT' ? 'watch' : 'outline'">{{
                  reading(part.comparison)
                }}</fw-badge>
              </h3>
              <fw-data-table
                [caption]="t(part.name)"
                [columns]="columns()"
                [rows]="part.comparison.groups"
                [rowKey]="groupKey"
              />
            </section>
          }
          <section class="row">
            <h3>{{ t('recovery') }}</h3>
            <fw-data-table
              [caption]="t('recovery')"
              [columns]="recoveryColumns()"
              [rows]="side.recovery"
              [rowKey]="binKey"
            />
          </section>
        </div>
      }
    </fw-panel>
  `,
  styles: `
    .parts {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 300px), 1fr));
      gap: 12px 20px;
    }
    section {
      min-width: 0;
      max-height: 320px;
      overflow: auto;
    }
    /* more columns than the others have */
    .row {
      grid-column: 1 / -1;
    }
    h3 {
      display: flex;
      gap: 8px;
      align-items: center;
      padding: 4px 0;
      font: var(--t-body);
      font-weight: 600;
    }
  `,
})
export class TestSidePanel {
  private readonly store = inject(ExploreStore);
  private readonly formats = inject(Formats);
  private readonly say = injectSay('explore.testSide');
  private readonly sayDies = injectSay('population.dies');
  protected readonly query = queryResource(ExploreTestSideDocument, () => {
    const filter = this.store.filter();
    return filter && { filter };
  });
  protected readonly side = computed(() => {
    const answer = this.query.hasValue() ? this.query.value().testSide : null;
    return answer?.__typename === 'TestSide' ? answer : null;
  });
  protected readonly state = computed<PanelState>(() => {
    if (this.query.error()) return failedState(this.say('failed'), this.query.error());
    const side = this.side();
    if (!side) return { kind: 'loading' };
    return side.wafers > 0 ? { kind: 'ready' } : { kind: 'empty', heading: this.say('empty') };
  });
  protected readonly caption = computed(() => {
    const side = this.side();
    if (!side) return '';
    const text = this.say('caption', {
      sample: this.formats.number(side.waferSample),
      wafers: this.formats.count(side.wafers, 'wafers'),
      lots: this.formats.count(side.lotSample, 'lots'),
    });
    return this.store.choice().dies === undefined ? text : `${text} · ${this.sayDies('testSide')}`;
  });
  protected readonly parts = computed(() => {
    const side = this.side();
    if (!side) return [];
    return [
      { name: 'sites', comparison: side.sites },
      { name: 'probeCards', comparison: side.probeCards },
      { name: 'testers', comparison: side.testers },
    ];
  });
  protected readonly columns = computed<TableColumn<Share>[]>(() => [
    { key: 'group', label: this.say('group'), text: ({ group }) => group },
    { key: 'value', label: this.say('firstYield'), align: 'end', text: ({ value }) => this.formats.yield(value) },
    { key: 'interval', label: this.say('interval'), align: 'end', text: (share) => this.interval(share) },
    { key: 'lots', label: this.say('lots'), align: 'end', text: ({ lots }) => this.formats.number(lots) },
  ]);
  protected readonly recoveryColumns = computed<TableColumn<Recovery>[]>(() => [
    { key: 'bin', label: this.say('bin'), text: ({ bin, name }) => `${bin} ${name}` },
    {
      key: 'failed',
      label: this.say('failedFirst'),
      align: 'end',
      text: (row) => this.formats.number(row.failedFirst),
    },
    { key: 'retested', label: this.say('retested'), align: 'end', text: (row) => this.formats.number(row.retested) },
    { key: 'share', label: this.say('recovered'), align: 'end', text: (row) => this.formats.yield(row.share.value) },
    { key: 'interval', label: this.say('interval'), align: 'end', text: (row) => this.interval(row.share) },
  ]);
  protected readonly groupKey = ({ group }: Share): string => group;
  protected readonly binKey = ({ bin }: Recovery): string => String(bin);

  protected reading({ reading, p, needs, groups }: SharesPartsFragment): string {
    const fewest = Math.min(...groups.map(({ lots }) => lots));
    return this.say(`reading.${reading}`, {
      p: typeof p === 'number' ? formatProbability(p, this.formats.locale()) : 'p –',
      lots: Number.isFinite(fewest) ? fewest : 0,
      needs,
    });
  }

  private interval({ low, high }: { low?: number | null; high?: number | null }): string {
    if (typeof low !== 'number' || typeof high !== 'number') return this.say('noInterval');
    return `${this.formats.yield(low).replace(/\s*%$/, '')} – ${this.formats.yield(high)}`;
  }
}
