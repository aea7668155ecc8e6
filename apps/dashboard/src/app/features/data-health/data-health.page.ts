import { Component, computed, inject, input } from '@angular/core';
import { queryResource, type DataHealthQuery } from '@fabwright/data-access';
import { DataHealthDocument } from '@fabwright/data-access/documents/data-health';
import { toPercent } from '@fabwright/facts';
import { Badge, DataTable, KpiTile, Panel, TableCellTemplate, type PanelState, type TableColumn } from '@fabwright/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { failedState } from '../../core/failure/failed-state.ts';
import { Formats } from '../../core/formats/formats.ts';
import { injectSay } from '../../core/i18n/inject-say.ts';
import { onChanges } from '../../core/live/live-changes.ts';
import { QuarantinePanel } from './quarantine.panel.ts';
import { eventName, STATE_STATUS } from './source-words.ts';

type Health = DataHealthQuery['dataHealth'];
type Source = Health['sources'][number];
type Consumer = Health['consumers'][number];

/** Is it the data? What arrived, how late, what did not, and how far behind we are. */
@Component({
  selector: 'fw-data-health-page',
  imports: [Badge, DataTable, KpiTile, Panel, QuarantinePanel, TableCellTemplate, TranslocoDirective],
  templateUrl: './data-health.page.html',
})
export class DataHealthPage {
  /** Which quarantined messages are listed, and which one is open. */
  readonly qs = input<string>();
  readonly sel = input<string>();

  private readonly say = injectSay('dataHealth');
  protected readonly formats = inject(Formats);
  private readonly query = queryResource(DataHealthDocument, () => ({}));
  protected readonly health = computed(() => (this.query.hasValue() ? this.query.value().dataHealth : null));
  protected readonly state = computed<PanelState>(() => {
    if (this.query.error()) return failedState(this.say('failed'), this.query.error());
    return this.health() ? { kind: 'ready' } : { kind: 'loading' };
  });
  protected readonly sourceState = computed<PanelState>(() =>
    this.health()?.sources.length === 0
      ? { kind: 'empty', heading: this.say('sources.empty'), text: this.say('sources.emptyText') }
      : this.state(),
  );
  protected readonly consumerState = computed<PanelState>(() =>
    this.health()?.consumers.length === 0 ? { kind: 'empty', heading: this.say('consumers.empty') } : this.state(),
  );
  protected readonly quarantineShown = computed(() =>
    this.qs() === 'replayed' || this.qs() === 'dismissed' ? this.qs() : 'open',
  );
  protected readonly sourceColumns = computed<TableColumn<Source>[]>(() => [
    { key: 'type', label: this.say('sources.type'), sortValue: ({ type }) => type },
    { key: 'state', label: this.say('sources.state') },
    this.numeric(
      'events24h',
      'sources.events',
      (source) => source.events24h,
      (value) => this.formats.number(value),
    ),
    this.numeric(
      'late',
      'sources.late',
      ({ lateShare }) => toPercent(lateShare),
      (value) => `${this.formats.number(value, 1)} %`,
    ),
    this.numeric(
      'quarantined',
      'sources.quarantined',
      ({ quarantined }) => quarantined,
      (value) => this.formats.number(value),
    ),
    {
      key: 'event',
      label: this.say('sources.newestEvent'),
      text: ({ newestEventAt }) => this.formats.time(newestEventAt),
    },
    {
      key: 'received',
      label: this.say('sources.newestReceived'),
      text: ({ newestReceivedAt }) => this.formats.time(newestReceivedAt),
    },
  ]);
  protected readonly consumerColumns = computed<TableColumn<Consumer>[]>(() => [
    { key: 'topic', label: this.say('consumers.topic'), text: ({ topic }) => topic },
    {
      key: 'partition',
      label: this.say('consumers.partition'),
      text: ({ partition }) => String(partition),
      align: 'end',
    },
    { key: 'position', label: this.say('consumers.position'), text: ({ position }) => position, align: 'end' },
    { key: 'lag', label: this.say('consumers.lag'), text: ({ lag }) => this.formats.number(lag), align: 'end' },
    { key: 'updated', label: this.say('consumers.updated'), text: ({ updatedAt }) => this.formats.time(updatedAt) },
  ]);
  protected readonly sourceKey = ({ type }: Source): string => type;
  protected readonly consumerKey = ({ topic, partition }: Consumer): string => `${topic}/${partition}`;
  protected readonly nameOf = eventName;

  constructor() {
    onChanges(['health', 'quarantine'], () => this.reload());
  }

  protected statusOf(state: string): (typeof STATE_STATUS)[string] {
    return STATE_STATUS[state] ?? 'plain';
  }

  protected age(seconds: number | null | undefined): string {
    return seconds === null || seconds === undefined ? '–' : this.formats.duration(seconds * 1000);
  }

  protected reload(): void {
    this.query.reload();
  }

  private numeric(
    key: string,
    label: string,
    value: (source: Source) => number,
    text: (value: number) => string,
  ): TableColumn<Source> {
    return { key, label: this.say(label), align: 'end', sortValue: value, text: (source) => text(value(source)) };
  }
}
