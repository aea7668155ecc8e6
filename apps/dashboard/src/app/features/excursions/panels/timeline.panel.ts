import { Component, computed, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { timelineTable, toTimelineOption, type SpanState, type TimelineView } from '@fabwright/charts';
import type { ExcursionTimelineQuery } from '@fabwright/data-access';
import { ExcursionTimelineDocument } from '@fabwright/data-access/documents/excursions';
import { ChartPanel, type ChartBuilder, type MarkEvent, type PanelState } from '@fabwright/ui';
import { injectFabCalendar } from '../../../core/fab/fab-calendar.ts';
import { Formats } from '../../../core/formats/formats.ts';
import { injectSay } from '../../../core/i18n/inject-say.ts';
import { injectEvidence } from './evidence.ts';

type Timeline = Extract<ExcursionTimelineQuery['excursion'], { __typename: 'Excursion' }>['timeline'];

const SPANS: readonly SpanState[] = ['usual', 'suspect', 'maintenance', 'hold'];
const LOT_SERIES = ['runs', 'lots', 'alarms'];

/** From the first cause to what people did about it. */
@Component({
  selector: 'fw-excursion-timeline',
  imports: [ChartPanel],
  template: `
    <fw-chart-panel
      [heading]="say('heading')"
      [caption]="say('caption')"
      [state]="state()"
      [build]="build()"
      [label]="label()"
      [table]="table()"
      [fileName]="excursionId() + '-timeline'"
      [height]="198"
      (retry)="evidence.reload()"
      (markClick)="open($event)"
    />
  `,
})
export class ExcursionTimelinePanel {
  readonly excursionId = input.required<string>();
  readonly insertion = input.required<string | null>();
  readonly round = input.required<number>();

  private readonly router = inject(Router);
  private readonly formats = inject(Formats);
  private readonly calendar = injectFabCalendar();
  protected readonly say = injectSay('excursions.timeline');
  private readonly sayAct = injectSay('excursions.history');
  private readonly sayRule = injectSay('excursions.rule');
  protected readonly evidence = injectEvidence(ExcursionTimelineDocument, this.excursionId, this.round);
  private readonly timeline = computed(() => this.evidence.found()?.timeline ?? null);

  protected readonly view = computed<TimelineView>(() => this.toView(this.timeline()));
  protected readonly state = computed<PanelState>(() => this.evidence.waiting(this.say('failed')) ?? { kind: 'ready' });
  protected readonly build = computed<ChartBuilder>(() => {
    const [view, locale] = [this.view(), this.formats.locale()];
    return (theme, size) => toTimelineOption(view, theme, locale, size);
  });
  protected readonly table = computed(() => timelineTable(this.view(), this.say('heading'), this.formats.locale()));
  protected readonly label = computed(() => {
    const { lots, alarms, from, to } = this.view();
    return this.say('label', {
      affected: lots.filter(({ affected }) => affected).length,
      lots: lots.length,
      alarms: this.formats.count(alarms.length, 'alarms'),
      from: this.formats.time(from.toISOString()),
      to: this.formats.time(to.toISOString()),
    });
  });

  protected open({ seriesId, name }: MarkEvent): void {
    if (LOT_SERIES.includes(seriesId)) void this.router.navigate(['/lots', name]);
  }

  private toView(timeline: Timeline | null): TimelineView {
    const { calendar, formats } = this;
    const at = (time: string): Date => new Date(time);
    const to = timeline ? at(timeline.to) : new Date(0);
    const known = timeline ?? {
      from: to.toISOString(),
      place: null,
      tool: [],
      runs: [],
      lots: [],
      alarms: [],
      people: [],
    };
    return {
      from: at(known.from),
      to,
      calendar: calendar(),
      spans: known.tool.flatMap(({ state, from, to: end, note }) => {
        const span = SPANS.find((one) => one === state);
        return span ? [{ state: span, from: at(from), to: end ? at(end) : to, label: note || this.say(span) }] : [];
      }),
      runs: known.runs.map((run) => ({ ...run, at: at(run.at) })),
      lots: known.lots.map((lot) => ({ ...lot, at: at(lot.at), text: formats.yield(lot.finalYield) })),
      alarms: known.alarms.map(({ lotId, at: time, rule, label }) => ({
        lotId,
        at: at(time),
        affected: true,
        text: `${label}, ${this.sayRule(rule)}`,
      })),
      acts: known.people.map(({ act, at: time, who }) => ({
        at: at(time),
        label: this.say('act', { act: this.sayAct(act), who }),
      })),
      words: this.laneWords(known.place),
    };
  }

  private laneWords(place: string | null): TimelineView['words'] {
    const insertion = this.insertion();
    return {
      place: place ?? '',
      processed: this.say('processed'),
      sorted: insertion === null ? this.say('sensorSorted') : this.say('sorted', { insertion }),
      alarms: this.say('alarms'),
      people: this.say('people'),
      lane: this.say('lane'),
      what: this.say('what'),
      time: this.say('time'),
      affected: this.say('affected'),
      inLine: this.say('inLine'),
    };
  }
}
