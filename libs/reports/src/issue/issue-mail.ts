import { formatDateTime, formatZoneOffset, type Locale } from '@fabwright/facts';
import type { ReportFile } from '../report-job/report-request.ts';
import type { ReportSchedule } from '../schedule/schedule.ts';
import type { ReportIssue } from './issue.ts';
import { ISSUE_WORDS, type IssueWords } from './issue-words.ts';

/** Addresses that a mail leads to. */
export interface IssueLinks {
  readonly issue: string;
  /** Null: there is nothing to unsubscribe from. */
  readonly unsubscribe: string | null;
}

export interface IssueMail {
  readonly subject: string;
  readonly text: string;
}

/** What a mail says of a file: whether it is in there. */
export type FilePlace = 'attached' | 'link' | 'too-large';

interface Told {
  readonly schedule: ReportSchedule;
  readonly issue: ReportIssue;
  readonly files: readonly ReportFile[];
  readonly place: FilePlace;
  readonly fab: string;
}

/** Headline, key figures, where the report is, why one gets it. In the recipient's language. */
export function issueMail(told: Told, links: IssueLinks, locale: Locale): IssueMail {
  const { schedule, issue, files, fab } = told;
  const summary = files[0]?.summary;
  const headline = summary?.headline ?? schedule.name;
  const blocks = [headline, ...bodyOf(told, links, locale), `--\n${footOf(schedule, links, locale)}`];
  return {
    subject: oneLine(`[${fab}] ${summary?.subject ?? issue.period}: ${headline}`),
    text: `${blocks.filter((block) => block !== '').join('\n\n')}\n`,
  };
}

function bodyOf({ schedule, issue, files, place }: Told, links: IssueLinks, locale: Locale): string[] {
  const words = ISSUE_WORDS[locale];
  const figures = files[0]?.summary?.figures ?? [];
  return [
    figures.map(({ label, value, note }) => `- ${words.figure(label, value, note)}`).join('\n'),
    issue.late ? words.late(whenOf(issue, schedule, locale)) : '',
    whereOf(words, place, files.length, links.issue),
    issue.cause === 'sample' ? words.sample : '',
  ];
}

function footOf({ name, ownerName }: ReportSchedule, { unsubscribe }: IssueLinks, locale: Locale): string {
  const words = ISSUE_WORDS[locale];
  const why = words.why(name, ownerName);
  return unsubscribe === null ? why : `${why}\n${words.unsubscribe(unsubscribe)}`;
}

/** To the owner, when a file could not be made: nobody gets a blank report, and nobody wonders. */
export function failureMail(
  { schedule, issue, fab }: Pick<Told, 'schedule' | 'issue' | 'fab'>,
  { problem, partly }: { readonly problem: string; readonly partly: boolean },
  links: Pick<IssueLinks, 'issue'>,
  locale: Locale,
): IssueMail {
  const words = ISSUE_WORDS[locale];
  const said = (partly ? words.partly : words.failed)(schedule.name, issue.period);
  return {
    subject: oneLine(`[${fab}] ${words.failedSubject(schedule.name, issue.period)}`),
    text: `${[said, problem, words.settings(links.issue)].join('\n\n')}\n`,
  };
}

/** The body of a webhook: the same for machines. */
export function issuePayload(
  { schedule, issue, files }: Pick<Told, 'schedule' | 'issue' | 'files'>,
  links: Pick<IssueLinks, 'issue'>,
): object {
  const { scheduleId, name, kind, productId, insertion } = schedule;
  return {
    type: 'fabwright.report',
    version: 1,
    issueId: issue.issueId,
    period: issue.period,
    late: issue.late,
    url: links.issue,
    schedule: { scheduleId, name, kind, productId, insertion },
    files: files.map(({ name: file, byteSize, summary }) => ({ name: file, byteSize, headline: summary?.headline })),
  };
}

function whereOf(words: IssueWords, place: FilePlace, files: number, link: string): string {
  if (place === 'attached') return `${words.attached(files)}\n${words.read} ${link}`;
  return `${place === 'link' ? words.read : words.tooLarge} ${link}`;
}

function whenOf({ fireAt }: ReportIssue, { timeZone }: ReportSchedule, locale: Locale): string {
  return `${formatDateTime(fireAt, timeZone, locale)} (${formatZoneOffset(fireAt, timeZone)})`;
}

/** Names come from people and from fab data: a header has one line. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').slice(0, 300);
