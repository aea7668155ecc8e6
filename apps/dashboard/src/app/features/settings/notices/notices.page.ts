import { Component, computed, inject, input, signal, viewChild } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { queryResource, type NoticeRuleFragment } from '@fabwright/data-access';
import { NoticesDocument, SendTestMailDocument } from '@fabwright/data-access/documents/notices';
import { ProductNamesDocument } from '@fabwright/data-access/documents/products';
import {
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
import { failedState } from '../../../core/failure/failed-state.ts';
import { Formats } from '../../../core/formats/formats.ts';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { onChanges } from '../../../core/live/live-changes.ts';
import { SessionStore } from '../../../core/session/session.store.ts';
import { Changes } from '../form/changes.ts';
import type { ProductName } from '../form/product-scope-field.ts';
import { DeliveryLogPanel } from './delivery-log.panel.ts';
import { ruleWords } from './rule-words.ts';
import { RulePanel } from './rule.panel.ts';
import { TargetsPanel } from './targets.panel.ts';

const NEW = 'new';

/** Who is called for excursions, what was sent, and where webhooks go. */
@Component({
  selector: 'fw-notices-page',
  imports: [
    Badge,
    Button,
    DataTable,
    DeliveryLogPanel,
    Icon,
    Panel,
    RouterLink,
    RulePanel,
    TableCellTemplate,
    TargetsPanel,
    TranslocoDirective,
  ],
  templateUrl: './notices.page.html',
})
export class NoticesPage {
  /** The rule that is open; `new` = one that is being written. */
  readonly sel = input<string>();

  private readonly changes = inject(Changes);
  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);
  private readonly toasts = inject(Toasts);
  private readonly say = injectSay('settings.notices');
  private readonly sayRole = injectSay('roles');
  protected readonly formats = inject(Formats);
  private readonly log = viewChild(DeliveryLogPanel);
  protected readonly may = computed(() => this.session.may('notices:write'));
  protected readonly mayTargets = computed(() => this.session.may('webhooks:write'));
  private readonly query = queryResource(NoticesDocument, () => (this.may() ? {} : undefined));
  private readonly names = queryResource(ProductNamesDocument, () => ({}));
  protected readonly products = computed<readonly ProductName[]>(() =>
    this.names.hasValue() ? this.names.value().products : [],
  );
  protected readonly data = computed(() => (this.query.hasValue() ? this.query.value() : null));
  protected readonly rules = computed(() => this.data()?.noticeRules ?? []);
  protected readonly selected = computed(() => this.rules().find(({ ruleId }) => ruleId === this.sel()) ?? null);
  protected readonly open = computed(() => this.selected() !== null || this.sel() === NEW);
  protected readonly busy = signal(false);
  protected readonly state = computed<PanelState>(() => {
    if (this.query.error()) return failedState(this.say('failed'), this.query.error());
    return this.query.hasValue() ? { kind: 'ready' } : { kind: 'loading' };
  });
  protected readonly forbidden = computed<PanelState>(() => ({
    kind: 'no-rights',
    heading: this.say('noRights'),
    text: this.say('noRightsText'),
  }));
  protected readonly columns = computed<TableColumn<NoticeRuleFragment>[]>(() => {
    const words = ruleWords(this.say, this.sayRole, this.data(), this.products());
    return [
      { key: 'name', label: this.say('name'), text: ({ name }) => name },
      { key: 'state', label: this.say('state') },
      { key: 'when', label: this.say('when'), text: words.when },
      { key: 'shifts', label: this.say('shifts'), text: words.shifts },
      { key: 'who', label: this.say('who'), text: ({ recipients }) => words.who(recipients) },
      { key: 'escalation', label: this.say('escalation'), text: words.escalation },
    ];
  });
  protected readonly rowKey = ({ ruleId }: NoticeRuleFragment): string => ruleId;

  constructor() {
    onChanges(['notice-rules'], () => this.reload());
  }

  protected select(ruleId: string | null): void {
    void this.router.navigate([], { queryParams: { sel: ruleId }, queryParamsHandling: 'merge' });
  }

  protected reload(): void {
    if (this.may()) this.query.reload();
  }

  protected saved(ruleId: string | null): void {
    this.reload();
    this.select(ruleId);
  }

  protected async sendTest(): Promise<void> {
    this.busy.set(true);
    const outcome = await this.changes.send(SendTestMailDocument, {}, (data) => data.sendTestMail);
    this.busy.set(false);
    if (outcome.ok) this.toasts.show(this.say('testQueued'));
    else this.toasts.show(outcome.problem.message, 'problem');
    this.log()?.reload();
  }
}
