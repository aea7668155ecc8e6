import { Component, computed, inject, signal } from '@angular/core';
import { queryResource, type DeliveryFragment, type DeliveryState } from '@fabwright/data-access';
import { DeliveriesDocument, SendDeliveryAgainDocument } from '@fabwright/data-access/documents/notices';
import {
  Badge,
  Button,
  DataTable,
  Panel,
  TableCellTemplate,
  Toasts,
  type PanelState,
  type Status,
  type TableColumn,
} from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { failedState } from '../../../core/failure/failed-state.ts';
import { Formats } from '../../../core/formats/formats.ts';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { onChanges } from '../../../core/live/live-changes.ts';
import { Changes } from '../form/changes.ts';

const STATUS: Readonly<Record<DeliveryState, Status>> = {
  QUEUED: 'note',
  SENDING: 'note',
  SENT: 'ok',
  FAILED: 'watch',
  CANCELLED: 'outline',
  NOT_CONFIGURED: 'watch',
};
const PAGE = 50;

/** Every mail and webhook with its fate; what was not sent can be tried again. */
@Component({
  selector: 'fw-delivery-log',
  imports: [Badge, Button, DataTable, Panel, TableCellTemplate, TranslocoDirective],
  template: `
    <fw-panel
      *transloco="let t; prefix: 'settings.notices'"
      [heading]="t('logHeading')"
      [caption]="t('logCaption')"
      [state]="state()"
      (retry)="reload()"
    >
      @if (rows().length > 0) {
        <fw-data-table [caption]="t('logHeading')" [columns]="columns()" [rows]="rows()" [rowKey]="rowKey">
          <ng-template fwCell="state" [fwCellOf]="rows()" let-row>
            <fw-badge [status]="status[row.state]">{{ t('states.' + row.state.toLowerCase()) }}</fw-badge>
          </ng-template>
          <ng-template fwCell="subject" [fwCellOf]="rows()" let-row>
            <span class="cut" [title]="row.subject">{{ row.subject }}</span>
          </ng-template>
          <ng-template fwCell="error" [fwCellOf]="rows()" let-row>
            <span class="cut" [title]="row.lastError ?? ''">{{ row.lastError }}</span>
          </ng-template>
          <ng-template fwCell="act" [fwCellOf]="rows()" let-row>
            @if (mayAgain(row)) {
              <button fwButton variant="link" type="button" [disabled]="busy()" (click)="again(row)">
                {{ t('again') }}
              </button>
            }
          </ng-template>
        </fw-data-table>
        @if (more(); as cursor) {
          <button fwButton type="button" (click)="after.set(cursor)">{{ t('older') }}</button>
        }
        @if (after()) {
          <button fwButton variant="quiet" type="button" (click)="after.set(null)">{{ t('newest') }}</button>
        }
      } @else {
        <p class="fw-muted">{{ t('logEmpty') }}</p>
      }
    </fw-panel>
  `,
  styles: `
    .cut {
      display: inline-block;
      overflow: hidden;
      max-width: 46ch;
      text-overflow: ellipsis;
      vertical-align: bottom;
    }
  `,
})
export class DeliveryLogPanel {
  private readonly changes = inject(Changes);
  private readonly toasts = inject(Toasts);
  private readonly formats = inject(Formats);
  private readonly say = injectSay('settings.notices');
  protected readonly after = signal<string | null>(null);
  private readonly query = queryResource(DeliveriesDocument, () => ({ first: PAGE, after: this.after() }));
  protected readonly rows = computed(() => (this.query.hasValue() ? this.query.value().deliveries.nodes : []));
  protected readonly more = computed(() => {
    const info = this.query.hasValue() ? this.query.value().deliveries.pageInfo : null;
    return info?.hasNextPage ? info.endCursor : null;
  });
  protected readonly busy = signal(false);
  protected readonly status = STATUS;
  protected readonly state = computed<PanelState>(() => {
    if (this.query.error()) return failedState(this.say('logFailed'), this.query.error());
    return this.query.hasValue() ? { kind: 'ready' } : { kind: 'loading' };
  });
  protected readonly columns = computed<TableColumn<DeliveryFragment>[]>(() => [
    { key: 'at', label: this.say('at'), text: ({ createdAt }) => this.formats.time(createdAt) },
    { key: 'state', label: this.say('state') },
    {
      key: 'channel',
      label: this.say('channel'),
      text: ({ channel }) => this.say(`channels.${channel.toLowerCase()}`),
    },
    { key: 'to', label: this.say('recipient'), text: (row) => whom(row) },
    { key: 'subject', label: this.say('subject') },
    { key: 'attempts', label: this.say('attempts'), align: 'end', text: ({ attempts }) => String(attempts) },
    { key: 'next', label: this.say('nextTry'), text: (row) => this.next(row) },
    { key: 'error', label: this.say('error') },
    { key: 'act', label: this.say('act') },
  ]);
  protected readonly rowKey = ({ deliveryId }: DeliveryFragment): string => deliveryId;

  constructor() {
    onChanges(['deliveries'], () => this.reload());
  }

  reload(): void {
    this.query.reload();
  }

  protected mayAgain({ state, attempts }: DeliveryFragment): boolean {
    return state === 'FAILED' || state === 'NOT_CONFIGURED' || (state === 'QUEUED' && attempts > 0);
  }

  protected async again({ deliveryId }: DeliveryFragment): Promise<void> {
    this.busy.set(true);
    const outcome = await this.changes.send(
      SendDeliveryAgainDocument,
      { deliveryId },
      (data) => data.sendDeliveryAgain,
    );
    this.busy.set(false);
    if (!outcome.ok) this.toasts.show(outcome.problem.message, 'problem');
    this.reload();
  }

  private next({ state, dueAt }: DeliveryFragment): string {
    return state === 'QUEUED' ? this.formats.time(dueAt) : '';
  }
}

function whom({ channel, recipient, recipientName }: DeliveryFragment): string {
  if (channel === 'WEBHOOK' || recipientName === recipient) return recipientName ?? recipient;
  return recipientName === null ? recipient : `${recipientName} <${recipient}>`;
}
