import type { ReportScheduleFragment, ReportSchedulesQuery } from '@fabwright/data-access';
import { formatDateTime, type Locale } from '@fabwright/facts';
import type { Status } from '@fabwright/ui';
import type { Say } from '../../core/i18n/inject-say.ts';
import { roleKey } from '../../core/session/role-key.ts';
import { BY_HAND, weeklyOf } from './schedule-draft.ts';

type Choices = ReportSchedulesQuery['reportScheduleChoices'];
type Line = ReportSchedulesQuery['lastReportIssues'][number];

/** `Mon, 08:00`, with the zone behind it. */
export function whenWords(say: Say, { cron, timeZone }: Pick<ReportScheduleFragment, 'cron' | 'timeZone'>): string {
  if (cron === BY_HAND) return say('whenHand');
  const weekly = weeklyOf(cron);
  if (!weekly) return `${say('whenPattern', { cron })} · ${timeZone}`;
  const { days, time } = weekly;
  const named = days.length === 7 ? say('daily') : days.map((day) => say(`dayNames.${day}`)).join(' ');
  return `${say('whenWeekly', { days: named, time })} · ${timeZone}`;
}

/** The next time by the schedule's own clock; null when there is none. */
export function nextWords({ nextFireAt, timeZone }: ReportScheduleFragment, locale: Locale): string | null {
  return nextFireAt === null ? null : formatDateTime(new Date(nextFireAt), timeZone, locale);
}

/** The first who is named, and how many more. */
export function whoWords(say: Say, sayRole: Say, choices: Choices | null, schedule: ReportScheduleFragment): string {
  const { roles, accountIds, addresses, webhookIds, folder } = schedule.recipients;
  const people = new Map(choices?.people.map(({ accountId, name }) => [accountId, name]));
  const targets = new Map(choices?.targets.map(({ targetId, name }) => [targetId, name]));
  const personOf = (id: string): string =>
    id === choices?.ownAccountId ? say('me') : (people.get(id) ?? schedule.ownerName);
  const names = [
    ...roles.map((role) => sayRole(roleKey(role))),
    ...accountIds.map(personOf),
    ...addresses,
    ...webhookIds.map((id) => targets.get(id) ?? id),
    ...(folder ? [say('folder')] : []),
  ];
  const [first = '–', ...more] = names;
  return more.length === 0 ? first : say('more', { first, count: more.length });
}

/** What of an issue stands in a badge. */
export function issueState({ state, problem, late }: Pick<Line, 'state' | 'problem' | 'late'>): {
  readonly key: string;
  readonly status: Status;
} {
  if (state === 'DONE') {
    if (problem !== null) return { key: 'partly', status: 'watch' };
    return { key: 'done', status: late ? 'stale' : 'ok' };
  }
  if (state === 'FAILED') return { key: 'failed', status: 'watch' };
  return { key: state.toLowerCase(), status: 'note' };
}
