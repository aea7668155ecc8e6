import type { ReportScheduleFragment, ReportScheduleInput } from '@fabwright/data-access';

export type RecipientsDraft = Omit<ReportScheduleFragment['recipients'], '__typename'>;

/** On chosen weekdays at a time, by a pattern that somebody writes, or only when somebody sends it. */
export type WhenMode = 'weekly' | 'pattern' | 'hand';

/** A schedule as the form holds it. */
export interface ScheduleDraft {
  readonly name: string;
  /** The report that was put together and that it sends; empty = what stands here. */
  readonly definitionId: string;
  readonly kind: string;
  readonly productId: string;
  /** Empty = the first. */
  readonly insertion: string;
  readonly language: string;
  readonly paper: string;
  readonly mode: WhenMode;
  /** ISO weekdays as text, `1` Monday … `7` Sunday. */
  readonly days: readonly string[];
  /** `08:00` */
  readonly time: string;
  readonly cron: string;
  readonly timeZone: string;
  readonly workingDays: readonly string[];
  readonly holidays: readonly string[];
  readonly offDay: string;
  readonly fileWay: string;
  readonly recipients: RecipientsDraft;
}

/** The pattern of what goes out only when somebody sends it. */
export const BY_HAND = 'hand';
/** The kind that one click subscribes to. */
export const WEEK_KIND = 'week';
export const ISO_DAYS: readonly string[] = ['1', '2', '3', '4', '5', '6', '7'];
const WORKING_DAYS: readonly string[] = ISO_DAYS.slice(0, 5);

/** Mondays at eight, to whoever writes it. */
export function newDraft(
  productId: string,
  timeZone: string,
  ownAccountId: string,
  from: { readonly definitionId?: string; readonly name?: string; readonly mode?: WhenMode } = {},
): ScheduleDraft {
  const { definitionId = '', name = '', mode = 'weekly' } = from;
  return {
    ...{
      name,
      definitionId,
      kind: WEEK_KIND,
      productId,
      insertion: '',
      language: 'OWN',
      paper: 'A4',
      mode,
      days: ['1'],
    },
    ...{ time: '08:00', cron: '0 8 * * 1', timeZone, workingDays: WORKING_DAYS, holidays: [], offDay: 'RUN' },
    ...{ fileWay: 'ATTACHMENT' },
    recipients: { roles: [], accountIds: [ownAccountId], addresses: [], webhookIds: [], folder: false },
  };
}

export function draftOf(schedule: ReportScheduleFragment): ScheduleDraft {
  const { name, kind, productId, insertion, language, paper, cron, timeZone, holidays, offDay, fileWay } = schedule;
  const { roles, accountIds, addresses, webhookIds, folder } = schedule.recipients;
  const weekly = weeklyOf(cron);
  return {
    ...{
      name,
      kind,
      productId,
      insertion: insertion ?? '',
      language,
      paper,
      cron,
      timeZone,
      holidays,
      offDay,
      fileWay,
    },
    definitionId: schedule.definitionId ?? '',
    workingDays: schedule.workingDays.map(String),
    recipients: { roles, accountIds, addresses, webhookIds, folder },
    ...(weekly
      ? { mode: 'weekly', ...weekly }
      : { mode: cron === BY_HAND ? 'hand' : 'pattern', days: ['1'], time: '08:00' }),
  };
}

export function inputOf(draft: ScheduleDraft): ReportScheduleInput {
  const { name, kind, productId, insertion, language, paper, timeZone, holidays, offDay, fileWay, recipients } = draft;
  const input = {
    ...{ name: name.trim(), kind, productId, insertion: insertion === '' ? null : insertion },
    ...{ language, paper, timeZone: timeZone.trim(), holidays, offDay, fileWay, recipients },
    definitionId: draft.definitionId === '' ? null : draft.definitionId,
    cron: patternOf(draft),
    workingDays: draft.workingDays.map(Number),
  };
  // The form offers the schema's own names only; its lists are typed as text.
  return structuredClone(input) as unknown as ReportScheduleInput;
}

function patternOf({ mode, days, time, cron }: ScheduleDraft): string {
  if (mode === 'hand') return BY_HAND;
  return mode === 'weekly' ? cronOf(days, time) : cron.trim();
}

/** `0 8 * * 1,3`; of no day or time something that the server refuses. */
export function cronOf(days: readonly string[], time: string): string {
  const [, hour = '', minute = ''] = /^([01]\d|2[0-3]):([0-5]\d)/.exec(time) ?? [];
  if (hour === '' || days.length === 0) return '';
  const weekdays = days.length === 7 ? '*' : [...days].sort().join(',');
  return `${Number(minute)} ${Number(hour)} * * ${weekdays}`;
}

/** Days and time of a pattern that says no more than these; null for any other. */
export function weeklyOf(cron: string): { readonly days: readonly string[]; readonly time: string } | null {
  const match = /^(\d{1,2}) (\d{1,2}) \* \* (\*|[0-7](?:,[0-7])*)$/.exec(cron);
  if (!match) return null;
  const [, minute = '', hour = '', weekdays = ''] = match;
  const days = weekdays === '*' ? ISO_DAYS : weekdays.split(',').map((day) => (day === '0' ? '7' : day));
  return { days: [...new Set(days)].sort(), time: `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}` };
}

/** One day a line; blanks and commas separate too. */
export function holidaysOf(text: string): string[] {
  return [...new Set(text.split(/[\s,;，；]+/).filter((part) => part !== ''))];
}

/** The zone of this browser. */
export function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
