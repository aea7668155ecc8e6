import { Component, computed, inject, input } from '@angular/core';
import {
  describeGroupBoxes,
  groupBoxesTable,
  measuredText,
  toGroupBoxesOption,
  type ExploreView,
  type GroupBoxesView,
  type ParetoView,
} from '@fabwright/charts';
import {
  ChartPanel,
  DataTable,
  Panel,
  TableCellTemplate,
  type ChartBuilder,
  type PanelState,
  type TableColumn,
} from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { injectCounted } from '../../core/population/counted.ts';
import { InnerLinks } from '../../core/place/inner-links.ts';
import { LossesPanel } from '../../core/losses/losses.panel.ts';
import { ExploreStore } from './explore.store.ts';
import { groupBoxes } from './explore-view.ts';
import { binSums, lotRows, type LotRow } from './selection.ts';

const MOST_BINS = 9;
const MOST_LOTS = 200;
/** Twice what its panel shows: a brush draws them anew. */
const LOTS_AT_FIRST = 20;

/** What follows the trend's selection: boxes of its groups, losses by bin, its lots. Drawn without asking again. */
@Component({
  selector: 'fw-explore-linked',
  imports: [ChartPanel, DataTable, InnerLinks, LossesPanel, Panel, TableCellTemplate, TranslocoDirective],
  host: { class: 'linked' },
  template: `
    <ng-container *transloco="let t; prefix: 'explore'">
      <fw-chart-panel
        [heading]="t('boxes.heading', { measure: view().measure.name })"
        [caption]="scope() + t('boxes.caption', { unit: unit(), by: t('per.' + view().by) })"
        [state]="boxState()"
        [build]="boxBuild()"
        [label]="boxLabel()"
        [table]="boxTable()"
        fileName="boxes"
        [notes]="notes()"
        [height]="260"
        [fill]="true"
      />
      <fw-losses-panel
        [view]="pareto()"
        [heading]="t('bins.heading')"
        [caption]="scope() + t(store.selectedMembers() ? 'bins.captionOthers' : 'bins.caption')"
        [empty]="t('bins.empty')"
        of="selection"
        [notes]="notes()"
        [rowPx]="27"
      />
      <fw-panel [heading]="t('lots.heading')" [caption]="lotsCaption()" [state]="lotState()">
        <div class="list" fwInnerLinks>
          <fw-data-table
            [caption]="t('lots.heading')"
            [columns]="lotColumns()"
            [rows]="rows()"
            [rowKey]="lotKey"
            [drawnAtFirst]="lotsAtFirst"
          >
            <ng-template fwCell="lot" [fwCellOf]="rows()" let-lot>
              <a class="fw-id" [href]="addressOf(lot)">{{ lot.lotId }}</a>
            </ng-template>
          </fw-data-table>
        </div>
      </fw-panel>
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 330px), 1fr));
      gap: 12px;
      min-width: 0;
    }
    .list {
      max-height: 280px;
      overflow: auto;
    }
  `,
})
export class LinkedPanels {
  readonly view = input.required<ExploreView>();
  readonly notes = input<readonly string[]>([]);
  protected readonly store = inject(ExploreStore);
  private readonly formats = inject(Formats);
  private readonly say = injectSay('explore');

  protected readonly lotsAtFirst = LOTS_AT_FIRST;
  private readonly allRows = computed(() => {
    const members = this.store.members();
    return members ? lotRows(members, this.store.selectedMembers()) : [];
  });
  protected readonly rows = computed(() => this.allRows().slice(0, MOST_LOTS));
  private readonly countedOf = injectCounted();
  private readonly counted = computed(() => this.countedOf(this.store.trend()?.notFound));
  protected readonly scope = computed(() => {
    const lots = this.formats.count(this.allRows().length, 'lots');
    const selection = this.store.selectedMembers() ? [this.say('selection', { lots })] : [];
    return [...selection, ...this.counted()].map((part) => `${part} · `).join('');
  });

  private readonly boxes = computed<GroupBoxesView>(() => {
    const view = this.view();
    const boxes = groupBoxes(view).map((box) => (box.label ? box : { ...box, label: this.say('all') }));
    return { measure: view.measure, boxes, highlight: view.highlight, groupsInAll: view.groups.length };
  });
  protected readonly boxBuild = computed<ChartBuilder>(() => {
    const [view, locale] = [this.boxes(), this.formats.locale()];
    return (theme, size) => toGroupBoxesOption(view, theme, locale, size);
  });
  protected readonly unit = computed(() => {
    const { isFraction, unit } = this.view().measure;
    return (isFraction ? '%' : unit) || 'none';
  });
  protected readonly boxLabel = computed(() => describeGroupBoxes(this.boxes(), this.formats.locale()));
  protected readonly boxTable = computed(() => groupBoxesTable(this.boxes(), this.say('group'), this.formats.locale()));
  protected readonly boxState = computed<PanelState>(() =>
    this.boxes().boxes.length > 0 ? { kind: 'ready' } : { kind: 'empty', heading: this.say('boxes.empty') },
  );

  protected readonly pareto = computed<ParetoView>(() => {
    const members = this.store.members();
    const bins = new Map((this.store.catalogue()?.bins ?? []).map((bin) => [bin.number, bin]));
    const losses = members ? binSums(members, this.store.selectedMembers()) : [];
    return {
      losses: losses.slice(0, MOST_BINS).map(({ bin, loss, others }) => ({
        number: bin,
        name: bins.get(bin)?.name ?? this.say('bin', { number: bin }),
        slot: bins.get(bin)?.slot ?? 0,
        loss,
        baseline: others,
        change: others === null ? null : loss - others,
      })),
    };
  });

  protected readonly lotState = computed<PanelState>(() => {
    if (this.store.membersError()) return { kind: 'error', heading: this.say('failed') };
    return this.store.members() ? { kind: 'ready' } : { kind: 'loading' };
  });
  protected readonly lotsCaption = computed(() => {
    const [shown, all] = [this.rows().length, this.allRows().length];
    const counted =
      shown < all
        ? this.say('lots.newest', { shown, all: this.formats.count(all, 'lots') })
        : this.formats.count(all, 'lots');
    const text = this.store.selectedMembers() ? this.say('selection', { lots: counted }) : counted;
    return [text, ...this.counted()].join(' · ');
  });
  protected readonly lotColumns = computed<TableColumn<LotRow>[]>(() => [
    { key: 'lot', label: this.say('key.lot'), sortable: true, sortValue: ({ lotId }) => lotId },
    {
      key: 'at',
      label: this.say('lots.time'),
      text: ({ at }) => this.formats.time(new Date(at).toISOString(), false),
      sortable: true,
      sortValue: ({ at }) => at,
    },
    { key: 'wafers', label: this.say('key.wafer'), align: 'end', text: ({ wafers }) => this.formats.number(wafers) },
    {
      key: 'value',
      label: this.view().measure.name,
      align: 'end',
      text: ({ value }) => measuredText(value, this.view().measure, this.formats.locale()),
      sortable: true,
      sortValue: ({ value }) => value,
    },
  ]);
  protected readonly lotKey = ({ lotId }: LotRow): string => lotId;
  protected readonly addressOf = ({ lotId }: LotRow): string => `/lots/${encodeURIComponent(lotId)}`;
}
