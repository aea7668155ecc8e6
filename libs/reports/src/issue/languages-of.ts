import type { Locale } from '@fabwright/facts';
import type { ReportSchedule } from '../schedule/schedule.ts';
import type { ReportRecipient } from '../schedule/schedule-recipients.service.ts';

/** The languages in which a recipient gets a report. */
export function languagesOf(
  { language }: Pick<ReportSchedule, 'language'>,
  recipient: Pick<ReportRecipient, 'language'>,
): readonly Locale[] {
  if (language === 'both') return ['en', 'zh-CN'];
  return [language === 'own' ? recipient.language : language];
}
