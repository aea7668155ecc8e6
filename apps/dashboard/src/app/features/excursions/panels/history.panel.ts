import { Component, computed, inject, input, output } from '@angular/core';
import type { ExcursionPageFragment } from '@fabwright/data-access';
import { Panel, Segmented, type PanelState } from '@fabwright/ui';
import { Formats } from '../../../core/formats/formats.ts';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { injectExcursionWords } from '../excursion-words.ts';

type Entry = ExcursionPageFragment['entries'][number];

export type HistoryTab = 'history' | 'notes';

const FIELDS = [
  'state',
  'owner',
  'severity',
  'lots',
  'wafers',
  'cause',
  'suspect',
  'action',
  'lot',
  'loss',
  'kind',
  'lotId',
  'settledReason',
  'left',
  'lossPp',
  'ended',
  'reasons',
];
const STATES = ['open', 'contained', 'cause-found', 'closed', 'dismissed', 'withdrawn'];

/** What was done by whom, newest first; or only what people wrote. Nothing there is ever changed. */
@Component({
  selector: 'fw-excursion-history',
  imports: [Panel, Segmented],
  template: `
    <fw-panel [heading]="say('heading')" [state]="state()">
      <fw-segmented
        ngProjectAs="[fwPanelTools]"
        [label]="say('tabs')"
        [choices]="tabs()"
        [value]="tab()"
        (valueChange)="tabChange.emit($event === 'notes' ? 'notes' : 'history')"
      />
      <ol class="list" tabindex="0">
        @for (entry of entries(); track entry.entryNo) {
          <li>
            <p class="row">
              <strong>{{ say(entry.act) }}</strong>
              <span>{{ entry.byDetectors ? say('detectors') : entry.actorName }}</span>
              <span class="fw-caption" [title]="formats.time(entry.at)">{{ formats.time(entry.at, false) }}</span>
            </p>
            @for (change of seen(entry); track change.field) {
              <p class="fw-caption">{{ changeOf(change) }}</p>
            }
            @if (entry.reason) {
              <blockquote>{{ entry.byDetectors ? words.reason(entry.reason) : entry.reason }}</blockquote>
            }
          </li>
        }
      </ol>
    </fw-panel>
  `,
  styleUrl: './side-list.css',
})
export class HistoryPanel {
  readonly all = input.required<readonly Entry[]>();
  readonly tab = input.required<HistoryTab>();
  readonly tabChange = output<HistoryTab>();

  protected readonly formats = inject(Formats);
  protected readonly say = injectSay('excursions.history');
  protected readonly words = injectExcursionWords();
  private readonly sayState = injectSay('excursions.state');
  private readonly saySeverity = injectSay('excursions.severity');
  protected readonly tabs = computed(() => [
    { value: 'history', label: this.say('history') },
    { value: 'notes', label: this.say('notes') },
  ]);
  protected readonly entries = computed(() => {
    const newest = this.all().toReversed();
    return this.tab() === 'notes' ? newest.filter(({ act }) => act === 'COMMENTED') : newest;
  });
  protected readonly state = computed<PanelState>(() =>
    this.entries().length > 0 ? { kind: 'ready' } : { kind: 'empty', heading: this.say('noNotes') },
  );

  /** What was nothing and stays nothing is no news. */
  protected seen({ changes }: Entry): Entry['changes'] {
    return changes.filter(({ before, after }) => before || after);
  }

  protected changeOf({ field, before, after }: Entry['changes'][number]): string {
    // what was nothing before is told by what it is now
    return this.say(before ? 'change' : 'set', {
      field: this.say(`field.${FIELDS.includes(field) ? field : 'other'}`),
      before: this.valueOf(field, before),
      after: this.valueOf(field, after),
    });
  }

  private valueOf(field: string, value: string | null | undefined): string {
    if (value === null || value === undefined || value === '') return '–';
    if (field === 'lossPp') return this.formats.points(Number(value) / 100);
    if (field === 'suspect') return this.words.level({ id: value });
    if (field === 'ended') return this.say(value === 'true' ? 'yes' : 'no');
    if (field === 'severity') return this.saySeverity(value.toUpperCase());
    return STATES.includes(value) ? this.sayState(value.toUpperCase().replace('-', '_')) : value;
  }
}
