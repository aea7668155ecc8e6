import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { queryResource } from '@fabwright/data-access';
import { ImportsDocument } from '@fabwright/data-access/documents/imports';
import {
  Badge,
  DataTable,
  Pager,
  Panel,
  Progress,
  TableCellTemplate,
  type PanelState,
  type Status,
  type TableColumn,
} from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { failedState } from '../../core/failure/failed-state.ts';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { onChanges } from '../../core/live/live-changes.ts';
import { SessionStore } from '../../core/session/session.store.ts';
import { ImportDetail, type ImportRow } from './import-detail.ts';
import { UploadPanel } from './upload-panel.ts';
import { Uploads } from './uploads.ts';

const PAGE_SIZE = 25;
const STATUS: Readonly<Record<string, Status>> = { done: 'ok', running: 'note', failed: 'outline' };
const UNDER_WAY: ReadonlySet<string> = new Set(['queued', 'running']);
const LOOK_AGAIN_MS = 5_000;

/** Files that came in, how far they are, what they brought, and what is wrong with those that were not taken. */
@Component({
  selector: 'fw-imports-page',
  imports: [
    Badge,
    DataTable,
    ImportDetail,
    Pager,
    Panel,
    Progress,
    RouterLink,
    TableCellTemplate,
    TranslocoDirective,
    UploadPanel,
  ],
  providers: [Uploads],
  templateUrl: './imports.page.html',
  styles: `
    .side {
      display: grid;
      gap: var(--gap);
      align-content: start;
    }
    fw-progress {
      min-width: 90px;
    }
  `,
})
export class ImportsPage {
  /** The import that is open. */
  readonly sel = input<string>();

  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);
  private readonly say = injectSay('imports');
  protected readonly formats = inject(Formats);
  /** Cursors that lead to the page shown; empty = the first. */
  private readonly trail = signal<readonly string[]>([]);
  private readonly query = queryResource(ImportsDocument, () => ({
    first: PAGE_SIZE,
    after: this.trail().at(-1) ?? null,
  }));

  protected readonly page = computed(() => (this.query.hasValue() ? this.query.value().imports : null));
  protected readonly rows = computed(() => this.page()?.rows ?? []);
  protected readonly mayUpload = computed(() => this.session.may('imports:write'));
  protected readonly selected = computed(() => this.rows().find(({ importId }) => importId === this.sel()) ?? null);
  protected readonly from = computed(() => this.trail().length * PAGE_SIZE + 1);
  protected readonly state = computed<PanelState>(() => {
    if (this.query.error()) return failedState(this.say('failed'), this.query.error());
    const page = this.page();
    if (!page) return { kind: 'loading' };
    return page.total > 0
      ? { kind: 'ready' }
      : { kind: 'empty', heading: this.say('empty'), text: this.say('emptyText') };
  });
  protected readonly columns = computed<TableColumn<ImportRow>[]>(() => [
    { key: 'file', label: this.say('file') },
    { key: 'state', label: this.say('state') },
    { key: 'at', label: this.say('at'), text: (row) => this.formats.time(row.requestedAt, false) },
    { key: 'lot', label: this.say('lot') },
    { key: 'wafers', label: this.say('wafers'), text: (row) => this.formats.number(row.summary?.wafers), align: 'end' },
    { key: 'dies', label: this.say('dies'), text: (row) => this.diesOf(row), align: 'end' },
    {
      key: 'final',
      label: this.say('final'),
      text: (row) => this.formats.yield(row.summary?.yields.final, 2),
      align: 'end',
    },
    { key: 'warnings', label: this.say('warnings'), text: (row) => this.warningsOf(row), align: 'end' },
    { key: 'by', label: this.say('by'), text: (row) => this.askedBy(row) },
  ]);
  protected readonly rowKey = (row: ImportRow): string => row.importId;

  constructor() {
    onChanges(['imports'], () => this.query.reload());
    const underWay = computed(() => this.rows().some(({ state }) => UNDER_WAY.has(state)));
    effect((onCleanup) => {
      if (!underWay()) return;
      // what ended before the page's socket was there is told to nobody
      const timer = setInterval(() => this.query.reload(), LOOK_AGAIN_MS);
      onCleanup(() => clearInterval(timer));
    });
  }

  protected statusOf(row: ImportRow): Status {
    return STATUS[row.state] ?? 'plain';
  }

  protected open(row: ImportRow): void {
    void this.router.navigate([], { queryParams: { sel: row.importId }, queryParamsHandling: 'merge' });
  }

  protected next(): void {
    const cursor = this.page()?.pageInfo.endCursor;
    if (cursor) this.trail.update((trail) => [...trail, cursor]);
  }

  protected previous(): void {
    this.trail.update((trail) => trail.slice(0, -1));
  }

  protected reload(): void {
    this.query.reload();
  }

  /** A file of defects has no dies that were tested. */
  private diesOf({ summary }: ImportRow): string {
    return summary?.inspection ? '–' : this.formats.number(summary?.dies);
  }

  /** A folder has no name of its own. */
  private askedBy({ origin, requestedBy }: ImportRow): string {
    return origin === 'drop' ? this.say('detail.origins.drop') : requestedBy;
  }

  private warningsOf({ warnings }: ImportRow): string {
    return this.formats.number(warnings.reduce((sum, { count }) => sum + count, 0));
  }
}
