import { Dialog } from '@angular/cdk/dialog';
import { Component, computed, inject, input, signal } from '@angular/core';
import { queryResource, type ApiTokenFragment } from '@fabwright/data-access';
import { ApiTokensDocument, RevokeApiTokenDocument } from '@fabwright/data-access/documents/tokens';
import {
  Ask,
  Badge,
  Button,
  DataTable,
  Icon,
  Panel,
  TableCellTemplate,
  Toasts,
  type PanelState,
  type TableColumn,
} from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { failedState } from '../../../core/failure/failed-state.ts';
import { Formats } from '../../../core/formats/formats.ts';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { Changes } from '../form/changes.ts';
import type { ProductName } from '../form/product-scope-field.ts';
import { injectScopeText } from '../form/scope-text.ts';
import { Secrets } from '../form/secret-dialog.ts';
import { TokenDialog, type CreatedToken, type TokenQuestion } from './token-dialog.ts';
import { TOKEN_STATUS, tokenState } from './token-words.ts';

/** Tokens of machines: what they may do, when they last did, and the way to take one back. */
@Component({
  selector: 'fw-tokens-panel',
  imports: [Badge, Button, DataTable, Icon, Panel, TableCellTemplate, TranslocoDirective],
  template: `
    <fw-panel
      *transloco="let t; prefix: 'settings.tokens'"
      [heading]="t('heading')"
      [caption]="t('caption')"
      [state]="state()"
      (retry)="reload()"
    >
      <ng-container fwPanelTools>
        @if (ended() > 0) {
          <button fwButton variant="quiet" type="button" [attr.aria-pressed]="all()" (click)="all.set(!all())">
            {{ all() ? t('hideEnded') : t('showEnded', { count: ended() }) }}
          </button>
        }
        <button fwButton type="button" [disabled]="!scopes()" (click)="create()">
          <fw-icon name="plus" size="14" />{{ t('create') }}
        </button>
      </ng-container>
      @if (rows().length > 0) {
        <fw-data-table [caption]="t('heading')" [columns]="columns()" [rows]="rows()" [rowKey]="rowKey">
          <ng-template fwCell="scopes" [fwCellOf]="rows()" let-token>
            <span class="scopes fw-id" [title]="token.scopes.join(', ')">{{ token.scopes.join(', ') }}</span>
          </ng-template>
          <ng-template fwCell="state" [fwCellOf]="rows()" let-token>
            <fw-badge [status]="status[stateOf(token)]">{{ t('states.' + stateOf(token)) }}</fw-badge>
          </ng-template>
          <ng-template fwCell="act" [fwCellOf]="rows()" let-token>
            @if (stateOf(token) === 'active') {
              <button
                fwButton
                variant="link"
                type="button"
                [disabled]="busy()"
                [attr.aria-label]="t('revokeOne', { name: token.name })"
                (click)="revoke(token)"
              >
                {{ t('revoke') }}
              </button>
            }
          </ng-template>
        </fw-data-table>
      } @else {
        <p class="fw-muted">{{ t('empty') }}</p>
      }
    </fw-panel>
  `,
  styles: `
    .scopes {
      display: inline-block;
      overflow: hidden;
      max-width: 44ch;
      text-overflow: ellipsis;
      vertical-align: bottom;
    }
  `,
})
export class TokensPanel {
  readonly products = input.required<readonly ProductName[]>();

  private readonly ask = inject(Ask);
  private readonly changes = inject(Changes);
  private readonly dialog = inject(Dialog);
  private readonly secrets = inject(Secrets);
  private readonly toasts = inject(Toasts);
  private readonly formats = inject(Formats);
  private readonly say = injectSay('settings.tokens');
  private readonly scopeText = injectScopeText(() => this.products());
  private readonly query = queryResource(ApiTokensDocument, () => ({}));
  private readonly tokens = computed(() => (this.query.hasValue() ? this.query.value().apiTokens : []));
  protected readonly scopes = computed(() => (this.query.hasValue() ? this.query.value().apiTokenScopes : null));
  /** Also those that are revoked or have run out. */
  protected readonly all = signal(false);
  protected readonly busy = signal(false);
  protected readonly ended = computed(() => this.tokens().filter((token) => tokenState(token) !== 'active').length);
  protected readonly rows = computed(() =>
    this.tokens().filter((token) => this.all() || tokenState(token) === 'active'),
  );
  protected readonly state = computed<PanelState>(() => {
    if (this.query.error()) return failedState(this.say('failed'), this.query.error());
    return this.query.hasValue() ? { kind: 'ready' } : { kind: 'loading' };
  });
  protected readonly columns = computed<TableColumn<ApiTokenFragment>[]>(() => [
    { key: 'name', label: this.say('name'), text: ({ name }) => name },
    { key: 'scopes', label: this.say('scopes') },
    { key: 'products', label: this.say('products'), text: ({ productScope }) => this.scopeText(productScope) },
    { key: 'state', label: this.say('state') },
    { key: 'created', label: this.say('created'), text: ({ createdAt }) => this.formats.time(createdAt) },
    { key: 'by', label: this.say('createdBy'), text: ({ createdBy }) => createdBy },
    { key: 'used', label: this.say('lastUsed'), text: ({ lastUsedAt }) => this.timeOr(lastUsedAt, 'neverUsed') },
    { key: 'expires', label: this.say('expires'), text: ({ expiresAt }) => this.timeOr(expiresAt, 'neverExpires') },
    { key: 'act', label: this.say('act') },
  ]);
  protected readonly rowKey = ({ tokenId }: ApiTokenFragment): string => tokenId;
  protected readonly stateOf = (token: ApiTokenFragment): ReturnType<typeof tokenState> => tokenState(token);
  protected readonly status = TOKEN_STATUS;

  protected reload(): void {
    this.query.reload();
  }

  protected async create(): Promise<void> {
    const open = this.dialog.open<CreatedToken, TokenQuestion>(TokenDialog, {
      data: { scopes: this.scopes() ?? [], products: this.products() },
      backdropClass: 'fw-backdrop',
    });
    const created = await firstValueFrom(open.closed, { defaultValue: undefined });
    if (!created) return;
    this.reload();
    await this.secrets.show({
      heading: this.say('secretHeading', { name: created.name }),
      text: this.say('secretText'),
      secret: created.secret,
    });
  }

  protected async revoke({ tokenId, name }: ApiTokenFragment): Promise<void> {
    const sure = await this.ask.ask({
      heading: this.say('revokeHeading', { name }),
      text: this.say('revokeText'),
      action: this.say('revoke'),
    });
    if (sure === null) return;
    this.busy.set(true);
    const outcome = await this.changes.send(RevokeApiTokenDocument, { tokenId }, (data) => data.revokeApiToken);
    this.busy.set(false);
    if (outcome.ok) this.toasts.show(this.say('revokedToast', { name }));
    else this.toasts.show(outcome.problem.message, 'problem');
    this.reload();
  }

  private timeOr(at: string | null, otherwise: string): string {
    return at ? this.formats.time(at) : this.say(otherwise);
  }
}
