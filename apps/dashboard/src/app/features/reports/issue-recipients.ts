import { Component, computed, inject, input } from '@angular/core';
import type { ReportIssueFragment } from '@fabwright/data-access';
import { Badge, DataTable, TableCellTemplate, type Status, type TableColumn } from '@fabwright/ui';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';

type Recipient = ReportIssueFragment['recipients'][number];

const STATUS: Readonly<Record<string, Status>> = {
  queued: 'note',
  sending: 'note',
  sent: 'ok',
  failed: 'watch',
  'not-configured': 'watch',
};

/** Who was to get a report, and what became of each message. */
@Component({
  selector: 'fw-issue-recipients',
  imports: [Badge, DataTable, TableCellTemplate],
  template: `
    <fw-data-table [caption]="heading()" [columns]="columns()" [rows]="rows()" [rowKey]="rowKey">
      <ng-template fwCell="state" [fwCellOf]="rows()" let-row>
        <fw-badge [status]="statusOf(row)">{{ say('log.delivery.' + (row.deliveryState ?? 'none')) }}</fw-badge>
      </ng-template>
    </fw-data-table>
  `,
})
export class IssueRecipientsTable {
  readonly issue = input.required<ReportIssueFragment>();

  private readonly formats = inject(Formats);
  protected readonly say = injectSay('reports');
  protected readonly rows = computed(() => this.issue().recipients);
  protected readonly heading = computed(() =>
    this.say('log.recipients', { period: this.formats.period(this.issue().period) }),
  );
  protected readonly columns = computed<TableColumn<Recipient>[]>(() => [
    { key: 'name', label: this.say('log.recipient'), text: ({ name }) => this.nameOf(name) },
    { key: 'channel', label: this.say('log.channel'), text: ({ channel }) => this.say(`log.channels.${channel}`) },
    { key: 'language', label: this.say('log.language'), text: ({ language }) => language },
    { key: 'state', label: this.say('log.state') },
    { key: 'why', label: '', text: (row) => this.why(row), wraps: true },
    { key: 'at', label: this.say('log.sentAt'), text: ({ deliveredAt }) => this.formats.time(deliveredAt, false) },
    { key: 'attempts', label: this.say('log.attempts'), align: 'end', text: ({ attempts }) => String(attempts) },
  ]);
  protected readonly rowKey = ({ recipientId }: Recipient): string => recipientId;

  protected statusOf({ deliveryState }: Recipient): Status {
    return STATUS[deliveryState ?? ''] ?? 'outline';
  }

  private why({ problem, lastError }: Recipient): string {
    return problem === null ? (lastError ?? '') : this.say(`problems.${problem}`);
  }

  private nameOf(name: string): string {
    return name === 'folder' ? this.say('folder') : name;
  }
}
