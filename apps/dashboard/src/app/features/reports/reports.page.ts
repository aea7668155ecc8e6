import { Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { queryResource, type ReportScheduleFragment } from '@fabwright/data-access';
import { ProductChoicesDocument } from '@fabwright/data-access/documents/lots';
import { ReportIssueScheduleDocument, ReportSchedulesDocument } from '@fabwright/data-access/documents/reports';
import {
  Badge,
  Button,
  DataTable,
  Icon,
  Panel,
  TableCellTemplate,
  type PanelState,
  type TableColumn,
} from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { failedState } from '../../core/failure/failed-state.ts';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { onChanges } from '../../core/live/live-changes.ts';
import { roleKey } from '../../core/session/role-key.ts';
import { SessionStore } from '../../core/session/session.store.ts';
import { EVERY_PRODUCT } from './builder/definition-draft.ts';
import { DefinitionsPanel } from './definitions.panel.ts';
import { IssuesPanel } from './issues.panel.ts';
import type { WhenMode } from './schedule-draft.ts';
import { ScheduleActsBar } from './schedule-acts-bar.ts';
import { SchedulePanel } from './schedule.panel.ts';
import { SubscribeButton, type SubscriptionTarget } from './subscribe-button.ts';
import { issueState, nextWords, whenWords, whoWords } from './schedule-words.ts';

const NEW = 'new';

/** Reports that go out by themselves: what, when, to whom, and what became of each. */
@Component({
  selector: 'fw-reports-page',
  imports: [
    Badge,
    Button,
    DataTable,
    DefinitionsPanel,
    Icon,
    IssuesPanel,
    Panel,
    RouterLink,
    ScheduleActsBar,
    SchedulePanel,
    SubscribeButton,
    TableCellTemplate,
    TranslocoDirective,
  ],
  templateUrl: './reports.page.html',
  styles: `
    .way {
      padding-top: 8px;
    }
    .last {
      margin-inline-start: 6px;
    }
    .name {
      display: block;
      font-weight: 600;
    }
  `,
})
export class ReportsPage {
  /** The schedule whose log is open. */
  readonly sel = input<string>();
  /** The schedule that is being changed; `new` = one that is being written. */
  readonly edit = input<string>();
  /** A report that a mail leads to. */
  readonly issue = input<string>();

  /** Of a new schedule: the report that it sends, and when: `hand` or `weekly`. */
  readonly of = input<string>();
  readonly when = input<WhenMode>();

  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);
  protected readonly formats = inject(Formats);
  private readonly say = injectSay('reports');
  private readonly sayRole = injectSay('roles');
  private readonly query = queryResource(ReportSchedulesDocument, () => ({}));
  private readonly productQuery = queryResource(ProductChoicesDocument, () => ({}));
  private readonly linked = queryResource(ReportIssueScheduleDocument, () => {
    const issueId = this.issue();
    return issueId === undefined ? undefined : { issueId };
  });

  protected readonly data = computed(() => (this.query.hasValue() ? this.query.value() : null));
  protected readonly products = computed(() =>
    this.productQuery.hasValue() ? this.productQuery.value().products : null,
  );
  protected readonly rows = computed(() => this.data()?.reportSchedules ?? []);
  private readonly lastById = computed(
    () => new Map(this.data()?.lastReportIssues.map((issue) => [issue.scheduleId, issue])),
  );
  private readonly selectedId = computed(
    () => this.sel() ?? (this.linked.hasValue() ? this.linked.value().reportIssue?.scheduleId : undefined),
  );
  protected readonly selected = computed(
    () => this.rows().find(({ scheduleId }) => scheduleId === this.selectedId()) ?? null,
  );
  protected readonly namesMe = computed(() => {
    const [recipients, choices] = [this.selected()?.recipients, this.data()?.reportScheduleChoices];
    if (!recipients || !choices) return false;
    const role = this.session.session()?.role;
    return (
      recipients.accountIds.includes(choices.ownAccountId) || recipients.roles.some((one) => roleKey(one) === role)
    );
  });
  protected readonly edited = computed(() => this.rows().find(({ scheduleId }) => scheduleId === this.edit()) ?? null);
  protected readonly writing = computed(() => this.edited()?.mayChange ?? this.edit() === NEW);
  protected readonly mayCreate = computed(() => this.session.may('schedules:write'));
  protected readonly target = computed<SubscriptionTarget | null>(() => {
    const [product] = this.products() ?? [];
    return product ? { productId: product.productId, productName: product.name, insertion: null } : null;
  });
  protected readonly state = computed<PanelState>(() => {
    if (this.query.error()) return failedState(this.say('failed'), this.query.error());
    return this.query.hasValue() ? { kind: 'ready' } : { kind: 'loading' };
  });
  protected readonly columns = computed<TableColumn<ReportScheduleFragment>[]>(() => [
    { key: 'what', label: this.say('what'), wraps: true },
    { key: 'when', label: this.say('when'), text: (row) => whenWords(this.say, row) },
    { key: 'next', label: this.say('next'), text: (row) => this.nextOf(row) },
    {
      key: 'who',
      label: this.say('who'),
      text: (row) => whoWords(this.say, this.sayRole, this.data()?.reportScheduleChoices ?? null, row),
    },
    { key: 'last', label: this.say('last') },
    { key: 'state', label: this.say('state') },
  ]);
  protected readonly rowKey = ({ scheduleId }: ReportScheduleFragment): string => scheduleId;

  constructor() {
    onChanges(['report-schedules', 'deliveries'], () => this.reload());
  }

  protected reload(): void {
    this.query.reload();
  }

  protected lastOf({ scheduleId }: ReportScheduleFragment) {
    const last = this.lastById().get(scheduleId);
    if (!last) return null;
    const { period, delivered, named } = last;
    return {
      ...issueState(last),
      text: this.say('lastText', { period: this.formats.period(period), delivered, named }),
    };
  }

  protected whatOf({ kind, productId, insertion }: ReportScheduleFragment): string {
    const product =
      productId === EVERY_PRODUCT
        ? this.say('everyProduct')
        : (this.products()?.find((one) => one.productId === productId)?.name ?? productId);
    return [this.say(`kinds.${kind}`), product, ...(insertion === null ? [] : [insertion])].join(' · ');
  }

  /** The key of a word for whether it sends. */
  protected stateOf({ pausedAt, unsubscribed }: ReportScheduleFragment): 'paused' | 'off' | 'on' {
    if (pausedAt !== null) return 'paused';
    return unsubscribed ? 'off' : 'on';
  }

  protected show(scheduleId: string | null): void {
    this.go({ sel: scheduleId, edit: null, issue: null, of: null, when: null });
  }

  protected write(scheduleId: string | null): void {
    this.go({ edit: scheduleId, of: null, when: null });
  }

  protected saved(scheduleId: string): void {
    this.reload();
    this.show(scheduleId);
  }

  protected done(scheduleId: string | null): void {
    this.reload();
    if (scheduleId !== this.selectedId()) this.show(scheduleId);
  }

  private nextOf(row: ReportScheduleFragment): string {
    return row.pausedAt === null ? (nextWords(row, this.formats.locale()) ?? this.say('never')) : '–';
  }

  private go(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }
}
