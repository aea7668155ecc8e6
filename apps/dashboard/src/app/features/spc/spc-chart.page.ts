import { Component, computed, effect, inject } from '@angular/core';
import { FreezeLimitsDocument, LiftLimitsDocument } from '@fabwright/data-access/documents/spc';
import {
  Ask,
  Button,
  DataTable,
  Icon,
  Panel,
  TableCellTemplate,
  Toasts,
  type PanelState,
  type TableColumn,
} from '@fabwright/ui';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Apollo } from 'apollo-angular';
import { firstValueFrom } from 'rxjs';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { CopyLink } from '../../core/keys/copy-link.ts';
import { PagePlace } from '../../core/place/page-place.ts';
import { SessionStore } from '../../core/session/session.store.ts';
import { ExploreFilterBar } from '../yield/explore-filter-bar.ts';
import { injectExploreState } from '../yield/explore-state.ts';
import { ExploreTrendPanel } from '../yield/explore-trend.panel.ts';
import { ExploreStore } from '../yield/explore.store.ts';
import { NotesPanel } from '../yield/notes.panel.ts';
import { statisticView } from './statistic-view.ts';

interface Violation {
  readonly key: string;
  readonly lot: string;
  readonly at: number;
  readonly run: number;
  readonly sentence: string;
}

interface PhaseRow {
  readonly key: string;
  readonly began: string;
  readonly by: string;
  readonly judged: string;
  readonly shift: string;
}

/** One control chart: its phases, what broke a rule and why, drift and spread, and limits that people freeze. */
@Component({
  selector: 'fw-spc-chart-page',
  imports: [
    Button,
    DataTable,
    ExploreFilterBar,
    ExploreTrendPanel,
    Icon,
    NotesPanel,
    Panel,
    RouterLink,
    TableCellTemplate,
    TranslocoDirective,
  ],
  providers: [ExploreStore],
  templateUrl: './spc-chart.page.html',
  styles: `
    .limits {
      display: flex;
      flex-wrap: wrap;
      gap: 6px 12px;
      align-items: center;
      font: var(--t-small);
    }
    .limits fw-explore-notes {
      flex: 1;
    }
    .pair {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr));
      gap: 12px;
    }
    .list {
      max-height: 280px;
      overflow: auto;
    }
  `,
})
export class SpcChartPage {
  protected readonly shown = injectExploreState();
  protected readonly store = this.shown.store;
  protected readonly link = inject(CopyLink);
  protected readonly formats = inject(Formats);
  private readonly session = inject(SessionStore);
  private readonly apollo = inject(Apollo);
  private readonly ask = inject(Ask);
  private readonly toasts = inject(Toasts);
  private readonly say = injectSay('spc');

  /** Limits are kept of whole wafers. */
  protected readonly may = computed(() => this.session.may('limits:write') && this.store.choice().dies === undefined);
  protected readonly chart = computed(() => this.store.trend()?.chart ?? null);
  protected readonly productId = computed(() => this.store.product()?.productId ?? null);
  protected readonly newestAt = computed(() => this.shown.view()?.points.at.at(-1) ?? null);
  protected readonly ewma = computed(() =>
    statisticView(this.shown.view(), this.chart()?.ewma ?? null, this.say('ewma')),
  );
  protected readonly spread = computed(() =>
    statisticView(this.shown.view(), this.chart()?.spread ?? null, this.say('spread')),
  );
  protected readonly statisticState = computed<PanelState>(() =>
    this.chart() ? { kind: 'ready' } : { kind: 'empty', heading: this.say('noLimits') },
  );
  protected readonly notices = this.shown.notices;

  protected readonly violations = computed<Violation[]>(() => {
    const view = this.shown.view();
    const reasons = this.chart()?.reasons ?? [];
    if (!view) return [];
    return reasons
      .map(({ index, from }, place) => ({
        key: String(place),
        lot: view.points.key[index] ?? '',
        at: view.points.at[index] ?? 0,
        run: index - from + 1,
        sentence: view.reasons[place]?.sentence ?? '',
      }))
      .sort((a, b) => b.at - a.at);
  });
  protected readonly violationState = computed<PanelState>(() =>
    this.violations().length > 0
      ? { kind: 'ready' }
      : { kind: 'empty', heading: this.say(this.chart() ? 'noViolations' : 'noLimits') },
  );
  protected readonly violationColumns = computed<TableColumn<Violation>[]>(() => [
    { key: 'lot', label: this.say('lot') },
    { key: 'at', label: this.say('time'), text: ({ at }) => this.formats.time(new Date(at).toISOString(), false) },
    { key: 'run', label: this.say('run'), align: 'end', text: ({ run }) => this.formats.number(run) },
    { key: 'why', label: this.say('why'), text: ({ sentence }) => sentence, wraps: true },
  ]);

  protected readonly phases = computed<PhaseRow[]>(() => {
    const [chart, view] = [this.chart(), this.shown.view()];
    if (!chart || !view) return [];
    return chart.phases.map(({ from, startedBy, judgedBy, learntOn, shift, missing }, place) => ({
      key: String(place),
      began: this.formats.time(new Date(view.points.at[from] ?? 0).toISOString(), false),
      by: startedBy.length > 0 ? this.formats.listed(startedBy) : this.say('firstPhase'),
      judged: this.say(`judged.${judgedBy}`, {
        lots: learntOn,
        missing: missing ? this.say(`missing.${missing}`, { lots: 0 }) : '',
      }),
      shift:
        typeof shift !== 'number'
          ? '–'
          : view.measure.isFraction
            ? this.formats.points(shift, { signed: true })
            : this.formats.number(shift, 3),
    }));
  });
  protected readonly phaseColumns = computed<TableColumn<PhaseRow>[]>(() =>
    (['began', 'by', 'judged', 'shift'] as const).map((key) => ({
      key,
      label: this.say(key === 'judged' ? 'limits' : `phase.${key}`),
      text: (row: PhaseRow) => row[key],
    })),
  );
  protected readonly rowKey = ({ key }: { readonly key: string }): string => key;

  constructor() {
    const place = inject(PagePlace);
    effect(() => {
      const [measure, product] = [this.shown.measure(), this.store.product()?.name ?? ''];
      const heading = product === '' ? measure : this.say('chartOf', { measure, product });
      place.set({ heading, crumbs: [{ label: this.say('title'), link: '/spc' }] });
    });
  }

  /** Of the measure; fractions are in what they are written in. */
  protected unit(ofFractions: string): string {
    const measure = this.shown.view()?.measure;
    return (measure?.isFraction ? ofFractions : measure?.unit) || 'none';
  }

  protected async freeze(): Promise<void> {
    const [filter, at] = [this.store.filter(), this.newestAt()];
    if (!filter || at === null) return;
    const reason = await this.ask.ask({
      heading: this.say('freeze'),
      text: this.say('freezeText'),
      action: this.say('freeze'),
      reasonLabel: this.say('reason'),
    });
    if (reason === null) return;
    const variables = { filter, measure: this.store.choice().measure, at: new Date(at).toISOString(), reason };
    const { data } = await firstValueFrom(this.apollo.mutate({ mutation: FreezeLimitsDocument, variables }));
    this.tell(data?.freezeLimits);
  }

  protected async lift(): Promise<void> {
    const filter = this.store.filter();
    if (!filter) return;
    const sure = await this.ask.ask({
      heading: this.say('lift'),
      text: this.say('liftText'),
      action: this.say('lift'),
    });
    if (sure === null) return;
    const variables = { filter, measure: this.store.choice().measure };
    const { data } = await firstValueFrom(this.apollo.mutate({ mutation: LiftLimitsDocument, variables }));
    this.tell(data?.liftLimits);
  }

  private tell(answer: { readonly __typename: string; readonly message?: string } | undefined): void {
    if (answer?.__typename === 'Done') this.store.reload();
    else this.toasts.show(answer?.message ?? this.say('failed'), 'problem');
  }
}
