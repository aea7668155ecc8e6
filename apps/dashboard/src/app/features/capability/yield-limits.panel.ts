import { Component, computed, inject, input } from '@angular/core';
import { queryResource, type PopulationFilter, type StatisticalLimitsQuery } from '@fabwright/data-access';
import {
  ApproveStatisticalLimitDocument,
  StatisticalLimitsDocument,
} from '@fabwright/data-access/documents/capability';
import {
  Badge,
  Button,
  DataTable,
  Panel,
  TableCellTemplate,
  Toasts,
  type PanelState,
  type TableColumn,
} from '@fabwright/ui';
import { Apollo } from 'apollo-angular';
import { firstValueFrom } from 'rxjs';
import { failedState } from '../../core/failure/failed-state.ts';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { injectRefusal } from '../../core/population/refusal.ts';
import { SessionStore } from '../../core/session/session.store.ts';
import { AskText } from '../yield/text-dialog.ts';

type View = Extract<StatisticalLimitsQuery['statisticalLimits'], { __typename: 'StatisticalLimitsView' }>;
type Proposed = View['proposed'][number];
type Approved = View['approved'][number];

/** Approval takes effect a minute after it is given: never before. */
const AHEAD_MS = 60_000;

/** Statistical yield and bin limits: what the lots propose, what was approved, by whom and why. */
@Component({
  selector: 'fw-yield-limits',
  imports: [Badge, Button, DataTable, Panel, TableCellTemplate],
  template: `
    @if (filter().dies) {
      <p class="fw-notice" role="status">{{ sayDies('limits') }}</p>
    }
    <fw-panel [heading]="say('syl.proposed')" [caption]="say('syl.caption')" [state]="state()" (retry)="reload()">
      <fw-data-table [caption]="say('syl.proposed')" [columns]="columns()" [rows]="proposed()" [rowKey]="proposedKey">
        <ng-template fwCell="act" [fwCellOf]="proposed()" let-row>
          @if (row.missing === null && may()) {
            <button fwButton variant="link" type="button" (click)="approve(row)">{{ say('syl.approve') }}</button>
          }
        </ng-template>
      </fw-data-table>
    </fw-panel>
    @if (state().kind === 'ready') {
      <fw-panel
        [heading]="say('syl.approved')"
        [caption]="say('syl.approvedCaption')"
        [state]="approved().length > 0 ? { kind: 'ready' } : { kind: 'empty', heading: say('syl.none') }"
      >
        <fw-data-table [caption]="say('syl.approved')" [columns]="history()" [rows]="approved()" [rowKey]="approvedKey">
          <ng-template fwCell="state" [fwCellOf]="approved()" let-row>
            @if (row.inForce) {
              <fw-badge status="ok">{{ say('syl.inForce') }}</fw-badge>
            }
          </ng-template>
        </fw-data-table>
      </fw-panel>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 12px;
    }
  `,
})
export class YieldLimitsPanel {
  readonly filter = input.required<PopulationFilter>();

  private readonly apollo = inject(Apollo);
  private readonly askText = inject(AskText);
  private readonly toasts = inject(Toasts);
  private readonly session = inject(SessionStore);
  private readonly formats = inject(Formats);
  protected readonly say = injectSay('capability');
  private readonly sentence = injectRefusal();
  protected readonly sayDies = injectSay('population.dies');

  private readonly query = queryResource(StatisticalLimitsDocument, () => ({ filter: this.filter() }));
  private readonly answer = computed(() => (this.query.hasValue() ? this.query.value().statisticalLimits : null));
  private readonly view = computed<View | null>(() => {
    const answer = this.answer();
    return answer?.__typename === 'StatisticalLimitsView' ? answer : null;
  });
  protected readonly proposed = computed(() => this.view()?.proposed ?? []);
  protected readonly approved = computed(() => this.view()?.approved ?? []);
  protected readonly may = computed(() => this.session.may('limits:write'));
  protected readonly state = computed<PanelState>(() => {
    if (this.query.error()) return failedState(this.say('failed'), this.query.error());
    const answer = this.answer();
    if (!answer) return { kind: 'loading' };
    if (answer.__typename !== 'StatisticalLimitsView') return { kind: 'empty', heading: this.sentence(answer) };
    return answer.proposed.length > 0 ? { kind: 'ready' } : { kind: 'empty', heading: this.say('noWafers') };
  });
  protected readonly columns = computed<TableColumn<Proposed>[]>(() => [
    { key: 'program', label: this.say('column.revision'), text: ({ program }) => program },
    { key: 'of', label: this.say('syl.of'), text: (row) => this.nameOf(row) },
    { key: 'centre', label: this.say('syl.centre'), align: 'end', text: ({ centre }) => this.formats.yield(centre, 2) },
    { key: 'one', label: this.say('syl.limit1'), align: 'end', text: ({ limit1 }) => this.formats.yield(limit1, 2) },
    { key: 'two', label: this.say('syl.limit2'), align: 'end', text: ({ limit2 }) => this.formats.yield(limit2, 2) },
    { key: 'lots', label: this.say('column.lots'), align: 'end', text: ({ lots }) => this.formats.number(lots) },
    { key: 'beyond', label: this.say('syl.beyond'), align: 'end', text: (row) => this.beyondOf(row) },
    { key: 'missing', label: this.say('column.notes'), text: (row) => this.missingOf(row) },
    { key: 'act', label: '' },
  ]);
  protected readonly history = computed<TableColumn<Approved>[]>(() => [
    { key: 'program', label: this.say('column.revision'), text: ({ program }) => program },
    { key: 'of', label: this.say('syl.of'), text: ({ bin }) => this.nameOf({ bin: bin ?? null, binName: '' }) },
    { key: 'one', label: this.say('syl.limit1'), align: 'end', text: ({ limit1 }) => this.formats.yield(limit1, 2) },
    { key: 'two', label: this.say('syl.limit2'), align: 'end', text: ({ limit2 }) => this.formats.yield(limit2, 2) },
    { key: 'from', label: this.say('syl.from'), text: ({ effectiveFrom }) => this.formats.time(effectiveFrom) },
    { key: 'by', label: this.say('syl.by'), text: ({ approvedBy }) => approvedBy },
    { key: 'reason', label: this.say('syl.reason'), text: ({ reason }) => reason },
    { key: 'state', label: this.say('syl.state') },
  ]);
  protected readonly proposedKey = ({ program, bin }: Proposed): string => `${program} ${bin ?? ''}`;
  protected readonly approvedKey = ({ limitId }: Approved): string => limitId;

  protected async approve(row: Proposed): Promise<void> {
    const reason = await this.askText.ask({
      heading: this.say('syl.approveHeading', { name: this.nameOf(row) }),
      label: this.say('syl.reason'),
      hint: this.say('syl.hint'),
      action: this.say('syl.approve'),
      text: '',
      optional: false,
    });
    const now = this.view()?.fabNow;
    if (reason === null || !now) return;
    // the fab's clock may run ahead of what the page knows of it
    const effectiveFrom = new Date(Math.max(Date.parse(now), Date.now()) + AHEAD_MS).toISOString();
    const variables = { filter: this.filter(), program: row.program, bin: row.bin ?? null, effectiveFrom, reason };
    const { data } = await firstValueFrom(this.apollo.mutate({ mutation: ApproveStatisticalLimitDocument, variables }));
    const result = data?.approveStatisticalLimit;
    if (result && 'message' in result) this.toasts.show(result.message);
    else this.query.reload();
  }

  protected reload(): void {
    this.query.reload();
  }

  private nameOf({ bin, binName }: { readonly bin?: number | null | undefined; readonly binName: string }): string {
    return typeof bin === 'number' ? this.say('syl.bin', { number: bin, name: binName }).trim() : this.say('syl.yield');
  }

  private beyondOf({ beyond, lots, missing }: Proposed): string {
    return missing ? '–' : this.say('of', { n: this.formats.number(beyond), of: this.formats.number(lots) });
  }

  private missingOf({ missing, lots, needs }: Proposed): string {
    return missing ? this.say(`syl.missing.${missing}`, { lots, needs }) : '';
  }
}
