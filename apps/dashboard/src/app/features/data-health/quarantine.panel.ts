import { Component, computed, inject, input, output, signal } from '@angular/core';
import { Router } from '@angular/router';
import { queryResource, type QuarantineQuery } from '@fabwright/data-access';
import {
  DismissQuarantineDocument,
  QuarantineDocument,
  ReplayQuarantineDocument,
} from '@fabwright/data-access/documents/data-health';
import {
  Ask,
  Badge,
  Button,
  DataTable,
  Pager,
  Panel,
  Segmented,
  TableCellTemplate,
  Toasts,
  type PanelState,
  type TableColumn,
} from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Apollo } from 'apollo-angular';
import { firstValueFrom } from 'rxjs';
import { failedState } from '../../core/failure/failed-state.ts';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { onChanges } from '../../core/live/live-changes.ts';
import { SessionStore } from '../../core/session/session.store.ts';
import { eventName } from './source-words.ts';

type Item = QuarantineQuery['quarantine']['rows'][number];

const PAGE_SIZE = 25;
const STATES = ['open', 'replayed', 'dismissed'] as const;

/** Messages that could not be taken in: why, what was sent, and the two ways on. */
@Component({
  selector: 'fw-quarantine-panel',
  imports: [Badge, Button, DataTable, Pager, Panel, Segmented, TableCellTemplate, TranslocoDirective],
  templateUrl: './quarantine.panel.html',
  styles: `
    :host {
      display: grid;
    }
    .raw {
      display: grid;
      gap: 6px;
      padding: 10px 12px;
      border-top: 1px solid var(--border);
    }
    pre {
      overflow: auto;
      max-height: 240px;
      margin: 0;
      padding: 8px;
      border-radius: var(--radius-s);
      background: var(--surface-sunken);
      color: var(--ink-2);
      font: 12px/18px var(--font-mono);
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
    .ways {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }
    .reason {
      display: inline-block;
      overflow: hidden;
      max-width: 52ch;
      text-overflow: ellipsis;
      vertical-align: middle;
    }
  `,
})
export class QuarantinePanel {
  /** Which messages; the address holds it. */
  readonly show = input<string>('open');
  /** The message that is open. */
  readonly selected = input<string | null>(null);
  readonly settled = output<void>();

  private readonly apollo = inject(Apollo);
  private readonly ask = inject(Ask);
  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);
  private readonly toasts = inject(Toasts);
  private readonly say = injectSay('dataHealth.quarantine');
  protected readonly formats = inject(Formats);

  private readonly trail = signal<readonly string[]>([]);
  protected readonly busy = signal(false);
  protected readonly mayWrite = computed(() => this.session.may('quarantine:write'));
  private readonly query = queryResource(QuarantineDocument, () => ({
    first: PAGE_SIZE,
    after: this.trail().at(-1) ?? null,
    state: this.show(),
  }));
  protected readonly page = computed(() => (this.query.hasValue() ? this.query.value().quarantine : null));
  protected readonly rows = computed(() => this.page()?.rows ?? []);
  protected readonly from = computed(() => this.trail().length * PAGE_SIZE + 1);
  protected readonly open = computed(
    () => this.rows().find(({ quarantineId }) => quarantineId === this.selected()) ?? null,
  );
  protected readonly stateChoices = computed(() =>
    STATES.map((value) => ({ value, label: this.say(`states.${value}`) })),
  );
  protected readonly state = computed<PanelState>(() => {
    if (this.query.error()) return failedState(this.say('failed'), this.query.error());
    const page = this.page();
    if (!page) return { kind: 'loading' };
    return page.total > 0 ? { kind: 'ready' } : { kind: 'empty', heading: this.say(`none.${this.show()}`) };
  });
  protected readonly columns = computed<TableColumn<Item>[]>(() => [
    { key: 'at', label: this.say('at'), text: (item) => this.formats.time(item.receivedAt) },
    { key: 'source', label: this.say('source'), text: (item) => item.source },
    { key: 'type', label: this.say('type'), text: (item) => (item.type ? eventName(item.type) : '–') },
    { key: 'event', label: this.say('event'), text: (item) => item.eventId ?? '–' },
    { key: 'reason', label: this.say('reason') },
  ]);
  protected readonly rowKey = (item: Item): string => item.quarantineId;

  constructor() {
    onChanges(['quarantine'], () => this.query.reload());
  }

  protected choose(state: string): void {
    this.trail.set([]);
    void this.router.navigate([], {
      queryParams: { qs: state === 'open' ? null : state, sel: null },
      queryParamsHandling: 'merge',
    });
  }

  protected select(item: Item | null): void {
    void this.router.navigate([], { queryParams: { sel: item?.quarantineId ?? null }, queryParamsHandling: 'merge' });
  }

  protected next(): void {
    const cursor = this.page()?.pageInfo.endCursor;
    if (cursor) this.trail.update((trail) => [...trail, cursor]);
  }

  protected previous(): void {
    this.trail.update((trail) => trail.slice(0, -1));
  }

  protected async replay(items: readonly Item[]): Promise<void> {
    const ids = items.map(({ quarantineId }) => quarantineId);
    await this.settle(async () => {
      const { data } = await firstValueFrom(
        this.apollo.mutate({ mutation: ReplayQuarantineDocument, variables: { ids } }),
      );
      const { replayed, stillFailing } = data?.replayQuarantine ?? { replayed: 0, stillFailing: ids.length };
      this.toasts.show(
        this.say('replayedToast', { replayed, failing: stillFailing }),
        stillFailing > 0 ? 'problem' : 'note',
      );
    });
  }

  protected async dismiss(item: Item): Promise<void> {
    const reason = await this.ask.ask({
      heading: this.say('dismissHeading'),
      text: this.say('dismissText'),
      action: this.say('dismiss'),
      reasonLabel: this.say('dismissReason'),
    });
    if (reason === null) return;
    const variables = { ids: [item.quarantineId], reason };
    await this.settle(async () => {
      await firstValueFrom(this.apollo.mutate({ mutation: DismissQuarantineDocument, variables }));
      this.toasts.show(this.say('dismissedToast'));
    });
  }

  private async settle(act: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    try {
      await act();
      this.select(null);
      this.settled.emit();
    } catch {
      this.toasts.show(this.say('settleFailed'), 'problem');
    } finally {
      this.busy.set(false);
      this.query.reload();
    }
  }
}
