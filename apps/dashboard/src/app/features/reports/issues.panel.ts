import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import {
  queryResource,
  type ReportIssueFragment,
  type ReportKindFragment,
  type ReportScheduleFragment,
} from '@fabwright/data-access';
import { ReportIssuesDocument } from '@fabwright/data-access/documents/reports';
import { formatDateTime } from '@fabwright/facts';
import { Badge, Button, DataTable, Panel, TableCellTemplate, type PanelState, type TableColumn } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { failedState } from '../../core/failure/failed-state.ts';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { onChanges } from '../../core/live/live-changes.ts';
import { issueProblem } from './issue-problem.ts';
import { IssueCommentsPanel } from './issue-comments.panel.ts';
import { IssueOnScreenPanel } from './issue-on-screen.panel.ts';
import { IssueRecipientsTable } from './issue-recipients.ts';
import { issueState } from './schedule-words.ts';

const PAGE = 12;
const MOST = 100;

/** What a schedule has sent: each line opens that very file, and whom it reached. */
@Component({
  selector: 'fw-issues-panel',
  imports: [
    Badge,
    Button,
    DataTable,
    IssueCommentsPanel,
    IssueOnScreenPanel,
    IssueRecipientsTable,
    Panel,
    TableCellTemplate,
    TranslocoDirective,
  ],
  template: `
    <fw-panel
      *transloco="let t; prefix: 'reports.log'"
      [heading]="t('heading', { name: schedule().name })"
      [caption]="t('caption')"
      [state]="state()"
      (retry)="reload()"
    >
      <fw-data-table
        [caption]="t('heading', { name: schedule().name })"
        [columns]="columns()"
        [rows]="rows()"
        [rowKey]="rowKey"
        [selectedKey]="shown()?.issueId ?? null"
        [opens]="true"
        (opened)="open.set($event.issueId)"
      >
        <ng-template fwCell="result" [fwCellOf]="rows()" let-row>
          <fw-badge [status]="stateOf(row).status">{{ say('states.' + stateOf(row).key) }}</fw-badge>
          @if (row.late) {
            <span class="fw-caption">{{ t('late') }}</span>
          }
        </ng-template>
        <ng-template fwCell="files" [fwCellOf]="rows()" let-row>
          @for (file of row.files; track file.language) {
            @if (file.url; as url) {
              <a
                [href]="url"
                download
                [attr.aria-label]="t('file', { period: formats.period(row.period), language: file.language })"
                >{{ file.language }}</a
              >
              {{ ' ' }}
            } @else if (file.problem === 'expired') {
              <span class="fw-caption">{{ t('expired') }}</span>
            }
          }
        </ng-template>
      </fw-data-table>
      @if (mayMore()) {
        <button fwButton type="button" (click)="first.set(most)">{{ t('older') }}</button>
      }
      @if (shown(); as issue) {
        <section class="open">
          @if (headline(issue); as words) {
            <p class="headline">{{ words }}</p>
          }
          @if (issue.problem) {
            <p>{{ problem(issue) }}</p>
          }
          @if (issue.recipients.length > 0) {
            <fw-issue-recipients [issue]="issue" />
          } @else if (!schedule().mayChange) {
            <p class="fw-caption">{{ t('notYours') }}</p>
          }
        </section>
      }
    </fw-panel>
    @if (shown(); as issue) {
      <fw-issue-on-screen [kinds]="kinds()" [schedule]="schedule()" [period]="issue.period" />
      <fw-issue-comments [issueId]="issue.issueId" [period]="issue.period" />
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--gap);
    }
    .open {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 8px;
      padding-top: 12px;
      color: var(--ink-2);
    }
    .headline {
      max-width: 68ch;
      color: var(--ink);
      font: 600 14px/20px var(--font);
    }
  `,
})
export class IssuesPanel {
  readonly schedule = input.required<ReportScheduleFragment>();
  readonly kinds = input.required<readonly ReportKindFragment[]>();
  /** One that a link names. */
  readonly issue = input<string>();

  protected readonly formats = inject(Formats);
  protected readonly say = injectSay('reports');
  protected readonly first = signal(PAGE);
  protected readonly most = MOST;
  private readonly query = queryResource(ReportIssuesDocument, () => ({
    scheduleId: this.schedule().scheduleId,
    first: this.first(),
  }));
  protected readonly rows = computed(() => (this.query.hasValue() ? this.query.value().reportIssues : []));
  protected readonly open = linkedSignal<string | undefined>(() => this.issue());
  protected readonly shown = computed(
    () => this.rows().find(({ issueId }) => issueId === this.open()) ?? this.rows()[0] ?? null,
  );
  protected readonly mayMore = computed(() => this.rows().length === PAGE && this.first() === PAGE);
  protected readonly state = computed<PanelState>(() => {
    if (this.query.error()) return failedState(this.say('log.failed'), this.query.error());
    if (!this.query.hasValue()) return { kind: 'loading' };
    return this.rows().length > 0 ? { kind: 'ready' } : { kind: 'empty', heading: this.emptyText() };
  });
  protected readonly columns = computed<TableColumn<ReportIssueFragment>[]>(() => [
    { key: 'period', label: this.say('log.period'), text: ({ period }) => this.formats.period(period) },
    { key: 'result', label: this.say('log.result') },
    { key: 'cause', label: this.say('log.cause'), text: (row) => this.causeOf(row) },
    { key: 'at', label: this.say('log.at'), text: ({ finishedAt }) => this.formats.time(finishedAt) },
    {
      key: 'delivered',
      label: this.say('log.delivered'),
      align: 'end',
      text: ({ delivered, named }) => `${delivered} / ${named}`,
    },
    { key: 'files', label: this.say('log.files') },
  ]);
  protected readonly rowKey = ({ issueId }: ReportIssueFragment): string => issueId;
  protected readonly stateOf = issueState;

  constructor() {
    onChanges(['report-schedules', 'deliveries'], () => this.reload());
  }

  reload(): void {
    this.query.reload();
  }

  protected headline({ files }: ReportIssueFragment): string | null {
    const inLanguage = files.find(({ language }) => language === this.formats.locale());
    return inLanguage?.headline ?? files[0]?.headline ?? null;
  }

  protected problem({ problem }: ReportIssueFragment): string {
    return issueProblem(this.say, problem);
  }

  private causeOf({ cause, askedBy }: ReportIssueFragment): string {
    return this.say(`log.causes.${cause}`, { name: askedBy ?? '' });
  }

  private emptyText(): string {
    const { nextFireAt, pausedAt, timeZone } = this.schedule();
    if (pausedAt !== null || nextFireAt === null) return this.say('log.emptyPaused');
    const time = formatDateTime(new Date(nextFireAt), timeZone, this.formats.locale());
    return this.say('log.empty', { time: `${time} · ${timeZone}` });
  }
}
