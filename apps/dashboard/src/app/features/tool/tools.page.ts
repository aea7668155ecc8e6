import { Component, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { queryResource, type ToolYieldPartsFragment } from '@fabwright/data-access';
import { ProductChoicesDocument } from '@fabwright/data-access/documents/lots';
import { ToolsDocument } from '@fabwright/data-access/documents/tool';
import {
  DataTable,
  FilterChip,
  PageHeader,
  Panel,
  TableCellTemplate,
  type PanelState,
  type TableColumn,
} from '@fabwright/ui';
import { failedState } from '../../core/failure/failed-state.ts';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { injectCounted } from '../../core/population/counted.ts';
import { injectRefusal } from '../../core/population/refusal.ts';
import { onChanges } from '../../core/live/live-changes.ts';
import { PERIODS, readToolLink, toToolFilter, writeToolLink, type ToolChoice } from './tool-link.ts';
import { tellingYield, ToolWords } from './tool-words.ts';

interface Row {
  readonly toolId: string;
  readonly area: string;
  readonly chambers: string;
  readonly runs: number;
  readonly lots: number;
  readonly lastPm: string;
  readonly pmAt: string | null;
  readonly telling: ToolYieldPartsFragment | null;
  readonly compared: number;
}

/** All tools that ran something: by area, with what stands out among the yields of what they touched. */
@Component({
  selector: 'fw-tools-page',
  imports: [DataTable, FilterChip, PageHeader, Panel, RouterLink, TableCellTemplate],
  templateUrl: './tools.page.html',
  styles: `
    .lower {
      color: var(--alarm);
    }
  `,
})
export class ToolsPage {
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly formats = inject(Formats);
  protected readonly words = inject(ToolWords);
  protected readonly say = injectSay('tool');

  private readonly params = toSignal(this.route.queryParams, { initialValue: {} });
  protected readonly link = computed(() => readToolLink(this.params()));
  protected readonly choice = computed(() => this.link().choice);
  private readonly query = queryResource(ToolsDocument, () => ({ filter: toToolFilter(this.choice()) }));
  private readonly products = queryResource(ProductChoicesDocument, () => ({}));
  private readonly answer = computed(() => (this.query.hasValue() ? this.query.value().tools : null));

  protected readonly productOptions = computed(() => {
    const known = this.products.hasValue() ? this.products.value().products : [];
    return [
      { value: '', label: this.say('all') },
      ...known.map(({ productId, name }) => ({ value: productId, label: name })),
    ];
  });
  protected readonly periods = computed(() =>
    PERIODS.map((weeks) => ({ value: String(weeks), label: this.say('weeks', { weeks }) })),
  );
  private readonly sentence = injectRefusal();
  private readonly countedOf = injectCounted();
  /** Of the yields of all areas. */
  protected readonly counted = computed(() => {
    const answer = this.answer();
    return answer?.__typename === 'ToolList'
      ? this.countedOf({ dies: null, excluded: answer.excludedWafers }).join('')
      : '';
  });
  protected readonly areas = computed(() => {
    const answer = this.answer();
    if (answer?.__typename !== 'ToolList') return [];
    const rows = answer.tools.map(
      ({ toolId, area, chambers, runs, lots, lastPm, yields }): Row => ({
        toolId,
        area: area ?? this.say('noArea'),
        chambers: chambers.join(' '),
        runs,
        lots,
        lastPm: lastPm ? this.words.service(lastPm) : this.say('noPm'),
        pmAt: lastPm?.endedAt ?? null,
        telling: tellingYield(yields),
        compared: yields.length,
      }),
    );
    return [...Map.groupBy(rows, ({ area }) => area)].map(([area, tools]) => ({ area, tools }));
  });
  protected readonly state = computed<PanelState>(() => {
    if (this.query.error()) return failedState(this.say('failed'), this.query.error());
    const answer = this.answer();
    if (!answer) return { kind: 'loading' };
    if (answer.__typename !== 'ToolList')
      return { kind: 'empty', heading: this.say('refused'), text: this.sentence(answer) };
    return {
      kind: 'empty',
      heading: this.say('noTools'),
      text: this.say('noToolsText', { period: this.formats.period(answer.period) }),
    };
  });
  protected readonly columns = computed<TableColumn<Row>[]>(() => [
    { key: 'tool', label: this.say('column.tool'), width: 110, sortValue: ({ toolId }) => toolId },
    { key: 'chambers', label: this.say('column.chambers'), width: 90, text: ({ chambers }) => chambers || '–' },
    {
      key: 'pm',
      label: this.say('column.lastPm'),
      width: 190,
      text: ({ lastPm }) => lastPm,
      sortValue: ({ pmAt }) => pmAt,
    },
    {
      key: 'runs',
      label: this.say('column.runs'),
      align: 'end',
      width: 60,
      text: ({ runs }) => this.formats.number(runs),
      sortValue: ({ runs }) => runs,
    },
    {
      key: 'lots',
      label: this.say('column.lots'),
      align: 'end',
      width: 60,
      text: ({ lots }) => this.formats.number(lots),
    },
    {
      key: 'yield',
      label: this.say('column.yield'),
      align: 'end',
      width: 90,
      text: ({ telling }) => this.formats.yield(telling?.value),
      sortValue: ({ telling }) => telling?.value ?? null,
    },
    {
      key: 'others',
      label: this.say('column.others'),
      align: 'end',
      width: 70,
      text: ({ telling }) => this.formats.yield(telling?.others),
    },
    { key: 'step', label: this.say('column.at'), width: 180, text: ({ telling }) => telling?.stepName ?? '' },
    { key: 'reading', label: this.say('column.reading'), sortValue: ({ telling }) => telling?.p ?? 2 },
  ]);
  protected readonly rowKey = ({ toolId }: Row): string => toolId;

  constructor() {
    onChanges(['lots', 'products'], () => this.query.reload());
  }

  protected choose(change: Partial<ToolChoice>): void {
    void this.router.navigate([], { queryParams: writeToolLink(change), queryParamsHandling: 'merge' });
  }

  protected open({ toolId }: Row): void {
    void this.router.navigate(['/tools', toolId], { queryParamsHandling: 'preserve' });
  }

  protected weeks(value: string | undefined): number {
    return Number(value ?? PERIODS[1]);
  }

  protected reload(): void {
    this.query.reload();
  }
}
