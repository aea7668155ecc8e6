import { formatDateTime, formatQuantity, formatYield, PRECISION, type Locale } from '@fabwright/facts';
import type { Excursion, ExcursionReason } from '../excursion/excursion.types.ts';
import { NOTICE_WORDS, type NoticeStage, type NoticeWords } from './notice-words.ts';

/** Where a notice leads, and why it is sent. */
export interface NoticeFrame {
  readonly stage: NoticeStage;
  readonly ruleName: string;
  /** Address of the instance, without a slash at its end. */
  readonly address: string;
  /** The fab's time zone. */
  readonly zone: string;
}

export interface NoticeText {
  readonly subject: string;
  readonly text: string;
}

/** Streams whose values are fractions of dies. */
const FRACTIONS: readonly string[] = ['yield', 'bin'];

/** A mail about an excursion: headline, five facts at most, what to do, the link, and why one gets it. */
export function noticeMail(excursion: Excursion, frame: NoticeFrame, locale: Locale): NoticeText {
  const words = NOTICE_WORDS[locale];
  const headline = headlineOf(excursion, words, locale);
  const tag = words.tag(frame.stage, words.severity[excursion.severity]);
  const { stage, address } = frame;
  const minutes = stage.kind === 'escalated' ? minutesOf(stage.minutes, locale) : null;
  const blocks = [
    headline.charAt(0).toUpperCase() + headline.slice(1),
    ...(minutes === null ? [] : [words.late(minutes)]),
    factsOf(excursion, frame, words, locale)
      .map((fact) => `- ${fact}`)
      .join('\n'),
    words.todo,
    `${words.link}: ${address}/excursions/${excursion.excursionId}`,
    `--\n${words.why(frame.ruleName)}\n${words.settings}: ${address}/settings/notices`,
  ];
  return { subject: oneLine(`[${tag}] ${excursion.excursionId} ${headline}`), text: `${blocks.join('\n\n')}\n` };
}

/** The body of a webhook: the same facts for machines. Values as the API gives them. */
export function noticePayload(excursion: Excursion, { stage, ruleName, address }: NoticeFrame): object {
  const { excursionId, productId, insertion, kind, severity, area, state, subject, lossPp, lostDies } = excursion;
  const { lotCount, waferCount, firstLotAt, lastLotAt, openedAt, suspect } = excursion;
  return {
    type: 'fabwright.excursion-notice',
    version: 1,
    stage: stage.kind,
    step: stage.kind === 'escalated' ? stage.step : null,
    rule: ruleName,
    url: `${address}/excursions/${excursionId}`,
    excursion: {
      excursionId,
      productId,
      insertion,
      kind,
      severity,
      area,
      state,
      subject,
      lossPp,
      lostDies,
      lotCount,
      waferCount,
      firstLotAt,
      lastLotAt,
      openedAt,
      suspect,
    },
  };
}

function headlineOf(excursion: Excursion, words: NoticeWords, locale: Locale): string {
  const { subject, productName, insertion, lossPp, reasons } = excursion;
  const place = [subject.label, ...(subject.toolId ? [placeOf(subject.toolId, subject.chamber)] : [])].join(' ');
  const named = words.subject[subject.kind]?.(place) ?? `${subject.kind} ${place}`;
  const headline = words.of(named, productName, insertion);
  if (isLoss(lossPp)) return words.below(headline, points(lossPp, locale));
  const [first] = reasons;
  const seen = first && words.seen[first.code as keyof typeof words.seen];
  return seen === undefined ? headline : words.saw(headline, seen);
}

function factsOf(excursion: Excursion, { zone }: NoticeFrame, words: NoticeWords, locale: Locale): string[] {
  const { lossPp, lostDies, lotCount, waferCount, firstLotAt, lastLotAt, reasons, suspect } = excursion;
  const count = (n: number, unit: 'lots' | 'wafers' | 'dies'): string => formatQuantity(n, unit, 0, locale);
  const [first] = reasons;
  const measured = first && measuredOf(first, words, locale);
  const place = suspect && [suspect.stepName, suspect.id].filter(Boolean).join(' · ');
  return [
    ...(isLoss(lossPp) ? [words.facts.loss(points(lossPp, locale), count(lostDies, 'dies'))] : []),
    words.facts.size(count(lotCount, 'lots'), count(waferCount, 'wafers')),
    ...(measured ? [measured] : []),
    words.facts.since(formatDateTime(firstLotAt, zone, locale), formatDateTime(lastLotAt, zone, locale)),
    place ? words.facts.shared(place) : words.facts.unknown,
  ];
}

/** What the first alarm measured: the value with its limit where the unit is known, else the distance in σ. */
function measuredOf({ code, stream, values }: ExcursionReason, words: NoticeWords, locale: Locale): string | null {
  const number = (name: string): number | null => values.find((value) => value.name === name)?.number ?? null;
  const lot = words.lot(values.find((value) => value.name === 'lot')?.text ?? '');
  const [value, limit, score] = [number('value'), number('limit'), number('score')];
  const asShare = FRACTIONS.includes(stream.kind) && (code === 'lot-outside-limits' || code === 'below-floor');
  if (asShare && value !== null && limit !== null) {
    return words.facts.measured(lot, formatYield(value, locale), formatYield(limit, locale));
  }
  return score === null ? null : words.facts.distance(lot, formatQuantity(score, 'σ', 1, locale));
}

function isLoss(lossPp: number | null): lossPp is number {
  return lossPp !== null && Number.isFinite(lossPp) && lossPp >= 0.05;
}

const points = (pp: number, locale: Locale): string => formatQuantity(pp, 'pp', PRECISION.change, locale);
const placeOf = (tool: string, chamber: string | null): string => (chamber === null ? tool : `${tool}/${chamber}`);

function minutesOf(minutes: number, locale: Locale): string {
  if (locale === 'zh-CN') return `${minutes} 分钟`;
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}

/** Names come from fab data: a header has one line. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').slice(0, 300);
