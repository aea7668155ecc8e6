import type { FabCalendar } from '@fabwright/facts';

export type SpanState = 'usual' | 'suspect' | 'maintenance' | 'hold';

export interface TimelineSpan {
  readonly state: SpanState;
  readonly from: Date;
  readonly to: Date;
  /** What stands in it, or beside it when it is maintenance. Data: it may be what a technician wrote. */
  readonly label: string;
}

export interface TimelineRun {
  readonly lotId: string;
  readonly at: Date;
  readonly affected: boolean;
  /** Not sorted yet = still in line: drawn hollow. */
  readonly sorted: boolean;
}

export interface TimelineMark {
  readonly lotId: string;
  readonly at: Date;
  readonly affected: boolean;
  /** Its yield, its rule, … ready to be read. */
  readonly text: string;
}

export interface TimelineAct {
  readonly at: Date;
  readonly label: string;
}

/** Words of the screen's language. */
export interface TimelineWords {
  /** The place that is suspected; empty = none is known, and the first two lanes stay away. */
  readonly place: string;
  readonly processed: string;
  readonly sorted: string;
  readonly alarms: string;
  readonly people: string;
  readonly lane: string;
  readonly what: string;
  readonly time: string;
  readonly affected: string;
  readonly inLine: string;
}

/** What happened from the first cause to what people did, on the fab's time axis. */
export interface TimelineView {
  readonly from: Date;
  readonly to: Date;
  readonly calendar: FabCalendar;
  readonly spans: readonly TimelineSpan[];
  readonly runs: readonly TimelineRun[];
  readonly lots: readonly TimelineMark[];
  readonly alarms: readonly TimelineMark[];
  readonly acts: readonly TimelineAct[];
  readonly words: TimelineWords;
}

export interface CauseLink {
  readonly lotId: string;
  readonly from: Date;
  readonly to: Date;
}

/** From the first run of an affected lot at the suspect to that lot's sort: the one line that joins cause and effect. */
export function causeLink({ runs, lots }: TimelineView): CauseLink | null {
  const sortedAt = new Map(lots.filter(({ affected }) => affected).map(({ lotId, at }) => [lotId, at]));
  const links = runs.flatMap(({ lotId, at, affected }) => {
    const to = sortedAt.get(lotId);
    return affected && to && to.getTime() > at.getTime() ? [{ lotId, from: at, to }] : [];
  });
  return links.reduce<CauseLink | null>(
    (first, link) => (first && first.from.getTime() <= link.from.getTime() ? first : link),
    null,
  );
}

export type Lane = 'tool' | 'runs' | 'lots' | 'alarms' | 'people';

/** Lanes from top to bottom. */
export function lanesOf({ words }: TimelineView): readonly { readonly lane: Lane; readonly label: string }[] {
  const about = [
    { lane: 'tool', label: words.place },
    { lane: 'runs', label: words.processed },
  ] as const;
  return [
    ...(words.place === '' ? [] : about),
    { lane: 'lots', label: words.sorted },
    { lane: 'alarms', label: words.alarms },
    { lane: 'people', label: words.people },
  ];
}
