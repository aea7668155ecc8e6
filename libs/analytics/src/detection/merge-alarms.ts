import type { DetectionSettings } from './detection-settings.ts';
import type { Alarm, AlarmClass, DetectedExcursion, Reason, Stream } from './excursion.ts';

const DAY = 86_400_000;

/** Lots of a series in time order, to know what is near and what is long past. */
export interface Calendar {
  /** Time of a lot's end of first pass; undefined for a lot that is forgotten. */
  readonly timeOf: (lot: string) => number | undefined;
  /** Lots of the series whose time lies in (from, to]. */
  readonly lotsBetween: (from: number, to: number) => number;
  /** Time of the latest lot. */
  readonly now: number;
  /** Observed minus usual yield over lots, in percentage points. */
  readonly changePp: (lots: readonly string[]) => number | null;
  /** True where wafers of the lot stand out in a stream, whether that raised an alarm or not. */
  readonly shows: (lot: string, stream: Stream) => boolean;
}

const RANK: Readonly<Record<AlarmClass, number>> = { yield: 2, parametric: 1, sensor: 0 };

/** More than this part of the lots of one event are lots of the other, where they are the same. */
const MOST = 0.5;

/**
 * True where most lots show what leads an excursion. A bin tells events apart; a loss of yield is part of all of them, so
 * that there only the lots which belong to the excursion count.
 */
function isMostlyPartOf(
  lots: readonly string[],
  { lots: own, leading }: DetectedExcursion,
  calendar: Calendar,
): boolean {
  const isPart = (lot: string): boolean => (leading.kind === 'bin' ? calendar.shows(lot, leading) : own.includes(lot));
  return lots.filter(isPart).length > MOST * lots.length;
}

/**
 * The more it explains, the better an alarm fits an excursion; 0 = it is another event. Another stream joins through a
 * lot that is concerned already, or where most of its lots show what leads the excursion; further lots join through that leading stream
 * alone. Were every stream to draw further lots in, noise would chain events together.
 */
function fit(excursion: DetectedExcursion, alarm: Alarm, calendar: Calendar, settings: DetectionSettings): number {
  if (isOver(excursion, alarm.at, calendar, settings)) return 0;
  const { stream } = alarm;
  if (stream.kind === 'sensor') return stream.tool === excursion.tool ? 1 : 0;
  const sharesLot = excursion.lots.includes(alarm.lot) || isMostlyPartOf(alarm.lots, excursion, calendar);
  const leads = streamName(excursion.leading) === streamName(stream);
  return (leads ? 2 : 0) + (sharesLot ? 1 : 0);
}

/** The event is over for an alarm at `at`: quiet for so many lots and so many days. */
export function isOver(
  excursion: DetectedExcursion,
  at: number,
  calendar: Calendar,
  { quietDays, quietLots }: DetectionSettings,
): boolean {
  const from = Math.min(at, excursion.from);
  if (at < excursion.to) return from === at && excursion.from - at > quietDays * DAY;
  if (at - excursion.to <= quietDays * DAY) return false;
  return excursion.class === 'sensor' || calendar.lotsBetween(excursion.to, at) > quietLots;
}

export function streamName(stream: Stream): string {
  return stream.kind === 'sensor'
    ? ['sensor', stream.tool, stream.chamber, stream.step, stream.name].join('|')
    : [stream.kind, stream.product, stream.insertion, stream.name].join('|');
}

/**
 * Puts each alarm into the excursion that it fits best, or opens one. `excursions` and `alarms` belong
 * to one product and insertion, or to one tool. Returns all excursions; those that changed are new objects.
 */
export function mergeAlarms(
  excursions: readonly DetectedExcursion[],
  alarms: readonly Alarm[],
  calendar: Calendar,
  settings: DetectionSettings,
): DetectedExcursion[] {
  const all = [...excursions];
  const inOrder = [...alarms].sort((a, b) => a.at - b.at || RANK[b.class] - RANK[a.class] || b.score - a.score);
  for (const alarm of inOrder) {
    let best = -1;
    let bestFit = 0;
    all.forEach((excursion, i) => {
      const value = fit(excursion, alarm, calendar, settings);
      if (value > bestFit) [best, bestFit] = [i, value];
    });
    const known = all[best];
    if (known) all[best] = joined(known, alarm, calendar);
    else best = all.push(opened(alarm, calendar)) - 1;
    unite(all, best, calendar, settings);
  }
  return all.map((excursion) => {
    const ended = isOver(excursion, calendar.now, calendar, settings);
    return ended === excursion.ended ? excursion : { ...excursion, ended };
  });
}

function opened(alarm: Alarm, calendar: Calendar): DetectedExcursion {
  const { stream, lots, at } = alarm;
  const times = lots.map((lot) => calendar.timeOf(lot) ?? at);
  const isSensor = stream.kind === 'sensor';
  const owner = isSensor ? stream.tool : `${stream.product}/${stream.insertion}`;
  return {
    id: `${owner}/${alarm.lot}${isSensor ? `/${at}` : ''}`,
    class: alarm.class,
    product: isSensor ? '' : stream.product,
    insertion: isSensor ? '' : stream.insertion,
    tool: isSensor ? stream.tool : '',
    detectedAt: at,
    from: Math.min(...times),
    to: at,
    lots: [...lots],
    wafers: alarm.wafers ?? [],
    leading: stream,
    leadingScore: alarm.score,
    streams: [stream],
    places: alarm.place === undefined ? [] : [alarm.place],
    alarmIds: [alarm.id],
    reasons: [reasonOf(alarm)],
    changePp: isSensor ? null : calendar.changePp(lots),
    ended: false,
    related: [],
  };
}

/**
 * Two that turned out to be led by the same stream, or of which one lies in the other, were one event all along, unless a
 * quiet time is between them.
 */
function unite(all: DetectedExcursion[], at: number, calendar: Calendar, settings: DetectionSettings): void {
  const grown = all[at];
  if (!grown || grown.class === 'sensor') return;
  const other = all.findIndex((one, i) => i !== at && isSameEvent(one, grown, calendar, settings));
  const twin = all[other];
  if (!twin) return;
  const [first, second] = twin.detectedAt <= grown.detectedAt ? [twin, grown] : [grown, twin];
  all[Math.min(at, other)] = united(first, second, calendar);
  all.splice(Math.max(at, other), 1);
}

function isSameEvent(
  a: DetectedExcursion,
  b: DetectedExcursion,
  calendar: Calendar,
  settings: DetectionSettings,
): boolean {
  const [first, second] = a.to <= b.to ? [a, b] : [b, a];
  if (isOver(first, Math.max(first.to, second.from), calendar, settings)) return false;
  if (streamName(a.leading) === streamName(b.leading)) return true;
  const [less, more] = a.lots.length <= b.lots.length ? [a, b] : [b, a];
  return isMostlyPartOf(less.lots, more, calendar);
}

function united(first: DetectedExcursion, second: DetectedExcursion, calendar: Calendar): DetectedExcursion {
  const lots = inTime([...first.lots, ...second.lots], first, calendar);
  const best = second.leadingScore > first.leadingScore ? second : first;
  return {
    ...first,
    class: RANK[second.class] > RANK[first.class] ? second.class : first.class,
    from: Math.min(first.from, second.from),
    to: Math.max(first.to, second.to),
    lots,
    wafers: withWafers(first.wafers, second.wafers),
    leading: best.leading,
    leadingScore: best.leadingScore,
    streams: second.streams.reduce(withStream, first.streams),
    places: second.places.reduce(withPlace, first.places),
    alarmIds: [...new Set([...first.alarmIds, ...second.alarmIds])],
    reasons: second.reasons.reduce(withReason, first.reasons),
    changePp: calendar.changePp(lots),
  };
}

function joined(excursion: DetectedExcursion, alarm: Alarm, calendar: Calendar): DetectedExcursion {
  const leading = streamName(excursion.leading) === streamName(alarm.stream);
  const drawn = leading
    ? alarm.lots
    : alarm.lots.filter((lot) => lot === alarm.lot || calendar.shows(lot, excursion.leading));
  const lots = inTime([...excursion.lots, ...drawn], excursion, calendar);
  const leads = alarm.score > excursion.leadingScore && RANK[alarm.class] >= RANK[excursion.class];
  return {
    ...excursion,
    class: RANK[alarm.class] > RANK[excursion.class] ? alarm.class : excursion.class,
    from: Math.min(excursion.from, ...drawn.map((lot) => calendar.timeOf(lot) ?? alarm.at)),
    to: Math.max(excursion.to, alarm.at),
    lots,
    wafers: withWafers(excursion.wafers, alarm.wafers ?? []),
    leading: leads ? alarm.stream : excursion.leading,
    leadingScore: leads ? alarm.score : excursion.leadingScore,
    streams: withStream(excursion.streams, alarm.stream),
    places: withPlace(excursion.places, alarm.place),
    alarmIds: [...new Set([...excursion.alarmIds, alarm.id])],
    reasons: withReason(excursion.reasons, reasonOf(alarm)),
    changePp: excursion.tool === '' ? calendar.changePp(lots) : null,
  };
}

/** Each lot once, in time order. */
function inTime(lots: readonly string[], { from }: DetectedExcursion, calendar: Calendar): string[] {
  const time = (lot: string): number => calendar.timeOf(lot) ?? from;
  return [...new Set(lots)].sort((a, b) => time(a) - time(b) || (a < b ? -1 : 1));
}

function withStream(streams: readonly Stream[], stream: Stream): readonly Stream[] {
  return streams.some((one) => streamName(one) === streamName(stream)) ? streams : [...streams, stream];
}

/** One for each stream and rule: the first. */
function withReason(reasons: readonly Reason[], reason: Reason): readonly Reason[] {
  const told = reasons.some((one) => one.code === reason.code && streamName(one.stream) === streamName(reason.stream));
  return told ? reasons : [...reasons, reason];
}

function withPlace(places: readonly string[], place: string | undefined): readonly string[] {
  return place === undefined || places.includes(place) ? places : [...places, place];
}

function withWafers(
  known: DetectedExcursion['wafers'],
  more: DetectedExcursion['wafers'],
): DetectedExcursion['wafers'] {
  const byLot = new Map(known.map(({ lot, waferIds }) => [lot, new Set(waferIds)]));
  for (const { lot, waferIds } of more) {
    const wafers = byLot.get(lot) ?? new Set<string>();
    byLot.set(lot, wafers);
    for (const wafer of waferIds) wafers.add(wafer);
  }
  return [...byLot].map(([lot, wafers]) => ({ lot, waferIds: [...wafers].sort() }));
}

function reasonOf(alarm: Alarm): Reason {
  const { value, centre, limit, score, lot, lots, direction, unit } = alarm;
  const values = { value, centre, limit, score, lot, lots: lots.length, direction };
  const wafers = alarm.wafers?.reduce((sum, one) => sum + one.waferIds.length, 0) ?? 0;
  return {
    code: CODES[alarm.class === 'sensor' ? 'sensor' : alarm.rule],
    stream: alarm.stream,
    values: {
      ...values,
      ...(wafers > 0 ? { wafers } : {}),
      ...(alarm.place ? { place: alarm.place } : {}),
      ...(unit ? { unit } : {}),
    },
  };
}

const CODES: Readonly<Record<Alarm['rule'] | 'sensor', Reason['code']>> = {
  sensor: 'sensor-moved',
  sigma: 'lot-outside-limits',
  slope: 'slow-shift',
  floor: 'below-floor',
  spread: 'wafers-spread',
  wafers: 'wafers-stand-out',
  contrast: 'chamber-stands-out',
};
