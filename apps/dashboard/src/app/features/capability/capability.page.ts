import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { measuredText } from '@fabwright/charts';
import { queryResource, type CapabilityIndexFragment, type CapabilityRowFragment } from '@fabwright/data-access';
import { CapabilityDocument } from '@fabwright/data-access/documents/capability';
import {
  Button,
  DataTable,
  Panel,
  Segmented,
  TableCellTemplate,
  type PanelState,
  type TableColumn,
} from '@fabwright/ui';
import { failedState } from '../../core/failure/failed-state.ts';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { PopulationBar } from '../../core/population/population-bar.ts';
import { injectAnalysis, NO_FILTERS } from '../correlate/analysis-page.ts';
import { TestCapabilityPanel } from './test-capability.panel.ts';
import { YieldLimitsPanel } from './yield-limits.panel.ts';

const NO_ROWS: readonly CapabilityRowFragment[] = [];

/** Which limit is at risk: capability of each test, one of them in full, and statistical yield and bin limits. */
@Component({
  selector: 'fw-capability-page',
  imports: [
    Button,
    DataTable,
    Panel,
    PopulationBar,
    RouterLink,
    Segmented,
    TableCellTemplate,
    TestCapabilityPanel,
    YieldLimitsPanel,
  ],
  templateUrl: './capability.page.html',
  styles: `
    .tests {
      max-height: 420px;
    }
  `,
})
export class CapabilityPage {
  protected readonly page = injectAnalysis();
  protected readonly noFilters = NO_FILTERS;
  protected readonly say = injectSay('capability');
  private readonly formats = inject(Formats);

  protected readonly tab = computed(() => (this.page.text('tab') === 'limits' ? 'limits' : 'tests'));
  protected readonly tabs = computed(() =>
    (['tests', 'limits'] as const).map((value) => ({ value, label: this.say(`tab.${value}`) })),
  );
  private readonly query = queryResource(CapabilityDocument, () =>
    this.page.ready() && this.tab() === 'tests' ? { filter: this.page.filter() } : undefined,
  );
  private readonly answer = computed(() => (this.query.hasValue() ? this.query.value().capability : null));
  private readonly found = computed(() => {
    const answer = this.answer();
    return answer?.__typename === 'CapabilityTable' ? answer : null;
  });
  protected readonly rows = computed(() => this.found()?.rows ?? NO_ROWS);
  protected readonly notices = computed(() => {
    const rows = this.found()?.rows;
    return this.page.notices(this.found()?.notFound, [
      ...this.page.unread('tab', (text) => text === 'tests' || text === 'limits'),
      // another test in its place would pass for the one that was asked for
      ...this.page.unread('test', (text) => !rows || rows.some(({ test }) => String(test) === text)),
      ...this.page.unread('rev', (text) => !rows || rows.some(({ revision }) => revision === text)),
    ]);
  });
  protected readonly state = computed<PanelState>(() => {
    if (this.query.error()) return failedState(this.say('failed'), this.query.error());
    const answer = this.answer();
    if (!answer) return { kind: 'loading' };
    if (answer.__typename !== 'CapabilityTable') return { kind: 'empty', heading: this.page.refusal(answer) };
    if (answer.rows.length > 0) return { kind: 'ready' };
    return { kind: 'empty', heading: this.say(answer.wafers === 0 ? 'noWafers' : 'noTests') };
  });
  protected readonly counted = computed(() => this.page.counted(this.found()?.notFound));
  protected readonly caption = computed(() => {
    const found = this.found();
    if (!found) return '';
    const caption = this.say('caption', { read: found.wafersRead, wafers: found.wafers, more: found.testsLeftOut });
    const survivors = this.rows().some(({ survivorsOnly }) => survivorsOnly);
    const text = survivors ? `${caption}; ${this.say('survivors')}` : caption;
    return [text, ...this.counted()].join(' · ');
  });
  /** Shown in full: that of the link, or the least capable. */
  protected readonly shown = computed(() => {
    const [test, revision] = [this.page.text('test'), this.page.text('rev')];
    const rows = this.rows();
    return rows.find((row) => String(row.test) === test && (revision === null || row.revision === revision)) ?? rows[0];
  });
  protected readonly shownKey = computed(() => {
    const row = this.shown();
    return row ? this.rowKey(row) : null;
  });
  protected readonly columns = computed<TableColumn<CapabilityRowFragment>[]>(() => {
    const label = (name: string): string => this.say(`column.${name}`);
    const { formats } = this;
    const index = (key: 'cp' | 'cpk' | 'pp' | 'ppk' | 'cpm', name: string): TableColumn<CapabilityRowFragment> => ({
      key,
      label: name,
      align: 'end',
      text: ({ figures }) => this.indexText(figures[key] ?? null),
      sortValue: ({ figures }) => figures[key]?.value ?? null,
    });
    return [
      { key: 'test', label: label('test'), sortValue: ({ test }) => test },
      { key: 'revision', label: label('revision'), text: ({ revision }) => revision },
      {
        key: 'n',
        label: label('n'),
        align: 'end',
        text: ({ executed, total }) => this.say('of', { n: formats.number(executed), of: formats.number(total) }),
        sortValue: ({ executed }) => executed,
      },
      { key: 'lots', label: label('lots'), align: 'end', text: ({ lots }) => formats.number(lots) },
      index('cpk', 'Cpk'),
      index('ppk', 'Ppk'),
      index('cp', 'Cp'),
      index('pp', 'Pp'),
      // it needs a target, which few tests have
      ...(this.rows().some(({ figures }) => typeof figures.cpm?.value === 'number') ? [index('cpm', 'Cpm')] : []),
      {
        key: 'outside',
        label: label('outside'),
        align: 'end',
        text: ({ figures }) => formats.yield(figures.outside, 2),
        sortValue: ({ figures }) => figures.outside ?? null,
      },
      { key: 'limits', label: label('limits'), align: 'end', text: (row) => this.limitsOf(row) },
      { key: 'notes', label: label('notes'), text: (row) => this.notesOf(row), wraps: true },
    ];
  });
  protected readonly rowKey = ({ test, revision }: CapabilityRowFragment): string => `${test} ${revision}`;

  protected show({ test, revision }: CapabilityRowFragment): void {
    this.page.go({ test, rev: revision, lo: null, hi: null, tg: null });
  }

  protected chooseTab(tab: string): void {
    this.page.go({ tab: tab === 'tests' ? null : tab });
  }

  protected reload(): void {
    this.query.reload();
  }

  private indexText(index: CapabilityIndexFragment | null): string {
    if (typeof index?.value !== 'number') return '–';
    const { number } = { number: (value: number) => this.formats.number(value, 2) };
    const { low, high } = index;
    if (typeof low !== 'number' || typeof high !== 'number') return number(index.value);
    return `${number(index.value)} [${number(low)}, ${number(high)}]`;
  }

  private limitsOf({ figures: { lower, upper }, unit }: CapabilityRowFragment): string {
    const text = (limit: number): string =>
      measuredText(limit, { name: '', unit: '', isFraction: false }, this.formats.locale());
    const [low, high] = [
      typeof lower === 'number' ? text(lower) : null,
      typeof upper === 'number' ? text(upper) : null,
    ];
    if (low !== null && high !== null) return `${low} … ${high} ${unit}`.trim();
    if (low !== null) return `≥ ${low} ${unit}`.trim();
    return high === null ? '–' : `≤ ${high} ${unit}`.trim();
  }

  private notesOf({ figures, survivorsOnly }: CapabilityRowFragment): string {
    const { refused, method } = figures;
    return [
      ...(refused ? [this.say(`refused.${refused}`)] : []),
      ...(method === 'quantile' ? [this.say('quantile')] : []),
      ...(survivorsOnly ? [this.say('survivorsShort')] : []),
    ].join(' · ');
  }
}
