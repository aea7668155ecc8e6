import { Dialog } from '@angular/cdk/dialog';
import { Component, computed, inject, input, output, signal } from '@angular/core';
import type { WebhookTargetFragment } from '@fabwright/data-access';
import {
  RenewWebhookSecretDocument,
  SendTestWebhookDocument,
  SetWebhookTargetDisabledDocument,
} from '@fabwright/data-access/documents/notices';
import { Ask, Badge, Button, DataTable, Icon, Panel, TableCellTemplate, Toasts, type TableColumn } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { Changes } from '../form/changes.ts';
import type { ProductName } from '../form/product-scope-field.ts';
import { injectScopeText } from '../form/scope-text.ts';
import { Secrets } from '../form/secret-dialog.ts';
import { TargetDialog, type MadeTarget } from './target-dialog.ts';

/** Where webhooks go: for administrators. */
@Component({
  selector: 'fw-targets-panel',
  imports: [Badge, Button, DataTable, Icon, Panel, TableCellTemplate, TranslocoDirective],
  template: `
    <fw-panel
      *transloco="let t; prefix: 'settings.notices'"
      [heading]="t('webhooks')"
      [caption]="hosts().length > 0 ? t('hosts', { hosts: hosts().join(', ') }) : t('noHosts')"
    >
      <ng-container fwPanelTools>
        <button fwButton type="button" [disabled]="hosts().length === 0" (click)="create()">
          <fw-icon name="plus" size="14" />{{ t('addTarget') }}
        </button>
      </ng-container>
      @if (targets().length > 0) {
        <fw-data-table [caption]="t('webhooks')" [columns]="columns()" [rows]="targets()" [rowKey]="rowKey">
          <ng-template fwCell="state" [fwCellOf]="targets()" let-target>
            <fw-badge [status]="target.disabledAt ? 'outline' : 'ok'">{{
              target.disabledAt ? t('targetOff') : t('targetOn')
            }}</fw-badge>
          </ng-template>
          <ng-template fwCell="act" [fwCellOf]="targets()" let-target>
            @if (!target.disabledAt) {
              <button fwButton variant="link" type="button" [disabled]="busy()" (click)="test(target)">
                {{ t('sendTest') }}
              </button>
            }
            <button fwButton variant="link" type="button" [disabled]="busy()" (click)="renew(target)">
              {{ t('renew') }}
            </button>
            <button fwButton variant="link" type="button" [disabled]="busy()" (click)="toggle(target)">
              {{ target.disabledAt ? t('switchOn') : t('switchOff') }}
            </button>
          </ng-template>
        </fw-data-table>
      } @else {
        <p class="fw-muted">{{ t('noTargets') }}</p>
      }
    </fw-panel>
  `,
})
export class TargetsPanel {
  readonly targets = input.required<readonly WebhookTargetFragment[]>();
  readonly hosts = input.required<readonly string[]>();
  readonly products = input.required<readonly ProductName[]>();
  readonly changed = output<void>();

  private readonly ask = inject(Ask);
  private readonly changes = inject(Changes);
  private readonly dialog = inject(Dialog);
  private readonly secrets = inject(Secrets);
  private readonly toasts = inject(Toasts);
  private readonly say = injectSay('settings.notices');
  private readonly scopeText = injectScopeText(() => this.products());
  protected readonly busy = signal(false);
  protected readonly columns = computed<TableColumn<WebhookTargetFragment>[]>(() => [
    { key: 'name', label: this.say('name'), text: ({ name }) => name },
    { key: 'url', label: this.say('url'), text: ({ url }) => url ?? '' },
    { key: 'products', label: this.say('product'), text: ({ productScope }) => this.scopeText(productScope) },
    { key: 'state', label: this.say('state') },
    { key: 'act', label: this.say('act') },
  ]);
  protected readonly rowKey = ({ targetId }: WebhookTargetFragment): string => targetId;

  protected async create(): Promise<void> {
    const open = this.dialog.open<MadeTarget>(TargetDialog, { data: this.products(), backdropClass: 'fw-backdrop' });
    const made = await firstValueFrom(open.closed, { defaultValue: undefined });
    if (!made) return;
    this.changed.emit();
    await this.show(made);
  }

  protected async renew({ targetId, name }: WebhookTargetFragment): Promise<void> {
    const sure = await this.ask.ask({
      heading: this.say('renewHeading', { name }),
      text: this.say('renewText'),
      action: this.say('renew'),
    });
    if (sure === null) return;
    this.busy.set(true);
    const outcome = await this.changes.send(
      RenewWebhookSecretDocument,
      { targetId },
      (data) => data.renewWebhookSecret,
    );
    this.busy.set(false);
    if (outcome.ok) await this.show({ name, secret: outcome.value.secret });
    else this.toasts.show(outcome.problem.message, 'problem');
  }

  protected async test({ targetId }: WebhookTargetFragment): Promise<void> {
    this.busy.set(true);
    const outcome = await this.changes.send(SendTestWebhookDocument, { targetId }, (data) => data.sendTestWebhook);
    this.busy.set(false);
    if (outcome.ok) this.toasts.show(this.say('testQueued'));
    else this.toasts.show(outcome.problem.message, 'problem');
  }

  protected async toggle({ targetId, disabledAt }: WebhookTargetFragment): Promise<void> {
    this.busy.set(true);
    const outcome = await this.changes.send(
      SetWebhookTargetDisabledDocument,
      { targetId, disabled: disabledAt === null },
      (data) => data.setWebhookTargetDisabled,
    );
    this.busy.set(false);
    if (!outcome.ok) this.toasts.show(outcome.problem.message, 'problem');
    this.changed.emit();
  }

  private show({ name, secret }: MadeTarget): Promise<void> {
    return this.secrets.show({ heading: this.say('secretHeading', { name }), text: this.say('secretText'), secret });
  }
}
